// SPDX-License-Identifier: MIT
// What a status may not hide: a promise of which a part ended missed, a quarter that is over below a year that runs, a
// state that nobody confirmed, what was reached and can be lost again (method.md 0.19, 0.24, 0.39).
#include <algorithm>
#include <string>

#include "compute_fixture.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/lint.hpp"
#include "okr/compute/numbers.hpp"
#include "print.hpp"
#include "reports/score/scores.hpp"

namespace lost_test {

using namespace okr;
using namespace okr::test;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;
using Ids = std::vector<std::string>;

const Date august = day(2026, 8, 17);
const Period year = {day(2026, 1, 1), day(2026, 12, 31)}, second_quarter = {day(2026, 4, 1), day(2026, 6, 30)},
             third_quarter = {day(2026, 7, 1), day(2026, 9, 30)};

KeyResult at(double value, Date date, State state = State::active) {
  KeyResult kr = number(0, 100);
  kr.state = state;
  kr.entries = {entry(date, value)};
  return kr;
}

Objective below(Objective child, std::string parent) {
  child.parents = {{std::move(parent), {}}};
  return child;
}

/// An objective of the year that is scored from those of its quarters.
Objective from_children(std::string id, ObjectiveType type) {
  Objective objective = test::objective(std::move(id), type, {});
  objective.roll_up = RollUp::children;
  return objective;
}

Workspace of(Objective objective) { return workspace({cycle("2026-Q3", third_quarter, {std::move(objective)})}); }

Workspace year_with_quarters(ObjectiveType type, ObjectiveType quarters, double second, double third) {
  return workspace({cycle("2026", year, {from_children("reach", type)}),
                    cycle("2026-Q2", second_quarter,
                          {below(objective("a", quarters, {at(second, day(2026, 6, 25))}), "2026/reach")}),
                    cycle("2026-Q3", third_quarter,
                          {below(objective("b", quarters, {at(third, day(2026, 8, 15))}), "2026/reach")})});
}

ObjectiveNumbers first_of(const Workspace& w, Date as_of) {
  return numbers_of(w, w.cycles.front(), as_of).objectives.front();
}

Ids failing(const Workspace& w, reports::Gate gate, Date as_of) {
  return reports::failing(*reports::scores_of(w, {&w.cycles.front(), nullptr}, as_of), gate);
}

bool is_in(const Diagnostics& found, Code code) {
  for (const Diagnostic& one : found)
    if (one.code == code) return true;
  return false;
}

}  // namespace

TEST_CASE("a key result that is done and was not reached: its promise cannot end MET, in every gate") {
  const Workspace w = of(objective("o", committed, {at(60, august, State::done), at(80, august)}));
  const ObjectiveNumbers numbers = first_of(w, august);
  CHECK(numbers.status == PaceStatus::at_risk);
  CHECK(numbers.cannot_end_met);
  CHECK(numbers.key_results[0].pace.cannot_end_met);
  CHECK_FALSE(numbers.key_results[1].pace.cannot_end_met);
  CHECK(failing(w, reports::Gate::at_risk, august) == Ids{"o.kr1"});
  CHECK(failing(w, reports::Gate::behind, august) == Ids{"o.kr1"});
  CHECK(failing(w, reports::Gate::missed, august) == Ids{"o"});
  const Workspace dream = of(objective("o", aspirational, {at(60, august, State::done), at(80, august)}));
  CHECK_FALSE(first_of(dream, august).cannot_end_met);
  CHECK(failing(dream, reports::Gate::at_risk, august).empty());
  KeyResult guard = at(60, august, State::done);
  guard.weight = 0;
  CHECK_FALSE(first_of(of(objective("o", committed, {guard, at(80, august)})), august).cannot_end_met);
}

TEST_CASE("once the cycle is over a missed promise fails the gates of risk too; before the end it may still be met") {
  const Workspace w = of(objective("o", committed, {at(90, august)}));
  CHECK(failing(w, reports::Gate::at_risk, day(2026, 9, 30)).empty());
  CHECK(failing(w, reports::Gate::at_risk, day(2026, 10, 1)) == Ids{"o.kr1"});
  CHECK(first_of(w, day(2026, 10, 1)).status == PaceStatus::ended);
  CHECK(first_of(w, day(2026, 10, 1)).verdict == Verdict::missed);
}

