// SPDX-License-Identifier: MIT
#include "okr/vcs/git.hpp"

#include <chrono>
#include <thread>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/vcs/process.hpp"

namespace okr::vcs {
namespace {

std::optional<std::string> first_line(const Result<Finished>& finished) {
  if (!finished || finished->exit_code != 0) return std::nullopt;
  const std::string_view line = trim(std::string_view(finished->output).substr(0, finished->output.find('\n')));
  return line.empty() ? std::nullopt : std::optional(std::string(line));
}

Status checked(const Result<Finished>& finished, std::string_view doing) {
  if (!finished) return tl::unexpected<Error>(finished.error());
  if (finished->exit_code == 0) return {};
  const std::string_view said = trim(finished->errors.empty() ? finished->output : finished->errors);
  return failure(ErrorKind::environment, fmt::format("git could not {} (exit {})", doing, finished->exit_code),
                 said.empty() ? std::string("see `git status`") : safe_for_terminal(said, true));
}

std::vector<std::string> with_paths(std::vector<std::string> words, const std::vector<std::string>& paths) {
  words.push_back("--");
  words.insert(words.end(), paths.begin(), paths.end());
  return words;
}

/// File names are no patterns.
constexpr const char* literal = "--literal-pathspecs";

/// Once more for a while where another program is at the index; one that died leaves its lock for good.
Result<Finished> run_in_turn(const std::vector<std::string>& words, const std::string& folder,
                             std::string_view input = {}) {
  constexpr int attempts = 20;
  constexpr std::chrono::milliseconds pause{100};
  auto finished = run(words, folder, input);
  for (int attempt = 1; attempt < attempts; ++attempt) {
    const bool is_locked =
        finished && finished->exit_code != 0 && finished->errors.find("index.lock") < std::string::npos;
    if (!is_locked) break;
    std::this_thread::sleep_for(pause);
    finished = run(words, folder, input);
  }
  return finished;
}

/// Named from the repository's root.
struct ChangedFiles {
  std::vector<std::string> all;
  std::vector<std::string> untracked;  ///< of these: ignored ones too, which `git add` then refuses with its reason
};

Result<ChangedFiles> changed_files(const Repository& repository, const std::vector<std::string>& paths) {
  const auto asked = run(with_paths({"git", "--no-optional-locks", literal, "status", "--porcelain", "-z",
                                     "--no-renames", "--untracked-files=all", "--ignored"},
                                    paths),
                         repository.folder);
  if (auto status = checked(asked, "say what is uncommitted"); !status) return tl::unexpected(status.error());
  constexpr std::size_t state_width = 3;  // "?? ", " M "
  ChangedFiles changed;
  for (const std::string_view line : split(asked->output, '\0')) {
    if (line.size() <= state_width) continue;
    std::string name(line.substr(state_width));
    if (line.starts_with("??") || line.starts_with("!!")) changed.untracked.push_back(name);
    changed.all.push_back(std::move(name));
  }
  return changed;
}

/// Of names below the repository's root those below its folder, seen from there.
std::vector<std::string> named_from_folder(const Repository& repository, const std::vector<std::string>& names) {
  const std::string prefix = first_line(run({"git", "rev-parse", "--show-prefix"}, repository.folder)).value_or("");
  std::vector<std::string> seen;
  for (const std::string& name : names) seen.push_back(name.starts_with(prefix) ? name.substr(prefix.size()) : name);
  return seen;
}

}  // namespace

std::optional<std::string> git_setting(const std::string& folder, std::string_view name) {
  return first_line(run({"git", "config", "--get", std::string(name)}, folder));
}

Result<Repository> repository_of(const std::string& folder) {
  const auto asked = run({"git", "rev-parse", "--show-toplevel", "--absolute-git-dir"}, folder);
  if (auto status = checked(asked, "find the repository"); !status) return tl::unexpected(status.error());
  const std::vector<std::string_view> lines = split(asked->output, '\n');
  if (lines.size() < 2)
    return failure(ErrorKind::environment, "git does not say where the repository is", "see `git rev-parse`");
  return Repository{std::string(lines[0]), folder, std::string(lines[1])};
}

Result<std::vector<std::string>> commit_files(const Repository& repository, const std::vector<std::string>& paths,
                                              std::string_view message) {
  TRY_ASSIGN(const auto changes, changed_files(repository, paths));
  if (changes.all.empty()) return std::vector<std::string>();
  const std::string& root = repository.root;
  // New files must be known to git before `commit --only` can name them; an intent to add stages no content.
  if (!changes.untracked.empty()) {
    const auto added = run_in_turn(with_paths({"git", literal, "add", "--intent-to-add"}, changes.untracked), root);
    if (auto status = checked(added, "add the files"); !status) return tl::unexpected(status.error());
  }
  const auto committed =
      run_in_turn(with_paths({"git", literal, "commit", "--quiet", "--only", "--file=-"}, changes.all), root, message);
  auto status = checked(committed, "commit");
  if (status) return named_from_folder(repository, changes.all);
  if (!changes.untracked.empty())
    static_cast<void>(run_in_turn(with_paths({"git", literal, "reset", "--quiet"}, changes.untracked), root));
  return tl::unexpected(status.error());
}

std::optional<std::string> editor(const std::string& folder) {
  return first_line(run({"git", "var", "GIT_EDITOR"}, folder));
}

}  // namespace okr::vcs
