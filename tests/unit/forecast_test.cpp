// SPDX-License-Identifier: MIT
// Forecasts of key results and objectives: which kinds have one, what clips it, what is certain, and the board of the
// commands page.
#include "okr/compute/forecast.hpp"

#include <cmath>

#include "compute_fixture.hpp"
#include "okr/compute/why.hpp"
#include "print.hpp"

using namespace okr;
using namespace okr::test;

namespace {

/// A key result in the first quarter of 2026 with everything that is computed of it on a day.
struct Forecasted {
  Workspace workspace;
  ObjectiveNumbers numbers;
  ObjectiveForecast forecast;

  Forecasted(KeyResult kr, Date as_of, ObjectiveType type = ObjectiveType::aspirational, std::vector<Kpi> kpis = {})
      : workspace(with_key_result(std::move(kr), type, std::move(kpis))) {
    const Cycle& cycle = workspace.cycles.front();
    const ObjectiveSubject subject{workspace, cycle, cycle.objectives.front(), nullptr};
    numbers = numbers_of(subject, as_of);
    forecast = forecast_of(subject, numbers, as_of);
  }

  const KeyResultForecast& kr() const { return forecast.key_results.front(); }
  const Forecast& made() const { return *kr().forecast; }
  Subject subject() const {
    const Cycle& cycle = workspace.cycles.front();
    return {workspace, cycle, cycle.objectives.front(), cycle.objectives.front().key_results.front()};
  }
};

Date after_start(int days) { return add_days(day(2026, 1, 1), days); }

KeyResult with_entries(KeyResult kr, std::initializer_list<std::pair<int, double>> readings) {
  for (const auto& [days, value] : readings) kr.entries.push_back(entry(after_start(days), value));
  return kr;
}

/// The worked example of the method (FV01).
KeyResult worked() { return with_entries(number(0, 100), {{6, 4}, {13, 15}, {21, 19}, {34, 38}, {41, 41}}); }

bool near(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

}  // namespace

TEST_CASE("forecast: the worked example through check-ins (FV01)") {
  const Forecasted f(worked(), after_start(41));
  REQUIRE(f.kr().forecast);
  CHECK(near(f.made().value, 85.8970, 5.1e-5));
  CHECK(near(f.made().interval.low, 54.25, 0.0051));
  CHECK(near(f.made().interval.high, 117.55, 0.0051));
  CHECK(near(f.made().target.value(), 0.2724, 5.1e-5));
  REQUIRE(f.made().at_70);
  CHECK(near(f.made().at_70->value(), 0.7516, 5.1e-5));
  CHECK(!f.made().decided);
  CHECK(!f.made().early);
  CHECK(near(f.made().score.value(), 0.858970, 5.1e-7));
  CHECK(near(f.kr().rates->needed / 7, 1.229, 5.1e-4));
  // 59 are left at 0.935353 a day: 64 days behind the last reading.
  CHECK(f.made().arrival == after_start(41 + 64));
}

TEST_CASE("forecast: the board of the commands page: users end near 252, P(400) 2 %") {
  Workspace w = with_key_result(number(0, 400));
  Cycle& cycle = w.cycles.front();
  cycle.period = {day(2026, 7, 1), day(2026, 9, 30)};
  Date date = day(2026, 7, 6);
  for (const double value : {12., 31., 48., 70., 96., 112., 131.}) {
    cycle.objectives[0].key_results[0].entries.push_back(entry(date, value));
    date = add_days(date, 7);
  }
  const ObjectiveSubject subject{w, cycle, cycle.objectives.front(), nullptr};
  const auto numbers = numbers_of(subject, day(2026, 8, 17));
  const auto forecast = forecast_of(subject, numbers, day(2026, 8, 17));
  REQUIRE(forecast.key_results.front().forecast);
  CHECK(near(forecast.key_results.front().forecast->value, 252, 0.5));
  CHECK(near(forecast.key_results.front().forecast->target.value(), 0.02, 0.005));
  CHECK(near(forecast.key_results.front().rates->so_far, 19.5, 0.05));
  CHECK(near(forecast.key_results.front().rates->needed, 42.8, 0.05));
}

TEST_CASE("forecast: a reading before the start is not looked at; one alone is early") {
  KeyResult kr = with_entries(number(0, 100), {{-3, 90}, {14, 20}});
  const Forecasted f(kr, after_start(20));
  REQUIRE(f.kr().forecast);
  CHECK(f.made().early);
  CHECK(near(f.made().value, 94.3626, 5.1e-5));
  const Forecasted none(with_entries(number(0, 100), {{0, 5}}), after_start(20));
  CHECK(none.kr().absence == NoForecast::no_reading);
}

TEST_CASE("forecast: kinds that a person has to judge have none, and say why") {
  const struct {
    Kind kind;
    NoForecast reason;
  } rows[] = {{Kind::done, NoForecast::by_confidence},
              {Kind::graded, NoForecast::by_confidence},
              {Kind::measure, NoForecast::by_confidence},
              {Kind::hold, NoForecast::held}};
  for (const auto& row : rows) {
    KeyResult kr = of_kind(row.kind);
    kr.max = row.kind == Kind::hold ? std::optional(5.0) : std::nullopt;
    CHECK(Forecasted(kr, after_start(20)).kr().absence == row.reason);
  }
  KeyResult mean = worked();
  mean.take = Take::mean;
  CHECK(Forecasted(mean, after_start(41)).kr().absence == NoForecast::mean_of_all);
  KeyResult cancelled = worked();
  cancelled.state = State::cancelled;
  CHECK(Forecasted(cancelled, after_start(41)).kr().absence == NoForecast::not_running);
  KeyResult broken = with_entries(number(5, 5), {{10, 6}});
  CHECK(Forecasted(broken, after_start(41)).kr().absence == NoForecast::fault);
}

TEST_CASE("forecast: a sum of gains cannot fall below what is in hand") {
  KeyResult sum = with_entries(of_kind(Kind::sum), {{7, 0}, {14, 0}, {21, 30}, {28, 0}});
  sum.target = 100;
  const Forecasted f(sum, after_start(28));
  REQUIRE(f.kr().forecast);
  CHECK(f.made().interval.low == 30);
  sum.entries.push_back(entry(after_start(35), 80.0));
  CHECK(Forecasted(sum, after_start(35)).made().target.value() == 1);
  sum.entries.push_back(entry(after_start(36), -1.0));  // a return: from now on nothing is certain
  CHECK(Forecasted(sum, after_start(36)).made().target.value() < 1);
}

TEST_CASE("forecast: the best reading stands, and touching the target once is enough") {
  KeyResult best = worked();
  best.take = Take::best;
  const Forecasted f(best, after_start(41));
  CHECK(near(f.made().target.value(), 0.2210, 5.1e-5));
  best.entries.push_back(entry(after_start(48), 20.0));
  const Forecasted later(best, after_start(48));
  CHECK(later.made().drift.last.value == 41);
  CHECK(later.made().interval.low >= 41);
  best.entries.push_back(entry(after_start(50), 100.0));
  CHECK(Forecasted(best, after_start(50)).made().target.value() == 1);
}

TEST_CASE("forecast: floor, ceil and the ends of a percentage clip what is shown") {
  KeyResult percent = with_entries(of_kind(Kind::percent), {{7, 30}, {14, 60}, {21, 90}});
  const Forecasted f(percent, after_start(21));
  CHECK(f.made().value == 100);
  CHECK(f.made().interval.high == 100);
  KeyResult floor = with_entries(number(40, 10), {{7, 30}, {14, 20}, {21, 11}});
  floor.floor = 0;
  CHECK(Forecasted(floor, after_start(21)).made().interval.low == 0);
}

TEST_CASE("forecast: behind its last day, or done, the last value decides") {
  const Forecasted late(worked(), after_start(200));
  CHECK(late.made().decided);
  CHECK(late.made().value == 41);
  CHECK(late.made().target.value() == 0);
  CHECK(fan_of(late.subject(), late.kr()).empty());
  KeyResult done = with_entries(number(0, 100), {{6, 40}, {41, 101}});
  done.state = State::done;
  const Forecasted reached(done, after_start(50));
  CHECK(reached.made().target.value() == 1);
  CHECK(reached.made().arrival == after_start(41));
}

TEST_CASE("forecast: P(0.7) for aspirational key results without stretch, P(stretch) and P(commit) with one") {
  KeyResult kr = worked();
  CHECK(!Forecasted(kr, after_start(41), ObjectiveType::committed).made().at_70);
  kr.commit = 30;
  kr.stretch = 130;
  const Forecasted f(kr, after_start(41));
  CHECK(!f.made().at_70);
  CHECK(f.made().stretch->value() < f.made().target.value());
  CHECK(f.made().commit->value() > f.made().target.value());
  // 85.8970 lies between commit (0.3) and target (0.7).
  CHECK(near(f.made().score.value(), 0.3 + 0.4 * (85.8970 - 30) / 70, 1e-6));
}

TEST_CASE("forecast: the fan begins at the last reading and ends as wide as the interval") {
  const Forecasted f(worked(), after_start(41));
  const auto fan = fan_of(f.subject(), f.kr());
  REQUIRE(fan.size() == 49);
  CHECK(fan.front().value == 41);
  CHECK(fan.front().interval.low == 41);
  CHECK(fan.back().value == f.made().value);
  CHECK(fan.back().interval.high == f.made().interval.high);
}

TEST_CASE("forecast: an objective's expected score takes what is forecast, and today's score for the rest (0.12)") {
  KeyResult moving = worked();
  KeyResult done = of_kind(Kind::done);
  done.entries.push_back(entry(after_start(10), true, 8));
  const Workspace w = workspace({cycle("2026-Q1", first_quarter(), {objective("o", ObjectiveType::committed, {moving, done})})});
  const CycleSubject subject{w, w.cycles.front(), nullptr};
  const auto numbers = numbers_of(subject, after_start(41));
  const auto forecast = forecast_of(subject, numbers, after_start(41));
  const ObjectiveForecast& o = forecast.objectives.front();
  CHECK(o.forecast == 1);
  CHECK(o.counted == 2);
  REQUIRE(o.expected);
  CHECK(near(o.expected->value(), (0.858970 + 1) / 2, 1e-6));
  CHECK(near(o.least->value(), 0.2724, 5.1e-5));
  CHECK(forecast.expected->value() == o.expected->value());
  CHECK(o.key_results[1].stated->value() == 0.8);
}

TEST_CASE("forecast: a hold with six and more periods says whether it keeps its bound by chance (5.5)") {
  Kpi heart = kpi("heart", {});
  heart.every = PeriodUnit::week;
  Date date = day(2026, 1, 4);
  for (const double value : {50., 51., 50., 52., 51., 50., 51.}) {
    heart.readings.push_back(reading(date, value));
    date = add_days(date, 7);
  }
  KeyResult hold = of_kind(Kind::hold);
  hold.max = 58;
  hold.kpi.text = "heart";
  CHECK(Forecasted(hold, day(2026, 2, 17), ObjectiveType::committed, {heart}).kr().assurance ==
        Assurance::consistently_meets);
  hold.max = 45;
  CHECK(Forecasted(hold, day(2026, 2, 17), ObjectiveType::committed, {heart}).kr().assurance ==
        Assurance::consistently_fails);
}

TEST_CASE("forecast: the trace names drift, forecast, interval and probability with the numbers that were used") {
  const Forecasted f(worked(), after_start(41));
  const Subject s = f.subject();
  const Trace trace = why(f.workspace, {&s.cycle, &s.objective, &s.key_result, nullptr}, after_start(41));
  int found = 0;
  for (const TraceStep& step : trace.steps) {
    if (step.what == "forecast") found += std::get<double>(step.result) == f.made().value;
    if (step.what == "P(target)") found += std::get<double>(step.result) == f.made().target.value();
    if (step.what == "drift believed") found += near(std::get<double>(step.result), 0.935353, 5.1e-7);
  }
  CHECK(found == 3);
}
