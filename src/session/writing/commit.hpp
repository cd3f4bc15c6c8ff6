// SPDX-License-Identifier: MIT
// What of an action git is told: exactly its files, in one commit, or the line by which a person does that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"
#include "session/writing/action.hpp"

namespace okr::session {

/// The folder with the work tree that the transaction is in; empty where there is none.
std::string work_tree_of(const Transaction& transaction);

/// A file of the transaction as messages name it, seen from the current folder.
std::string shown_name(const Context& context, const Transaction& transaction, const std::string& name);

/// What git is told to do with files of `root`, to be typed in the current folder: git "add" two names. Outside of the
/// work tree, where git knows no repository, with its folder in front.
std::string git_line(const Context& context, const std::string& root, std::string_view words,
                     const std::vector<std::string>& names);

/// The names that its removals and moves take away.
std::vector<std::string> names_gone(const Transaction& transaction);

/// How what was written is committed by hand; empty where that leaves nothing to commit.
std::string commit_line(const Context& context, const Action& action);

/// A commit is of whole files: what a person had changed in them, and not committed, goes along. Said for stderr; empty
/// where there is nothing of that.
std::string goes_along_text(const Context& context, const Transaction& transaction);

/// True where an action below `root` is to be committed: asked for with --git-commit, or set where there is a
/// repository. Errors: asked for, and there is no repository; no commit of single files can come of it, as in a merge.
Result<bool> commits(const Context& context, const std::string& root, bool git_commit);

/// Whether a commit is to be made of the action, and of what an earlier try left. Errors: it is, and cannot be.
Result<bool> commits_of(const Context& context, Action& action, bool git_commit);

/// Commits; where nothing was written now, says what was made up for. False where there was nothing to commit.
Result<bool> commit(Context& context, const Action& action, Written written);

}  // namespace okr::session
