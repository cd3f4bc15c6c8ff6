// SPDX-License-Identifier: MIT
// What the new texts of a workspace's files change, record by record and field by field, for --json.
#pragma once

#include <string>
#include <vector>

#include "reports/outcome/outcome.hpp"
#include "session/transaction.hpp"

namespace okr::session {

/// What changed in one file, named from the root: a cycle's definitions, a check-in, a KPI, okr.toml; nothing for what
/// is no TOML. `before` is empty where the file is new. Fields are called alike however their lines are written: a value
/// alone, or in a table with more.
std::vector<reports::FieldChange> field_changes(const std::string& file, const std::string& before,
                                                const std::string& after);

/// What all that an action writes changes; what goes in one file and comes in another is one change, or none.
std::vector<reports::FieldChange> field_changes(const Transaction& transaction);

}  // namespace okr::session
