// SPDX-License-Identifier: MIT
// A workspace opened for a command: what it needs is read, the cycle that is meant is chosen, alone or with those
// before it, the words that name it or a part of it are understood, and what is broken is said.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "okr/model/workspace.hpp"
#include "okr/store/load.hpp"
#include "reports/check/findings.hpp"
#include "session/context.hpp"

namespace okr::session {

/// What a command opens. A cycle named with --cycle, or as its argument, is always among the cycles.
struct Needs {
  std::optional<std::string> cycle = {};  ///< as typed, `previous` too; --cycle when empty
  store::Wanted::Cycles cycles = store::Wanted::Cycles::current;
  store::Wanted::Kpis kpis = store::Wanted::Kpis::readings;
  std::vector<CycleId> also = {};  ///< cycles that are opened beside the one that is named
  bool running = false;            ///< also the cycles in force where another is named: Wanted::running
  bool ended = false;              ///< also whether the last cycles that are over are closed
  bool focus = false;              ///< for a report of the session's cycle alone: Wanted::focus
  bool due = false;                ///< with focus: also what is due in the other cycles in force: Wanted::due
  std::function<bool(const Settings&, const Objective&)> shows = {};  ///< with focus: Wanted::shows
  bool kpis_alone = false;                 ///< a workspace of KPIs without any cycle will do: then there is no cycle
  bool is_gate = false;                    ///< that another cycle stands in is said with -q too
  std::optional<std::string> folder = {};  ///< one of Context::start_directories; its only one without it

  /// Only the settings, and which cycles there are.
  static Needs glance() { return {.cycles = store::Wanted::Cycles::none, .kpis = store::Wanted::Kpis::none}; }
};

/// A workspace that is open, and the cycle that the command is about.
struct Session {
  Workspace workspace;
  const Cycle* cycle = nullptr;       ///< the cycle that is meant; null when the workspace has none
  std::vector<const Cycle*> current;  ///< the cycles in force on the day, the shortest first
  bool is_named = false;              ///< the cycle was named: by --cycle, or as an argument
  Date day = {};                      ///< today, as everywhere

  /// Where names that a person types are looked for: in the cycle that was named alone, else in the one that is meant
  /// and the others in force.
  Scope scope() const;
};

/// An environment error where -C names no folder: nothing is done in another one instead.
Status check_directory(const Context& context);

/// Finds the workspace from -C, OKR_DIR or the current folder, and opens it. Says on stderr when no cycle is in force
/// on the day and another stands in. Errors: environment (no workspace), usage (no such cycle).
Result<Session> open_session(Context& context, const Needs& needs);

/// Opens the workspace by open_session; where an id (as typed) is not in force, all cycles are opened, so that it is
/// found or said where it is.
Result<Session> open_session_for(Context& context, Needs needs, std::span<const std::string> ids);

/// The session, or an error of kind usage when there is no cycle at all; not where KPIs alone will do, and there are
/// some.
Result<Session> with_cycle(Result<Session> session, bool kpis_alone = false);

/// Opens the workspace by open_session for a command that needs a cycle: with_cycle's error where there is none.
Result<Session> open_session_with_cycle(Context& context, const Needs& needs);

/// A usage error where --cycle names none of the workspace: for commands that are about no cycle, and take a slip for
/// one.
Status check_cycle_named(const Context& context, const std::string& root);

/// Says on stderr what is wrong in the files that were read. The exit code: 0, or 3 when there are errors; an unknown
/// key is only a warning here, so that an older okr reads newer files.
int report_faults(Context& context, const Workspace& workspace);

/// Adds what only computing shows (E103, E109 and the like) to the workspace's diagnostics, so that the JSON of a
/// report of which a number is n/a in error has it too. To be called before the report is presented.
void note_computed_faults(const Context& context, Workspace& workspace);

/// Says on stderr what is wrong in the files that were read, and what only computing shows (E103 and the like), for
/// reports of which a number is n/a in error. The exit code: 0, or 3 when there are errors.
int report_computed_faults(Context& context, Workspace& workspace);

/// The way from the current folder to a file of the workspace, as messages name it: "goals/okr.toml", "../okr.toml".
std::string shown_path(const Context& context, const std::string& root, const std::string& file);

/// A cycle opened, and what of it was named.
struct CycleChoice {
  Session session;
  std::vector<std::string> ids;  ///< "ship", "ship.users"; empty for all of it
};

/// Opens the cycle that words name, with what of it they name. The first word may be a cycle (`previous` too); the
/// others are objectives and key results of it, or of the cycle in force that has the first of them. Of `needs` the
/// cycle and the focus are said by the words. Errors: usage, with the nearest match.
Result<CycleChoice> open_cycle_choice(Context& context, std::span<const std::string> words, Needs needs = {});

/// Opens the cycle, as typed or the current one, and the `count` ones of its length before it. Cycles whose names say
/// no dates have to be opened to know.
Result<Session> open_with_earlier(Context& context, Needs needs, std::size_t count);

/// The cycles before the session's cycle, the latest first, at most `count`.
std::vector<const Cycle*> earlier_cycles(const Session& session, std::size_t count);

/// Leaves only the faults of the session's cycle, of the current ones and of `wanted`: what was opened only to know its
/// dates is of no interest, and its faults are not either.
void forget_faults_elsewhere(Session& session, std::vector<const Cycle*> wanted);

}  // namespace okr::session
