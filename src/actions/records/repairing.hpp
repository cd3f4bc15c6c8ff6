// SPDX-License-Identifier: MIT
// okr check --fix: what has one right answer is written into the files; whatever else stands there stays as it is.
#pragma once

#include <functional>
#include <string>

#include "okr/model/workspace.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// Whether what a rule finds in a file (named from the root) is to be mended.
using IsAsked = std::function<bool(const std::string& file, Code code)>;

/// Everything asked for that has one right answer, also what comes to light only when the first of it is mended, so that
/// a second time there is nothing. A finding whose place cannot take it (a list, a name that is there already) stays.
/// Errors: environment.
Result<Action> action_for_repairs(const Context& context, const std::string& root, const IsAsked& is_asked);

/// Writes it; at a terminal after it was shown and a person said yes. Errors: those of `write`, interruption.
Status write_repairs(Context& context, const std::string& root, const IsAsked& is_asked, bool git_commit);

}  // namespace okr::cli
