// SPDX-License-Identifier: MIT
// The one door: dated changes, readings that count, KPI-fed key results, closed cycles, cycles above cycles, traces.
#include "okr/compute/numbers.hpp"
#include "okr/compute/forecast.hpp"

#include <algorithm>
#include <string>

#include "compute_fixture.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/trace.hpp"
#include "print.hpp"

namespace numbers_test {

using namespace okr;
using namespace okr::test;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational, committed = ObjectiveType::committed;

/// Numbers of the only key result of the first cycle.
struct Judged {
  Workspace w;
  KeyResultNumbers at(Date as_of) const {
    const Objective& o = w.cycles.front().objectives.front();
    return numbers_of(Subject{w, w.cycles.front(), o, o.key_results.front()}, as_of);
  }
};

Entry timed(Date date, double value, std::optional<int> at) {
  Entry result = entry(date, value);
  result.at = at;
  return result;
}

Change moved(Date on, std::string key, ChangedField::Value before, ChangedField::Value after) {
  Change change;
  change.on = on;
  change.fields.push_back({std::move(key), std::move(before), std::move(after)});
  return change;
}

}  // namespace

TEST_CASE("a report as of an earlier day undoes later changes; as planned keeps the first values") {
  KeyResult kr = number(0, 300);
  kr.changes = {moved(day(2026, 2, 12), "target", 400.0, 300.0)};
  kr.entries = {entry(day(2026, 2, 1), 120.0)};
  const Judged judged{with_key_result(kr)};
  CHECK(judged.at(day(2026, 2, 11)).progress->value() == doctest::Approx(0.3));
  CHECK(judged.at(day(2026, 2, 12)).progress->value() == doctest::Approx(0.4));
  CHECK(judged.at(day(2026, 2, 12)).as_planned->value() == doctest::Approx(0.3));
}

TEST_CASE("a key result cancelled and then checked in keeps its last score as planned") {
  KeyResult kr = number(0, 100);
  kr.state = State::cancelled;
  kr.changes = {moved(day(2026, 2, 1), "state", std::string("active"), std::string("cancelled"))};
  kr.entries = {entry(day(2026, 1, 20), 30.0), entry(day(2026, 2, 20), 90.0)};
  const Judged judged{with_key_result(kr)};
  CHECK(judged.at(day(2026, 1, 31)).score->value() == doctest::Approx(0.3));
  CHECK(judged.at(day(2026, 3, 1)).as_planned->value() == doctest::Approx(0.3));
  CHECK(judged.at(day(2026, 3, 1)).status() == PaceStatus::cancelled);
}

TEST_CASE("readings count from the start to the end and its grace; after due they still do") {
  KeyResult kr = number(0, 100);
  kr.start = day(2026, 1, 10);
  kr.due = day(2026, 2, 1);
  kr.entries = {entry(day(2026, 1, 9), 90.0), entry(day(2026, 1, 10), 10.0), entry(day(2026, 3, 1), 50.0),
                entry(day(2026, 4, 2), 70.0), entry(day(2026, 4, 4), 80.0)};
  Judged judged{with_key_result(kr)};
  CHECK(judged.at(day(2026, 1, 31)).value() == 10);
  CHECK(judged.at(day(2026, 3, 1)).value() == 50);
  CHECK(judged.at(day(2026, 5, 1)).value() == 50);
  judged.w.settings.scoring.grace_days = 2;
  CHECK(judged.at(day(2026, 5, 1)).value() == 70);
}

