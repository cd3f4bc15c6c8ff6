// SPDX-License-Identifier: MIT
// What may be typed behind ID= (commands.md, "Values"), kind by kind.
#include <array>
#include <string>
#include <vector>

#include "actions/checkin/understand.hpp"
#include "print.hpp"

namespace values_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

namespace {

KeyResult of_kind(Kind kind) {
  KeyResult kr;
  kr.kind = kind;
  kr.kind_known = true;
  return kr;
}

KeyResult release() {
  KeyResult kr = of_kind(Kind::milestones);
  for (const char* title : {"format frozen", "man pages", "beta", "1.0.0"}) kr.steps.push_back({title, "", 1, {}, {}});
  kr.steps[2].id = "b";
  return kr;
}

/// The value in words, or "!what | hint".
std::string typed(const KeyResult& kr, std::string_view text, const ValueSoFar& so_far = {}) {
  const auto value = typed_value(kr, kr.kind, text, so_far);
  if (!value) return "!" + value.error().what + " | " + value.error().hint;
  if (const double* number = std::get_if<double>(&*value)) return doctest::toString(*number).c_str();
  if (const bool* truth = std::get_if<bool>(&*value)) return *truth ? "yes" : "no";
  if (const auto* zone = std::get_if<std::string>(&*value)) return *zone;
  std::string steps;
  for (const std::string& step : std::get<std::vector<std::string>>(*value)) steps += "[" + step + "]";
  return steps;
}

double number(const KeyResult& kr, std::string_view text, std::optional<double> last = {}) {
  return std::get<double>(typed_value(kr, kr.kind, text, {last, {}}).value());
}

}  // namespace

TEST_CASE("a number is the value now; + adds to the last one; a minus is a value") {
  const KeyResult kr = of_kind(Kind::number);
  CHECK(number(kr, "131") == 131);
  CHECK(number(kr, "-5", 10) == -5);
  CHECK(number(kr, "+19", 112) == 131);
  CHECK(number(kr, "+-5", 10) == 5);
  CHECK(number(of_kind(Kind::hold), "+1", 57) == 58);
}

TEST_CASE("adding leaves no trace of binary fractions") {
  CHECK(number(of_kind(Kind::number), "+0.2", 0.1) == 0.3);
  CHECK(number(of_kind(Kind::number), "+1.005", 2) == 3.005);
  CHECK(number(of_kind(Kind::number), "+1e14", 1) == 100000000000001);
}

TEST_CASE("+ with nothing to add to says so") {
  CHECK(typed(of_kind(Kind::number), "+19") ==
        "!there is no value yet to which 19 could be added | give the value itself, without +");
}

TEST_CASE("the amount of a sum is the same with and without +") {
  const KeyResult kr = of_kind(Kind::sum);
  CHECK(number(kr, "12", 100) == 12);
  CHECK(number(kr, "+12", 100) == 12);
  CHECK(number(kr, "-3", 100) == -3);
}

TEST_CASE("what is no number is refused with the way out") {
  const KeyResult kr = of_kind(Kind::number);
  CHECK(typed(kr, "1,5").find("use 1.5") != std::string::npos);
  CHECK(typed(kr, "yes").front() == '!');
  CHECK(typed(kr, "nan").front() == '!');
  CHECK(typed(kr, "").find("the value is missing") == 1);
  CHECK(typed(kr, "+").front() == '!');
  CHECK(typed(kr, "++1").front() == '!');
}

TEST_CASE("percent lies between 0 and 100, also after adding") {
  const KeyResult kr = of_kind(Kind::percent);
  CHECK(number(kr, "100") == 100);
  CHECK(typed(kr, "101") == "!101 is no percentage | use 0 to 100");
  CHECK(typed(kr, "-1").front() == '!');
  CHECK(typed(kr, "+20", {90.0, {}}).front() == '!');
}

TEST_CASE("floor and ceil bound a level, not an amount") {
  KeyResult kr = of_kind(Kind::number);
  kr.floor = 0;
  kr.ceil = 10;
  CHECK(number(kr, "0") == 0);
  CHECK(typed(kr, "-1").find("below its floor") != std::string::npos);
  CHECK(typed(kr, "11").find("above its ceil") != std::string::npos);
  kr.kind = Kind::sum;
  CHECK(number(kr, "-1") == -1);
}

TEST_CASE("steps: by title, by id, whatever the case, several, without repeating one") {
  const KeyResult kr = release();
  CHECK(typed(kr, "man pages") == "[man pages]");
  CHECK(typed(kr, "b") == "[beta]");
  CHECK(typed(kr, "BETA") == "[beta]");
  CHECK(typed(kr, "beta, 1.0.0,beta") == "[beta][1.0.0]");
  CHECK(typed(kr, "bta") == "!no step \"bta\" | did you mean \"beta\"?");
  CHECK(typed(kr, "wedding") == "!no step \"wedding\" | its steps: format frozen, man pages, beta, 1.0.0");
}

