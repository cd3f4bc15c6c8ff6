// SPDX-License-Identifier: MIT
#include "actions/records/setup.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/vcs/git.hpp"

namespace okr::cli {

namespace {

/// Patterns of a .gitattributes that lies in the workspace's root.
constexpr std::string_view attributes[] = {
    "**/cycle.toml       text eol=lf diff=okr merge=okr",
    "**/checkins/*.toml  text eol=lf diff=okr",
    "kpi/**/*.toml       text eol=lf diff=okr merge=okr",
};

constexpr std::string_view driver_key = "diff.okr.xfuncname";
constexpr std::string_view driver_pattern = "^[[:space:]]*\\[.*\\]";

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

Status add_attributes(Transaction& transaction) {
  const std::string name = ".gitattributes";
  const std::string path = transaction.root + "/" + name;
  if (store::presence(path) == store::Presence::absent) {
    transaction.create(name, with_attributes(""));
    return {};
  }
  TRY_ASSIGN(auto text, store::read_file(path));
  transaction.replace(name, text, with_attributes(text));
  return {};
}

/// Git needs a folder that is there before it can answer.
std::string nearest_folder(std::string path) {
  while (path.size() > 1 && !store::is_folder(path)) path.resize(std::max<std::size_t>(path.rfind('/'), 1));
  return path;
}

/// The line of a pre-commit hook that checks the workspace; `way` leads to it from the repository's root.
std::string hook_line(std::string_view way) {
  if (way.ends_with('/')) way.remove_suffix(1);
  return way.empty() ? std::string("okr check") : fmt::format("okr -C {} check", shell_word(way));
}

/// The pre-commit hook of this clone.
struct Hook {
  std::string path;       ///< absolute
  bool is_there = false;  ///< a hook of the person's own: it stays as it is
  bool checks = false;    ///< and it runs our check already
  std::string line;
};

Result<Hook> find_hook(const std::string& root) {
  const std::string folder = nearest_folder(root);
  const auto hooks = asked(folder, {"git", "rev-parse", "--path-format=absolute", "--git-path", "hooks"});
  const auto prefix = asked(folder, {"git", "rev-parse", "--show-prefix"});
  if (!hooks || !prefix) return no_repository(folder);
  Hook hook;
  hook.path = *hooks + "/pre-commit";
  hook.line = hook_line(*prefix + root.substr(std::min(root.size(), folder.size() + 1)));
  hook.is_there = store::presence(hook.path) != store::Presence::absent;
  if (!hook.is_there) return hook;
  const auto text = store::read_file(hook.path);
  hook.checks = text && text->find(hook.line) != std::string::npos;
  return hook;
}

FileChange hook_file(const Hook& hook) {
  return {
      hook.path, std::nullopt,
      "#!/bin/sh\n# Errors in the goals stop a commit; `git commit --no-verify` passes by.\nexec " + hook.line + "\n",
      true};
}

std::string text_of_present(const Hook& hook) {
  const std::string shown = safe_for_terminal(hook.path);
  if (hook.checks) return fmt::format("{} checks already\n", shown);
  return fmt::format("{} is there already and stays as it is; add this line to it:\n  {} || exit 1\n", shown,
                     hook.line);
}

constexpr std::string_view schema_folder = ".okr/schema";

/// Refuses a name on the way that is a link, or leads anywhere but below the root: a cloned repository could aim it at
/// a file of this person.
Status check_way(const std::string& root, std::string_view name) {
  const std::string path = fmt::format("{}/{}", root, name);
  const store::Presence presence = store::presence(path);
  if (presence == store::Presence::absent) return {};
  const auto real = store::real_path(path);
  if (presence != store::Presence::broken_link && real && *real == path) return {};
  return failure(ErrorKind::environment, fmt::format("{} is a link: nothing was written", safe_for_terminal(path)),
                 "remove it: okr writes its schemas into a folder of the workspace");
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

tl::unexpected<Error> there_already(const std::string& path) {
  return failure(ErrorKind::usage, fmt::format("{} is there already", safe_for_terminal(path)),
                 "okr init overwrites nothing; nothing was written");
}

Result<Action> action_for_setup(const Setup& setup) {
  Action action{{setup.root, setup.files}, setup.files.empty() ? "Tell git about the goals" : "Start the goals"};
  if (setup.git || setup.hook) {
    TRY_ASSIGN(const auto hook, find_hook(setup.root));
    if (setup.git) TRY(add_attributes(action.transaction));
    if (setup.hook && !hook.is_there) action.transaction.files.push_back(hook_file(hook));
    if (setup.hook && hook.is_there) action.last = action.unchanged = text_of_present(hook);
  }
  TRY_ASSIGN(const auto taken, stale_file(action.transaction));
  if (taken) return there_already(setup.root + "/" + *taken);
  return action;
}

Status configure_clone(Context& context, const std::string& root) {
  if (context.globals().dry_run) {
    if (context.tells())
      context.print(fmt::format("would run: git config --local {} {}\n", driver_key, shell_word(driver_pattern)));
    return {};
  }
  TRY_ASSIGN(const auto finished,
             vcs::run({"git", "config", "--local", std::string(driver_key), std::string(driver_pattern)}, root));
  if (finished.exit_code != 0)
    return failure(ErrorKind::environment, fmt::format("git could not set {}", driver_key),
                   safe_for_terminal(trim(finished.errors), true));
  if (context.tells()) context.print("Told git: diff.okr of this clone\n");
  return {};
}

std::string schema_file(store::SchemaKind kind) { return fmt::format("{}/{}.json", schema_folder, word(kind)); }

Result<Action> action_for_schemas(const std::string& root, const std::vector<store::SchemaKind>& kinds) {
  Action action{{root}, "Add the schemas of the goals"};
  for (const store::SchemaKind kind : kinds) {
    const std::string name = schema_file(kind);
    for (const std::string_view part : {std::string_view(".okr"), schema_folder, std::string_view(name)})
      TRY(check_way(root, part));
    std::string text = store::schema_text(kind);
    if (store::presence(root + "/" + name) == store::Presence::absent) {
      action.transaction.create(name, std::move(text));
      continue;
    }
    TRY_ASSIGN(auto before, store::read_file(root + "/" + name));
    if (before == text) action.last += fmt::format("Unchanged {}\n", name);
    action.transaction.replace(name, std::move(before), std::move(text));
  }
  action.unchanged = action.last;
  return action;
}

}  // namespace okr::cli
