// SPDX-License-Identifier: MIT
#include "okr/vcs/git.hpp"

#include <unistd.h>
#include <algorithm>
#include <set>

#include <fmt/core.h>
#include <chrono>
#include <thread>

#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
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

namespace {

std::optional<std::string> first_line(const Result<Finished>& finished) {
  if (!finished || finished->exit_code != 0) return std::nullopt;
  const std::string_view line = trim(std::string_view(finished->output).substr(0, finished->output.find('\n')));
  return line.empty() ? std::nullopt : std::optional(std::string(line));
}

std::vector<std::string> with_patterns(std::vector<std::string> words, const std::vector<std::string>& patterns) {
  words.push_back("--");
  words.insert(words.end(), patterns.begin(), patterns.end());
  return words;
}

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
  const Status done = checked(added, "add the files");
  if (done || git_setting(repository.root, "core.sparseCheckout") != "true") return done;
  const auto anywhere = run(with_paths({"git", "add", "--dry-run", "--sparse"}, files), repository.root);
  if (!anywhere || anywhere->exit_code != 0) return done;
  const std::string name = safe_for_terminal(named_from_folder(repository, files).front());
  return environment_failure(fmt::format("{} lies outside of this sparse checkout", name),
                             fmt::format("after: git sparse-checkout add {}", name.substr(0, name.rfind('/'))));
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

Status check_not_ignored(const std::string& folder, const std::vector<std::string>& paths) {
  const auto asked = run({"git", "check-ignore", "-z", "--stdin"}, folder, join(paths, std::string_view("\0", 1)));
  if (!asked || asked->exit_code != 0) return {};  // none is, or git cannot tell: the commit will
  const std::vector<std::string_view> ignored = split(asked->output, '\0');
  return environment_failure(fmt::format("git ignores {}", safe_for_terminal(ignored.front())),
                             "a .gitignore says so (git check-ignore -v): take it out there, or do not commit");
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

namespace {

/// What ends with a zero byte each, as git's -z writes it.
std::vector<std::string> zero_ended(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '\0');
  return {parts.begin(), parts.end() - 1};
}

/// "100644 OBJECT 0\tPATH" of what is staged, "100644 blob OBJECT\tPATH" of a commit; nothing for a link, a submodule,
/// one side of a conflict.
std::optional<StoredFile> stored_file(std::string_view line) {
  const auto tab = line.find('\t');
  const std::vector<std::string_view> words = split(line.substr(0, tab), ' ');
  if (tab == std::string_view::npos || words.size() != 3 || !words[0].starts_with("100")) return std::nullopt;
  const bool is_committed = words[1] == "blob";
  if (!is_committed && words[2] != "0") return std::nullopt;
  return StoredFile{std::string(line.substr(tab + 1)), std::string(words[is_committed ? 2 : 1])};
}

/// What git lists with -z. `doing` says what it could not do where it fails.
Result<std::vector<StoredFile>> listed_files(const std::string& folder, const std::vector<std::string>& words,
                                             std::string_view doing) {
  const auto listed = run(words, folder);
  TRY(checked(listed, doing));
  std::vector<StoredFile> files;
  for (const std::string& line : zero_ended(listed->output))
    if (auto file = stored_file(line)) files.push_back(std::move(*file));
  return files;
}

/// All with one process.
Result<std::map<std::string, std::string>> texts_of(const std::vector<StoredFile>& files, const std::string& folder) {
  StoredTexts stored(folder);
  std::map<std::string, std::string> texts;
  for (const StoredFile& file : files) {
    TRY_ASSIGN(auto text, stored.text(file));
    texts.emplace(file.path, std::move(text));
  }
  return texts;
}

}  // namespace

Result<std::string> StoredTexts::text(const StoredFile& file) {
  if (const auto known = known_.find(file.object); known != known_.end()) return known->second;
  auto text = heard(file);
  if (text)
    known_.emplace(file.object, *text);
  else
    asked_.reset();  // what it says next may be the rest of this answer
  return text;
}

Result<std::string> StoredTexts::heard(const StoredFile& file) {
  if (!asked_) {
    TRY_ASSIGN(auto begun, Conversation::begin({"git", "cat-file", "--batch"}, folder_));
    asked_.emplace(std::move(begun));
  }
  TRY(asked_->ask(file.object + "\n"));
  TRY_ASSIGN(const auto answer, asked_->line());
  const std::vector<std::string_view> words = split(answer, ' ');  // OBJECT blob SIZE
  const auto size = words.size() == 3 && words[1] == "blob" ? whole_number<std::size_t>(words[2]) : std::nullopt;
  if (!size)
    return environment_failure(fmt::format("git could not read {}", safe_for_terminal(file.path)),
                               "see `git fsck`; in a partial clone: git fetch --refetch");
  if (*size > largest_file)
    return environment_failure(
        fmt::format("cannot read {} of that commit: it is larger than 64 MiB", safe_for_terminal(file.path)),
        "is it a file of okr?");
  TRY_ASSIGN(auto text, asked_->bytes(*size + 1));
  text.pop_back();
  return text;
}

Result<std::vector<std::string>> staged_changes(const std::string& folder) {
  const auto finished = run({"git", "diff", "--cached", "--name-only", "--no-renames", "-z"}, folder);
  TRY(checked(finished, "tell what is staged"));
  return zero_ended(finished->output);
}

Result<std::map<std::string, std::string>> staged_texts(const std::string& folder,
                                                        const std::vector<std::string>& patterns) {
  TRY_ASSIGN(const auto files, listed_files(folder, with_patterns({"git", "ls-files", "--stage", "-z"}, patterns),
                                            "list what is staged"));
  return texts_of(files, folder);
}

Result<bool> has_commits(const std::string& folder) {
  TRY_ASSIGN(const auto asked, run({"git", "rev-parse", "--quiet", "--verify", "HEAD"}, folder));
  return asked.exit_code == 0;
}

Result<std::optional<Commit>> last_move_of(const std::string& folder, const std::string& file) {
  const auto asked = run({"git", "log", "--follow", "--diff-filter=R", "--no-show-signature", "--no-textconv",
                          "--no-ext-diff", "-1", "--format=%H", "--", file},
                         folder);
  if (!asked) return tl::unexpected<Error>(asked.error());
  const auto moved = first_line(asked);
  if (!moved) return std::optional<Commit>();
  TRY_ASSIGN(auto commit, commit_of(folder, *moved));
  return std::optional(std::move(commit));
}

Result<bool> is_part_of(const std::string& folder, const std::string& one, const Commit& other) {
  TRY_ASSIGN(const auto asked, run({"git", "merge-base", "--is-ancestor", one, other.hash}, folder));
  return asked.exit_code == 0;
}

Result<bool> is_shallow(const std::string& folder) {
  TRY_ASSIGN(const auto asked, run({"git", "rev-parse", "--is-shallow-repository"}, folder));
  return asked.exit_code == 0 && trim(asked.output) == "true";
}

std::vector<std::string> named_commits(const std::string& folder) {
  const auto listed =
      run({"git", "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"}, folder);
  std::vector<std::string> names;
  if (!listed || listed->exit_code != 0) return names;
  for (const std::string_view line : split(listed->output, '\n'))
    if (!line.empty()) names.emplace_back(line);
  return names;
}

namespace {

/// What mends that a commit is not found: in a clone without the older ones, to fetch them.
std::string way_to_commit(const std::string& folder, std::string_view otherwise) {
  return is_shallow(folder).value_or(false) ? "this clone has only the newest commits: git fetch --unshallow"
                                            : std::string(otherwise);
}

Result<std::string> hash_of(const std::string& folder, std::string_view rev) {
  const std::string named = fmt::format("{}^{{commit}}", rev);
  TRY_ASSIGN(const auto found, run({"git", "rev-parse", "--quiet", "--verify", "--end-of-options", named}, folder));
  if (found.exit_code != 0) TRY(check_repository(folder));
  if (rev == "HEAD" && found.exit_code != 0)
    return usage_failure("nothing is committed yet: there is no revision 'HEAD'",
                         "`git add . && git commit` begins the history");
  const std::string remote = fmt::format("origin/{}", rev);
  if (found.exit_code != 0 && !rev.empty() &&
      first_line(run({"git", "rev-parse", "--quiet", "--verify", "--end-of-options", remote + "^{commit}"}, folder)))
    return usage_failure(fmt::format("git knows no revision '{}'", safe_for_terminal(rev)), did_you_mean(remote));
  if (rev.empty() || found.exit_code != 0)
    return usage_failure(
        fmt::format("git knows no revision '{}'", safe_for_terminal(rev)),
        way_to_commit(folder, "a commit, a tag, HEAD~7 or @{2026-08-01}; `git log --oneline` lists commits"));
  return std::string(trim(found.output));
}

/// "main@{2026-08-01}": a branch, or HEAD, at the end of a day.
struct BranchDay {
  std::string branch, day;
};

/// Nothing where something else stands in the braces: a number, upstream, yesterday.
std::optional<BranchDay> branch_day(std::string_view rev) {
  const auto brace = rev.find("@{");
  if (brace == std::string_view::npos || !rev.ends_with('}')) return std::nullopt;
  const std::string_view day = rev.substr(brace + 2, rev.size() - brace - 3);
  const bool is_day = !day.empty() && is_digit(day.front()) && day.find('-') != std::string_view::npos &&
                      std::ranges::all_of(day, [&](char c) { return c == '-' || is_digit(c); });
  if (!is_day) return std::nullopt;
  return BranchDay{brace == 0 ? "HEAD" : std::string(rev.substr(0, brace)), std::string(day)};
}

/// By the branch's commits: git's own @{...} asks when this clone was moved, and takes any text for a day.
Result<std::string> hash_on(const std::string& folder, const BranchDay& asked) {
  if (!parse_date(asked.day))
    return usage_failure(fmt::format("'{}' is no day", asked.day), "write it as @{2026-08-01}");
  TRY_ASSIGN(const auto tip, hash_of(folder, asked.branch));
  const auto found =
      run({"git", "rev-list", "-1", "--first-parent", "--before=" + asked.day + " 23:59:59", tip, "--"}, folder);
  TRY(checked(found, "find the commit of a day"));
  if (!trim(found->output).empty()) return std::string(trim(found->output));
  return usage_failure(fmt::format("nothing was committed until {}", asked.day),
                       way_to_commit(folder, "`git log --reverse` begins with the first commit"));
}

}  // namespace

Result<Commit> commit_of(const std::string& folder, std::string_view rev) {
  const auto asked = branch_day(rev);
  TRY_ASSIGN(const auto hash, asked ? hash_on(folder, *asked) : hash_of(folder, rev));
  const auto shown =
      run({"git", "show", "--no-patch", "--no-show-signature", "--format=%h%x00%cs%x00%an%x00%s", hash, "--"}, folder);
  TRY(checked(shown, "show the commit"));
  std::vector<std::string> parts = zero_ended(std::string(trim(shown->output)) + '\0');
  if (parts.size() != 4) return environment_failure("git showed the commit in another form", "see `git show`");
  return Commit{hash, std::move(parts[0]), std::move(parts[1]), std::move(parts[2]), std::move(parts[3])};
}

Result<Commit> fork_of(const std::string& folder, const Commit& one, const Commit& other) {
  const auto base = first_line(run({"git", "merge-base", one.hash, other.hash}, folder));
  if (base) return commit_of(folder, *base);
  return usage_failure(fmt::format("{} and {} have no commit in common", one.short_hash, other.short_hash),
                       way_to_commit(folder, "name them with two dots: A..B"));
}

Result<std::vector<StoredFile>> committed_files(const std::string& folder, const std::string& hash) {
  return listed_files(folder, {"git", "ls-tree", "-r", "-z", hash}, "list the files of the commit");
}

Result<std::vector<StoredFile>> all_committed_files(const std::string& folder, const std::string& hash) {
  return listed_files(folder, {"git", "ls-tree", "--full-tree", "-r", "-z", hash}, "list the files of the commit");
}

std::string prefix_of(const std::string& folder) {
  return first_line(run({"git", "rev-parse", "--show-prefix"}, folder)).value_or("");
}

Result<std::map<std::string, std::string>> committed_texts(const std::string& folder, const std::string& hash,
                                                           const std::function<bool(const std::string&)>& wanted) {
  TRY_ASSIGN(auto files, committed_files(folder, hash));
  std::erase_if(files, [&](const StoredFile& file) { return !wanted(file.path); });
  return texts_of(files, folder);
}

Result<std::vector<std::string>> objects_of(const std::string& folder, const std::vector<std::string>& paths) {
  std::string lines;
  for (const std::string& path : paths) lines += path + "\n";
  const auto hashed = run({"git", "hash-object", "--no-filters", "--stdin-paths"}, folder, lines);
  TRY(checked(hashed, "tell the files apart"));
  std::vector<std::string> objects;
  for (const std::string_view line : split(hashed->output, '\n'))
    if (!line.empty()) objects.emplace_back(line);
  if (objects.size() == paths.size()) return objects;
  return environment_failure("git did not tell all files apart", "see `git hash-object`");
}

namespace {

/// What `git log --stdin` takes for the commits that have happened since the day: HEAD, and without what was before.
Result<std::string> range_since(const std::string& folder, const std::string& day) {
  const auto listed = run({"git", "log", "--no-show-signature", "--topo-order", "--reverse",
                           "--format=%H%x00%P%x00%as%x00%cs", "HEAD", "--"},
                          folder);
  TRY(checked(listed, "list the commits"));
  std::set<std::string, std::less<>> since, before;
  std::string last;
  for (const std::string_view line : split(listed->output, '\n')) {
    const std::vector<std::string_view> parts = split(line, '\0');
    if (parts.size() != 4) continue;
    const std::vector<std::string_view> parents = words_in(parts[1]);
    last = parts[0];
    const bool follows = std::ranges::any_of(parents, [&](std::string_view parent) { return since.contains(parent); });
    if (!follows && parts[2] < day && parts[3] < day) continue;
    since.insert(last);
    for (const std::string_view parent : parents)
      if (!since.contains(parent)) before.emplace(parent);
  }
  if (!since.contains(last)) before.insert(last);
  std::string range = "HEAD\n";
  for (const std::string& hash : before) range += "^" + hash + "\n";
  return range;
}

}  // namespace

std::optional<HistoricCommit> historic_commit(std::string_view line) {
  const std::vector<std::string_view> parts = split(line, '\0');
  if (parts.size() != 6) return std::nullopt;
  const std::vector<std::string_view> parents = words_in(parts[1]);
  return HistoricCommit{{std::string(parts[0]), std::string(parts[2]), std::string(parts[3]), std::string(parts[4]),
                         std::string(parts[5])},
                        {parents.begin(), parents.end()}};
}

Result<std::vector<HistoricCommit>> commits_since(const std::string& folder, const HistoryQuery& query) {
  TRY_ASSIGN(const auto range, range_since(folder, query.day));
  std::vector<std::string> words{"git",           "log",          "--stdin",        "--no-show-signature",
                                 "--topo-order",  "--reverse",    "--full-history", "--no-textconv",
                                 "--no-ext-diff", historic_format};
  if (!query.line.empty()) words.push_back("-G" + query.line);
  const auto listed = run(with_patterns(std::move(words), query.paths), folder, range);
  TRY(checked(listed, "list the commits"));
  std::vector<HistoricCommit> commits;
  for (const std::string_view line : split(listed->output, '\n'))
    if (auto commit = historic_commit(line)) commits.push_back(std::move(*commit));
  return commits;
}

Status check_is_seen(const std::string& folder, const std::vector<std::string>& files) {
  const auto listed = run(with_paths({"git", "ls-files", "-v", "-z"}, files), folder);
  TRY(checked(listed, "tell which files it looks at"));
  const std::vector<std::string> seen = zero_ended(listed->output);
  for (const std::string& file : files)
    if (!contains(seen, "H " + file))
      return environment_failure(
          fmt::format("git does not look at {}", safe_for_terminal(file)),
          "no commit holds it: it lies in another repository, or git was told to overlook it\n"
          "git ls-files -v shows which; git update-index --no-assume-unchanged --no-skip-worktree ends that");
  return {};
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
