// SPDX-License-Identifier: MIT
// What `okr new` is about to write, from its flags: which file, with which text, how the record is called then, and
// from which day it counts in a cycle that runs already (method.md 0.25). Writes nothing.
#pragma once

#include <optional>
#include <string>

#include "actions/records/given_fields.hpp"
#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/okr.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/writing/action.hpp"

namespace okr::actions {

struct Addition {
  session::Action action;
  std::string name;  ///< "2026-Q3/ship.users"
};

/// `session` is opened for change. Usage errors: an id that cannot be or is there already, a flag or a field that does
/// not fit or is given twice, something that is missing; whatever `okr check` would call an error.
Result<Addition> addition_of(const session::Context& context, session::Session session, const NewRecord& record);

/// A usage error where the texts leave a key result's steps without one to score by (E108); `before` is the workspace
/// as it is.
Status check_steps(const Workspace& before, const session::Transaction& transaction, Date as_of);

/// Today, where the cycle began earlier and still runs; nothing before it, on its first day, or once it is over.
std::optional<Date> late_start(const Cycle& cycle, Date today);

/// "2026-Q3/ship.users begins on 2026-08-17: 2026-Q3 has run since 2026-07-01"
std::string late_start_text(const std::string& name, const Cycle& cycle, Date start);

}  // namespace okr::actions
