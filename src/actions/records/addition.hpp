// SPDX-License-Identifier: MIT
// What `okr new` is about to write, from its flags: which file, with which text, how the record is called then, and from
// which day it counts in a cycle that runs already (method.md 0.25). Writes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/okr.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// What was typed behind each flag; nothing where it was not given.
struct NewFlags {
  std::optional<std::string> from, title, type, start, end, baseline, target, stretch, commit, min, max, unit, kind,
      good, every;
};

enum class NewKind { cycle, objective, key_result, kpi };

struct NewRecord {
  NewKind kind = NewKind::objective;
  std::string id = {};  ///< as typed: "2026-Q4", "ship", "2026-Q4/ship.users", "kpi/visits"
  NewFlags flags = {};
};

struct Addition {
  Action action;
  std::string name;  ///< "2026-Q3/ship.users"
};

/// `session` is opened for change. Usage errors: an id that cannot be or is there already, a flag that does not fit,
/// something that is missing.
Result<Addition> addition_of(const Context& context, Session session, const NewRecord& record);

/// The words of messages: "an objective", "a key result".
std::string_view article_and_name(NewKind kind);

/// Today, where the cycle began earlier and still runs; nothing before it, on its first day, or once it is over.
std::optional<Date> late_start(const Cycle& cycle, Date today);

/// "2026-Q3/ship.users begins on 2026-08-17: 2026-Q3 has run since 2026-07-01"
std::string late_start_text(const std::string& name, const Cycle& cycle, Date start);

}  // namespace okr::cli
