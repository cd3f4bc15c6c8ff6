// SPDX-License-Identifier: MIT
#include "reports/kpi/proposal.hpp"

#include <algorithm>

#include "okr/base/number.hpp"
#include "okr/compute/kpi.hpp"

namespace okr::reports {
namespace {

/// Where the KPI wants to be, seen from a value outside; empty without target, or inside a range.
std::optional<double> aim_of(const Kpi& kpi, const KpiBounds& bounds, double value) {
  if (kpi.good_or_default() != Good::range) return bounds.target;
  if (bounds.min && below(value, *bounds.min)) return bounds.min;
  if (bounds.max && above(value, *bounds.max)) return bounds.max;
  return std::nullopt;
}

/// True when going from the value to the aim is going the better way.
bool leads_back(const Kpi& kpi, double value, double aim) {
  switch (kpi.good_or_default()) {
    case Good::up: return above(aim, value);
    case Good::down: return below(aim, value);
    case Good::range: return !equal(aim, value);
  }
  return false;
}

std::optional<double> target_of(const KpiNumbers& numbers, double value) {
  const Kpi& kpi = *numbers.kpi;
  const auto aim = aim_of(kpi, numbers.current_bounds, value);
  if (aim && leads_back(kpi, value, *aim)) return aim;
  const XmrLimits* limits = numbers.xmr.changes ? nullptr : numbers.xmr.limits();
  if (limits && is_lasting_concern(kpi, numbers.xmr) && leads_back(kpi, value, limits->mean)) return limits->mean;
  return std::nullopt;
}

/// The strictest of target, warn and the value itself that the value keeps.
double kept(const Kpi& kpi, const KpiBounds& bounds, double value) {
  const bool up = kpi.good_or_default() == Good::up;
  const auto keeps = [&](double bound) {
    if (equal(value, bound)) return !kpi.strict;
    return up ? value > bound : value < bound;
  };
  if (bounds.target && keeps(*bounds.target)) return *bounds.target;
  return bounds.warn && keeps(*bounds.warn) ? *bounds.warn : value;
}

std::optional<ProposedBound> bound_of(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  const Kpi* counter = kpi.counter.empty() ? nullptr : kpi_named(workspace, kpi.counter);
  if (!counter || counter == &kpi) return std::nullopt;
  const auto periods = kpi_periods(workspace, *counter, as_of);
  const auto last = last_complete(periods);
  if (!last) return std::nullopt;
  const double value = *periods[*last].value;
  const KpiBounds bounds =
      bounds_at(*counter, period_containing(as_of, counter->every, workspace.fiscal_start()).last, as_of);
  switch (counter->good_or_default()) {
    case Good::up: return ProposedBound{counter, kept(*counter, bounds, value), std::nullopt};
    case Good::down: return ProposedBound{counter, std::nullopt, kept(*counter, bounds, value)};
    case Good::range: break;
  }
  ProposedBound bound{counter, bounds.min, bounds.max};
  if (bound.min) bound.min = std::min(*bound.min, value);
  if (bound.max) bound.max = std::max(*bound.max, value);
  return bound.min || bound.max ? std::optional(bound) : std::nullopt;
}

}  // namespace

std::optional<Proposal> proposal_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of) {
  const auto value = numbers.value();
  if (!value || !numbers.needs_objective()) return std::nullopt;
  const auto target = target_of(numbers, *value);
  if (!target) return std::nullopt;
  const Period period = numbers.periods[*numbers.last].period;
  return Proposal{numbers.kpi, period, *value, *target, numbers.last_bounds, bound_of(workspace, *numbers.kpi, as_of)};
}

}  // namespace okr::reports