TEST_CASE("a year is not ended because its quarter is: the quarter brings its score, not its word") {
  for (const ObjectiveType quarters : {committed, aspirational}) {
    const Workspace w = year_with_quarters(committed, quarters, 60, 70);
    const ObjectiveNumbers numbers = first_of(w, august);
    CHECK(numbers.status == PaceStatus::at_risk);
    CHECK(numbers.cannot_end_met);
    CHECK(failing(w, reports::Gate::at_risk, august) == Ids{"reach"});
    CHECK(failing(w, reports::Gate::missed, august) == Ids{"reach"});
    CHECK(first_of(w, day(2027, 1, 1)).verdict == Verdict::missed);  // as was said
  }
  CHECK(first_of(year_with_quarters(committed, committed, 100, 100), august).status == PaceStatus::achieved);
  CHECK(first_of(year_with_quarters(committed, committed, 100, 50), august).status == PaceStatus::on_track);
  CHECK_FALSE(first_of(year_with_quarters(committed, committed, 100, 50), august).cannot_end_met);
  Workspace empty = year_with_quarters(committed, aspirational, 100, 50);
  empty.cycles[2].objectives.clear();
  CHECK(first_of(empty, august).status == PaceStatus::achieved);
  for (int days = 0; days < 365; ++days)
    CHECK(first_of(year_with_quarters(aspirational, aspirational, 60, 70), add_days(year.first, days)).status !=
          PaceStatus::ended);
}

TEST_CASE("an aligned objective that is done and was not reached: what is promised above it cannot end MET") {
  for (const ObjectiveType type : {committed, aspirational}) {
    Workspace w = year_with_quarters(type, committed, 100, 80);
    w.cycles[2].objectives.front().state = State::done;
    const ObjectiveNumbers above = first_of(w, august);
    CHECK(above.cannot_end_met == (type == committed));
    CHECK(failing(w, reports::Gate::missed, august) == (type == committed ? Ids{"reach"} : Ids{}));
    if (type == committed) CHECK(above.status == PaceStatus::at_risk);
    const ObjectiveNumbers below = numbers_of(w, w.cycles[2], august).objectives.front();
    CHECK(below.cannot_end_met);
    CHECK(below.status == PaceStatus::done);
  }
  Workspace reached = year_with_quarters(committed, committed, 100, 100);
  reached.cycles[2].objectives.front().state = State::done;
  CHECK(first_of(reached, august).status == PaceStatus::achieved);
}

TEST_CASE("the score that an objective is expected to end with takes what its children are expected to end with") {
  const Workspace w = year_with_quarters(aspirational, committed, 60, 30);
  const CycleNumbers numbers = numbers_of(w, w.cycles[0], august);
  const CycleForecast year_ahead = forecast_of(CycleSubject{w, w.cycles[0], nullptr}, numbers, august);
  const CycleNumbers quarter = numbers_of(w, w.cycles[2], august);
  const CycleForecast ahead = forecast_of(CycleSubject{w, w.cycles[2], nullptr}, quarter, august);
  const double expected = ahead.objectives[0].expected->value();
  CHECK(expected > 0.35);  // not the 0.30 of today
  CHECK(year_ahead.objectives[0].expected->value() == doctest::Approx((0.6 + expected) / 2));
  CHECK(year_ahead.objectives[0].forecast == 2);
  CHECK(year_ahead.objectives[0].least->target.value() == 0);  // the quarter that ended at 60
}

TEST_CASE("beside a stretch reaching the target is a success, whatever the aspirational target says") {
  KeyResult kr = at(100, august);
  kr.stretch = 150;
  Workspace w = of(objective("o", aspirational, {kr}));
  w.settings.scoring.aspirational_target = 0.8;
  const ObjectiveNumbers numbers = first_of(w, day(2026, 10, 1));
  CHECK(numbers.shown->value() == doctest::Approx(0.7));
  CHECK(numbers.key_results[0].verdict == Verdict::success);
  CHECK(numbers.verdict == Verdict::success);
  w.cycles[0].objectives[0].key_results[0].entries = {entry(august, 99.0)};
  CHECK(first_of(w, day(2026, 10, 1)).verdict == Verdict::fell_short);
}

