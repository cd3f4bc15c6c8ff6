// SPDX-License-Identifier: MIT
// What git has to know of a workspace: attributes beside the files, drivers in the clone, a hook. The program only asks
// git; nothing here changes a repository's content but .gitattributes.
#pragma once

#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// The text of .gitattributes with our lines: those that it does not hold yet are added at its end.
std::string with_attributes(const std::string& text);

/// What `okr init` starts.
struct Setup {
  std::string root;                    ///< of the workspace, which may not be there yet
  std::vector<FileChange> files = {};  ///< its first ones; none where only git is told
  bool git = false;                    ///< attributes, and the diff driver of this clone
  bool hook = false;                   ///< a pre-commit hook that checks
};

/// "PATH is there already", and that init overwrites nothing.
tl::unexpected<Error> there_already(const std::string& path);

/// All of its files: attributes for lines that are missing, a hook where none is there. Environment errors: git is to be
/// told, and there is no repository; usage: a file is in the way.
Result<Action> action_for_setup(const Setup& setup);

/// Tells this clone our diff driver. The attribute merge=okr names a driver that no clone defines yet: git then merges as
/// text. Environment errors.
Status configure_clone(Context& context, const std::string& root);

}  // namespace okr::cli
