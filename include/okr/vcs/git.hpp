// SPDX-License-Identifier: MIT
// What the git program is asked for. Every call is a process: nothing on the way to the board makes one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"

namespace okr::vcs {

/// A setting as git sees it in `folder` ("user.name"); empty when it is not set or git is not there.
std::optional<std::string> git_setting(const std::string& folder, std::string_view name);

/// The repository that a folder lies in.
struct Repository {
  std::string root;        ///< of its work tree
  std::string folder;      ///< the one that was asked about
  std::string git_folder;  ///< where git keeps its index: ".git", absolute
};

/// Error: environment, with git's own words.
Result<Repository> repository_of(const std::string& folder);

/// Commits what differs from the last commit of exactly these files (named from Repository::folder; also one that is
/// gone), with hooks and signing as configured; what was staged of other files stays staged and uncommitted. The value
/// is the files that were committed, named alike; empty where all of them were. A commit that fails leaves nothing in the
/// index. Error: environment, with git's own words.
Result<std::vector<std::string>> commit_files(const Repository& repository, const std::vector<std::string>& paths,
                                              std::string_view message);

/// The program that edits a text for this person, as git chooses it (GIT_EDITOR, core.editor, VISUAL, EDITOR): a
/// command for the shell, such as "code --wait". Nothing without git, or where git names none.
std::optional<std::string> editor(const std::string& folder);

}  // namespace okr::vcs
