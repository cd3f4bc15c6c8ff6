// SPDX-License-Identifier: MIT
#include "draw/json.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "print.hpp"

using namespace okr;
using namespace okr::draw;

TEST_CASE("a report begins with its version, command and day; keys stay in the order they were set") {
  JsonValue report = report_object("status", make_date(2026, 8, 17));
  JsonValue users = JsonValue::object();
  users.set("id", "ship.users").set("progress", 0.3275).set("p_target", std::optional<double>());
  report.set("key_results", JsonValue::array().push(std::move(users)));
  CHECK(json_text(report) == R"({
  "format_version": "1.0",
  "command": "status",
  "as_of": "2026-08-17",
  "key_results": [
    {
      "id": "ship.users",
      "progress": 0.3275,
      "p_target": null
    }
  ]
}
)");
}

TEST_CASE("numbers are unrounded, whole ones have no fraction, what is no number is null") {
  const JsonValue values = JsonValue::array_of(
      std::vector<double>{0.1 + 0.2, 131, -0.0, 1e300, std::nan(""), std::numeric_limits<double>::infinity()},
      [](double value) { return JsonValue(value); });
  CHECK(json_text(values, true) == "[0.30000000000000004,131,0,1e+300,null,null]\n");
}

TEST_CASE("texts are escaped, bad UTF-8 is replaced, both spellings of a text mean a text") {
  JsonValue value = JsonValue::array();
  value.push("a\"b\\c\n\x1b").push(std::string("\xff")).push(std::string_view("ü"));
  CHECK(json_text(value, true) == "[\"a\\\"b\\\\c\\n\\u001b\",\"\uFFFD\",\"ü\"]\n");
}

TEST_CASE("kinds: true, null, integers, dates, empty containers; a member set twice has its last value") {
  JsonValue value = JsonValue::object();
  value.set("yes", true).set("none", nullptr).set("count", 3u).set("day", make_date(2026, 1, 2));
  value.set("list", JsonValue::array()).set("map", JsonValue::object()).set("count", std::size_t{4});
  CHECK(json_text(value, true) == R"({"yes":true,"none":null,"count":4,"day":"2026-01-02","list":[],"map":{}})"
                                  "\n");
}

TEST_CASE("every finite double reads back the same") {
  CHECK(rc::check("round trip", [](double value) {
    RC_PRE(std::isfinite(value));
    RC_ASSERT(std::strtod(json_text(JsonValue(value), true).c_str(), nullptr) == value);
  }));
}