TEST_CASE("what rests with its objective has no verdict of its own when the cycle is over") {
  KeyResult users = number(0, 100);
  users.entries = {entry(august, 90.0)};
  Objective given_up = objective("o", ObjectiveType::aspirational, {users});
  for (const State state : {State::cancelled, State::deferred}) {
    given_up.state = state;
    CHECK_FALSE(first_of(of(given_up), day(2026, 10, 1)).key_results[0].verdict);
  }
}

TEST_CASE("what was a draft is asked for from the day on which it was taken up") {
  KeyResult users = number(0, 100);
  Objective late = objective("o", ObjectiveType::aspirational, {users});
  const auto recency_of = [&] { return first_of(of(late), august).key_results[0].recency; };
  CHECK(recency_of().freshness == Freshness::stale);
  Change change;
  change.on = add_days(august, -3);
  change.fields = {{"state", std::string("draft"), std::string("active")}};
  late.changes = {change};
  CHECK(recency_of().freshness == Freshness::fresh);
  CHECK(recency_of().value_age == 3);
  CHECK(first_of(of(late), august).key_results[0].status() == PaceStatus::not_started);
  late.changes.clear();
  late.key_results[0].changes = {change};
  CHECK(recency_of().value_age == 3);
}

TEST_CASE("state done without a reading: yes for what is done or not, without data for the others, and W250") {
  KeyResult done = of_kind(Kind::done), steps = of_kind(Kind::milestones), users = number(0, 100);
  steps.steps = {{"a", "", 1, {}, {}}};
  done.state = steps.state = users.state = State::done;
  const Workspace w = of(objective("o", committed, {done, steps, users}));
  const ObjectiveNumbers numbers = first_of(w, august);
  CHECK(numbers.key_results[0].progress->value() == 1);
  CHECK(numbers.key_results[0].score->value() == 1);
  CHECK(numbers.key_results[0].as_planned->value() == 1);
  CHECK(numbers.key_results[0].reached);
  CHECK_FALSE(numbers.key_results[0].verdict);  // its state while the cycle runs, the verdict behind it (2.3)
  CHECK(first_of(w, day(2026, 10, 1)).key_results[0].verdict == Verdict::met);
  CHECK_FALSE(numbers.key_results[1].progress);
  CHECK(numbers.score->value() == doctest::Approx(1.0 / 3));
  CHECK(numbers.cannot_end_met);
  const Diagnostics found = lint_numbers(w, august);
  CHECK(std::ranges::count(found, Code::W250, &Diagnostic::code) == 2);
  CHECK_FALSE(is_in(lint_numbers(of(objective("o", committed, {done})), august), Code::W250));
  KeyResult denied = done;
  denied.entries = {entry(day(2026, 8, 1), false)};
  CHECK(first_of(of(objective("o", committed, {denied})), august).score->value() == 0);  // a reading says no
  Change change;
  change.on = day(2026, 8, 10);
  change.fields = {{"state", std::string("active"), std::string("done")}};
  done.changes = {change};
  const Workspace later = of(objective("o", committed, {done}));
  CHECK(first_of(later, day(2026, 8, 9)).score->value() == 0);
  CHECK(first_of(later, august).as_planned->value() == 1);
}

TEST_CASE("an objective that is done says of no part that it is done: W250 names those without a reading") {
  KeyResult done = of_kind(Kind::done), said = number(0, 100), dropped = of_kind(Kind::done);
  said.entries = {entry(day(2026, 8, 1), 100.0)};
  dropped.state = State::cancelled;
  Objective whole = objective("o", committed, {done, said, dropped});
  const auto count_of = [](const Objective& one, Date on) {
    return std::ranges::count(lint_numbers(of(one), on), Code::W250, &Diagnostic::code);
  };
  CHECK(count_of(whole, august) == 0);
  whole.state = State::done;
  CHECK(count_of(whole, august) == 1);
  CHECK(lint_numbers(of(whole), august)[0].message == "'o' is done, but no reading says so of 'o.kr1': it counts 0");
  CHECK(first_of(of(whole), august).cannot_end_met);
  whole.type_stated = ObjectiveType::aspirational;
  CHECK(count_of(whole, august) == 1);
  whole.key_results[0].allow = {"W250"};
  CHECK(count_of(whole, august) == 0);
  whole.key_results[0].allow.clear();
  whole.roll_up = RollUp::children;  // its key results count nowhere
  CHECK(count_of(whole, august) == 0);
}

