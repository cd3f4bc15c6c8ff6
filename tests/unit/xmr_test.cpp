// SPDX-License-Identifier: MIT
// Natural limits and signals: the rows XV01-XV07 of the method, trial and frozen limits, rebase, assurance.
#include "okr/compute/xmr.hpp"

#include <cmath>
#include <string>

#include "compute_fixture.hpp"
#include "print.hpp"

using namespace okr;
using namespace okr::test;

namespace {

using Values = std::vector<double>;

const Values published = {2478, 2350, 2485, 2296, 2359, 2567, 3089, 2668, 1788, 2854, 2365, 1883, 1959,
                          1927, 2640, 2626, 2144, 2409, 4412, 3287, 3049, 3364, 3078, 2972, 3415, 2753,
                          3102, 2191, 3693, 4385, 4699, 3031, 2659, 3885, 2628, 2621, 3071, 2002};
const Values spike = {1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};
const Values turnover = {14, 15, 13, 16, 14, 15, 14, 13, 15, 14, 16, 15, 23};
const Values long_run = {10, 12, 11, 9,  10, 11, 10,   12, 9,  11,
                         10, 11, 12, 12, 11.5, 12, 11, 12, 11.5, 12};
const Values near_limit = {50, 54, 49, 52, 51, 50, 53, 50, 52, 49, 51, 53, 55, 56, 52, 56};

/// "14:2 31:12": points from 1 with the rules they complete.
std::string signals_of(const Values& values, const XmrLimits& limits) {
  std::string text;
  const auto signals = xmr_signals(values, limits);
  for (std::size_t i = 0; i < signals.size(); ++i) {
    if (!signals[i].any()) continue;
    text += (text.empty() ? "" : " ") + std::to_string(i + 1) + ":";
    text += std::string(signals[i].outside ? "1" : "") + (signals[i].near ? "2" : "") + (signals[i].run ? "3" : "");
  }
  return text;
}

/// Monthly readings from January 2020 on.
Kpi monthly(const Values& values) {
  Kpi result = kpi("k", {});
  Date date = day(2020, 1, 15);
  for (const double value : values) {
    result.readings.push_back(reading(date, value));
    date = add_months(date, 1);
  }
  return result;
}

Xmr chart_of(const Kpi& subject) {
  const Workspace w = workspace({}, {subject});
  return xmr_of(w.kpis.front(), kpi_periods(w, w.kpis.front(), day(2026, 1, 1)));
}

}  // namespace

TEST_CASE("limits and signals (method 5.8)") {
  const struct {
    std::string id;
    Values values;
    std::size_t baseline;
    Clip clip;
    double mean, range, lower, upper;
    std::string signals;
  } rows[] = {
      {"XV01", published, 38, {}, 2820.6316, 571.8919, 1299.3991, 4341.8640, "14:2 15:2 18:3 19:1 30:1 31:12 32:2"},
      {"XV02", spike, 18, {}, 1.9444, 1.8824, -3.0626, 6.9515, "5:1"},
      {"XV03", spike, 18, {0.0, {}}, 1.9444, 1.8824, 0, 6.9515, "5:1"},
      {"XV04", turnover, xmr_baseline, {}, 14.5, 1.5455, 10.3891, 18.6109, "13:1"},
      {"XV05", long_run, xmr_baseline, {}, 10.5, 1.5455, 6.3891, 14.6109, "19:3 20:3"},
      {"XV06", near_limit, xmr_baseline, {}, 51.1667, 2.6364, 44.1539, 58.1794, "16:2"},
      {"XV07", Values(6, 5.0), xmr_baseline, {}, 5, 0, 5, 5, ""},
  };
  for (const auto& row : rows) {
    SUBCASE(row.id.c_str()) {
      const auto limits = xmr_limits(row.values, row.baseline, row.clip);
      REQUIRE(limits);
      CHECK(std::abs(limits->mean - row.mean) < 5.1e-5);
      CHECK(std::abs(limits->mean_range - row.range) < 5.1e-5);
      CHECK(std::abs(limits->lower - row.lower) < 5.1e-5);
      CHECK(std::abs(limits->upper - row.upper) < 5.1e-5);
      CHECK(signals_of(row.values, *limits) == row.signals);
    }
  }
  CHECK(xmr_limits(published, 38, {})->range_upper == doctest::Approx(1868.9427).epsilon(1e-8));
}