TEST_CASE("steps: a title with a comma or a slash is one step") {
  KeyResult kr = release();
  kr.steps[0].title = "spec, frozen";
  kr.steps[1].title = "1/2 of the pages";
  CHECK(typed(kr, "spec, frozen") == "[spec, frozen]");
  CHECK(typed(kr, "1/2 of the pages") == "[1/2 of the pages]");
}

TEST_CASE("steps: + marks that many more, N/M as many as are done by now") {
  const KeyResult kr = release();
  const std::array<double, 4> done{1, 0, 1, 0};
  const ValueSoFar so_far{{}, done};
  CHECK(typed(kr, "+1", so_far) == "[man pages]");
  CHECK(typed(kr, "+2", so_far) == "[man pages][1.0.0]");
  CHECK(typed(kr, "+0", so_far).empty());
  CHECK(typed(kr, "3/4", so_far) == "[man pages]");
  CHECK(typed(kr, "2/4", so_far).empty());
  CHECK(typed(kr, "+3", so_far).find("but 2 of 4 are open") != std::string::npos);
  CHECK(typed(kr, "1/4", so_far).find("2 of 4 steps are done already") != std::string::npos);
  CHECK(typed(kr, "2/5", so_far).find("not a count of its 4 steps") != std::string::npos);
  CHECK(typed(kr, "9/4", so_far).front() == '!');
}

TEST_CASE("done is yes, no, true or false, in any case, and nothing else") {
  const KeyResult kr = of_kind(Kind::done);
  CHECK(typed(kr, "yes") == "yes");
  CHECK(typed(kr, "True") == "yes");
  CHECK(typed(kr, "no") == "no");
  CHECK(typed(kr, "false") == "no");
  for (const char* text : {"1", "0", "y", "done", "maybe"}) CHECK(typed(kr, text).front() == '!');
}

TEST_CASE("a grade is 0 to 1 or a zone") {
  const KeyResult kr = of_kind(Kind::graded);
  CHECK(number(kr, "0.7") == 0.7);
  CHECK(typed(kr, "Target") == "target");
  CHECK(typed(kr, "1.1").front() == '!');
  CHECK(typed(kr, "good").find("fail, commit, target, stretch") != std::string::npos);
}

TEST_CASE("a value that comes with its type has to be of the kind and in its domain") {
  CHECK(fitting(of_kind(Kind::number), Kind::number, 1.0).has_value());
  CHECK(fitting(of_kind(Kind::number), Kind::number, std::monostate()).has_value());
  CHECK_FALSE(fitting(of_kind(Kind::number), Kind::number, true).has_value());
  CHECK_FALSE(fitting(of_kind(Kind::percent), Kind::percent, 101.0).has_value());
  CHECK(fitting(of_kind(Kind::graded), Kind::graded, std::string("target")).has_value());
  CHECK_FALSE(fitting(of_kind(Kind::graded), Kind::graded, std::string("good")).has_value());
  CHECK(fitting(release(), Kind::milestones, std::vector<std::string>{"beta", "b"}).has_value());
  // As the loader, which knows a step by its exact words only.
  CHECK_FALSE(fitting(release(), Kind::milestones, std::vector<std::string>{"BETA"}).has_value());
}

TEST_CASE("what a kind wants with its type names no way to type it") {
  CHECK(wanted_value(of_kind(Kind::number), Kind::number) == "a number, the value now, or +N to add to the last one");
  CHECK(wanted_in_toml(of_kind(Kind::number), Kind::number) == "a number, the value now");
  CHECK(wanted_in_toml(of_kind(Kind::percent), Kind::percent) == "a number from 0 to 100");
  CHECK(wanted_in_toml(release(), Kind::milestones) == "a list of steps by name, [\"...\"]");
  CHECK(wanted_in_toml(of_kind(Kind::done), Kind::done) == "true or false");
}

TEST_CASE("confidence is a whole number from 1 to 10, alone, of ten or in percent") {
  CHECK(typed_confidence("1").value() == 1);
  CHECK(typed_confidence("10").value() == 10);
  for (const char* text : {"0", "11", "5.5", "-1", "", "high", "7/5", "75%", "0%", "110%", "11/10", "%"})
    CHECK_FALSE(typed_confidence(text).has_value());
  CHECK(typed_confidence("7/10").value() == 7);
  CHECK(typed_confidence("70%").value() == 7);
  CHECK(typed_confidence("100%").value() == 10);
}

}  // namespace values_test
