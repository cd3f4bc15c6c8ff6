// SPDX-License-Identifier: MIT
// Which objectives and key results of a cycle a report is about. The numbers of what stays do not change.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {

/// What to let through; empty texts let everything through.
struct CycleFilter {
  std::vector<std::string> ids;  ///< "ship", "ship.users"
  std::string owner, team, tag;
  std::optional<Level> level;
};

/// True when nothing is left out.
bool is_everything(const CycleFilter& filter);

/// Drops the key results and objectives that the filter leaves out.
void narrow(const CycleFilter& filter, const Settings& settings, CycleNumbers& numbers);

}  // namespace okr::reports
