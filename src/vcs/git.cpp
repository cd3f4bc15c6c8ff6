// SPDX-License-Identifier: MIT
#include "okr/vcs/git.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
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

namespace {

/// What ends with a zero byte each, as git's -z writes it.
std::vector<std::string> zero_ended(std::string_view text) {
  std::vector<std::string> parts;
  for (auto end = text.find('\0'); end != std::string_view::npos; end = text.find('\0')) {
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return parts;
}

struct StagedFile {
  std::string object;
  std::string path;
};

/// "100644 OBJECT STAGE\tPATH"; nothing for a link, a submodule, one side of a conflict.
std::optional<StagedFile> staged_file(std::string_view line) {
  const auto tab = line.find('\t');
  const std::vector<std::string_view> words = split(line.substr(0, tab), ' ');
  const bool is_whole = tab != std::string_view::npos && words.size() == 3 && words[2] == "0";
  if (!is_whole || !words[0].starts_with("100")) return std::nullopt;
  return StagedFile{std::string(words[1]), std::string(line.substr(tab + 1))};
}

/// The next "OBJECT blob SIZE\nTEXT\n" of `git cat-file --batch`, taken from the front; nothing where it is another.
std::optional<std::string> next_object(std::string_view& output) {
  const auto end = output.find('\n');
  const std::vector<std::string_view> words = split(output.substr(0, end), ' ');
  const auto size = words.size() == 3 ? parse_number(words[2]) : Result<double>(0.0);
  if (end == std::string_view::npos || words.size() != 3 || words[1] != "blob" || !size) return std::nullopt;
  const auto length = static_cast<std::size_t>(*size);
  if (output.size() < end + 1 + length) return std::nullopt;
  std::string text(output.substr(end + 1, length));
  output.remove_prefix(std::min(output.size(), end + 2 + length));
  return text;
}

}  // namespace

Result<std::vector<std::string>> staged_changes(const std::string& folder) {
  const auto finished = run({"git", "diff", "--cached", "--name-only", "--no-renames", "-z"}, folder);
  TRY(checked(finished, "tell what is staged"));
  return zero_ended(finished->output);
}

Result<std::map<std::string, std::string>> staged_texts(const std::string& folder,
                                                        const std::vector<std::string>& patterns) {
  const auto listed = run(with_paths({"git", "ls-files", "--stage", "-z"}, patterns), folder);
  TRY(checked(listed, "list what is staged"));
  std::vector<StagedFile> files;
  std::string objects;
  for (const std::string& line : zero_ended(listed->output)) {
    auto file = staged_file(line);
    if (!file) continue;
    objects += file->object + "\n";
    files.push_back(std::move(*file));
  }
  std::map<std::string, std::string> texts;
  if (files.empty()) return texts;
  const auto read = run({"git", "cat-file", "--batch"}, folder, objects);
  TRY(checked(read, "read what is staged"));
  std::string_view output = read->output;
  for (StagedFile& file : files) {
    auto text = next_object(output);
    if (!text)
      return failure(ErrorKind::environment, fmt::format("git could not read {}", file.path), "see `git fsck`");
    texts.emplace(std::move(file.path), std::move(*text));
  }
  return texts;
}

bool is_in_last_commit(const std::string& folder, const std::string& name) {
  const auto found = run({"git", "rev-parse", "--quiet", "--verify", "HEAD:./" + name}, folder);
  return found && found->exit_code == 0;
}

std::string editor(const std::string& folder) {
  return first_line(run({"git", "var", "GIT_EDITOR"}, folder)).value_or("vi");
}

}  // namespace okr::vcs
