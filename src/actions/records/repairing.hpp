// SPDX-License-Identifier: MIT
// okr check --fix: what has one right answer is written into the files; whatever else stands there stays as it is.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "okr/model/workspace.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// Whether what a rule finds in a file (named from the root) is to be mended.
using IsAsked = std::function<bool(const std::string& file, Code code)>;

/// Writes everything asked for that has one right answer, and what comes to light only then; at a terminal after it was
/// shown and a person said yes. What was asked for and is left then, with -n and --json, where all has been said; else
/// nothing: look again. Errors: those of `write`, interruption.
Result<std::optional<Diagnostics>> write_repairs(Context& context, const std::string& root, const IsAsked& is_asked, bool git_commit);

}  // namespace okr::cli