TEST_CASE(
    "several check-ins of a day: amounts add, else the last counts; without a time it stands before those with one") {
  const Date monday = day(2026, 1, 5);
  KeyResult kr = number(0, 100);
  kr.entries = {timed(monday, 10, 3600), timed(monday, 20, 3600), timed(monday, 30, 7200)};
  CHECK(Judged{with_key_result(kr)}.at(day(2026, 2, 1)).value() == 30);
  kr.entries = {timed(monday, 30, 7200), timed(monday, 10, 7200)};
  CHECK(Judged{with_key_result(kr)}.at(day(2026, 2, 1)).value() == 10);
  kr.entries = {timed(monday, 10, std::nullopt), timed(monday, 30, 7200)};
  CHECK(Judged{with_key_result(kr)}.at(day(2026, 2, 1)).value() == 30);
  kr.kind = Kind::sum;
  CHECK(Judged{with_key_result(kr)}.at(day(2026, 2, 1)).value() == 40);
}

TEST_CASE("steps are named by title or id and stay done") {
  KeyResult kr = of_kind(Kind::milestones);
  kr.steps = {{"format frozen", "", 1, {}, {}}, {"beta", "b", 2, {}, {}}, {"1.0.0", "", 1, {}, {}}};
  kr.entries = {entry(day(2026, 1, 5), std::vector<std::string>{"b"}),
                entry(day(2026, 1, 5), std::vector<std::string>{"format frozen"}),
                entry(day(2026, 1, 12), std::vector<std::string>{})};
  const KeyResultNumbers numbers = Judged{with_key_result(kr)}.at(day(2026, 2, 1));
  CHECK(numbers.progress->value() == doctest::Approx(0.75));
  CHECK(numbers.standing.steps_done == std::vector<double>{1, 1, 0});
}

TEST_CASE("the hold of the picture: 3 of 7 weeks of a KPI, at risk, and it cannot end MET") {
  Kpi heart = kpi("resting-hr", {});
  heart.every = PeriodUnit::week;
  Date sunday = day(2026, 7, 5);
  for (const double value : {61.0, 60.0, 59.0, 63.0, 58.0, 57.0, 57.0}) {
    heart.readings.push_back(reading(sunday, value));
    sunday = add_days(sunday, 7);
  }
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  kr.kpi.text = "resting-hr";
  const Judged judged{
      workspace({cycle("2026-Q3", {day(2026, 7, 1), day(2026, 9, 30)}, {objective("fit", committed, {kr})})}, {heart})};
  const KeyResultNumbers numbers = judged.at(day(2026, 8, 17));
  CHECK(numbers.standing.hold->met == 3);
  CHECK(numbers.standing.hold->due() == 7);
  CHECK(numbers.standing.hold->periods.size() == 14);
  CHECK(numbers.status() == PaceStatus::at_risk);
  CHECK(numbers.pace.cannot_end_met);
  CHECK(numbers.recency.freshness == Freshness::fresh);
  CHECK(numbers.recency.value_age == 1);
}

TEST_CASE("fed by a KPI: the running period counts unless its aggregate adds up; sums add periods") {
  Kpi sales = kpi("sales", {{day(2025, 12, 10), 50}, {day(2026, 1, 10), 60}, {day(2026, 2, 10), 70}});
  KeyResult kr = number(std::nullopt, 100);
  kr.kpi.text = "kpi/sales";
  const Date as_of = day(2026, 2, 15);
  CHECK(Judged{with_key_result(kr, aspirational, {sales})}.at(as_of).value() == 70);
  CHECK(Judged{with_key_result(kr, aspirational, {sales})}.at(as_of).standing.anchors->baseline == 50);
  sales.aggregate = Aggregate::sum;
  CHECK(Judged{with_key_result(kr, aspirational, {sales})}.at(as_of).value() == 60);
  kr.kind = Kind::sum;
  CHECK(Judged{with_key_result(kr, aspirational, {sales})}.at(day(2026, 3, 1)).value() == 130);
  sales.readings.erase(sales.readings.begin());
  kr.kind = Kind::number;
  CHECK(Judged{with_key_result(kr, aspirational, {sales})}.at(as_of).progress.absence == Absence::no_baseline);
}

