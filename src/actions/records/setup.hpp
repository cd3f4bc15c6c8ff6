// SPDX-License-Identifier: MIT
// What stands beside the records of a workspace: its first files, and what git has to know of them (attributes, a hook; what
// a clone is told is in actions/git). The program only asks git.
#pragma once

#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// What `okr init` starts.
struct Setup {
  std::string root;                        ///< of the workspace, which may not be there yet
  std::vector<FileChange> files = {};      ///< its first ones; none where only git is told
  std::vector<std::string> in_place = {};  ///< those that an earlier try wrote: --git-commit takes them in
  bool git = false;                        ///< attributes; the clone is told by configure_clone
  bool hook = false;                       ///< a pre-commit hook that checks
};

/// "PATH is there already", and that init overwrites nothing.
tl::unexpected<Error> there_already(const std::string& path);

/// All of its files: attributes for lines that are missing, a hook where none is there. Environment errors: git is to be
/// told, and there is no repository; usage: a file is in the way.
Result<Action> action_for_setup(const Setup& setup);

}  // namespace okr::cli
