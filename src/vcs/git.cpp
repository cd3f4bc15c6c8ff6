// SPDX-License-Identifier: MIT
#include "okr/vcs/git.hpp"

#include <unistd.h>
#include <algorithm>
#include <map>

#include <fmt/core.h>
#include <chrono>
#include <thread>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "vcs/answers.hpp"

namespace okr::vcs {

Status checked(const Result<Finished>& finished, std::string_view doing) {
  if (!finished) return tl::unexpected<Error>(finished.error());
  if (finished->exit_code == 0) return {};
  const std::string_view said = trim(finished->errors.empty() ? finished->output : finished->errors);
  return environment_failure(fmt::format("git could not {} (exit {})", doing, finished->exit_code),
                             said.empty() ? std::string("see `git status`") : safe_for_terminal(said, true));
}

std::vector<std::string> with_paths(std::vector<std::string> words, const std::vector<std::string>& paths) {
  words.push_back("--");
  for (const std::string& path : paths) words.push_back(":(literal)" + path);
  return words;
}

std::optional<std::string> first_line(const Result<Finished>& finished) {
  if (!finished || finished->exit_code != 0) return std::nullopt;
  const std::string_view line = trim(std::string_view(finished->output).substr(0, finished->output.find('\n')));
  return line.empty() ? std::nullopt : std::optional(std::string(line));
}

std::vector<std::string> zero_ended(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '\0');
  return {parts.begin(), parts.end() - 1};
}

namespace {

/// Once more for a while where another program is at the index; one that died leaves its lock for good.
Result<Finished> run_in_turn(const std::vector<std::string>& words, const std::string& folder,
                             std::string_view input = {}) {
  constexpr int attempts = 20;
  constexpr std::chrono::milliseconds pause{100};
  auto finished = run(words, folder, input);
  for (int attempt = 1; attempt < attempts; ++attempt) {
    const bool is_locked =
        finished && finished->exit_code != 0 && finished->errors.find("index.lock") != std::string::npos;
    if (!is_locked) break;
    std::this_thread::sleep_for(pause);
    finished = run(words, folder, input);
  }
  return finished;
}

/// A setting that the hooks of a commit of okr find: whose repository it is.
constexpr const char* in_commit = "okr.commit";

/// Whether the folder has what the last commit has, whatever is staged.
bool is_as_committed(const Repository& repository, const std::string& name) {
  const auto asked = run(with_paths({"git", "diff", "--quiet", "--no-ext-diff", "HEAD"}, {name}), repository.root);
  return asked && asked->exit_code == 0;
}

/// Named from the repository's root.
struct ChangedFiles {
  std::vector<std::string> all;
  std::vector<std::string> untracked;  ///< of these: ignored ones too, which `git add` then refuses with its reason
};

Result<ChangedFiles> changed_files(const Repository& repository, const std::vector<std::string>& paths) {
  const auto asked = run(with_paths({"git", "--no-optional-locks", "status", "--porcelain", "-z", "--no-renames",
                                     "--untracked-files=all", "--ignored"},
                                    paths),
                         repository.folder);
  TRY(checked(asked, "say what is uncommitted"));
  constexpr std::size_t state_width = 3;  // "?? ", " M "
  ChangedFiles changed;
  for (const std::string_view line : split(asked->output, '\0')) {
    if (line.size() <= state_width) continue;
    std::string name(line.substr(state_width));
    const bool is_untracked = line.starts_with("??") || line.starts_with("!!");
    const bool differs_twice = line[0] != ' ' && line[1] != ' ' && !is_untracked;  // staged, and what is staged
    if (differs_twice && is_as_committed(repository, name)) continue;
    if (is_untracked) changed.untracked.push_back(name);
    changed.all.push_back(std::move(name));
  }
  return changed;
}

/// Of names below the repository's root those below its folder, seen from there.
std::vector<std::string> named_from_folder(const Repository& repository, const std::vector<std::string>& names) {
  const std::string prefix = prefix_of(repository.folder);
  std::vector<std::string> seen;
  for (const std::string& name : names) seen.push_back(name.starts_with(prefix) ? name.substr(prefix.size()) : name);
  return seen;
}

/// New files become known to git; an intent to add stages no content.
Status add_intended(const Repository& repository, const std::vector<std::string>& files) {
  const auto added = run_in_turn(with_paths({"git", "add", "--intent-to-add"}, files), repository.root);
  return checked(added, "add the files");
}

/// Where git speaks another language its own words say that there is none.
Status found(const Result<Finished>& asked, const std::string& folder) {
  if (asked && asked->exit_code != 0 && asked->errors.starts_with("fatal: not a git repository (or any"))
    return environment_failure(fmt::format("{} is in no git repository", safe_for_terminal(folder)),
                               "`git init` makes one");
  return checked(asked, "find the repository");
}

}  // namespace