TEST_CASE("value and confidence have ages of their own, and the change counts from an earlier day") {
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2026, 1, 5), 10.0, 5), entry(day(2026, 1, 12), 20.0, 6),
                entry(day(2026, 1, 26), std::monostate{}, 4)};
  const KeyResultNumbers numbers = Judged{with_key_result(kr)}.at(day(2026, 1, 28));
  CHECK(numbers.recency.value_age == 16);
  CHECK(numbers.confidence->date == day(2026, 1, 26));
  CHECK(numbers.recency.freshness == Freshness::stale);
  CHECK(numbers.confidence->value == 4);
  CHECK(numbers.confidence->change == -2);
}

TEST_CASE("stated confidence never changes the status; the contradiction is said") {
  CHECK(contradiction_of(8, PaceStatus::at_risk) == Contradiction::too_sure);
  CHECK(contradiction_of(7, PaceStatus::at_risk) == Contradiction::none);
  CHECK(contradiction_of(3, PaceStatus::ahead) == Contradiction::too_doubtful);
  CHECK(contradiction_of(9, PaceStatus::behind) == Contradiction::none);
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2026, 3, 1), 1.0, 9)};
  const KeyResultNumbers numbers = Judged{with_key_result(kr)}.at(day(2026, 3, 2));
  CHECK(numbers.status() == PaceStatus::at_risk);
  CHECK(numbers.contradiction == Contradiction::too_sure);
}

TEST_CASE("a closed cycle brings its [result], which no later rule moves") {
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2026, 3, 1), 10.0)};
  Workspace w = with_key_result(kr);
  CycleResult result;
  result.closed = day(2026, 4, 2);
  result.score = 0.714286;
  result.as_planned = 0.7;
  result.aspirational = 0.74;
  result.committed = "2 of 3";
  ObjectiveResult kept_objective, gone;
  kept_objective.id = ObjectiveId("o");
  kept_objective.score = 0.74;
  kept_objective.verdict = Verdict::success;
  gone.id = ObjectiveId("gone");
  gone.score = 0.5;
  gone.verdict = Verdict::missed;
  result.objectives = {kept_objective, gone};
  KeyResultResult kept;
  kept.id = w.cycles[0].objectives[0].key_results[0].id;
  kept.value = 88.0;
  kept.progress = 0.88;
  kept.score = 0.604;
  kept.confidence = 7;
  result.key_results = {kept};
  w.cycles[0].result = result;
  w.cycles[0].state = CycleState::closed;

  const CycleNumbers open = numbers_of(w, w.cycles[0], day(2026, 4, 1));
  CHECK(open.score->value() == doctest::Approx(0.1));
  const CycleNumbers closed = numbers_of(w, w.cycles[0], day(2026, 4, 2));
  CHECK(closed.is_final);
  CHECK(closed.shown->value() == 0.71);
  CHECK(closed.as_planned->value() == 0.7);
  CHECK(closed.committed_met == 2);
  CHECK(closed.committed_count == 3);
  REQUIRE(closed.objectives.size() == 2);
  CHECK(closed.objectives[0].shown->value() == 0.74);
  CHECK(closed.objectives[0].verdict == Verdict::success);
  CHECK(closed.objectives[0].key_results[0].score->value() == 0.604);
  CHECK(closed.objectives[0].key_results[0].value() == 88);
  CHECK(closed.objectives[0].key_results[0].confidence->value == 7);
  CHECK(closed.objectives[1].type == committed);
  CHECK(closed.objectives[1].verdict == Verdict::missed);
}

