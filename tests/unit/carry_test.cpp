// SPDX-License-Identifier: MIT
// What of a cycle goes on, kind by kind.
#include "okr/compute/carry.hpp"

#include <rapidcheck.h>

#include "compute_fixture.hpp"
#include "print.hpp"

namespace carry_test {

using namespace okr;
using namespace okr::test;

namespace {

/// The day after the first quarter of 2026.
const Date over = day(2026, 4, 1);

/// What carries of the only key result; its objective goes on with it.
struct Case {
  Workspace world;
  CycleNumbers numbers;

  explicit Case(KeyResult kr, ObjectiveType type = ObjectiveType::aspirational, std::vector<Kpi> kpis = {})
      : world(with_key_result(std::move(kr), type, std::move(kpis))),
        numbers(numbers_of(world, world.cycles.front(), over)) {}

  CarriedKeyResult only() const {
    const auto carried = carried_from(world, numbers);
    REQUIRE(carried.size() == 1);
    REQUIRE(carried[0].key_results.size() == 1);
    return carried[0].key_results[0];
  }
  bool stays_behind() const { return carried_from(world, numbers).empty(); }
};

KeyResult read(KeyResult kr, std::initializer_list<EntryValue> values) {
  Date date = day(2026, 1, 5);
  for (const EntryValue& value : values) {
    kr.entries.push_back(entry(date, value));
    date = add_days(date, 7);
  }
  return kr;
}

KeyResult steps(std::initializer_list<const char*> titles) {
  KeyResult kr = of_kind(Kind::milestones);
  for (const char* title : titles) kr.steps.push_back({title, "", 1, std::nullopt, {}});
  return kr;
}

Case of_states(State objective_state, std::vector<State> states) {
  std::vector<KeyResult> key_results;
  for (const State state : states) {
    KeyResult kr = read(number(0, 10), {4.0});
    kr.state = state;
    key_results.push_back(std::move(kr));
  }
  Case built(number(0, 1));
  Objective one = objective("o", ObjectiveType::aspirational, std::move(key_results));
  one.state = objective_state;
  built.world = workspace({cycle("2026-Q1", first_quarter(), {one})});
  built.numbers = numbers_of(built.world, built.world.cycles.front(), over);
  return built;
}

}  // namespace

TEST_CASE("carry: a number begins at its last value and keeps its target") {
  KeyResult kr = read(number(100, 400), {131.0, 250.0});
  kr.stretch = 500;
  kr.commit = 300;
  const CarriedKeyResult carried = Case(kr).only();
  CHECK(carried.baseline == 250.0);
  CHECK(carried.target == 400.0);
  CHECK(carried.commit == 300.0);
  CHECK(carried.stretch == 500.0);
}

TEST_CASE("carry: a commit that was passed is left out, also on the way down") {
  KeyResult up = read(number(0, 400), {200.0});
  up.commit = 200;
  up.stretch = 500;
  CHECK(!Case(up).only().commit);
  KeyResult down = read(number(40, 10), {19.0});
  down.commit = 20;
  down.stretch = 5;
  CHECK(!Case(down).only().commit);
  down.entries.back().value = 21.0;
  CHECK(Case(down).only().commit == 20.0);
}

TEST_CASE("carry: a relative target becomes the absolute one, so that it does not move with the baseline") {
  KeyResult kr = read(number(40, std::nullopt), {44.0});
  kr.change = "+20%";
  const CarriedKeyResult carried = Case(kr).only();
  CHECK(carried.baseline == 44.0);
  CHECK(carried.target == 48.0);
}

TEST_CASE("carry: a number without a reading goes on as it stands") {
  const CarriedKeyResult carried = Case(number(5, 9)).only();
  CHECK(carried.baseline == 5.0);
  CHECK(carried.target == 9.0);
}

TEST_CASE("carry: fed by a KPI, a number without a baseline of its own takes it from the KPI again") {
  KeyResult kr = number(std::nullopt, 100);
  kr.kpi = {"visits", {}};
  const Kpi visits = kpi("visits", {{day(2025, 12, 20), 40}, {day(2026, 2, 20), 70}});
  CHECK(!Case(kr, ObjectiveType::aspirational, {visits}).only().baseline);
  kr.baseline = 40;
  CHECK(Case(kr, ObjectiveType::aspirational, {visits}).only().baseline == 70.0);
}

TEST_CASE("carry: of a sum the rest is the target") {
  KeyResult kr = read(of_kind(Kind::sum), {0.1, 0.2, 100.0});
  kr.target = 300;
  kr.commit = 100;
  kr.stretch = 400;
  const CarriedKeyResult carried = Case(kr).only();
  CHECK(!carried.baseline);
  CHECK(carried.target == 199.7);
  CHECK(carried.stretch == 299.7);
  CHECK(!carried.commit);
}

TEST_CASE("carry: a sum with a baseline of its own is a level, and moves as a number does") {
  KeyResult kr = read(of_kind(Kind::sum), {-12.0, -8.0, 4.0});
  kr.baseline = 50;
  kr.target = 10;
  const CarriedKeyResult carried = Case(kr).only();
  CHECK(carried.baseline == 34.0);
  CHECK(carried.target == 10.0);
}

TEST_CASE("carry: of steps those that are not done go on") {
  const KeyResult kr = read(steps({"a", "b", "c"}), {std::vector<std::string>{"b"}});
  const Case done(kr);
  const CarriedKeyResult carried = done.only();
  REQUIRE(carried.steps.size() == 2);
  CHECK(carried.steps[0]->title == "a");
  CHECK(carried.steps[1]->title == "c");
}

TEST_CASE("carry: percentages, grades, yes and no, and measures go on as they are") {
  CHECK(!Case(read(of_kind(Kind::percent), {62.0})).only().baseline);
  CHECK(!Case(read(of_kind(Kind::done), {false})).only().target);
  CHECK(!Case(read(of_kind(Kind::graded), {0.5})).stays_behind());
  CHECK(!Case(of_kind(Kind::measure)).stays_behind());
}

TEST_CASE("carry: what is reached stays behind, whatever its kind") {
  CHECK(Case(read(number(0, 10), {10.0})).stays_behind());
  CHECK(Case(read(number(0, 10), {12.0})).stays_behind());
  KeyResult tenths = read(of_kind(Kind::sum), {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1});
  tenths.target = 0.8;
  CHECK(Case(tenths).stays_behind());
  CHECK(Case(read(of_kind(Kind::done), {true})).stays_behind());
  CHECK(Case(read(steps({"a"}), {std::vector<std::string>{"a"}})).stays_behind());
  CHECK(Case(read(of_kind(Kind::measure), {3.0})).stays_behind());
  CHECK(!Case(read(number(0, 10), {9.99})).stays_behind());
}

TEST_CASE("carry: a bound goes on when it was missed, or to guard what goes on") {
  KeyResult bound = key_result("bound");
  bound.kind = Kind::hold;
  bound.max = 58;
  bound.judge = Judge::latest;
  CHECK(Case(read(bound, {57.0})).stays_behind());
  CHECK(!Case(read(bound, {60.0})).stays_behind());
  const auto beside = [&](double value) {
    Workspace world = workspace(
        {cycle("2026-Q1", first_quarter(),
               {objective("o", ObjectiveType::committed, {read(number(0, 10), {value}), read(bound, {57.0})})})});
    const CycleNumbers numbers = numbers_of(world, world.cycles.front(), over);
    const auto carried = carried_from(world, numbers);
    return carried.empty() ? std::size_t{0} : carried[0].key_results.size();
  };
  CHECK(beside(4) == 2);
  CHECK(beside(10) == 0);
}

TEST_CASE("carry: done and cancelled stay, deferred and drafts go on") {
  CHECK(of_states(State::active, {State::done}).stays_behind());
  CHECK(of_states(State::active, {State::cancelled}).stays_behind());
  CHECK(!of_states(State::active, {State::deferred}).stays_behind());
  CHECK(!of_states(State::active, {State::draft}).stays_behind());
  CHECK(of_states(State::cancelled, {State::active}).stays_behind());
  CHECK(of_states(State::done, {State::active}).stays_behind());
  CHECK(of_states(State::deferred, {State::active, State::done}).only().key_result->id.name == "kr1");
}

TEST_CASE("carry: an objective without key results goes on") {
  Case empty(number(0, 1));
  empty.world = workspace({cycle("2026-Q1", first_quarter(), {objective("o", ObjectiveType::aspirational, {})})});
  empty.numbers = numbers_of(empty.world, empty.world.cycles.front(), over);
  CHECK(carried_from(empty.world, empty.numbers).size() == 1);
}

TEST_CASE("carry: from where it stands a number still has its way to go, anchors in order") {
  CHECK(rc::check("baseline, commit, target and stretch of what is carried are in order", [] {
    const double baseline = *rc::gen::inRange(-50, 50), way = *rc::gen::inRange(1, 100);
    const double sign = *rc::gen::arbitrary<bool>() ? 1 : -1;
    const double share = *rc::gen::inRange(-100, 99) / 100.0;
    KeyResult kr = number(baseline, baseline + sign * way);
    if (*rc::gen::arbitrary<bool>()) kr.stretch = baseline + sign * way * 1.5;
    if (kr.stretch && *rc::gen::arbitrary<bool>()) kr.commit = baseline + sign * way * 0.4;
    kr = read(kr, {baseline + sign * way * share});
    const Case one(kr);
    CarriedKeyResult carried = one.only();
    KeyResult next = number(carried.baseline, carried.target);
    next.commit = carried.commit;
    next.stretch = carried.stretch;
    const Case then(next);
    const auto& anchors = then.numbers.objectives[0].key_results[0].standing.anchors;
    RC_ASSERT(anchors.has_value());
    RC_ASSERT(anchors->target == baseline + sign * way);
  }));
}

}  // namespace carry_test
