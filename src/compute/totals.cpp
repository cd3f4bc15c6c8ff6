// SPDX-License-Identifier: MIT
#include "okr/compute/totals.hpp"

#include <algorithm>
#include <vector>

#include "compute/parts.hpp"
#include "okr/compute/numbers.hpp"

namespace okr {
namespace {

struct Kinds {
  std::vector<Part> all, planned, committed, aspirational, aspirational_planned;
};

Kinds kinds_of(std::span<const ObjectiveNumbers* const> objectives) {
  Kinds kinds;
  for (const ObjectiveNumbers* objective : objectives) {
    const Part part = part_of(*objective);
    const Part planned = planned_part_of(*objective);
    kinds.all.push_back(part);
    kinds.planned.push_back(planned);
    if (objective->type == ObjectiveType::committed) {
      kinds.committed.push_back(part);
      continue;
    }
    kinds.aspirational.push_back(part);
    kinds.aspirational_planned.push_back(planned);
  }
  return kinds;
}

bool is_counted(const ObjectiveNumbers& objective) {
  return counts(objective.state) && objective.score.absence != Absence::nothing_below;
}

/// One status for several aspirational objectives: by their mean gap, as an objective's by that of its key results.
PaceStatus status_of(std::span<const Part> parts, const Scoring& scoring) {
  const auto worst = worst_status(parts);
  if (!worst) return PaceStatus::not_available;
  const auto all = [&](PaceStatus status) {
    return std::ranges::all_of(
        parts, [&](const Part& part) { return !counts(part.state) || part.weight == 0 || part.status == status; });
  };
  for (const PaceStatus status : {PaceStatus::not_started, PaceStatus::ended, PaceStatus::achieved})
    if (all(status)) return status;
  const auto gap = mean_gap(parts);
  return gap ? status_by_gap(*gap, scoring) : *worst;
}

bool has_parent_among(const Workspace& workspace, const Cycle& cycle, const ObjectiveNumbers& objective,
                      std::span<const ObjectiveNumbers* const> others) {
  if (!objective.objective) return false;
  return std::ranges::any_of(objective.objective->parents, [&](const Reference& reference) {
    const Found parent = resolve(workspace, cycle, reference.text);
    return parent.cycle == &cycle && std::ranges::any_of(others, [&](const ObjectiveNumbers* other) {
             return other != &objective && other->objective == parent.objective;
           });
  });
}

}  // namespace

Totals totals_of(std::span<const ObjectiveNumbers* const> objectives, const Scoring& scoring) {
  const Kinds kinds = kinds_of(objectives);
  Totals totals;
  totals.score = rolled_up(kinds.all);
  totals.as_planned = rolled_up_as_planned(kinds.planned);
  totals.committed = rolled_up(kinds.committed);
  totals.aspirational = rolled_up(kinds.aspirational);
  totals.aspirational_as_planned = rolled_up_as_planned(kinds.aspirational_planned);
  totals.aspirational_status = status_of(kinds.aspirational, scoring);
  totals.committed_status = worst_status(kinds.committed).value_or(PaceStatus::not_available);
  for (const ObjectiveNumbers* objective : objectives) {
    if (!is_counted(*objective)) continue;
    if (objective->type != ObjectiveType::committed) {
      ++totals.aspirational_count;
      continue;
    }
    ++totals.committed_count;
    if (objective->reached) ++totals.committed_met;
  }
  return totals;
}

std::vector<const ObjectiveNumbers*> topmost(const Workspace& workspace, const Cycle& cycle,
                                             std::span<const ObjectiveNumbers* const> objectives) {
  std::vector<const ObjectiveNumbers*> top;
  for (const ObjectiveNumbers* objective : objectives)
    if (!has_parent_among(workspace, cycle, *objective, objectives)) top.push_back(objective);
  return top;
}

}  // namespace okr
