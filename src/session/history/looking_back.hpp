// SPDX-License-Identifier: MIT
// --at REV: the workspace as it stood at a commit.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "reports/score/scores.hpp"
#include "reports/show/detail.hpp"
#include "session/context.hpp"
#include "session/session.hpp"

namespace okr::session {

// --- repository ------------------------------------------------------------------------------------------------------

// Where a repository begins, told by its .git alone: git need not be there, nor trust the folder's owner.

/// The nearest folder from `folder` (absolute) upward that holds .git, without a '/' at its end; nothing where none
/// does, as far as we may look. Error: environment, the disk fails.
Result<std::string> repository_above(std::string folder);

// --- who put a line of the files there, and when: the commits that lines are from ------------------------------------

/// Sets HistoryItem::recorded of each item that stands in a file. Error: environment, where git cannot walk the history.
Status join_commits(const Context& context, reports::Detail& detail);

/// What each cycle closed with: by the commit that wrote the day of its closing, and where no repository, or not as
/// much of one, tells that, by its [result]. Errors: environment, where git cannot read its history.
Result<std::vector<reports::AtClose>> closings_of(const Context& context, const Session& session,
                                                  const std::vector<const Cycle*>& cycles);

// --- states of a workspace -------------------------------------------------------------------------------------------

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

/// The files of a commit, or none where no workspace lay there. Errors: environment, git cannot tell.
Result<CommittedFiles> files_in(const HistoryPlace& place, const vcs::Commit& commit);

/// A commit as messages and headings name it: "HEAD~4 (1a2b3c4, 17 Aug 2026)", by `rev` as it was typed.
std::string commit_name(const std::string& rev, const vcs::Commit& commit);

/// Lets the context show from now on what stood in `rev`: a commit, a tag, HEAD~7, @{2026-08-01}. Says which commit
/// that is on stderr. Errors: usage, no such revision, or no workspace in it; environment, no workspace, no repository.
Status look_back(Context& context, const std::string& rev);

}  // namespace okr::session
