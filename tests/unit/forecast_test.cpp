// SPDX-License-Identifier: MIT
// Forecasts of key results and objectives: which kinds have one, what clips it, what is certain, and the board of the
// commands page.
#include "okr/compute/forecast.hpp"

#include <cmath>

#include "compute_fixture.hpp"
#include "okr/compute/trace.hpp"
#include "print.hpp"

namespace forecast_test {

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
  CHECK(near(f.made().value, 85.9829, 5.1e-5));
  CHECK(near(f.made().interval.low, 54.81, 0.0051));
  CHECK(near(f.made().interval.high, 117.15, 0.0051));
  CHECK(near(f.made().target.value(), 0.2707, 5.1e-5));
  REQUIRE(f.made().at_70);
  CHECK(near(f.made().at_70->value(), 0.7559, 5.1e-5));
  CHECK(!f.made().decided);
  CHECK(!f.made().early);
  CHECK(near(f.made().score.value(), 0.859829, 5.1e-7));
  CHECK(near(f.kr().rates->needed / 7, 1.229, 5.1e-4));
  // 59 are left at 0.937144 a day: 63 days behind the last reading.
  CHECK(f.made().arrival == after_start(41 + 63));
}

TEST_CASE("forecast: the board of the commands page: users end near 252; P(400) by the formula is 1.4 %") {
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
  CHECK(near(forecast.key_results.front().forecast->value, 251.9035, 5.1e-5));
  CHECK(near(forecast.key_results.front().forecast->target.value(), 0.013631, 5.1e-7));
  CHECK(near(forecast.key_results.front().rates->so_far, 19.5, 0.05));
  CHECK(near(forecast.key_results.front().rates->needed, 42.8, 0.05));
}

