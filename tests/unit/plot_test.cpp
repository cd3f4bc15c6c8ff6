// SPDX-License-Identifier: MIT
// What `okr plot` shows: values as totals or percent, the pace by its bends, natural limits by segment, calendars.
#include "reports/plot/plot.hpp"

#include <algorithm>

#include "compute_fixture.hpp"
#include "print.hpp"
#include "reports/show/detail.hpp"

namespace plot_test {

using namespace okr;
using namespace okr::test;
using reports::Plot;
using reports::PlotKind;
using reports::PlotLine;

namespace {

constexpr Date mid = make_date(2026, 2, 14);

Plot plot_of(const Workspace& w, reports::PlotQuery query = {}, Date as_of = mid) {
  const Objective& o = w.cycles[0].objectives[0];
  return reports::plot_of(w, {&w.cycles[0], &o, &o.key_results[0], nullptr}, query, as_of);
}

Plot plot_of_kpi(const Workspace& w, reports::PlotQuery query = {}, Date as_of = mid) {
  return reports::plot_of(w, {nullptr, nullptr, nullptr, &w.kpis[0]}, query, as_of);
}

std::vector<std::optional<double>> values(const Plot& plot) {
  std::vector<std::optional<double>> result;
  for (const reports::PlotPoint& point : plot.points) result.push_back(point.value);
  return result;
}

const reports::PlottedLine* line_of(const Plot& plot, PlotLine line) {
  const auto it = std::ranges::find(plot.lines, line, &reports::PlottedLine::line);
  return it == plot.lines.end() ? nullptr : &*it;
}

const reports::PlottedLine* line_of(Plot&& plot, PlotLine line) = delete;  // it would point into what is gone

Kpi weekly_kpi(const std::vector<double>& readings) {
  Kpi result = kpi("k", {});
  result.every = PeriodUnit::week;
  Date date = day(2026, 1, 4);
  for (const double value : readings) {
    result.readings.push_back(reading(date, value));
    date = add_days(date, 7);
  }
  return result;
}

}  // namespace

TEST_CASE("a number: its readings, its levels, and the pace from baseline to F times the way") {
  KeyResult kr = number(100, 200);
  weekly(kr, {110, 120});
  const Workspace w = with_key_result(kr);
  const Plot plot = plot_of(w);
  CHECK(plot.kind == PlotKind::line);
  CHECK(values(plot) == std::vector<std::optional<double>>{110, 120});
  CHECK(line_of(plot, PlotLine::target)->level == 200);
  const auto* pace = line_of(plot, PlotLine::pace);
  REQUIRE(pace->spots.size() == 2);
  CHECK(pace->spots[0].value == 100);
  CHECK(pace->spots[1].value == doctest::Approx(170));
  CHECK(pace->spots[1].date == day(2026, 3, 31));
}

TEST_CASE("a sum is drawn as the total by each day, from the baseline on") {
  KeyResult kr = number(10, 100);
  kr.kind = Kind::sum;
  weekly(kr, {5, 7, 0, 3});
  CHECK(values(plot_of(with_key_result(kr))) == std::vector<std::optional<double>>{15, 22, 22, 25});
}

TEST_CASE("a plan bends the pace on its dates, dated steps raise it on their days") {
  KeyResult planned = number(0, 100);
  planned.plan = {{day(2026, 2, 1), 10, {}}, {day(2026, 3, 31), 100, {}}};
  const Workspace with_plan = with_key_result(planned);
  const Plot bent = plot_of(with_plan);
  const auto* pace = line_of(bent, PlotLine::pace);
  REQUIRE(pace->spots.size() == 3);
  CHECK(pace->spots[1].value == doctest::Approx(10));

  KeyResult steps = of_kind(Kind::milestones);
  for (const char* title : {"a", "b"}) steps.steps.push_back({title, "", 1, {}, {}});
  steps.steps[0].due = day(2026, 2, 1);
  steps.steps[1].due = day(2026, 3, 1);
  const Workspace w = with_key_result(steps);
  const Plot plot = plot_of(w);
  const auto* stairs = line_of(plot, PlotLine::pace);
  REQUIRE(stairs->spots.size() == 6);
  CHECK(stairs->spots[1].value == 0);
  CHECK(stairs->spots[2].date == day(2026, 2, 1));
  CHECK(stairs->spots[2].value == 50);
  CHECK(plot.unit == "%");
  CHECK(line_of(plot, PlotLine::target)->level == 100);
}

TEST_CASE("a bound: a value a period, those that missed it are marked, a period without value is a gap") {
  KeyResult kr = of_kind(Kind::hold);
  kr.max = 58;
  weekly(kr, {61, 57, std::nullopt, 58});
  const Plot plot = plot_of(with_key_result(kr), {}, day(2026, 1, 29));
  REQUIRE(plot.points.size() >= 4);
  CHECK(plot.points[0].missed);
  CHECK_FALSE(plot.points[1].missed);
  CHECK_FALSE(plot.points[2].value);
  CHECK(line_of(plot, PlotLine::max)->level == 58);
  CHECK(line_of(plot, PlotLine::pace) == nullptr);
}

TEST_CASE("a key result in error has no plot but a reason") {
  const Plot plot = plot_of(with_key_result(number(5, 5)));
  CHECK(plot.fault == Absence::target_is_baseline);
  CHECK(plot.points.empty());
}

TEST_CASE("a KPI: mean and limits as levels, the point that breaks a rule is marked") {
  Kpi k = weekly_kpi({14, 15, 13, 16, 14, 15, 14, 13, 15, 14, 16, 15, 23});  // XV04
  Workspace w = workspace({}, {k});
  w.settings.scoring.limit_points = 12;
  const Plot plot = plot_of_kpi(w, {}, day(2026, 4, 1));
  CHECK(plot.kind == PlotKind::xmr);
  CHECK(line_of(plot, PlotLine::upper)->level == doctest::Approx(18.6109).epsilon(1e-5));
  CHECK(line_of(plot, PlotLine::lower)->level == doctest::Approx(10.3891).epsilon(1e-5));
  CHECK(plot.points[12].signal.rule() == XmrRule::limit);
  CHECK(std::ranges::count_if(plot.points, [](const auto& point) { return point.signal.any(); }) == 1);
  const Plot line = plot_of_kpi(w, {PlotKind::line, {}}, day(2026, 4, 1));
  CHECK(line_of(line, PlotLine::upper) == nullptr);
  CHECK_FALSE(line.points[12].signal.any());
}

TEST_CASE("limits of several segments are drawn where they hold; few points have none") {
  Kpi k = weekly_kpi({1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12});
  k.rebase = {day(2026, 2, 9)};
  const Plot plot = plot_of_kpi(workspace({}, {k}), {}, day(2026, 4, 1));
  CHECK(std::ranges::count(plot.lines, PlotLine::mean, &reports::PlottedLine::line) == 2);
  CHECK(line_of(plot, PlotLine::mean)->spots[1].date == day(2026, 2, 8));
  CHECK_FALSE(plot.few);
  CHECK(plot_of_kpi(workspace({}, {weekly_kpi({1, 2, 1})}), {}, day(2026, 1, 30)).few);
}

TEST_CASE("targets over time are steps at the first days of the periods; one target is a level (method 0.26)") {
  Kpi k = weekly_kpi({1, 2, 3, 4});
  k.target = 2;
  const auto target_of = [&k](Date as_of) {
    const Plot plot = plot_of_kpi(workspace({}, {k}), {PlotKind::line, {}}, as_of);
    return *line_of(plot, PlotLine::target);
  };
  CHECK(target_of(day(2026, 1, 28)).level == 2);
  k.targets.push_back(KpiTarget());
  k.targets[0].first = day(2026, 1, 14);
  k.targets[0].target = 3;
  const auto line = target_of(day(2026, 1, 28));
  CHECK_FALSE(line.level);
  REQUIRE(line.spots.size() == 4);
  CHECK((line.spots[0].date == day(2025, 12, 29) && line.spots[0].value == 2));
  CHECK((line.spots[1].date == day(2026, 1, 12) && line.spots[1].value == 2));
  CHECK((line.spots[2].date == day(2026, 1, 12) && line.spots[2].value == 3));
  CHECK((line.spots[3].date == day(2026, 1, 28) && line.spots[3].value == 3));
  CHECK(target_of(day(2026, 1, 13)).level == 2);  // not known yet
}

TEST_CASE("signal = change plots the changes with their limits, and no target") {
  Kpi k = weekly_kpi({10, 21, 30, 41, 50, 61, 70, 150});
  k.target = 100;
  k.signal = Signal::change;
  const Plot plot = plot_of_kpi(workspace({}, {k}), {}, day(2026, 2, 23));
  CHECK(values(plot) == std::vector<std::optional<double>>{std::nullopt, 11, 9, 11, 9, 11, 9, 80});
  CHECK(line_of(plot, PlotLine::target) == nullptr);
  CHECK(line_of(plot, PlotLine::upper) != nullptr);
  const Plot levels = plot_of_kpi(workspace({}, {k}), {PlotKind::line, {}}, day(2026, 2, 23));
  CHECK(line_of(levels, PlotLine::target)->level == 100);
}

TEST_CASE("a running period is not complete; a period without reading is a gap") {
  Kpi k = weekly_kpi({1, 2, 3});
  k.readings.erase(k.readings.begin() + 1);
  k.readings.push_back(reading(day(2026, 1, 20), 9));
  const Plot plot = plot_of_kpi(workspace({}, {k}), {}, day(2026, 1, 21));
  CHECK(values(plot) == std::vector<std::optional<double>>{1, std::nullopt, 3, 9});
  CHECK_FALSE(plot.points[3].complete);
  CHECK(plot.points[3].date == day(2026, 1, 21));
}

TEST_CASE("since cuts points and lines; limits are those of all points") {
  KeyResult kr = number(0, 100);
  weekly(kr, {1, 2, 3, 4});
  const Plot plot = plot_of(with_key_result(kr, ObjectiveType::committed), {{}, day(2026, 1, 19)});
  CHECK(values(plot) == std::vector<std::optional<double>>{3, 4});
  const auto* pace = line_of(plot, PlotLine::pace);
  CHECK(pace->spots[0].date == day(2026, 1, 19));
  CHECK(pace->spots[0].value == doctest::Approx(100 * 18 / 89.0));
  CHECK(plot.days->first == day(2026, 1, 19));

  const Kpi k = weekly_kpi({14, 15, 13, 16, 14, 15, 14, 13, 15, 14, 16, 15, 23});
  Workspace w = workspace({}, {k});
  w.settings.scoring.limit_points = 12;
  const Plot later = plot_of_kpi(w, {{}, day(2026, 3, 1)}, day(2026, 4, 1));
  CHECK(line_of(later, PlotLine::mean)->level == 14.5);
}

TEST_CASE("a long history is shortened to its last values, and says how many are left out") {
  std::vector<double> many;
  for (int i = 0; i < 70; ++i) many.push_back(i % 7);
  Workspace w = workspace({}, {weekly_kpi(many)});
  w.kpis[0].readings.erase(w.kpis[0].readings.begin() + 3);
  const auto detail = reports::detail_of(w, {nullptr, nullptr, nullptr, &w.kpis[0]}, day(2027, 5, 3));
  CHECK(detail->plot->points.size() == 60);
  CHECK(detail->plot->points.front().date == day(2026, 3, 15));
  CHECK(detail->not_plotted == 9);
}

TEST_CASE("a calendar of check-ins has every day from the start of the cycle to today or its end") {
  KeyResult kr = number(0, 100);
  weekly(kr, {1, 2});
  kr.entries.push_back(kr.entries.back());
  const Workspace w = with_key_result(kr);
  const Plot plot = plot_of(w, {PlotKind::heat, {}}, day(2026, 1, 20));
  CHECK(plot.counts);
  CHECK(plot.points.size() == 20);
  CHECK(plot.points[4].value == 1);
  CHECK(plot.points[11].value == 2);
  CHECK(plot_of(w, {PlotKind::heat, {}}, day(2026, 5, 1)).points.size() == 90);
  CHECK(plot_of(w, {PlotKind::heat, {}}, day(2025, 12, 1)).points.empty());
}

TEST_CASE("a calendar of a KPI is by day up to 53 weeks, by week beyond; monthly values have none") {
  Kpi daily = kpi("k", {{day(2026, 1, 1), 3}, {day(2026, 1, 3), 5}});
  daily.every = PeriodUnit::day;
  const Workspace w = workspace({}, {daily});
  const Plot plot = plot_of_kpi(w, {PlotKind::heat, {}}, day(2026, 1, 4));
  CHECK(plot.by == PeriodUnit::day);
  CHECK(values(plot) == std::vector<std::optional<double>>{3, std::nullopt, 5, std::nullopt});
  CHECK(plot_of_kpi(w, {PlotKind::heat, {}}, day(2027, 6, 1)).by == PeriodUnit::week);
  Kpi monthly = kpi("k", {});
  CHECK_FALSE(reports::can_plot({nullptr, nullptr, nullptr, &monthly}, PlotKind::heat));
}

TEST_CASE("charts say what they draw: names of lines with the digits that the data deserve") {
  Kpi k = weekly_kpi({61, 60, 59, 63, 58, 57, 57});
  k.good = Good::down;
  k.target = 58;
  const Workspace w = workspace({}, {k});
  const draw::Chart chart = reports::chart_of(plot_of_kpi(w, {}, day(2026, 3, 1)));
  CHECK(draw::bare(draw::described(chart)).find("target 58; mean 59.3; upper limit 64.6; lower limit 54") !=
        std::string::npos);
  k.every = PeriodUnit::month;
  const Workspace monthly = workspace({}, {k});
  CHECK(draw::described(reports::chart_of(plot_of_kpi(monthly, {}, day(2026, 3, 1))))
            .starts_with("from 63 in 2026-01 to 57 in 2026-02"));
}

}  // namespace plot_test
