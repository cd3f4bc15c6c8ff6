// SPDX-License-Identifier: MIT
// Dated changes: what a record was defined as on a day.
#include "okr/compute/definition.hpp"

#include "compute_fixture.hpp"
#include "print.hpp"

namespace definition_test {

using namespace okr;
using namespace okr::test;

namespace {

Change change(Date on, std::string key, ChangedField::Value before, ChangedField::Value after) {
  Change result;
  result.on = on;
  result.why = "the launch slipped";
  result.fields.push_back({std::move(key), std::move(before), std::move(after)});
  return result;
}

}  // namespace

TEST_CASE("later changes are undone, newest first; on the day itself the new value stands") {
  KeyResult kr = number(0, 200);
  kr.changes = {change(day(2026, 2, 20), "target", 300.0, 200.0), change(day(2026, 2, 10), "target", 400.0, 300.0)};
  CHECK(definition_of(kr, day(2026, 2, 9)).target.value() == 400);
  CHECK(definition_of(kr, day(2026, 2, 10)).target.value() == 300);
  CHECK(definition_of(kr, day(2026, 2, 19)).target.value() == 300);
  CHECK(definition_of(kr, day(2026, 2, 20)).target.value() == 200);
  CHECK(first_definition(kr).target.value() == 400);
}

TEST_CASE("every key that may move is undone, also to nothing") {
  KeyResult kr = number(5, 10);
  kr.commit = 6;
  kr.stretch = 12;
  kr.min = 1;
  kr.max = 2;
  kr.weight = 3;
  kr.due = day(2026, 3, 1);
  const Date on = day(2026, 2, 1);
  for (const char* key : {"baseline", "target", "commit", "stretch", "min", "max", "weight", "due"})
    kr.changes.push_back(change(on, key, std::monostate{}, 1.0));
  const Definition first = definition_of(kr, day(2026, 1, 31));
  for (const auto& value :
       {first.baseline, first.target, first.commit, first.stretch, first.min, first.max, first.weight})
    CHECK_FALSE(value);
  CHECK_FALSE(first.due);
  CHECK(definition_of(kr, on).stretch.value() == 12);
}

TEST_CASE("a state that a change set freezes the record from that day on") {
  KeyResult kr = number(0, 10);
  kr.state = State::cancelled;
  kr.changes = {change(day(2026, 2, 1), "state", std::string("active"), std::string("cancelled"))};
  CHECK(definition_of(kr, day(2026, 1, 31)).state == State::active);
  CHECK_FALSE(definition_of(kr, day(2026, 1, 31)).frozen);
  CHECK(definition_of(kr, day(2026, 2, 1)).state == State::cancelled);
  CHECK(definition_of(kr, day(2026, 3, 1)).frozen.value() == day(2026, 2, 1));
  CHECK(first_definition(kr).state == State::active);
}

TEST_CASE("an objective's weight and state move too") {
  Objective o = objective("o", ObjectiveType::committed, {});
  o.weight = 1;
  o.changes = {change(day(2026, 2, 1), "weight", 4.0, 1.0)};
  CHECK(definition_of(o, day(2026, 1, 1)).weight_or_default() == 4);
  CHECK(definition_of(o, day(2026, 2, 1)).weight_or_default() == 1);
}

TEST_CASE("a value that moved later stands at the change, the others at their key") {
  KeyResult kr = number(0, 200);
  kr.keys = {{"target", {0, 5, 1}, {0, 5, 10}}, {"baseline", {0, 4, 1}, {0, 4, 12}}};
  kr.changes = {change(day(2026, 2, 10), "target", 400.0, 200.0)};
  kr.changes.front().place = {0, 9, 3};
  CHECK(place_of_value(kr, "target", day(2026, 1, 1)) == Place{0, 9, 3});
  CHECK(place_of_value(kr, "target", day(2026, 2, 10)) == Place{0, 5, 10});
  CHECK(place_of_value(kr, "baseline", day(2026, 1, 1)) == Place{0, 4, 12});
  CHECK_FALSE(place_of_value(kr, "stretch", day(2026, 1, 1)).known());
}

}  // namespace definition_test
