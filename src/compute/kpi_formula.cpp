// SPDX-License-Identifier: MIT
#include "compute/kpi_formula.hpp"

#include <algorithm>
#include <map>

#include "okr/compute/formula.hpp"

namespace okr {
namespace {

using PeriodsById = std::map<std::string, std::vector<KpiPeriod>>;

/// KPIs on the way down from the first formula; one that comes again is a loop.
using Path = std::vector<const Kpi*>;

std::vector<KpiPeriod> periods_of(const Workspace& workspace, const PeriodQuery& query, Path& path, Date as_of);

const KpiPeriod* period_at(const std::vector<KpiPeriod>& periods, Date first) {
  const auto it = std::ranges::lower_bound(periods, first, {}, [](const KpiPeriod& p) { return p.period.first; });
  return it != periods.end() && it->period.first == first ? &*it : nullptr;
}

/// What the parts say of a period, together: complete, awaited and covered when all of them are.
KpiPeriod joined(const Formula& formula, const PeriodsById& parts, const Period& period) {
  KpiPeriod result;
  result.period = period;
  result.complete = result.awaited = true;
  result.expected = 0;
  for (const auto& [id, periods] : parts) {
    const KpiPeriod* part = period_at(periods, period.first);
    result.complete = result.complete && part && part->complete;
    result.awaited = result.awaited && part && part->awaited;
    if (!part) continue;
    result.covered += part->covered;
    result.expected += part->expected;
    if (part->last_reading && (!result.last_reading || *part->last_reading > *result.last_reading)) {
      result.last_reading = part->last_reading;
      result.place = part->place;
    }
  }
  result.value = formula.value([&parts, &period](const std::string& id) -> std::optional<double> {
    const KpiPeriod* part = period_at(parts.at(id), period.first);
    return part ? part->value : std::nullopt;
  });
  return result;
}

/// Periods that any part has; the parts' lists end together, at as_of.
std::vector<Period> spanned(const PeriodsById& parts) {
  std::vector<Period> longest;
  for (const auto& [id, periods] : parts) {
    if (periods.size() <= longest.size()) continue;
    longest.clear();
    for (const KpiPeriod& part : periods) longest.push_back(part.period);
  }
  return longest;
}

std::vector<KpiPeriod> computed(const Workspace& workspace, const PeriodQuery& query, Path& path, Date as_of) {
  const auto formula = Formula::parse(path.back()->formula);
  if (!formula) return {};
  PeriodsById parts;
  for (const std::string& id : formula->parts()) {
    const Kpi* part = workspace.kpi(id);
    if (!part || std::ranges::find(path, part) != path.end()) return {};
    path.push_back(part);
    parts[id] = periods_of(workspace, query, path, as_of);
    path.pop_back();
  }
  std::vector<KpiPeriod> periods;
  for (const Period& period : spanned(parts)) periods.push_back(joined(*formula, parts, period));
  return periods;
}

std::vector<KpiPeriod> periods_of(const Workspace& workspace, const PeriodQuery& query, Path& path, Date as_of) {
  const Kpi& kpi = *path.back();
  return kpi.formula.empty() ? kpi_periods(workspace, kpi, query, as_of) : computed(workspace, query, path, as_of);
}

bool has_sum(const Workspace& workspace, Path& path) {
  const auto formula = Formula::parse(path.back()->formula);
  if (!formula) return false;
  return std::ranges::any_of(formula->parts(), [&](const std::string& id) {
    const Kpi* part = workspace.kpi(id);
    if (!part || std::ranges::find(path, part) != path.end()) return false;
    if (part->formula.empty()) return adds_up(part->aggregate);
    path.push_back(part);
    const bool adds = has_sum(workspace, path);
    path.pop_back();
    return adds;
  });
}

}  // namespace

bool formula_adds_up(const Workspace& workspace, const Kpi& kpi) {
  Path path{&kpi};
  return has_sum(workspace, path);
}

std::vector<KpiPeriod> formula_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query,
                                       Date as_of) {
  Path path{&kpi};
  return computed(workspace, query, path, as_of);
}

}  // namespace okr
