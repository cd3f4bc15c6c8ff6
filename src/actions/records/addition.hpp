// SPDX-License-Identifier: MIT
// What `okr new` is about to write, from its flags: which file, with which text, how the record is called then, and
// from which day it counts in a cycle that runs already (method.md 0.25). Writes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/okr.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {

/// What was typed behind each flag; nothing where it was not given.
struct NewFlags {
  std::optional<std::string> from, title, type, owner, start, end, due, baseline, target, change, stretch, commit, min,
      max, misses, steps, unit, kpi, kind, good, every;
  bool shared = false;
};

enum class NewKind { cycle, objective, key_result, kpi };
OKR_WORDS(NewKind, "cycle", "objective", "kr", "kpi")

struct NewRecord {
  NewKind kind = NewKind::objective;
  std::string id = {};  ///< as typed: "2026-Q4", "ship", "2026-Q4/ship.users", "kpi/visits"
  NewFlags flags = {};
  std::vector<std::string> words = {};  ///< FIELD=VALUE: every declared field can be said so
};

struct Addition {
  session::Action action;
  std::string name;  ///< "2026-Q3/ship.users"
};

/// `session` is opened for change. Usage errors: an id that cannot be or is there already, a flag or a field that does
/// not fit or is given twice, something that is missing; whatever `okr check` would call an error.
Result<Addition> addition_of(const session::Context& context, session::Session session, const NewRecord& record);

/// The usage errors of flags and fields that need no workspace: one that this record does not take, or given twice.
Status check_fields(const NewRecord& record);

/// True where --title or title= says how it is called.
bool says_title(const NewRecord& record);

/// A usage error where the texts leave a key result's steps without one to score by (E108); `before` is the workspace
/// as it is.
Status check_steps(const Workspace& before, const session::Transaction& transaction, Date as_of);

/// The words of messages: "an objective", "a key result".
std::string_view article_and_name(NewKind kind);

/// Today, where the cycle began earlier and still runs; nothing before it, on its first day, or once it is over.
std::optional<Date> late_start(const Cycle& cycle, Date today);

/// "2026-Q3/ship.users begins on 2026-08-17: 2026-Q3 has run since 2026-07-01"
std::string late_start_text(const std::string& name, const Cycle& cycle, Date start);

}  // namespace okr::actions