TEST_CASE("a kept score below what a target is worth is no success, whatever the value beside it") {
  const struct {
    ObjectiveType type;
    double score;
    Verdict verdict;
  } rows[] = {{aspirational, 0.1, Verdict::far_short},
              {aspirational, 0.5, Verdict::fell_short},
              {aspirational, 0.7, Verdict::success},
              {committed, 0.5, Verdict::missed},
              {committed, 1, Verdict::met}};
  for (const auto& row : rows) {
    CAPTURE(row.score);
    Workspace w = with_key_result(number(0, 30), row.type);
    KeyResultResult kept;
    kept.id = w.cycles[0].objectives[0].key_results[0].id;
    kept.value = 45.0;
    kept.score = row.score;
    CycleResult result;
    result.closed = day(2026, 4, 1);
    result.key_results = {kept};
    w.cycles[0].result = result;
    w.cycles[0].state = CycleState::closed;
    const auto verdicts = [](const Workspace& of) {
      const ObjectiveNumbers o = numbers_of(of, of.cycles[0], day(2026, 4, 2)).objectives.front();
      return std::pair(o.key_results.front().verdict, o.verdict);
    };
    CHECK(verdicts(w) == std::pair(std::optional(row.verdict), std::optional(row.verdict)));
    w.cycles[0].objectives.clear();  // known by [result] alone, which does not say the type
    ObjectiveResult objective;
    objective.id = ObjectiveId("o");
    objective.score = row.score;
    w.cycles[0].result->objectives = {objective};
    w.cycles[0].result->key_results[0].progress = 1.5;
    if (row.type == aspirational) CHECK(verdicts(w).first == row.verdict);
  }
}

TEST_CASE("a quarter's objectives roll up into the year above them, closed ones by their result") {
  Objective reach = objective("reach", aspirational, {number(0, 10)});
  reach.roll_up = RollUp::children;
  const auto quarter_objective = [](double progress) {
    KeyResult kr = number(0, 1);
    kr.entries = {entry(day(2026, 2, 1), progress)};
    Objective o = objective("ship", aspirational, {kr});
    o.parents = {{"2026/reach", {}}};
    return o;
  };
  Cycle year = cycle("2026", {day(2026, 1, 1), day(2026, 12, 31)}, {reach});
  Cycle quarter = cycle("2026-Q1", first_quarter(), {quarter_objective(0.5)});
  Workspace w = workspace({year, quarter});
  CHECK(numbers_of(w, w.cycles[0], day(2026, 3, 1)).shown->value() == 0.50);

  quarter.state = CycleState::closed;
  ObjectiveResult kept;
  kept.id = ObjectiveId("ship");
  kept.score = 0.9;
  quarter.result = CycleResult{};
  quarter.result->closed = day(2026, 4, 2);
  quarter.result->objectives = {kept};
  w = workspace({year, quarter});
  CHECK(numbers_of(w, w.cycles[0], day(2026, 4, 3)).shown->value() == 0.90);

  w.cycles[1].objectives[0].parents = {{"2026/reach.kr1", {}}};
  CHECK(numbers_of(w, w.cycles[0], day(2026, 4, 3)).shown->value() == 0.90);

  w.cycles[1].state = CycleState::draft;
  CHECK(!numbers_of(w, w.cycles[0], day(2026, 4, 3)).shown);
}

TEST_CASE("the calendar of a cycle: day 48 of 92, week 7 of 13") {
  const Workspace w = workspace({cycle("2026-Q3", {day(2026, 7, 1), day(2026, 9, 30)}, {})});
  const CycleNumbers numbers = numbers_of(w, w.cycles[0], day(2026, 8, 17));
  CHECK(numbers.day == 48);
  CHECK(numbers.days == 92);
  CHECK(numbers.week == 7);
  CHECK(numbers.weeks == 13);
  CHECK(numbers_of(w, w.cycles[0], day(2026, 9, 30)).week == 13);
  CHECK(numbers_of(w, w.cycles[0], day(2026, 6, 30)).day == 0);
  CHECK(numbers.score.absence == Absence::nothing_below);
}

