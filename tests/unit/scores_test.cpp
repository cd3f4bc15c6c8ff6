// SPDX-License-Identifier: MIT
// What `okr score` says: groups, the cycle before, missed promises, what was left out, and its gates.
#include "reports/score/scores.hpp"

#include "compute_fixture.hpp"
#include "okr/model/current.hpp"
#include "print.hpp"

namespace scores_test {

using namespace okr;
using namespace okr::test;
using reports::Gate;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;

KeyResult read(double value, std::optional<int> confidence = std::nullopt) {
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2026, 3, 25), value, confidence)};
  return kr;
}

Objective of_team(Objective objective, std::string team) {
  objective.team = std::move(team);
  return objective;
}

Objective below(Objective objective, std::string parent) {
  objective.parents = {{std::move(parent), {}}};
  return objective;
}

std::unique_ptr<const reports::Scores> scores(const Workspace& w, Date as_of,
                                              reports::Grouping grouping = reports::Grouping::none) {
  return reports::scores_of(w, {&w.cycles.front(), nullptr, grouping}, as_of);
}

constexpr Date after_end = make_date(2026, 4, 2);

}  // namespace

TEST_CASE("a line a group: means of its own objectives, aspirational and committed apart") {
  const Workspace w = workspace(
      {cycle("2026-Q1", first_quarter(),
             {of_team(objective("a", aspirational, {read(60)}), "core"),
              of_team(objective("b", committed, {read(100)}), "core"),
              of_team(objective("c", committed, {read(67)}), "growth"), objective("d", aspirational, {read(90)})})});
  const auto s = scores(w, after_end, reports::Grouping::team);
  REQUIRE(s->groups.size() == 3);
  CHECK(s->groups[0].name == "core");
  CHECK(s->groups[0].shown->value() == doctest::Approx(0.6));
  CHECK(s->groups[0].verdict == Verdict::fell_short);
  CHECK(s->groups[0].totals.committed_met == 1);
  CHECK(s->groups[0].missed.empty());
  CHECK(s->groups[1].name == "growth");
  CHECK_FALSE(s->groups[1].shown);
  CHECK(s->groups[1].missed.size() == 1);
  CHECK(s->groups[2].name.empty());
  CHECK(s->groups[2].verdict == Verdict::too_safe);
}

TEST_CASE("an objective whose parent is in its group is not counted again; one aligned to another group is") {
  Objective top = of_team(objective("top", aspirational, {read(80)}), "core");
  Objective same = below(of_team(objective("same", aspirational, {read(20)}), "core"), "top");
  Objective other = below(of_team(objective("other", aspirational, {read(40)}), "growth"), "top");
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {top, same, other})});
  const auto s = scores(w, after_end, reports::Grouping::team);
  CHECK(s->groups[0].shown->value() == doctest::Approx(0.8));
  CHECK(s->groups[1].shown->value() == doctest::Approx(0.4));
  CHECK(s->numbers.shown->value() == doctest::Approx(0.8));
}

TEST_CASE("the cycle before is of the same length and ended last before this one began") {
  const Period second{day(2026, 4, 1), day(2026, 6, 30)}, year{day(2025, 1, 1), day(2025, 12, 31)};
  Workspace w = workspace({cycle("2025", year, {}), cycle("2025-Q4", {day(2025, 10, 1), day(2025, 12, 31)}, {}),
                           cycle("2026-Q1", first_quarter(), {}), cycle("2026-Q2", second, {})});
  CHECK(cycles_before(w, w.cycles[3]) == std::vector<CycleId>{CycleId("2026-Q1"), CycleId("2025-Q4")});
  w.cycles[2].state = CycleState::draft;
  CHECK(cycles_before(w, w.cycles[3]) == std::vector<CycleId>{CycleId("2025-Q4")});
  CHECK(cycles_before(w, w.cycles[0]).empty());
}

