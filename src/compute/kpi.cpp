// SPDX-License-Identifier: MIT
#include "okr/compute/kpi.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "compute/kpi_formula.hpp"

namespace okr {
namespace {

using Readings = std::span<const Reading>;

/// What gathering needs to know of a KPI.
struct Gathering {
  const Kpi& kpi;
  PeriodUnit unit;
  unsigned fiscal;
  Date as_of;
};

/// A reading for a whole period counts as soon as that period has begun; it is dated its last day.
bool is_known(const Reading& reading, const Gathering& how) {
  if (reading.date <= how.as_of) return true;
  return reading.unit != PeriodUnit::day &&
         period_containing(reading.date, reading.unit, how.fiscal).first <= how.as_of;
}

Readings known_readings(const PeriodQuery& query, const Gathering& how) {
  Readings all = how.kpi.readings;
  if (query.since) {
    const auto first = std::ranges::lower_bound(all, *query.since, {}, &Reading::date);
    all = all.subspan(static_cast<std::size_t>(first - all.begin()));
  }
  while (!all.empty() && !is_known(all.back(), how)) all = all.first(all.size() - 1);
  return all;
}

/// How often the parts of a period come, and how many of them are over.
int count_parts(const Period& period, PeriodUnit part, const Gathering& how) {
  const Date until = std::min(period.last, add_days(how.as_of, -1));
  if (part == PeriodUnit::day) return std::max(0, days_between(period.first, until) + 1);
  int parts = 0;
  for (Period p = period_containing(period.first, part, how.fiscal); p.last <= until;
       p = next_period(p, part, how.fiscal))
    ++parts;
  return parts;
}

int count_covered(Readings readings, PeriodUnit part, unsigned fiscal) {
  int covered = 0;
  std::optional<Period> current;
  for (const Reading& reading : readings) {
    if (current && contains(*current, reading.date)) continue;
    current = part == PeriodUnit::day ? Period{reading.date, reading.date}
                                      : period_containing(reading.date, part, fiscal);
    ++covered;
  }
  return covered;
}

bool zero_fills(const Kpi& kpi) {
  return kpi.missing == Missing::zero &&
         (kpi.aggregate == Aggregate::sum || kpi.aggregate == Aggregate::count || kpi.aggregate == Aggregate::mean);
}

/// The value of one period; missing parts are zero only where the KPI says so.
std::optional<double> value_of(Readings readings, const KpiPeriod& period, const Gathering& how) {
  std::vector<double> values;
  values.reserve(readings.size());
  for (const Reading& reading : readings) values.push_back(reading.value);
  if (zero_fills(how.kpi) && how.kpi.aggregate != Aggregate::count)
    for (int missing = period.covered; missing < period.expected; ++missing) values.push_back(0);
  if (values.empty() && zero_fills(how.kpi) && period.complete) return 0.0;
  return aggregated(std::move(values), how.kpi.aggregate);
}

/// `final` closes the KPI's own period; a longer one only where the reading stands for all of it.
bool closes(const Reading& reading, const Gathering& how) {
  return reading.final && (how.unit <= how.kpi.every || reading.unit >= how.unit);
}

KpiPeriod gathered(const Period& period, Readings readings, const Gathering& how) {
  KpiPeriod result;
  result.period = period;
  const bool is_final = std::ranges::any_of(readings, [&how](const Reading& reading) { return closes(reading, how); });
  result.complete = period.last < how.as_of || is_final;
  result.awaited = add_days(period.last, how.kpi.lag_days) < how.as_of;
  const PeriodUnit part = how.kpi.expect.value_or(how.kpi.every);
  const bool whole = part >= how.unit;
  result.covered = whole ? !readings.empty() : count_covered(readings, part, how.fiscal);
  result.expected = whole ? result.complete : count_parts(period, part, how);
  if (is_final) result.expected = std::min(result.expected, result.covered);
  if (!readings.empty()) {
    result.last_reading = std::min(readings.back().date, how.as_of);
    result.place = readings.back().place;
  }
  result.value = value_of(readings, result, how);
  return result;
}

}  // namespace

std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query, Date as_of) {
  if (!kpi.formula.empty()) return formula_periods(workspace, kpi, query, as_of);
  const Gathering how{kpi, query.unit, workspace.fiscal_start(), as_of};
  const Readings readings = known_readings(query, how);
  std::vector<KpiPeriod> periods;
  if (readings.empty()) return periods;
  std::size_t next = 0;
  for (Period period = period_containing(readings.front().date, how.unit, how.fiscal);
       period.first <= as_of || next < readings.size(); period = next_period(period, how.unit, how.fiscal)) {
    const std::size_t from = next;
    while (next < readings.size() && readings[next].date <= period.last) ++next;
    periods.push_back(gathered(period, readings.subspan(from, next - from), how));
  }
  return periods;
}

std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  return kpi_periods(workspace, kpi, PeriodQuery{kpi.every, std::nullopt}, as_of);
}

std::optional<double> aggregated(std::vector<double> values, Aggregate aggregate) {
  if (values.empty()) return std::nullopt;
  const auto total = [&values] { return std::accumulate(values.begin(), values.end(), 0.0); };
  switch (aggregate) {
    case Aggregate::last: return values.back();
    case Aggregate::first: return values.front();
    case Aggregate::sum: return total();
    case Aggregate::mean: return total() / static_cast<double>(values.size());
    case Aggregate::min: return std::ranges::min(values);
    case Aggregate::max: return std::ranges::max(values);
    case Aggregate::count: return static_cast<double>(values.size());
    case Aggregate::median: {
      std::ranges::sort(values);
      const std::size_t half = values.size() / 2;
      return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
  }
  return std::nullopt;
}

const Kpi* kpi_named(const Workspace& workspace, const Reference& reference) {
  std::string_view name = reference.text;
  if (name.starts_with("kpi/")) name.remove_prefix(4);
  return workspace.kpi(name);
}

}  // namespace okr
