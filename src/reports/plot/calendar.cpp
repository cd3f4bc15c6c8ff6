// SPDX-License-Identifier: MIT
#include "reports/plot/calendar.hpp"

#include <algorithm>
#include <map>

#include "okr/compute/kpi.hpp"

namespace okr::reports {
namespace {

constexpr int most_days = 371;  // 53 weeks: a column a week still fits a screen

/// How often something was said on a day, of the record or of anything in it.
std::map<Date, int> checkins_of(const Found& found) {
  std::map<Date, int> counts;
  const auto add = [&](const KeyResult& kr) {
    for (const Entry& entry : kr.entries) ++counts[entry.date];
  };
  if (found.key_result) {
    add(*found.key_result);
  } else if (found.objective) {
    for (const KeyResult& kr : found.objective->key_results) add(kr);
  } else {
    for (const Checkin& checkin : found.cycle->checkins) ++counts[checkin.date];
  }
  return counts;
}

void add_checkins(Plot& plot, std::optional<Date> since) {
  const auto counts = checkins_of(plot.found);
  plot.counts = true;
  Date first = plot.found.cycle->period.first, last = std::min(plot.as_of, plot.found.cycle->period.last);
  for (const auto& [date, count] : counts)
    if (date <= plot.as_of) last = std::max(last, date);
  if (since) first = std::max(first, *since);
  for (Date day = first; day <= last; day = add_days(day, 1)) {
    const auto it = counts.find(day);
    PlotPoint point;
    point.date = day;
    point.value = it == counts.end() ? 0 : it->second;
    plot.points.push_back(point);
  }
}

bool is_daily(const Kpi& kpi) { return kpi.every == PeriodUnit::day || kpi.expect == PeriodUnit::day; }

void add_values(Plot& plot, std::optional<Date> since) {
  const Kpi& kpi = *plot.found.kpi;
  plot.unit = kpi.unit;
  plot.by = is_daily(kpi) ? PeriodUnit::day : PeriodUnit::week;
  auto periods = kpi_periods(*plot.workspace, kpi, {plot.by, since}, plot.as_of);
  const auto span = [&] {
    return periods.empty() ? 0 : days_between(periods.front().period.first, periods.back().period.last);
  };
  if (plot.by == PeriodUnit::day && span() >= most_days) {
    plot.by = PeriodUnit::week;
    periods = kpi_periods(*plot.workspace, kpi, {plot.by, since}, plot.as_of);
  }
  for (const KpiPeriod& period : periods) {
    PlotPoint point;
    point.date = period.period.last;
    point.value = period.value;
    point.complete = period.complete;
    plot.points.push_back(point);
  }
}

}  // namespace

bool has_calendar(const Kpi& kpi) {
  return is_daily(kpi) || kpi.every == PeriodUnit::week || kpi.expect == PeriodUnit::week;
}

void add_calendar(Plot& plot, std::optional<Date> since) {
  if (plot.found.kpi)
    add_values(plot, since);
  else
    add_checkins(plot, since);
}

}  // namespace okr::reports
