// SPDX-License-Identifier: MIT
// okr check --fix: what has one right answer is written into the files; whatever else stands there stays as it is.
#pragma once

#include <set>
#include <string>

#include "okr/model/workspace.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// Where and by which rules something is mended: those of the findings that were asked for.
struct RepairScope {
  std::set<std::string> files;  ///< below the root
  std::set<Code> codes;
};

/// Of the workspace's findings that have one right answer.
RepairScope repair_scope(const Workspace& workspace);

/// Everything in this scope that has one right answer, also what comes to light when the first of it is mended. A finding
/// whose place cannot take it (a list, a name that is there already) stays. Errors: environment.
Result<Action> action_for_repairs(const Context& context, const std::string& root, const RepairScope& scope);

/// Writes it; at a terminal after it was shown and a person said yes. Errors: those of `write`, interruption.
Status write_repairs(Context& context, const Workspace& workspace, bool git_commit);

}  // namespace okr::cli
