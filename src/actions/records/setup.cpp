// SPDX-License-Identifier: MIT
// What stands beside the records of a workspace: its first files, and what git has to know of them (attributes, a hook;
// what a clone is told is in actions/git). The program only asks git.
#include "actions/records/actions.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/git/drivers.hpp"
#include "draw/embedded.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/vcs/git.hpp"
#include "session/unfinished.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// What git says, without its line end; nothing when it does not know.
std::optional<std::string> asked(const std::string& folder, std::vector<std::string> words) {
  const auto finished = vcs::run(words, folder);
  if (!finished || finished->exit_code != 0) return std::nullopt;
  return std::string(trim(finished->output));
}

/// Cycles that are there: folders with a cycle.toml.
Result<std::vector<std::string>> cycle_folders(const std::string& root) {
  std::vector<std::string> folders;
  if (!store::is_folder(root)) return folders;
  TRY_ASSIGN(const auto entries, store::list_folder(root));
  for (const store::FolderEntry& entry : entries)
    if (store::is_file(root + "/" + cycle_path(entry.name))) folders.push_back(entry.name);
  return folders;
}

Status add_attributes(Transaction& transaction) {
  TRY_ASSIGN(const auto cycles, cycle_folders(transaction.root));
  const std::string name = ".gitattributes";
  const std::string path = transaction.root + "/" + name;
  TRY_ASSIGN(const bool is_there, store::is_taken(path));
  if (!is_there) {
    transaction.create(name, with_attributes("", cycles));
    return {};
  }
  TRY_ASSIGN(auto text, store::read_file(path));
  transaction.replace(name, text, with_attributes(text, cycles));
  return {};
}

/// One line for every workspace of the repository: it finds those of which something is staged.
constexpr std::string_view hook_line = "okr check --staged || exit 1";
constexpr std::string_view hook_comment =
    "# Errors in the goals that are staged stop a commit; `git commit --no-verify` passes by.";

/// What we wrote into hooks before, and said to add: it checks the files of one workspace, not what is staged.
bool is_older_line(std::string_view line) {
  const bool is_ours = line.starts_with("exec okr ") && line.ends_with(" check");
  return is_ours || (line.starts_with("okr ") && line.ends_with(" check || exit 1"));
}

/// The pre-commit hook of this clone.
struct Hook {
  std::string path;                   ///< absolute
  std::string top;                    ///< the folder that holds the work tree
  std::optional<std::string> before;  ///< what is there, where it can be read
  bool is_there = false;
  bool is_runnable = false;  ///< git passes by a file that is not executable
  bool is_link = false;      ///< it is, or lies behind one: what is written would land elsewhere
};

Result<Hook> find_hook(const std::string& root) {
  const std::string folder = store::nearest_folder(root);
  TRY_ASSIGN(const auto repository, vcs::repository_of(folder));
  const auto hooks = asked(folder, {"git", "rev-parse", "--path-format=absolute", "--git-path", "hooks"});
  if (!hooks) return environment_failure("git does not say where its hooks are", "see `git rev-parse`");
  Hook hook{*hooks + "/pre-commit", repository.root, {}};
  TRY_ASSIGN(hook.is_there, store::is_taken(hook.path));
  if (!hook.is_there) return hook;
  const auto real = store::real_path(hook.path);
  hook.is_link = !real || *real != hook.path;
  hook.is_runnable = asked(folder, {"test", "-x", hook.path}).has_value();
  auto text = store::read_file(hook.path);
  if (text) hook.before = std::move(*text);
  if (!text && is_of_the_machine(text.error())) return tl::unexpected<Error>(std::move(text.error()));
  return hook;
}

/// Nothing runs in it; without "#!" git has a shell read it.
bool has_only_comments(std::string_view text) {
  return !text.starts_with("#!") && std::ranges::all_of(split(text, '\n'), [](std::string_view line) {
    return trim(line).empty() || trim(line).starts_with('#');
  });
}

/// Any shell that can run our line: "#!/bin/sh -e", "#!/usr/bin/env bash".
bool is_shell_script(std::string_view text) {
  if (!text.starts_with("#!")) return has_only_comments(text);
  const std::vector<std::string_view> words = split(trim(text.substr(2, text.find('\n') - 2)), ' ');
  const auto name_of = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
  const bool is_found = words.size() > 1 && name_of(words[0]) == "env";
  const std::string_view program = name_of(words[is_found ? 1 : 0]);
  return program == "sh" || program == "bash" || program == "dash" || program == "zsh" || program == "ksh";
}

bool checks_already(const Hook& hook) { return hook.before && hook.before->find(hook_line) != std::string::npos; }

std::string new_hook() { return fmt::format("#!/bin/sh\n{}\n{}\n", hook_comment, hook_line); }