TEST_CASE("what was reached is asked again, unless it cannot be lost (0.19)") {
  const Date july = day(2026, 7, 6);
  const auto freshness = [&](KeyResult kr, Date as_of) {
    return first_of(of(objective("o", aspirational, {std::move(kr)})), as_of).key_results[0].recency.freshness;
  };
  const KeyResult level = at(104, july);
  CHECK(freshness(level, day(2026, 7, 12)) == Freshness::fresh);
  CHECK(freshness(level, day(2026, 7, 13)) == Freshness::due);
  CHECK(freshness(level, august) == Freshness::stale);
  KeyResult best = level, mean = level, sum = of_kind(Kind::sum), percent = of_kind(Kind::percent);
  best.take = Take::best;
  mean.take = Take::mean;
  sum.target = 100;
  sum.entries = {entry(july, 104.0)};
  percent.entries = {entry(july, 100.0)};
  CHECK(freshness(best, august) == Freshness::not_asked);
  CHECK(freshness(mean, august) == Freshness::stale);
  CHECK(freshness(sum, august) == Freshness::not_asked);
  CHECK(freshness(percent, august) == Freshness::stale);
  sum.entries = {entry(july, 130.0), entry(july, -2.0)};
  CHECK(freshness(sum, august) == Freshness::stale);  // one amount was negative, whatever its day adds up to
  KeyResult done = of_kind(Kind::done), steps = of_kind(Kind::milestones), measure = of_kind(Kind::measure),
            graded = of_kind(Kind::graded);
  steps.steps = {{"a", "", 1, {}, {}}};
  done.entries = {entry(july, true)};
  steps.entries = {entry(july, std::vector<std::string>{"a"})};
  measure.entries = graded.entries = {entry(july, 1.0)};
  for (const KeyResult& kr : {done, steps, measure}) CHECK(freshness(kr, august) == Freshness::not_asked);
  CHECK(freshness(graded, august) == Freshness::stale);
}

TEST_CASE("ages are calendar days; days away are told, and taken off where due and stale are judged (0.23)") {
  Workspace w = of(objective("o", aspirational, {at(20, day(2026, 7, 27))}));
  w.settings.workspace.away = {{day(2026, 8, 1), day(2026, 8, 14)}};
  const Recency recency = first_of(w, august).key_results[0].recency;
  CHECK(recency.value_age == 21);
  CHECK(recency.value_away == 14);
  CHECK(recency.freshness == Freshness::due);
  CHECK(recency.due_from == august);
}

TEST_CASE("drafts may be unfinished: a warning, no fault, nothing counts") {
  KeyResult more = number({}, {}), grow = number({}, {}), shape = of_kind(Kind::milestones), unknown = key_result("kr");
  grow.change = "+3%";
  unknown.kind_known = false;
  for (const bool whole_cycle : {false, true}) {
    Workspace w = workspace({cycle("2026-Q3", third_quarter,
                                   {objective("good", aspirational, {at(67, august)}),
                                    objective("idea", aspirational, {more, grow, shape, unknown})})});
    if (whole_cycle)
      w.cycles[0].state = CycleState::draft;
    else
      w.cycles[0].objectives[1].state = State::draft;
    const CycleNumbers numbers = numbers_of(w, w.cycles[0], august);
    CHECK_FALSE(has_fault(numbers));
    for (const KeyResultNumbers& kr : numbers.objectives[1].key_results) CHECK(kr.status() == PaceStatus::draft);
    CHECK(numbers.score.value.has_value() != whole_cycle);
    if (numbers.score) CHECK(numbers.score->value() == doctest::Approx(0.67));
    for (const Diagnostic& one : lint_numbers(w, august)) CHECK(one.severity == Severity::warning);
    CHECK(failing(w, reports::Gate::warning, august).empty());
    CHECK(failing(w, reports::Gate::behind, august).empty());
  }
}

}  // namespace lost_test
