// SPDX-License-Identifier: MIT
// What `okr new` is about to write: which file, with which text, and how the record is called then. Writes nothing.
#pragma once

#include <optional>
#include <string>

#include "actions/records/new_record.hpp"
#include "session/session.hpp"

namespace okr::cli {

struct NewRecord {
  NewKind kind = NewKind::objective;
  std::string id = {};  ///< as typed: "2026-Q4", "ship", "2026-Q4/ship.users", "kpi/visits"
  NewFlags flags = {};
};

struct Addition {
  std::string file;                   ///< below the root
  std::optional<std::string> before;  ///< nothing: the file is new
  std::string after;
  std::string name;       ///< "2026-Q3/ship.users"
  std::string next;       ///< a command for the hint on what comes next
  std::string note = {};  ///< what else was decided for the person, as a sentence; empty for nothing
};

/// Usage errors: an id that cannot be or is there already, a flag that does not fit, something that is missing.
Result<Addition> addition_of(const Context& context, const Session& session, const NewRecord& record);

}  // namespace okr::cli
