// SPDX-License-Identifier: MIT
// --git-commit, for every command that writes.
#pragma once

#include "cli/syntax.hpp"

namespace okr::cli {

inline void git_commit_flag(Syntax& syntax, bool& field) {
  syntax.flag(field, "git-commit",
              "commit exactly what was written; tried again, what an earlier try left uncommitted");
}

}  // namespace okr::cli