TEST_CASE("a trace holds the numbers themselves, with where they stand and the thresholds") {
  KeyResult kr = number(0, 400);
  kr.stretch = 500;
  kr.entries = {entry(day(2026, 2, 1), 112.0)};
  kr.entries.front().value_place = {0, 7, 3};
  kr.keys = {{"target", {0, 2, 1}, {0, 2, 10}}};
  const Workspace w = with_key_result(kr);
  const Objective& o = w.cycles[0].objectives[0];
  const Trace trace = why(w, {&w.cycles[0], &o, &o.key_results[0], nullptr}, day(2026, 2, 15));
  const KeyResultNumbers numbers = numbers_of(Subject{w, w.cycles[0], o, o.key_results[0]}, day(2026, 2, 15));
  const auto step = [&trace](std::string_view what) {
    const auto it = std::ranges::find(trace.steps, what, &TraceStep::what);
    REQUIRE(it != trace.steps.end());
    return *it;
  };
  CHECK(std::get<double>(step("progress").result) == numbers.progress->value());
  CHECK(std::get<double>(step("score").result) == numbers.score->value());
  CHECK(std::get<double>(step("gap").result) == *numbers.pace.gap);
  CHECK(std::get<double>(step("expected").result) == numbers.pace.expected->value());
  CHECK(step("target").inputs.front().place == Place{0, 2, 10});
  CHECK(step("now").inputs.back().place == Place{0, 7, 3});
  CHECK(std::ranges::any_of(step("status").inputs, &TraceInput::threshold));
  CHECK(std::get<std::string>(step("status").result) == "behind");
}

TEST_CASE("KPI numbers: the last complete period, its comparisons, and nobody who works on it") {
  Kpi turnover = kpi("turnover", {{day(2026, 1, 31), 15}, {day(2026, 2, 28), 23}, {day(2026, 3, 10), 30}});
  turnover.good = Good::down;
  turnover.target = 15;
  Workspace w =
      workspace({cycle("2026-Q1", first_quarter(), {objective("o", aspirational, {number(0, 1)})})}, {turnover});
  const KpiNumbers alone = numbers_of(w, w.kpis[0], day(2026, 3, 15));
  CHECK(alone.value() == 23);
  CHECK(alone.status == Rag::red);
  CHECK(alone.previous->delta == 8);
  CHECK(alone.red_in_a_row == 1);
  CHECK(alone.age == 5);
  CHECK(alone.needs_objective());
  w.cycles[0].objectives[0].key_results[0].kpi.text = "turnover";
  CHECK(numbers_of(w, w.kpis[0], day(2026, 3, 15)).workers.size() == 1);
  CHECK_FALSE(numbers_of(w, w.kpis[0], day(2026, 3, 15)).needs_objective());
  CHECK(numbers_of(w, w.kpis[0], day(2026, 4, 1)).workers.size() == 1);  // over, and still in force
  CHECK(numbers_of(w, w.kpis[0], day(2026, 5, 16)).workers.empty());
}

TEST_CASE("a key result rests with its objective: the objective's word, no forecast, nothing overdue") {
  const struct {
    State state;
    PaceStatus status;
  } rows[] = {{State::draft, PaceStatus::draft},
              {State::cancelled, PaceStatus::cancelled},
              {State::deferred, PaceStatus::deferred},
              {State::done, PaceStatus::done}};
  for (const auto& row : rows) {
    KeyResult kr = number(0, 100), done = of_kind(Kind::done);
    weekly(kr, {1, 2, 3});
    done.due = day(2026, 1, 20);
    Workspace w =
        workspace({cycle("2026-Q1", first_quarter(), {objective("o", ObjectiveType::committed, {kr, done})})});
    w.cycles[0].objectives[0].state = row.state;
    const CycleNumbers numbers = numbers_of(w, w.cycles[0], day(2026, 2, 10));
    for (const KeyResultNumbers& one : numbers.objectives[0].key_results) {
      CHECK(one.status() == row.status);
      CHECK(one.pace.overdue_days == 0);
    }
    const CycleForecast ahead = forecast_of(CycleSubject{w, w.cycles[0], nullptr}, numbers, day(2026, 2, 10));
    const KeyResultForecast& of_number = ahead.objectives[0].key_results[0];
    CHECK(of_number.forecast.has_value() == (row.state == State::done));
    CHECK_FALSE(of_number.rates.has_value());
  }
}

}  // namespace numbers_test
