// SPDX-License-Identifier: MIT
// Objectives taken together, as a cycle, a team or an owner has them: means of committed and aspirational ones apart,
// because 0.7 is good for one and bad for the other (method.md 2.6, 0.8).
#pragma once

#include <span>
#include <vector>

#include "okr/compute/rollup.hpp"
#include "okr/compute/score.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

struct ObjectiveNumbers;

struct Totals {
  Computed<Score> score, as_planned;                      ///< over all
  Computed<Score> aspirational, aspirational_as_planned;  ///< over aspirational and learning ones
  Computed<Score> committed;
  int aspirational_count = 0;  ///< that count and have something below them
  int committed_met = 0, committed_count = 0;
  PaceStatus aspirational_status = PaceStatus::not_available;  ///< by the mean gap; of no use when there are none
  PaceStatus committed_status = PaceStatus::not_available;     ///< the worst
};

Totals totals_of(std::span<const ObjectiveNumbers* const> objectives, const Scoring& scoring);

/// Those whose parent is not among them too: the others are counted in their parent's sense already. A parent in
/// another cycle does not matter.
std::vector<const ObjectiveNumbers*> topmost(const Workspace& workspace, const Cycle& cycle,
                                             std::span<const ObjectiveNumbers* const> objectives);

}  // namespace okr
