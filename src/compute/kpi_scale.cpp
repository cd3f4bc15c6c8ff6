// SPDX-License-Identifier: MIT
#include "compute/kpi_scale.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "okr/compute/formula.hpp"

namespace okr {
namespace {

/// A bound, or the end of the amber margin, at which nothing is relative.
bool has_zero(const KpiBounds& bounds) {
  const auto is_zero = [](const std::optional<double>& bound) { return bound == 0.0; };
  if (is_zero(bounds.target) || is_zero(bounds.warn) || is_zero(bounds.min) || is_zero(bounds.max)) return true;
  return bounds.margin &&
         ((bounds.min && *bounds.min == *bounds.margin) || (bounds.max && *bounds.max == -*bounds.margin));
}

std::vector<double> largest_readings(const KpiNumbers& numbers) {
  std::vector<double> largest(numbers.periods.size());
  const auto& readings = numbers.kpi->readings;
  for (std::size_t i = 0; i < largest.size(); ++i) {
    const Period& days = numbers.periods[i].period;
    auto at = std::ranges::lower_bound(readings, days.first, {}, &Reading::date);
    for (; at != readings.end() && at->date <= days.last; ++at) largest[i] = std::max(largest[i], std::abs(at->value));
  }
  return largest;
}

/// How large the values are that a formula adds and subtracts: an error rate of a million requests is none of them.
std::vector<double> magnitudes(const Workspace& workspace, const KpiNumbers& numbers, Date as_of) {
  std::vector<double> result(numbers.periods.size());
  const auto formula = Formula::parse(numbers.kpi->formula);
  if (!formula) return result;
  std::map<std::string, std::map<Date, double>> parts;
  for (const std::string& id : formula->parts())
    if (const Kpi* part = workspace.kpi(id))
      for (const KpiPeriod& period : kpi_periods(workspace, *part, PeriodQuery{numbers.unit, std::nullopt}, as_of))
        if (period.value) parts[id][period.period.first] = *period.value;
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = formula
                    ->magnitude([&](const std::string& id) -> std::optional<double> {
                      const auto at = parts[id].find(numbers.periods[i].period.first);
                      return at == parts[id].end() ? std::nullopt : std::optional(at->second);
                    })
                    .value_or(0);
  return result;
}

}  // namespace

std::vector<double> scales_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of) {
  if (std::ranges::none_of(numbers.bounds, has_zero)) return std::vector<double>(numbers.periods.size());
  return numbers.kpi->formula.empty() ? largest_readings(numbers) : magnitudes(workspace, numbers, as_of);
}

}  // namespace okr
