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

/// What a command may call the record of a change: "ship.users" and "2026-Q3/ship.users", "sleep" and "kpi/sleep".
std::vector<std::string> names_of_record(const reports::FieldChange& change);

/// True where a command that named `about`, records and fields of them, may have made the change. A record that was named
/// as a whole is one that came, or readings of it.
bool is_said(const std::vector<std::string>& about, const reports::FieldChange& change);

/// For stderr, which comments go with what the transaction takes away; empty where none does.
std::string comments_gone_text(const Transaction& transaction);

}  // namespace okr::session