TEST_CASE("fewer than 6 points have no limits, fewer than 12 trial ones, then the first 12 are frozen") {
  for (const std::size_t n :
       {std::size_t{1}, std::size_t{5}, std::size_t{6}, std::size_t{11}, std::size_t{12}, std::size_t{13}}) {
    const Xmr chart = chart_of(monthly(Values(turnover.begin(), turnover.begin() + static_cast<long>(n))));
    CAPTURE(n);
    REQUIRE(chart.points.size() == n);
    CHECK((chart.limits() != nullptr) == (n >= 6));
    if (chart.limits()) {
      CHECK(chart.limits()->trial == (n < 12));
      CHECK(chart.limits()->points == std::min<std::size_t>(n, 12));
    }
  }
}

TEST_CASE("the turnover that jumps is a concern; the other way round an improvement; a range only changes") {
  Kpi subject = monthly(turnover);
  const auto meaning = [](const Kpi& k) { return meaning_of(k, chart_of(k), 12); };
  subject.good = Good::down;
  CHECK(meaning(subject) == Meaning::concern);
  subject.good = Good::up;
  CHECK(meaning(subject) == Meaning::improvement);
  subject.good = Good::range;
  CHECK(meaning(subject) == Meaning::change);
  CHECK(meaning_of(subject, chart_of(subject), 3) == Meaning::routine);
  CHECK(meaning_of(subject, chart_of(monthly(Values(6, 5.0))), 2) == Meaning::no_variation);
  CHECK(meaning_of(subject, chart_of(monthly(Values(5, 5.0))), 2) == Meaning::too_few);
}

TEST_CASE("a rebase date starts a segment with limits of its own, frozen again") {
  Values values = turnover;
  for (int i = 0; i < 14; ++i) values.push_back(i % 2 == 0 ? 23 : 24);
  Kpi subject = monthly(values);
  subject.rebase = {day(2021, 1, 1)};
  const Xmr chart = chart_of(subject);
  REQUIRE(chart.segments.size() == 2);
  CHECK(chart.segments[1].first == 12);
  CHECK(chart.limits()->points == 12);
  CHECK(chart.limits()->mean > 23);
  CHECK_FALSE(chart.points[12].signal.any());
}

TEST_CASE("missing and partial periods leave the chart, and the missing ones are counted") {
  Kpi subject = monthly({1, 2, 3, 4, 5, 6, 7});
  subject.readings.erase(subject.readings.begin() + 2);
  const Workspace w = workspace({}, {subject});
  const Xmr chart = xmr_of(w.kpis.front(), kpi_periods(w, w.kpis.front(), day(2020, 7, 20)));
  CHECK(chart.points.size() == 5);
  CHECK(chart.skipped == 1);
}

TEST_CASE("when several rules hold, 1 goes before 3 before 2") {
  CHECK(XmrSignal{true, true, true, true}.rule() == 1);
  CHECK(XmrSignal{false, true, true, true}.rule() == 3);
  CHECK(XmrSignal{false, true, false, true}.rule() == 2);
  CHECK(XmrSignal{}.rule() == 0);
}

TEST_CASE("assurance: the target against the natural limits") {
  const auto limits = xmr_limits(turnover, xmr_baseline, {});  // 10.4 to 18.6
  Kpi subject = kpi("k", {});
  const auto with_target = [&](Good good, double target) {
    subject.good = good;
    subject.target = target;
    return assurance_of(subject, &*limits);
  };
  CHECK(with_target(Good::up, 19) == Assurance::consistently_fails);
  CHECK(with_target(Good::up, 10) == Assurance::consistently_meets);
  CHECK(with_target(Good::up, 15) == Assurance::hit_or_miss);
  CHECK(with_target(Good::down, 19) == Assurance::consistently_meets);
  CHECK(with_target(Good::down, 10) == Assurance::consistently_fails);
  CHECK(with_target(Good::down, 15) == Assurance::hit_or_miss);
  subject.good = Good::range;
  subject.min = 10;
  subject.max = 19;
  CHECK(assurance_of(subject, &*limits) == Assurance::consistently_meets);
  subject.min = 12;
  CHECK(assurance_of(subject, &*limits) == Assurance::hit_or_miss);
  subject.min = 19;
  subject.max = 30;
  CHECK(assurance_of(subject, &*limits) == Assurance::consistently_fails);
  CHECK(assurance_of(subject, nullptr) == Assurance::unknown);
}
