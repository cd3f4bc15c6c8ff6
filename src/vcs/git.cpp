// SPDX-License-Identifier: MIT
#include "okr/vcs/git.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
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

}  // namespace

std::optional<std::string> git_setting(const std::string& folder, std::string_view name) {
  return first_line(run({"git", "config", "--get", std::string(name)}, folder));
}

std::optional<std::string> repository_root(const std::string& folder) {
  return first_line(run({"git", "rev-parse", "--show-toplevel"}, folder));
}

Status commit_files(const std::string& folder, const std::vector<std::string>& paths, std::string_view message) {
  // New files must be known to git before `commit --only` can name them; an intent to add stages no content.
  const auto added = run(with_paths({"git", "add", "--intent-to-add"}, paths), folder);
  if (auto status = checked(added, "add the files"); !status) return status;
  return checked(run(with_paths({"git", "commit", "--quiet", "--only", "--file=-"}, paths), folder, message), "commit");
}

std::string editor(const std::string& folder) {
  return first_line(run({"git", "var", "GIT_EDITOR"}, folder)).value_or("vi");
}

}  // namespace okr::vcs
