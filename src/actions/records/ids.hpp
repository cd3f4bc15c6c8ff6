// SPDX-License-Identifier: MIT
// The ids of records: whether a typed one can be (its letters, the words it may not be, what is there already), and
// another one for a record that is there.
#pragma once

#include <string>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// Usage errors with the nearest id that would do. "E119" in their text is the code `okr explain` knows.
Status check_new_cycle_id(const Workspace& workspace, const std::string& id);
Status check_new_objective_id(const Cycle& cycle, const std::string& id);
Status check_new_key_result_id(const Objective& objective, const std::string& name);
Status check_new_kpi_id(const Workspace& workspace, const std::string& id);

/// `new_id` for the record that is called `id`, which keeps its past: `was` holds the old one, and references still find
/// it. Usage errors.
Result<Action> action_for_rename(Context& context, const std::string& id, const std::string& new_id);

}  // namespace okr::cli
