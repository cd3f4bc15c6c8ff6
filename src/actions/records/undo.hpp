// SPDX-License-Identifier: MIT
// okr undo: the bytes from before the last write, for what it wrote, as long as that stands there untouched.
#pragma once

#include <string>

#include "okr/base/result.hpp"
#include "session/past_writes.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// Why a write cannot be taken back: the first of its files that is not as the write left it, or has gone; nothing when
/// it can. Environment errors.
Result<std::optional<std::string>> obstacle(const PastWrite& past);

/// What an okr that died left half-written, else the last write; with `git_commit` also one that an earlier try took back and could not commit. Errors: answer_no where there is nothing to take back, or something has changed since; environment.
Result<Action> action_for_undo(const Context& context, const std::string& root, bool git_commit);

/// The rest of what an okr that died left half-written; nothing to write where there is none. Errors: environment.
Result<Action> action_for_finish(const Context& context, const std::string& root);

}  // namespace okr::cli
