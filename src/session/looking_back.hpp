// SPDX-License-Identifier: MIT
// --at REV: the workspace as it stood at a commit.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// What a commit holds of a workspace; a text is read when it is asked for.
struct CommittedFiles {
  std::vector<vcs::StoredFile> files;  ///< by their names below the root
  store::FileTexts texts;
};

/// Where git is asked for states of a workspace.
struct HistoryPlace {
  std::string root;            ///< of the workspace; without a checkout the folder that was asked about
  bool is_checked_out = true;  ///< false in a bare repository, and where the files are gone: commits tell where it lies
  std::shared_ptr<vcs::StoredTexts> stored = {};  ///< read for all commits by one process
};

/// The workspace's place, checked out or not. Error: environment, neither a workspace nor a repository.
Result<HistoryPlace> history_place(const Context& context);

/// The files of a commit, or none where no workspace lay there. Environment errors.
Result<CommittedFiles> files_in(const HistoryPlace& place, const vcs::Commit& commit);

/// A commit as messages and headings name it: "HEAD~4 (1a2b3c4, 17 Aug 2026)", by `rev` as it was typed.
std::string commit_name(const std::string& rev, const vcs::Commit& commit);

/// From now on the context shows what stood in `rev`: a commit, a tag, HEAD~7, @{2026-08-01}. Says which commit that is
/// on stderr. Errors: usage, no such revision, or no workspace in it; environment, no workspace, no repository.
Status look_back(Context& context, const std::string& rev);

}  // namespace okr::cli