TEST_CASE("forecast: a reading before the start is not looked at; one alone is early") {
  KeyResult kr = with_entries(number(0, 100), {{-3, 90}, {14, 20}});
  const Forecasted f(kr, after_start(20));
  REQUIRE(f.kr().forecast);
  CHECK(f.made().early);
  CHECK(near(f.made().value, 91.0950, 5.1e-5));
  const Forecasted none(with_entries(number(0, 100), {{0, 5}}), after_start(20));
  CHECK(none.kr().absence == NoForecast::only_at_start);
  CHECK(Forecasted(number(0, 100), after_start(20)).kr().absence == NoForecast::no_reading);
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

TEST_CASE("forecast: a sum that is reached by a billionth is reached (0.35)") {
  KeyResult sum = of_kind(Kind::sum);
  sum.target = 0.8;
  for (int i = 1; i <= 8; ++i) sum.entries.push_back(entry(after_start(i), 0.1));
  const Forecasted f(sum, after_start(8));
  CHECK(f.numbers.key_results.front().reached);
  CHECK(f.made().target.value() == 1);
  CHECK(!f.made().arrival);
  CHECK(!f.kr().rates);
}

TEST_CASE("forecast: a sum believes in eight tenths of its rate (FV11), a sum towards less in its direction (0.40)") {
  KeyResult sum = with_entries(of_kind(Kind::sum), {{7, 9}, {14, 6}, {21, 11}, {28, 7}});
  sum.target = 100;
  const Forecasted up(sum, after_start(28));
  CHECK(near(up.made().value, 103.4255, 5.1e-5));
  CHECK(near(up.made().target.value(), 0.5699, 5.1e-5));
  KeyResult less = with_entries(of_kind(Kind::sum), {{7, -9}, {14, -6}, {21, -11}, {28, -7}});
  less.baseline = 100;
  less.target = 0;
  const Forecasted down(less, after_start(28));
  CHECK(near(down.made().value, 100 - 103.4255, 5.1e-5));
  CHECK(near(down.made().target.value(), 0.5699, 5.1e-5));
  CHECK(down.made().interval.high <= 67);
}

TEST_CASE("forecast: of the best reading, from the raw ones, and touching the target once is enough (FV13)") {
  KeyResult best = with_entries(number(0, 40), {{7, 12}, {14, 9}, {21, 22}, {28, 18}});
  best.take = Take::best;
  const Forecasted f(best, after_start(28));
  CHECK(near(f.made().target.value(), 0.627944, 5.1e-7));
  CHECK(f.made().drift.last.value == 18);
  CHECK(f.made().interval.low >= 22);
  CHECK(f.made().value >= 22);
  // The rest is counted from the best in hand, the rate so far is that of the raw readings.
  CHECK(near(f.kr().rates->needed, (40 - 22) * 7 / 61.0, 1e-12));
  CHECK(near(f.kr().rates->so_far, 18 * 7 / 28.0, 1e-12));
  best.entries.push_back(entry(after_start(50), 40.0));
  best.entries.push_back(entry(after_start(57), 3.0));
  const Forecasted reached(best, after_start(57));
  CHECK(reached.made().target.value() == 1);
  CHECK(reached.made().value == 40);
  CHECK(Forecasted(best, after_start(200)).made().target.value() == 1);
  CHECK(Forecasted(best, after_start(200)).made().value == 40);
}

TEST_CASE("forecast: of the best reading, falling (FV15)") {
  KeyResult best = with_entries(number(23, 15), {{10, 22}, {31, 21.5}, {45, 19}, {59, 18.4}});
  best.take = Take::best;
  CHECK(near(Forecasted(best, after_start(59)).made().target.value(), 0.293030, 5.1e-7));
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

TEST_CASE("forecast: an interval wholly beyond what cannot be passed is at its floor, or at its ceiling (0.38)") {
  KeyResult falls = with_entries(number(40, 10), {{7, 33}, {14, 24}, {21, 15}, {28, 6}, {35, 1}});
  falls.floor = 0;
  const Forecasted down(falls, after_start(35));
  CHECK(down.made().edge == Edge::floor);
  CHECK(down.made().interval.high == 0);
  falls.floor = -1000;
  CHECK(Forecasted(falls, after_start(35)).made().edge == Edge::none);
  KeyResult rises = with_entries(of_kind(Kind::percent), {{5, 30}, {10, 60}, {15, 90}, {20, 120}, {25, 150}});
  rises.ceil = 160;
  CHECK(Forecasted(rises, after_start(25)).made().edge == Edge::ceiling);
  // One end is cut: that end is the bound.
  KeyResult cut = with_entries(number(40, 10), {{7, 30}, {14, 20}, {21, 11}});
  cut.floor = 0;
  CHECK(Forecasted(cut, after_start(21)).made().edge == Edge::none);
  CHECK(Forecasted(cut, after_start(21)).made().interval.low == 0);
  CHECK(Forecasted(falls, after_start(200)).made().edge == Edge::none);
}

TEST_CASE("forecast: behind its last day, or done, the last value decides") {
  const Forecasted late(worked(), after_start(200));
  CHECK(late.made().decided);
  CHECK(late.made().value == 41);
  CHECK(late.made().target.value() == 0);
  CHECK(!late.kr().rates);
  CHECK(!likelihood_of(late.made()));
  CHECK(fan_of(late.subject(), late.kr()).empty());
  KeyResult done = with_entries(number(0, 100), {{6, 40}, {41, 101}});
  done.state = State::done;
  const Forecasted reached(done, after_start(50));
  CHECK(reached.made().target.value() == 1);
  CHECK(!reached.made().arrival);
  KeyResult today = with_entries(number(0, 100), {{20, 60}});
  today.start = today.due = after_start(20);
  CHECK(Forecasted(today, after_start(20)).made().decided);
  CHECK(Forecasted(today, after_start(20)).made().value == 60);
}

TEST_CASE("forecast: it is of its last reading's day; a stale one has neither word nor arrival (0.38)") {
  KeyResult kr = with_entries(number(0, 100), {{7, 12}, {14, 24}, {21, 36}, {28, 48}});
  const Forecasted fresh(kr, after_start(30));
  CHECK(fresh.made().of == after_start(28));
  CHECK(!fresh.made().stale);
  CHECK(likelihood_of(fresh.made()) == Likelihood::likely);
  CHECK(fresh.made().arrival);
  const Forecasted stale(kr, after_start(28 + 15));
  CHECK(stale.made().of == after_start(28));
  CHECK(stale.made().stale);
  CHECK(stale.made().value == fresh.made().value);
  CHECK(stale.made().target == fresh.made().target);
  CHECK(!likelihood_of(stale.made()));
  CHECK(!stale.made().arrival);
}

TEST_CASE("forecast: a past day is never an arrival (0.38)") {
  KeyResult kr = with_entries(number(0, 100), {{7, 30}, {14, 60}, {21, 90}});
  const Date due = *Forecasted(kr, after_start(21)).made().arrival;
  CHECK(due == after_start(27));  // 10 are left at 1.9406 a day
  CHECK(Forecasted(kr, due).made().arrival == due);
  CHECK(!Forecasted(kr, add_days(due, 1)).made().arrival);
  kr.entries.push_back(entry(after_start(28), 101.0));
  CHECK(!Forecasted(kr, after_start(28)).made().arrival);
}

TEST_CASE("forecast: the needed rate is counted from the day of the report, the one so far is the drift seen (0.20)") {
  const KeyResult kr = worked();
  const Forecasted then(kr, after_start(41)), later(kr, after_start(52)), last(kr, after_start(89));
  CHECK(near(then.kr().rates->needed, 59 * 7 / 48.0, 1e-12));
  CHECK(near(later.kr().rates->needed, 59 * 7 / 37.0, 1e-12));
  CHECK(near(last.kr().rates->needed, 59 * 7, 1e-12));  // at least a day
  CHECK(!Forecasted(kr, after_start(90)).kr().rates);
  for (const Forecasted* f : {&then, &later, &last}) {
    CHECK(near(f->kr().rates->so_far, 7, 1e-12));
    CHECK(near(f->kr().rates->so_far, f->made().drift.seen * f->made().drift.way * 7, 1e-12));
    CHECK(near(*f->kr().rates->factor(), f->kr().rates->needed / f->kr().rates->so_far, 1e-12));
  }
  // A reading on the first day is what the drift is seen from.
  const Forecasted first(with_entries(number(0, 100), {{0, 20}, {10, 30}}), after_start(10));
  CHECK(near(first.kr().rates->so_far, 7, 1e-12));
}

TEST_CASE("forecast: the word follows what success means") {
  KeyResult kr = worked();  // P(target) 0.27, P(0.7) 0.76
  const Forecasted aspirational(kr, after_start(41)), committed(kr, after_start(41), ObjectiveType::committed);
  CHECK(success_chance(aspirational.made()) == *aspirational.made().at_70);
  CHECK(likelihood_of(aspirational.made()) == Likelihood::likely);
  CHECK(success_chance(committed.made()) == committed.made().target);
  CHECK(likelihood_of(committed.made()) == Likelihood::unlikely);
  kr.stretch = 130;
  const Forecasted stretched(kr, after_start(41));
  CHECK(success_chance(stretched.made()) == stretched.made().target);
  CHECK(likelihood_of(stretched.made()) == Likelihood::unlikely);
  CHECK(!likelihood_of(Forecasted(with_entries(number(0, 100), {{14, 20}}), after_start(14)).made()));  // early
}

TEST_CASE("forecast: to a target that a KPI had met before the start there is no way (0.39)") {
  Kpi weight = kpi("weight", {{day(2025, 12, 28), 76}, {day(2026, 1, 11), 76.5}, {day(2026, 1, 18), 78}});
  weight.every = PeriodUnit::week;
  weight.good = Good::down;
  KeyResult kr = number({}, 77);
  kr.kpi.text = "weight";
  const Forecasted f(kr, day(2026, 1, 20), ObjectiveType::aspirational, {weight});
  CHECK(f.kr().absence == NoForecast::met_before);
  CHECK(!f.kr().rates);
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
  // 85.9829 lies between commit (0.3) and target (0.7).
  CHECK(near(f.made().score.value(), 0.3 + 0.4 * (85.9829 - 30) / 70, 1e-6));
}

TEST_CASE(
    "forecast: where nothing is open P(0.7) is 1 where the verdict says success, by the score that is shown (2.3)") {
  for (const auto& [value, success] : {std::pair(139.1, true), std::pair(138.9, false)}) {
    const Forecasted f(with_entries(number(0, 200), {{80, value}}), after_start(120));
    REQUIRE(f.made().decided);
    CHECK(f.made().at_70->value() == (success ? 1 : 0));
    CHECK((f.kr().numbers->verdict == Verdict::success) == success);
  }
}

TEST_CASE("forecast: a promise's least chance is exact where nothing of that part is open") {
  const Forecasted over(with_entries(number(0, 1000), {{89, 999}}), after_start(89), ObjectiveType::committed);
  CHECK(over.forecast.least->target.value() == 0);
  CHECK(over.forecast.least->decided);
  CHECK_FALSE(Forecasted(worked(), after_start(41), ObjectiveType::committed).forecast.least->decided);
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
  const Workspace w =
      workspace({cycle("2026-Q1", first_quarter(), {objective("o", ObjectiveType::committed, {moving, done})})});
  const CycleSubject subject{w, w.cycles.front(), nullptr};
  const auto numbers = numbers_of(subject, after_start(41));
  const auto forecast = forecast_of(subject, numbers, after_start(41));
  const ObjectiveForecast& o = forecast.objectives.front();
  CHECK(o.forecast == 1);
  CHECK(o.counted == 2);
  REQUIRE(o.expected);
  CHECK(near(o.expected->value(), (0.859829 + 1) / 2, 1e-6));
  CHECK(near(o.least->target.value(), 0.2707, 5.1e-5));
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
    if (step.what == "surprise") found += near(std::get<double>(step.result), 1.269401, 5.1e-7);
    if (step.what == "variance") found += near(std::get<double>(step.result), 4.875709, 5.1e-7);
    if (step.what == "drift believed") found += near(std::get<double>(step.result), 0.937144, 5.1e-7);
  }
  CHECK(found == 5);
}

}  // namespace forecast_test
