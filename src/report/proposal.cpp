// SPDX-License-Identifier: MIT
#include "okr/report/proposal.hpp"

#include <algorithm>

#include "okr/compute/kpi.hpp"

namespace okr::report {
namespace {

/// Where the KPI wants to be, seen from a value outside; empty without target, or inside a range.
std::optional<double> aim_of(const Kpi& kpi, double value) {
  if (kpi.good_or_default() != Good::range) return kpi.target;
  if (kpi.min && value < *kpi.min) return kpi.min;
  if (kpi.max && value > *kpi.max) return kpi.max;
  return std::nullopt;
}

/// True when going from the value to the aim is going the better way.
bool leads_back(const Kpi& kpi, double value, double aim) {
  switch (kpi.good_or_default()) {
    case Good::up:
      return aim > value;
    case Good::down:
      return aim < value;
    case Good::range:
      return aim != value;
  }
  return false;
}

std::optional<double> target_of(const KpiNumbers& numbers, double value) {
  const Kpi& kpi = *numbers.kpi;
  const auto aim = aim_of(kpi, value);
  if (aim && leads_back(kpi, value, *aim)) return aim;
  const XmrLimits* limits = numbers.xmr.limits();
  if (limits && numbers.signal == Meaning::concern && leads_back(kpi, value, limits->mean)) return limits->mean;
  return std::nullopt;
}

/// The strictest of target, warn and the value itself that the value keeps.
double kept(const Kpi& kpi, double value) {
  const bool up = kpi.good_or_default() == Good::up;
  const auto keeps = [&](double bound) {
    if (value == bound) return !kpi.strict;
    return up ? value > bound : value < bound;
  };
  if (kpi.target && keeps(*kpi.target)) return *kpi.target;
  return kpi.warn && keeps(*kpi.warn) ? *kpi.warn : value;
}

std::optional<ProposedBound> bound_of(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  const Kpi* counter = kpi.counter.empty() ? nullptr : kpi_named(workspace, kpi.counter);
  if (!counter || counter == &kpi) return std::nullopt;
  const auto periods = kpi_periods(workspace, *counter, as_of);
  const auto last = last_complete(periods);
  if (!last) return std::nullopt;
  const double value = *periods[*last].value;
  switch (counter->good_or_default()) {
    case Good::up:
      return ProposedBound{counter, kept(*counter, value), std::nullopt};
    case Good::down:
      return ProposedBound{counter, std::nullopt, kept(*counter, value)};
    case Good::range:
      break;
  }
  ProposedBound bound{counter, counter->min, counter->max};
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
  return Proposal{numbers.kpi, period, *value, *target, bound_of(workspace, *numbers.kpi, as_of)};
}

}  // namespace okr::report
