// SPDX-License-Identifier: MIT
// A workspace opened for a command: what it needs is read, the cycle that is meant is chosen, and what is broken is said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/cli/context.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/load.hpp"

namespace okr::cli {

/// What a command opens. A cycle named with --cycle, or as its argument, is always among the cycles.
struct Needs {
  std::optional<std::string> cycle = {};  ///< as typed; --cycle when empty
  store::Wanted::Cycles cycles = store::Wanted::Cycles::current;
  store::Wanted::Kpis kpis = store::Wanted::Kpis::readings;
  std::vector<CycleId> also = {};  ///< cycles that are opened beside the one that is named
};

struct Session {
  Workspace workspace;
  const Cycle* cycle = nullptr;        ///< the cycle that is meant; null when the workspace has none
  std::vector<const Cycle*> current;   ///< the active cycles that contain the day, the shortest first

  /// Where names that a person types are looked for: the cycle that is meant first, then the other current ones.
  std::vector<const Cycle*> scope() const;
};

/// Finds the workspace from -C, OKR_DIR or the current folder, and opens it. Says on stderr when no active cycle contains
/// the day and another stands in. Errors: environment (no workspace), usage (no such cycle).
Result<Session> open_session(Context& context, const Needs& needs);

/// The same, an error of kind usage when there is no cycle at all.
Result<Session> open_session_with_cycle(Context& context, const Needs& needs);

/// Says on stderr what is wrong in the files that were read. 0, or 3 when there are errors; an unknown key is only a
/// warning here, so that an older okr reads newer files.
int report_faults(Context& context, const Workspace& workspace);

/// As report_faults, with what only computing shows (E103 and the like): for reports of which a number is n/a in error.
int report_computed_faults(Context& context, Workspace& workspace);

/// The way from the current folder to a file of the workspace, as messages name it: "goals/okr.toml", "../okr.toml".
std::string shown_path(const Context& context, const Workspace& workspace, const std::string& file);

}  // namespace okr::cli
