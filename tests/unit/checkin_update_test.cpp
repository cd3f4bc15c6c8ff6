// SPDX-License-Identifier: MIT
// What a check-in was given, before anything is looked up: arguments, CSV and TOML, and where each fault stands.
#include <string>
#include <vector>

#include "actions/checkin/understand.hpp"
#include "print.hpp"

namespace checkin_update_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

namespace {

constexpr Date monday = make_date(2026, 8, 17);

CheckinInput arguments(std::vector<std::string> words, std::vector<std::string> confidences = {}) {
  CheckinInput input;
  read_arguments(words, confidences, input);
  return input;
}

CheckinInput text(std::string content) { return read_given_text("week.csv", std::move(content), monday); }

}  // namespace

TEST_CASE("arguments: everything behind the first = is the value") {
  const CheckinInput input = arguments({"users=131", "release=a=b", "x=", "fit.km=-5"});
  REQUIRE(input.is_usable());
  REQUIRE(input.updates.size() == 4);
  CHECK(input.updates[0].name == "users");
  CHECK(*input.updates[0].typed == "131");
  CHECK(*input.updates[1].typed == "a=b");
  CHECK(input.updates[2].typed->empty());
  CHECK(*input.updates[3].typed == "-5");
  CHECK_FALSE(input.updates[0].entry.place.known());
}

TEST_CASE("arguments: a word without value, and an id said twice, are faults") {
  CHECK(arguments({"users"}).faults.size() == 1);
  CHECK(arguments({"=5"}).faults.size() == 1);
  CHECK(arguments({"users=1", "users=1"}).faults.size() == 1);
}

TEST_CASE("confidence: by id, alone where one id is spoken of, and without a value") {
  CHECK(arguments({"users=131"}, {"6"}).updates[0].entry.confidence == 6);
  CHECK(arguments({"users=131", "km=1"}, {"km=7"}).updates[1].entry.confidence == 7);
  const CheckinInput judgement = arguments({}, {"users=4"});
  REQUIRE(judgement.updates.size() == 1);
  CHECK_FALSE(judgement.updates[0].typed.has_value());
  CHECK_FALSE(arguments({"users=131", "km=1"}, {"6"}).is_usable());
  CHECK_FALSE(arguments({}, {"6"}).is_usable());
  CHECK_FALSE(arguments({"users=131"}, {"11"}).is_usable());
  CHECK_FALSE(arguments({"users=131"}, {"6", "7"}).is_usable());
  CHECK(arguments({}, {"users=11"}).updates.empty());
}

TEST_CASE("CSV: columns in any order, with a semicolon, a byte order mark and CR LF") {
  const CheckinInput input = text("\xEF\xBB\xBFnote;Value;ID;confidence\r\n\"a; b\";131;users;6\r\n;;km;5\r\n");
  REQUIRE(input.is_usable());
  REQUIRE(input.updates.size() == 2);
  CHECK(input.updates[0].name == "users");
  CHECK(*input.updates[0].typed == "131");
  CHECK(input.updates[0].entry.confidence == 6);
  CHECK(input.updates[0].entry.note == "a; b");
  CHECK(input.updates[0].entry.place.line == 2);
  CHECK(input.updates[0].entry.value_place.column == 8);
  CHECK_FALSE(input.updates[1].typed.has_value());
}

TEST_CASE("CSV: each fault has its line and column") {
  const CheckinInput input = text("id,value,confidense\nusers,131,\n,5,\nkm,1,\n");
  REQUIRE(input.faults.size() == 2);
  CHECK(input.faults[0].where.column == 10);
  CHECK(input.faults[0].error.hint == "did you mean 'confidence'?");
  CHECK(input.faults[1].where.line == 3);
  CHECK(text("id,confidence\nusers,11\n").faults.at(0).where.column == 7);
  CHECK(text("id,id\nusers,1\n").faults.size() == 1);
  CHECK(text("id,note\nusers,\"never closed\n").faults.at(0).code == Code::E001);
}

TEST_CASE("CSV: a filled cell behind those of the header is a fault, never another number") {
  const CheckinInput comma = text("id,value\nkm,31,5\n");
  REQUIRE(comma.faults.size() == 1);
  CHECK(comma.updates.empty());
  CHECK(comma.faults[0].code == Code::E107);
  CHECK(comma.faults[0].error.what == "this row has more columns than the 2 that the header names");
  CHECK(comma.faults[0].where.column == 7);
  CHECK(text("id,value,note\nkm,31,5,long run\n").faults.size() == 1);
  CHECK(text("id;value\nkm;31;;\nusers\n").is_usable());
}

TEST_CASE("TOML: values keep their type, the journal comes along") {
  const CheckinInput input =
      text("date = 2026-08-10\nnote = \"x\"\nship.users = { value = 131, confidence = 6 }\nfit.doctor = true\n");
  REQUIRE(input.is_usable());
  CHECK(input.date == make_date(2026, 8, 10));
  CHECK(input.head.note == "x");
  REQUIRE(input.updates.size() == 2);
  CHECK(input.updates[0].name == "ship.users");
  CHECK(std::get<double>(input.updates[0].entry.value) == 131);
  CHECK(std::get<bool>(input.updates[1].entry.value));
  CHECK(input.updates[1].entry.place.line == 4);
}

TEST_CASE("TOML: what is wrong makes it unusable") {
  CHECK_FALSE(text("ship.users = \n").is_usable());
  CHECK_FALSE(text("users = 131\n").is_usable());
}

}  // namespace checkin_update_test
