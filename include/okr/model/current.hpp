// SPDX-License-Identifier: MIT
// Which cycle is meant when none is named (commands.md, "Which cycle").
#pragma once

#include <vector>

#include "okr/model/workspace.hpp"

namespace okr {

/// False for a draft, and from the day on which it was closed.
bool is_active(const Cycle& cycle, Date as_of);

/// The opened cycles that are active on the day and contain it (grace days not counted).
/// The shortest first, then the one that starts later, then by id.
std::vector<const Cycle*> active_cycles(const Workspace& workspace, Date as_of);

struct CurrentCycle {
  const Cycle* cycle = nullptr;  ///< null when the workspace has none
  bool contains_day = true;      ///< false: the latest that has started, or else the next
};

/// Among the active cycles that contain the day, the shortest; where none does, the one that started last (drafts left out), else the next.
CurrentCycle current_cycle(const Workspace& workspace, Date as_of);

/// The cycles about as long as `cycle` (an eighth apart at most: 90 and 92 days, 28 and 31) that ended before it began,
/// the latest first. By the dates of their names, or their own where they were opened; drafts that were opened, and
/// those without dates, are left out.
std::vector<CycleId> cycles_before(const Workspace& workspace, const Cycle& cycle);

}  // namespace okr
