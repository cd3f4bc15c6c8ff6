// SPDX-License-Identifier: MIT
// What the git program is asked for: every call is a process, nothing on the way to the board makes one.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/vcs/process.hpp"

namespace okr::vcs {

/// A setting as git sees it in `folder` ("user.name"); empty when it is not set or git is not there.
std::optional<std::string> git_setting(const std::string& folder, std::string_view name);

/// The repository that a folder lies in.
struct Repository {
  std::string root;        ///< of its work tree
  std::string folder;      ///< the one that was asked about
  std::string git_folder;  ///< where git keeps its index: ".git", absolute
};

/// The repository that `folder` lies in. Error: environment, with git's own words.
Result<Repository> repository_of(const std::string& folder);

/// An environment error, with git's own words, where `folder` lies in no repository that git reads: it may be
/// another's.
Status check_repository(const std::string& folder);

/// An environment error, with git's own words, where git does not know who commits: then no commit can come of it.
Status check_identity(const std::string& folder);

/// An environment error in the middle of a merge or a cherry-pick, where git commits no single files, of a revert, which
/// a commit would end, and of a rebase or `git am`, which take a commit away when they are given up.
Status check_commits_files(const std::string& folder);

/// True where a hook of such a repository runs that a commit of ours has started.
bool is_in_commit(const Repository& repository);

/// Those of the files (named from `folder`) that git ignores and does not keep already: no commit will hold them. None
/// where git cannot tell.
std::vector<std::string> ignored_files(const std::string& folder, const std::vector<std::string>& paths);

/// A file that git does not look at, and why: another repository's, where it was not told to overlook it.
struct UnseenFile {
  std::string name;
  bool assumed_unchanged = false;  ///< git update-index --assume-unchanged
  bool skips_work_tree = false;    ///< git update-index --skip-worktree
};

/// Those of the files, named from `folder`, that git does not look at; a commit holds nothing of what is changed in them.
/// Error: environment.
Result<std::vector<UnseenFile>> unseen_files(const std::string& folder, const std::vector<std::string>& files);

/// Those new files (named from Repository::folder) that git takes only once the sparse checkout has their folders.
std::vector<std::string> files_outside_of_checkout(const Repository& repository, const std::vector<std::string>& paths);

/// Those of the files that git keeps and that are not as the last commit has them; named from Repository::folder, as
/// `paths` are. Error: environment, with git's own words.
Result<std::vector<std::string>> files_with_changes(const Repository& repository,
                                                    const std::vector<std::string>& paths);

/// Commits what differs from the last commit of exactly these files (named from Repository::folder; also one that is
/// gone), with hooks and signing as configured; what was staged of other files stays staged and uncommitted. The value
/// is the files that were committed, named alike; empty where all of them were. A commit that fails leaves nothing in
/// the index. Error: environment, with git's own words.
Result<std::vector<std::string>> commit_files(const Repository& repository, const std::vector<std::string>& paths,
                                              std::string_view message);

/// Paths from the repository's root that the next commit would change, those that it takes away too. Error:
/// environment.
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

/// Whether something was committed already. Error, of this and of what is asked of git below: environment, git does not
/// run or cannot be heard.
Result<bool> has_commits(const std::string& folder);

/// The last commit that brought `file` (below `folder`) from another place; nothing where it always lay there.
Result<std::optional<Commit>> last_move_of(const std::string& folder, const std::string& file);

/// Whether what `one` names (its hash, whole or short) has gone into `other`.
Result<bool> is_part_of(const std::string& folder, const std::string& one, const Commit& other);

/// Whether the repository holds only the newest commits, so that nobody can tell what came before.
Result<bool> is_shallow(const std::string& folder);

/// The names of branches and tags, as git lists them; none where no repository is.
std::vector<std::string> named_commits(const std::string& folder);

/// What `rev` names: a commit, a tag, HEAD~7, @{2026-08-01}. Errors: usage, no such revision; environment, no
/// repository.
Result<Commit> commit_of(const std::string& folder, std::string_view rev);

/// The last commit that both have in common: where one left the other. Errors: usage, they share none.
Result<Commit> fork_of(const std::string& folder, const Commit& one, const Commit& other);

/// A file as git stores it: by its path and the hash of its bytes.
struct StoredFile {
  std::string path;
  std::string object;
};

/// A commit's files below `folder`, by their paths from there. Links and submodules are left out. Error: environment.
Result<std::vector<StoredFile>> committed_files(const std::string& folder, const std::string& hash);

/// All files of a commit, by their paths from the repository's root, wherever `folder` lies in it. Links and submodules
/// are left out. Error: environment.
Result<std::vector<StoredFile>> all_committed_files(const std::string& folder, const std::string& hash);

/// The way from the repository's root to `folder`: "goals/"; empty at the root and in a bare repository.
std::string prefix_of(const std::string& folder);

/// Texts that git stores, read when they are asked for, each once and all with one process.
class StoredTexts {
 public:
  explicit StoredTexts(std::string folder) : folder_(std::move(folder)) {}

  /// The bytes of a stored file. Error: environment, where the object is not there.
  Result<std::string> text(const StoredFile& file);

 private:
  Result<std::string> heard(const StoredFile& file);

  std::string folder_;
  std::optional<Conversation> asked_;
  std::map<std::string, std::string> known_;  ///< by object
};

/// The texts of those of committed_files that `wanted` says by their paths.
Result<std::map<std::string, std::string>> committed_texts(const std::string& folder, const std::string& hash,
                                                           const std::function<bool(const std::string&)>& wanted);

/// What git would call the bytes of these files of `folder`; a path holds no line end. Runs no filter, and reads the
/// files themselves. Error: environment, where one cannot be read.
Result<std::vector<std::string>> objects_of(const std::string& folder, const std::vector<std::string>& paths);

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

/// The commits reachable from HEAD, each behind its parents. A date can be set to anything: one of the day or later,
/// and whatever follows it, has happened since. Error: environment, with git's own words.
Result<std::vector<HistoricCommit>> commits_since(const std::string& folder, const HistoryQuery& query);

/// True where the last commit has a file of that name below `folder`, whether it is still there or not.
bool is_in_last_commit(const std::string& folder, const std::string& name);

/// The files that git keeps already, of the files and of what lies below the folders that are given, named from
/// `folder` as the paths are; none where git cannot tell.
std::vector<std::string> known_files(const std::string& folder, const std::vector<std::string>& paths);

/// The program that edits a text for this person, as git chooses it (GIT_EDITOR, core.editor, VISUAL, EDITOR): a
/// command for the shell, such as "code --wait". Nothing without git, or where git names none.
std::optional<std::string> editor(const std::string& folder);

// --- which commit a line of a file is from, of many lines in one walk over the history -------------------------------

/// A line as it stands in a file, by its path from the folder on; without its end.
struct SoughtLine {
  std::string path;
  std::string text;
};

/// Which lines are looked for, in which part of the history.
struct OriginQuery {
  std::string rev = "HEAD";        ///< and what is reachable from it
  std::vector<std::string> paths;  ///< files and folders, from the folder on; also those they had before
  std::vector<SoughtLine> lines;
};

/// The newest commit that added each line, through renames among `paths`; nothing where none did: it is uncommitted. In
/// a shallow clone the oldest commits seem to add all they hold; they follow none. Error: environment, no repository.
Result<std::vector<std::optional<HistoricCommit>>> origins_of(const std::string& folder, const OriginQuery& query);

}  // namespace okr::vcs
