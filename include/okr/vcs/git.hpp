// SPDX-License-Identifier: MIT
// Other programs, started by an argument vector and never through a shell: the one place that creates processes. And what
// the git program is asked for: every call is a process, nothing on the way to the board makes one.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"

namespace okr::vcs {

struct Finished {
  int exit_code = 0;   ///< 128 + signal where a signal ended it
  std::string output;  ///< its stdout
  std::string errors;  ///< its stderr
};

/// Runs the program (looked up in PATH) in `folder` with `input` as its stdin and waits. Error: environment, when it
/// cannot be started; a program that fails is no error.
Result<Finished> run(const std::vector<std::string>& words, const std::string& folder, std::string_view input = {});

/// Runs the program on our own terminal (an editor) and waits; gives its exit code.
Result<int> run_in_foreground(const std::vector<std::string>& words, const std::string& folder);

/// As run_in_foreground, with `input` as its stdin: a pager. A program that stops reading is no error.
Result<int> feed_in_foreground(const std::vector<std::string>& words, const std::string& folder,
                               std::string_view input);

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

/// An environment error, with git's own words, where git does not know who commits: then no commit can come of it.
Status check_identity(const std::string& folder);

/// Commits what differs from the last commit of exactly these files (named from Repository::folder; also one that is
/// gone), with hooks and signing as configured; what was staged of other files stays staged and uncommitted. The value
/// is the files that were committed, named alike; empty where all of them were. A commit that fails leaves nothing in the
/// index. Error: environment, with git's own words.
Result<std::vector<std::string>> commit_files(const Repository& repository, const std::vector<std::string>& paths,
                                              std::string_view message);

/// Paths from the repository's root that the next commit would change, those that it takes away too. Error: environment.
Result<std::vector<std::string>> staged_changes(const std::string& folder);

/// What the next commit would hold of the files that match (git's patterns, from `folder` on), by their paths from
/// there. Links and submodules are left out. Error: environment.
Result<std::map<std::string, std::string>> staged_texts(const std::string& folder,
                                                        const std::vector<std::string>& patterns);

/// One commit, as people name it.
struct Commit {
  std::string hash;        ///< the whole one
  std::string short_hash;  ///< as git shortens it
  std::string day;         ///< 2026-08-17, where it was committed
  std::string author;
  std::string subject;
};

/// True where the repository holds only the newest commits, so that nobody can tell what came before.
bool is_shallow(const std::string& folder);

/// What `rev` names: a commit, a tag, HEAD~7, @{2026-08-01}. Errors: usage, no such revision; environment, no repository.
Result<Commit> commit_of(const std::string& folder, std::string_view rev);

/// The last commit that both have in common: where one left the other. Errors: usage, they share none.
Result<Commit> fork_of(const std::string& folder, const Commit& one, const Commit& other);

/// The texts of a commit's files below `folder` whose names end with one of `ends`, by their paths from there. Links and
/// submodules are left out. Error: environment.
Result<std::map<std::string, std::string>> committed_texts(const std::string& folder, const Commit& commit,
                                                           const std::vector<std::string>& ends);

/// The same of the files that `wanted` says by their paths.
Result<std::map<std::string, std::string>> committed_texts(const std::string& folder, const std::string& hash,
                                                           const std::function<bool(const std::string&)>& wanted);

/// A commit with those it follows: none of the first one, several of a merge.
struct HistoricCommit {
  Commit commit;
  std::vector<std::string> parents;  ///< their hashes
};

/// Which commits of a history are asked for.
struct HistoryQuery {
  std::string day;                 ///< 2026-07-01: the first on which they count
  std::vector<std::string> paths;  ///< git's, from the folder on: what they changed
  std::string line = {};           ///< an extended expression that a line they added or took away fits; empty: any
};

/// The commits reachable from HEAD, each behind its parents. A date can be set to anything: one of the day or later, and
/// whatever follows it, has happened since. Error: environment, with git's own words.
Result<std::vector<HistoricCommit>> commits_since(const std::string& folder, const HistoryQuery& query);

/// True where the last commit has a file of that name below `folder`, whether it is still there or not.
bool is_in_last_commit(const std::string& folder, const std::string& name);

/// The program that edits a text for this person, as git chooses it (GIT_EDITOR, core.editor, VISUAL, EDITOR): a
/// command for the shell, such as "code --wait". Nothing without git, or where git names none.
std::optional<std::string> editor(const std::string& folder);

}  // namespace okr::vcs
