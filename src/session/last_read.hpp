// SPDX-License-Identifier: MIT
// Definitions as they could be read last: a slip moves nothing, neither where it is made nor where it is mended.
#pragma once

#include <map>
#include <string>

#include "okr/model/workspace.hpp"

namespace okr::cli {

/// Follows the states of a workspace, one behind the other.
class LastRead {
 public:
  /// Gives each objective, key result and KPI of which a key or a value cannot be read the definition that could be read
  /// last, and keeps those of all others. What was never read stays as it is.
  void follow(Workspace& state);

 private:
  std::map<std::string, Objective> objectives_;  ///< by id, without their key results
  std::map<std::string, KeyResult> key_results_;
  std::map<std::string, Kpi> kpis_;
};

}  // namespace okr::cli
