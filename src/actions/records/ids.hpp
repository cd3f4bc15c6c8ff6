// SPDX-License-Identifier: MIT
// Whether a typed id can be a record's: its letters, the words it may not be, and what is there already.
#pragma once

#include <string>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"

namespace okr::cli {

/// Usage errors with the nearest id that would do. "E119" in their text is the code `okr explain` knows.
Status check_new_cycle_id(const Workspace& workspace, const std::string& id);
Status check_new_objective_id(const Cycle& cycle, const std::string& id);
Status check_new_key_result_id(const Objective& objective, const std::string& name);
Status check_new_kpi_id(const Workspace& workspace, const std::string& id);

}  // namespace okr::cli
