// SPDX-License-Identifier: MIT
#include "actions/records/git_setup.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/vcs/git.hpp"
#include "okr/vcs/process.hpp"
#include "session/shell_word.hpp"

namespace okr::cli {

namespace {

/// Patterns of a .gitattributes that lies in the workspace's root.
constexpr std::string_view attributes[] = {
    "**/cycle.toml       text eol=lf diff=okr merge=okr",
    "**/checkins/*.toml  text eol=lf diff=okr",
    "kpi/**/*.toml       text eol=lf diff=okr merge=okr",
};

bool has_pattern(const std::string& text, std::string_view line) {
  const std::string_view pattern = line.substr(0, line.find(' '));
  for (const std::string_view other : split(text, '\n')) {
    const std::string_view words = trim(other);
    if (words.substr(0, words.find_first_of(" \t")) == pattern) return true;
  }
  return false;
}

tl::unexpected<Error> no_repository(const std::string& folder) {
  return failure(ErrorKind::environment, fmt::format("{} is in no git repository", safe_for_terminal(folder)),
                 "`git init` makes one");
}

/// What git says, without its line end; nothing when it does not know.
std::optional<std::string> asked(const std::string& folder, std::vector<std::string> words) {
  const auto finished = vcs::run(words, folder);
  if (!finished || finished->exit_code != 0) return std::nullopt;
  return std::string(trim(finished->output));
}

}  // namespace

std::string with_attributes(const std::string& text) {
  std::string written = text;
  for (const std::string_view line : attributes) {
    if (has_pattern(text, line)) continue;
    if (!written.empty() && written.back() != '\n') written += '\n';
    written += std::string(line) + "\n";
  }
  return written;
}

Status add_attributes(const std::string& root, Transaction& transaction) {
  const std::string name = ".gitattributes";
  if (store::presence(root + "/" + name) == store::Presence::absent) {
    transaction.create(name, with_attributes(""));
    return {};
  }
  TRY_ASSIGN(auto text, store::read_file(root + "/" + name));
  transaction.replace(name, text, with_attributes(text));
  return {};
}

std::vector<std::pair<std::string, std::string>> clone_settings() {
  return {{"diff.okr.xfuncname", "^[[:space:]]*\\[.*\\]"}};
}

Status configure_clone(const std::string& folder) {
  if (!vcs::repository_root(folder)) return no_repository(folder);
  for (const auto& [name, value] : clone_settings()) {
    TRY_ASSIGN(const auto finished, vcs::run({"git", "config", "--local", name, value}, folder));
    if (finished.exit_code != 0)
      return failure(ErrorKind::environment, fmt::format("git could not set {}", name),
                     safe_for_terminal(trim(finished.errors), true));
  }
  return {};
}

std::string hook_line(const std::string& workspace) {
  return workspace == "." ? std::string("okr check") : fmt::format("okr -C {} check", shell_word(workspace));
}

Result<Hook> find_hook(const std::string& root) {
  const auto folder = asked(root, {"git", "rev-parse", "--path-format=absolute", "--git-path", "hooks"});
  const auto prefix = asked(root, {"git", "rev-parse", "--show-prefix"});
  if (!folder || !prefix) return no_repository(root);
  Hook hook;
  hook.path = *folder + "/pre-commit";
  hook.line = hook_line(prefix->empty() ? "." : prefix->substr(0, prefix->size() - 1));
  hook.is_there = store::presence(hook.path) != store::Presence::absent;
  if (!hook.is_there) return hook;
  const auto text = store::read_file(hook.path);
  hook.checks = text && text->find(hook.line) != std::string::npos;
  return hook;
}

Status write_hook(const Hook& hook) {
  const std::string text =
      "#!/bin/sh\n# Errors in the goals stop a commit; `git commit --no-verify` passes by.\nexec " + hook.line + "\n";
  if (auto made = store::make_folders(hook.path.substr(0, hook.path.rfind('/'))); !made) return made;
  if (auto created = store::create_file(hook.path, text); !created) return created;
  return store::make_executable(hook.path);
}

}  // namespace okr::cli