Result<std::vector<std::string>> files_with_changes(const Repository& repository,
                                                    const std::vector<std::string>& paths) {
  TRY_ASSIGN(auto changed, changed_files(repository, paths));
  std::erase_if(changed.all, [&](const std::string& name) { return contains(changed.untracked, name); });
  return named_from_folder(repository, changed.all);
}

std::optional<std::string> git_setting(const std::string& folder, std::string_view name) {
  return first_line(run({"git", "config", "--get", std::string(name)}, folder));
}

Result<Repository> repository_of(const std::string& folder) {
  const auto asked = run({"git", "rev-parse", "--show-toplevel", "--absolute-git-dir"}, folder);
  TRY(found(asked, folder));
  const std::vector<std::string_view> lines = split(asked->output, '\n');
  if (lines.size() < 2) return environment_failure("git does not say where the repository is", "see `git rev-parse`");
  return Repository{std::string(lines[0]), folder, std::string(lines[1])};
}

Status check_repository(const std::string& folder) {
  return found(run({"git", "rev-parse", "--git-dir"}, folder), folder);
}

Status check_identity(const std::string& folder) {
  for (const char* who : {"GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"})
    TRY(checked(run({"git", "var", who}, folder), "tell who commits"));
  return {};
}

bool is_in_commit(const Repository& repository) {
  return git_setting(repository.folder, in_commit) == repository.git_folder;
}

namespace {

/// What git does in several steps, by the sign of it that stands in git's folder meanwhile.
struct Unfinished {
  const char* sign;
  const char* what;
};

tl::unexpected<Error> unfinished(std::string_view which, std::string_view why, std::string_view what) {
  return environment_failure(
      fmt::format("{} is not finished: {}", which, why),
      fmt::format("git status says how to finish it; git {} --abort gives it up\nnothing was written", what));
}

bool is_in_git_folder(const std::string& folder, const char* name) {
  const auto path = first_line(run({"git", "rev-parse", "--git-path", name}, folder));
  return path && ::access((path->starts_with('/') ? *path : folder + "/" + *path).c_str(), F_OK) == 0;
}

}  // namespace

Status check_commits_files(const std::string& folder) {
  for (const auto [head, what] : {Unfinished{"MERGE_HEAD", "merge"}, Unfinished{"CHERRY_PICK_HEAD", "cherry-pick"},
                                  Unfinished{"REVERT_HEAD", "revert"}}) {
    const auto asked = run({"git", "rev-parse", "--quiet", "--verify", head}, folder);
    if (asked && asked->exit_code == 0)
      return unfinished(fmt::format("a {}", what), "no single files can be committed in it", what);
  }
  for (const auto [state, what] : {Unfinished{"rebase-merge", "rebase"}, Unfinished{"rebase-apply/applying", "am"},
                                   Unfinished{"rebase-apply", "rebase"}})
    if (is_in_git_folder(folder, state))
      return unfinished(fmt::format("git {}", what), "a commit in the middle of it is lost when it is given up", what);
  return {};
}

