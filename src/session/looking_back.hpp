// SPDX-License-Identifier: MIT
// --at REV: the workspace as it stood at a commit.
#pragma once

#include <string>

#include "okr/base/result.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// The files of a commit that make a workspace at `root`, by their names below it. Environment errors.
Result<store::FileTexts> files_in(const std::string& root, const vcs::Commit& commit);

/// From now on the context shows what stood in `rev`: a commit, a tag, HEAD~7, @{2026-08-01}. Says which commit that is
/// on stderr. Errors: usage, no such revision, or no workspace in it; environment, no workspace, no repository.
Status look_back(Context& context, const std::string& rev);

}  // namespace okr::cli
