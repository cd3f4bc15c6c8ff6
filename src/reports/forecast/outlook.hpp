// SPDX-License-Identifier: MIT
// What `okr forecast` says: where every key result ends, how sure that is, and how much faster it would have to go.
#pragma once

#include <memory>
#include <vector>

#include "okr/compute/forecast.hpp"
#include "okr/model/workspace.hpp"
#include "reports/status/filter.hpp"

namespace okr::reports {

struct Outlook {
  const Workspace* workspace = nullptr;
  CycleNumbers numbers;
  CycleForecast forecast;
  std::vector<const KeyResultForecast*> lagging;  ///< less than likely to succeed and too slow, the least likely first
  bool filtered = false;
};

/// The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const Outlook> outlook_of(const Workspace& workspace, const Cycle& cycle, const CycleFilter& filter,
                                          Date as_of);

/// Null where it is not among what was looked at.
const KeyResultForecast* find(const CycleForecast& forecast, const KeyResultNumbers& numbers);
const ObjectiveForecast* find(const CycleForecast& forecast, const ObjectiveNumbers& numbers);

}  // namespace okr::reports
