// SPDX-License-Identifier: MIT
// What the git program is asked for. Every call is a process: nothing on the way to the board makes one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"

namespace okr::vcs {

/// A setting as git sees it in `folder` ("user.name"); empty when it is not set or git is not there.
std::optional<std::string> git_setting(const std::string& folder, std::string_view name);

/// The root of the repository that holds `folder`; empty when it is in none.
std::optional<std::string> repository_root(const std::string& folder);

/// Commits exactly these files, with hooks and signing as configured; what was staged of other files stays staged and
/// uncommitted. Error: environment, with git's own words.
Status commit_files(const std::string& folder, const std::vector<std::string>& paths, std::string_view message);

/// Paths from the repository's root that the next commit would change, those that it takes away too. Error: environment.
Result<std::vector<std::string>> staged_changes(const std::string& folder);

/// What the next commit would hold of the files that match (git's patterns, from `folder` on), by their paths from
/// there. Links and submodules are left out. Error: environment.
Result<std::map<std::string, std::string>> staged_texts(const std::string& folder,
                                                        const std::vector<std::string>& patterns);

/// True where the last commit has a file of that name below `folder`, whether it is still there or not.
bool is_in_last_commit(const std::string& folder, const std::string& name);

/// The program that edits a text for this person, as git chooses it (GIT_EDITOR, core.editor, VISUAL, EDITOR): a
/// command for the shell, such as "code --wait". "vi" without git.
std::string editor(const std::string& folder);

}  // namespace okr::vcs
