// SPDX-License-Identifier: MIT
#include "okr/model/current.hpp"

#include <algorithm>
#include <tuple>

namespace okr {
namespace {

bool comes_first(const Cycle* a, const Cycle* b) {
  const auto key = [](const Cycle* cycle) {
    return std::tuple(length_in_days(cycle->period), -days_between(make_date(1970, 1, 1), cycle->period.first), std::string_view(cycle->id.text));
  };
  return key(a) < key(b);
}

const Cycle* latest_started(const Workspace& workspace, Date as_of) {
  const Cycle* latest = nullptr;
  for (const Cycle& cycle : workspace.cycles) {
    if (!cycle.dated || as_of < cycle.period.first || cycle.state == CycleState::draft) continue;
    const bool later = !latest || latest->period.first < cycle.period.first ||
                       (latest->period.first == cycle.period.first && comes_first(&cycle, latest));
    if (later) latest = &cycle;
  }
  return latest;
}

const Cycle* next_to_come(const Workspace& workspace, Date as_of) {
  const Cycle* next = nullptr;
  for (const Cycle& cycle : workspace.cycles)
    if (cycle.dated && as_of < cycle.period.first && (!next || cycle.period.first < next->period.first)) next = &cycle;
  return next;
}

/// Empty for a draft and for what has no dates.
std::optional<Period> period_of(const Workspace& workspace, const KnownCycle& known) {
  const Cycle* opened = workspace.cycle(known.id);
  if (!opened) return known.period;
  if (!opened->dated || opened->state == CycleState::draft) return std::nullopt;
  return opened->period;
}

bool is_alike(const Period& a, const Period& b) {
  const int longer = std::max(length_in_days(a), length_in_days(b)), shorter = std::min(length_in_days(a), length_in_days(b));
  return (longer - shorter) * 8 <= longer;
}

}  // namespace

bool is_active(const Cycle& cycle, Date as_of) {
  if (cycle.state != CycleState::closed) return cycle.state == CycleState::active;
  return cycle.result && cycle.result->closed && as_of < *cycle.result->closed;
}

std::vector<const Cycle*> active_cycles(const Workspace& workspace, Date as_of) {
  std::vector<const Cycle*> active;
  for (const Cycle& cycle : workspace.cycles)
    if (cycle.dated && is_active(cycle, as_of) && contains(cycle.period, as_of)) active.push_back(&cycle);
  std::ranges::stable_sort(active, comes_first);
  return active;
}

CurrentCycle current_cycle(const Workspace& workspace, Date as_of) {
  const auto active = active_cycles(workspace, as_of);
  if (!active.empty()) return {active.front(), true};
  if (const Cycle* latest = latest_started(workspace, as_of)) return {latest, false};
  if (const Cycle* next = next_to_come(workspace, as_of)) return {next, false};
  return {workspace.cycles.empty() ? nullptr : &workspace.cycles.front(), false};
}

std::vector<CycleId> cycles_before(const Workspace& workspace, const Cycle& cycle) {
  struct Earlier {
    Date end;
    CycleId id;
  };
  std::vector<Earlier> earlier;
  for (const KnownCycle& known : workspace.known_cycles) {
    const auto period = period_of(workspace, known);
    if (period && period->last < cycle.period.first && is_alike(*period, cycle.period)) earlier.push_back({period->last, known.id});
  }
  std::ranges::stable_sort(earlier, [](const Earlier& a, const Earlier& b) { return a.end > b.end; });
  std::vector<CycleId> ids;
  for (Earlier& one : earlier) ids.push_back(std::move(one.id));
  return ids;
}

}  // namespace okr