std::vector<std::string> ignored_files(const std::string& folder, const std::vector<std::string>& paths) {
  const auto asked = run({"git", "check-ignore", "-z", "--stdin"}, folder, join(paths, std::string_view("\0", 1)));
  return asked && asked->exit_code == 0 ? zero_ended(asked->output) : std::vector<std::string>();
}

Result<std::vector<std::string>> commit_files(const Repository& repository, const std::vector<std::string>& paths,
                                              std::string_view message) {
  TRY_ASSIGN(const auto changes, changed_files(repository, paths));
  if (changes.all.empty()) return std::vector<std::string>();
  const std::string& root = repository.root;
  // New files must be known to git before `commit --only` can name them.
  if (!changes.untracked.empty()) TRY(add_intended(repository, changes.untracked));
  const auto committed = run_in_turn(
      with_paths({"git", "-c", "i18n.commitEncoding=UTF-8", "-c",
                  fmt::format("{}={}", in_commit, repository.git_folder), "commit", "--quiet", "--only", "--file=-"},
                 changes.all),
      root, message);
  auto status = checked(committed, "commit");
  // What a hook made of the files is not what `commit --only` staged: the next commit would take it back.
  const std::vector<std::string>& stale = status ? changes.all : changes.untracked;
  if (!stale.empty()) static_cast<void>(run_in_turn(with_paths({"git", "reset", "--quiet"}, stale), root));
  if (!status) return tl::unexpected(status.error());
  return named_from_folder(repository, changes.all);
}

Result<std::vector<UnseenFile>> unseen_files(const std::string& folder, const std::vector<std::string>& files) {
  const auto listed = run(with_paths({"git", "ls-files", "-v", "-z"}, files), folder);
  TRY(checked(listed, "tell which files it looks at"));
  constexpr std::size_t mark_width = 2;  // "H ", "S " skips the work tree; a small letter is assumed to be unchanged
  std::map<std::string, char> marks;
  for (const std::string& line : zero_ended(listed->output))
    if (line.size() > mark_width) marks.emplace(line.substr(mark_width), line[0]);
  std::vector<UnseenFile> unseen;
  for (const std::string& file : files) {
    const auto found = marks.find(file);
    const char mark = found == marks.end() ? '?' : found->second;
    const UnseenFile one{file, mark == 'h' || mark == 's', mark == 'S' || mark == 's'};
    if (mark == '?' || one.assumed_unchanged || one.skips_work_tree) unseen.push_back(one);
  }
  return unseen;
}

std::vector<std::string> files_outside_of_checkout(const Repository& repository,
                                                   const std::vector<std::string>& paths) {
  if (git_setting(repository.root, "core.sparseCheckout") != "true") return {};
  const auto changed = changed_files(repository, paths);
  if (!changed || changed->untracked.empty()) return {};
  const auto asked = [&](const char* option) {
    return run(with_paths({"git", "add", "--dry-run", option}, changed->untracked), repository.root);
  };
  const auto here = asked("--no-sparse"), anywhere = asked("--sparse");
  if (!here || here->exit_code == 0 || !anywhere || anywhere->exit_code != 0) return {};
  const std::vector<std::string_view> told = split(here->errors, '\n');
  std::vector<std::string> outside;
  for (const std::string& name : changed->untracked)
    if (contains(told, name) || contains(told, ":(literal)" + name)) outside.push_back(name);
  return named_from_folder(repository, outside);
}

std::vector<std::string> known_files(const std::string& folder, const std::vector<std::string>& paths) {
  if (paths.empty()) return {};
  const auto listed = run(with_paths({"git", "ls-files", "-z"}, paths), folder);
  return listed && listed->exit_code == 0 ? zero_ended(listed->output) : std::vector<std::string>();
}

bool is_in_last_commit(const std::string& folder, const std::string& name) {
  const auto found = run({"git", "rev-parse", "--quiet", "--verify", "HEAD:./" + name}, folder);
  return found && found->exit_code == 0;
}

std::optional<std::string> editor(const std::string& folder) {
  return first_line(run({"git", "var", "GIT_EDITOR"}, folder));
}

}  // namespace okr::vcs
