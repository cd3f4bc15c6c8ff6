// SPDX-License-Identifier: MIT
// What a dialogue wrote and git did not take: nothing is asked of it again, so the next dialogue commits it first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "session/session.hpp"
#include "session/transaction.hpp"

namespace okr::cli {

/// Files that are written, and the message of their commit.
struct UncommittedFiles {
  std::vector<std::string> paths;  ///< below the root
  std::string message;
};

/// Keeps them in the person's state folder. That it could not is no error: the hint names git's own command.
void keep_uncommitted(const Context& context, const std::string& root, const UncommittedFiles& files);

/// Commits what was kept, where commits are wanted (--git-commit, or the person's settings), and forgets it. Errors:
/// those of the commit; then it is kept on.
Status commit_kept(Context& context, const Workspace& workspace, bool git_commit);

}  // namespace okr::cli