TEST_CASE("an objective stands beside the one it was carried from, else beside its namesake") {
  const Period second{day(2026, 4, 1), day(2026, 6, 30)};
  Objective carried = objective("tool", aspirational, {number(0, 100)});
  carried.carried_from = "2026-Q1/proto";
  Workspace w =
      workspace({cycle("2026-Q1", first_quarter(),
                       {objective("proto", aspirational, {read(30)}), objective("fit", aspirational, {read(50)})}),
                 cycle("2026-Q2", second,
                       {carried, objective("fit", aspirational, {number(0, 1)}),
                        objective("new", aspirational, {number(0, 1)})})});
  const auto s = reports::scores_of(w, {&w.cycles[1], &w.cycles[0], reports::Grouping::none}, day(2026, 5, 1));
  CHECK(s->before(s->numbers.objectives[0])->id.text == "proto");
  CHECK(s->before(s->numbers.objectives[1])->shown->value() == doctest::Approx(0.5));
  CHECK(s->before(s->numbers.objectives[2]) == nullptr);
}

TEST_CASE("a missed promise names what was not reached; what counts nothing is not blamed") {
  KeyResult idle = read(10);
  idle.weight = 0;
  const Workspace w =
      workspace({cycle("2026-Q1", first_quarter(), {objective("o", committed, {read(100), read(67), idle})})});
  const auto s = scores(w, after_end);
  REQUIRE(s->missed.size() == 1);
  REQUIRE(s->missed[0].key_results.size() == 1);
  CHECK(s->missed[0].key_results[0]->id.name == "kr2");
  CHECK(scores(w, day(2026, 3, 28))->missed.empty());
}

TEST_CASE("what was cancelled or deferred is told with its day and reason") {
  KeyResult kr = read(10);
  kr.state = State::cancelled;
  kr.reason = "tool is kept";
  Change change;
  change.on = day(2026, 2, 9);
  change.fields = {{"state", std::string("active"), std::string("cancelled")}};
  kr.changes = {change};
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {kr, read(50)})})});
  const auto s = scores(w, after_end);
  REQUIRE(s->left_out.size() == 1);
  CHECK(s->left_out[0].name.full_id == "2026-Q1/o.kr1");
  CHECK(s->left_out[0].on == day(2026, 2, 9));
  CHECK(s->left_out[0].reason == "tool is kept");
  CHECK(scores(w, day(2026, 2, 8))->left_out.empty());
}

TEST_CASE("gates: behind includes at risk and no data; at risk does not include behind; weight 0 fails nothing") {
  KeyResult behind = number(0, 100), lost = number(0, 100), silent = number(0, 100), idle = number(0, 100);
  const Date mid = day(2026, 2, 14);  // 44 of 89 days: 0.346 expected of an aspirational goal
  behind.entries = {entry(mid, 20.0)};
  lost.entries = {entry(mid, 2.0)};
  idle.entries = {entry(mid, 0.0)};
  idle.weight = 0;
  const Workspace w =
      workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {behind, lost, silent, idle})})});
  const auto s = scores(w, mid);
  CHECK(reports::failing(*s, Gate::at_risk) == std::vector<std::string>{"o.kr2"});
  CHECK(reports::failing(*s, Gate::behind) == std::vector<std::string>{"o.kr1", "o.kr2", "o.kr3"});
  CHECK(reports::failing(*s, Gate::stale) == std::vector<std::string>{"o.kr3"});
  CHECK(reports::failing(*s, Gate::missed).empty());
  CHECK(reports::failing(*scores(w, after_end), Gate::behind).empty());
}

TEST_CASE("a promise that can no longer be kept is missed before the end") {
  KeyResult hold = of_kind(Kind::hold);
  hold.max = 58;
  hold.entries = {entry(day(2026, 1, 5), 61.0)};
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", committed, {hold})})});
  CHECK(reports::failing(*scores(w, day(2026, 1, 20)), Gate::missed) == std::vector<std::string>{"o"});
}

TEST_CASE("stated confidence against the status is a warning") {
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {read(1, 9)})})});
  const auto found = reports::failing(*scores(w, day(2026, 3, 26)), Gate::warning);
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_with("W229"));
}

TEST_CASE("the printed number is what gates compare: whole on a scale of 100") {
  CHECK(reports::printed_score(Score(0.7), 1) == 0.7);
  CHECK(reports::printed_score(Score(0.29), 100) == 29);
  CHECK(reports::printed_score(shown_score(Score(0.695)), 1) == 0.7);
}

}  // namespace scores_test