/// Our line right behind the first one, in front of whatever the hook does; our older line goes.
std::string with_hook_line(const std::string& text) {
  if (has_only_comments(text)) return new_hook() + text;
  std::string written;
  bool is_first = true;
  for (const std::string_view line : split(text, '\n')) {
    const bool is_old = is_older_line(trim(line)) || line.starts_with("# Errors in the goals stop a commit;");
    if (!is_old) written += (is_first ? "" : "\n") + std::string(line);
    if (is_first) written += fmt::format("\n{}\n{}", hook_comment, hook_line);
    is_first = false;
  }
  return written;
}

/// The path below the folder where it lies there, so that messages and differences name it so; else absolute.
std::string below(const std::string& folder, const std::string& path) {
  return path.starts_with(folder + "/") ? path.substr(folder.size() + 1) : path;
}

Error left_to_person(std::string what, std::string hint) {
  return {ErrorKind::environment, std::move(what), std::move(hint), "hook-missing"};
}

/// What begins with "#!" and is none of a shell.
bool is_of_another_language(const Hook& hook) {
  return hook.before && hook.before->starts_with("#!") && !is_shell_script(*hook.before);
}

/// Writes the hook, puts our line into one that is there, or says what is left to do by hand.
void add_hook(const Hook& hook, Action& action, std::vector<Error>& left) {
  const std::string name = below(action.transaction.root, hook.path);
  const std::string from_top = below(hook.top, hook.path);
  if (!hook.is_there) {
    action.transaction.files.push_back({name, std::nullopt, new_hook(), true});
    return;
  }
  const std::string shown = safe_for_terminal(from_top);
  const bool can_be_added = !checks_already(hook) && !hook.is_link && hook.before && is_shell_script(*hook.before) &&
                            !from_top.starts_with('/');
  if (can_be_added)
    action.transaction.replace(name, *hook.before, with_hook_line(*hook.before));
  else if (checks_already(hook))
    action.unchanged = action.last = fmt::format("{} checks already\n", shown);
  else
    left.push_back(left_to_person(fmt::format("{} stays as it is: it does not check", shown),
                                  is_of_another_language(hook)
                                      ? "let it run `okr check --staged`, and end as that ends where it is not 0"
                                      : fmt::format("add this line to it: {}", hook_line)));
  if (!hook.is_runnable)
    left.push_back(left_to_person(fmt::format("git passes by {} until it may be run", shown),
                                  fmt::format("chmod +x {}", shell_word(from_top))));
}

}  // namespace

tl::unexpected<Error> there_already(const std::string& path) {
  return usage_failure(fmt::format("{} is there already", safe_for_terminal(path)),
                       "okr init overwrites nothing; nothing was written");
}

Result<Action> action_for_setup(Setup& setup) {
  Action action{{setup.root, setup.files},
                setup.files.empty() && setup.in_place.empty() ? "Tell git about the goals" : "Start the goals"};
  if (setup.git || setup.hook) {
    TRY_ASSIGN(const auto hook, find_hook(setup.root));
    if (setup.git) TRY(add_attributes(action.transaction));
    if (setup.hook) add_hook(hook, action, setup.left);
    const std::string way = below(hook.top, setup.root);
    if (setup.hook && !way.starts_with('/')) action.below = way + "/";  // a difference names all from the top
  }
  action.transaction.in_place.insert(action.transaction.in_place.end(), setup.in_place.begin(), setup.in_place.end());
  TRY_ASSIGN(const auto unfinished, unfinished_write(action.transaction.root));
  action.transaction.settles = unfinished && unfinished->past.command == "init";
  action.about = setup.in_place;
  for (const std::string& name : setup.in_place) action.unchanged += fmt::format("Unchanged {}\n", name);
  TRY_ASSIGN(const auto taken, stale_file(action.transaction));
  if (taken) return there_already(full_path(action.transaction, *taken));
  return action;
}

// --- the texts a workspace begins with -------------------------------------------------------------------------------

namespace {

/// Puts a value where the mark stands, whole lines where the mark is a line of its own.
void fill(std::string& text, std::string_view mark, std::string_view value) {
  const std::size_t at = text.find(mark);
  const bool is_line = text[at + mark.size()] == '\n';
  text.replace(at, mark.size() + (is_line ? 1 : 0), value);
}

}  // namespace

std::string starter_settings() { return std::string(draw::embedded_text("starter/okr.toml")); }

std::string starter_cycle(std::string_view keys, std::string_view objectives) {
  std::string text(draw::embedded_text("starter/cycle.toml"));
  fill(text, "@keys@", keys);
  fill(text, "@objectives@", objectives.empty() ? draw::embedded_text("starter/objectives.toml") : objectives);
  return text;
}

std::string starter_kpi(std::string_view id, std::string_view lines, bool has_readings) {
  std::string text(draw::embedded_text("starter/kpi.toml"));
  if (!has_readings) text.resize(text.find("\n\n") + 1);
  fill(text, "@keys@", lines);
  if (has_readings) fill(text, "@id@", id);
  return text;
}

}  // namespace okr::actions
