// SPDX-License-Identifier: MIT
// What git keeps: texts of commits and of the index, which commit is meant, and those of a stretch of time.
#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/vcs/git.hpp"
#include "vcs/answers.hpp"

namespace okr::vcs {

namespace {

std::vector<std::string> with_patterns(std::vector<std::string> words, const std::vector<std::string>& patterns) {
  words.push_back("--");
  words.insert(words.end(), patterns.begin(), patterns.end());
  return words;
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
    return environment_failure("nothing is committed yet: there is no revision 'HEAD'",
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

}  // namespace okr::vcs
