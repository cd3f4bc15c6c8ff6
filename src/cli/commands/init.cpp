// SPDX-License-Identifier: MIT
// okr init: the first files of a workspace, an example as one, and what git has to know of it. Overwrites nothing.
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/records/git_setup.hpp"
#include "actions/records/starter.hpp"
#include "cli/commands/table.hpp"
#include "draw/embedded.hpp"
#include "okr/base/period.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/session.hpp"
#include "session/shell_word.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

struct Options {
  std::optional<std::string> folder;
  std::optional<std::string> example;
  bool git = false;
  bool hook = false;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.folder, "DIR", "the folder; the current one unless said").completes(Completes::folder);
  syntax.value(options.example, "example", "NAME", "start with a complete example; a wrong name lists them");
  syntax.flag(options.git, "git", "tell git how to compare the files (also in a workspace that is there)");
  syntax.flag(options.hook, "hook", "check the files before each commit");
}

constexpr unsigned calendar_year = 1;  // no okr.toml says otherwise yet

std::string without_last_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  if (path.size() > 2 && path.ends_with("/.")) path.resize(path.size() - 2);
  return path;
}

/// The workspace that the folder belongs to already; a folder that was named may begin one of its own beside others.
std::optional<std::string> workspace_of(const std::string& folder, bool was_named) {
  const auto root = store::find_root(folder);
  if (!root) return std::nullopt;
  const bool is_above = folder == *root || folder.starts_with(*root == "/" ? *root : *root + "/");
  return is_above || !was_named ? std::optional(*root) : std::nullopt;
}

tl::unexpected<Error> there_already(const std::string& path) {
  return failure(ErrorKind::usage, fmt::format("{} is there already", safe_for_terminal(path)),
                 "okr init overwrites nothing; nothing was written");
}

// --- the files -----------------------------------------------------------------------------------------------------

std::string quarter_of(Date today) {
  return period_name(period_containing(today, PeriodUnit::quarter, calendar_year), PeriodUnit::quarter, calendar_year);
}

void add_starter(Transaction& transaction, Date today) {
  transaction.create("okr.toml", starter_settings());
  const std::string cycle = quarter_of(today) + "/cycle.toml";
  const bool is_there = store::presence(transaction.root + "/" + cycle) != store::Presence::absent;
  if (!is_there) transaction.create(cycle, starter_cycle("# title = \"What this quarter is about\"\n", ""));
}

/// The files of one example, by their paths in it: "2026-Q3/cycle.toml". A usage error with the list of names.
Result<std::vector<draw::EmbeddedFile>> example_files(std::string_view name) {
  constexpr std::string_view folder = "examples/";
  std::vector<draw::EmbeddedFile> files;
  std::vector<std::string_view> names;
  for (const draw::EmbeddedFile& file : draw::embedded_files()) {
    if (!file.path.starts_with(folder)) continue;
    const std::string_view path = file.path.substr(folder.size());
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) continue;  // what stands beside the examples
    const std::string_view example = path.substr(0, slash);
    if (example == name) files.push_back({path.substr(slash + 1), file.text});
    if (names.empty() || names.back() != example) names.push_back(example);
  }
  if (!files.empty()) return files;
  std::string hint;
  for (const std::string_view one : names) hint += (hint.empty() ? "there are: " : ", ") + std::string(one);
  if (const auto near = nearest(name, names)) hint = fmt::format("did you mean '{}'?\n{}", *near, hint);
  return failure(ErrorKind::usage, fmt::format("no example '{}'", safe_for_terminal(name)), hint);
}

Status add_example(Transaction& transaction, std::string_view name) {
  TRY_ASSIGN(const auto files, example_files(name));
  for (const draw::EmbeddedFile& file : files) transaction.create(std::string(file.path), std::string(file.text));
  return {};
}

/// Everything is looked at before anything is written.
Status check_free(const Transaction& transaction) {
  TRY_ASSIGN(const auto stale, stale_file(transaction));
  if (stale) return there_already(transaction.root + "/" + *stale);
  return {};
}

// --- git -----------------------------------------------------------------------------------------------------------

/// Git needs the folder to be there before it can answer.
std::string nearest_folder(std::string path) {
  while (path.size() > 1 && !store::is_folder(path)) path.resize(std::max<std::size_t>(path.rfind('/'), 1));
  return path;
}

Status set_up_clone(Context& context, const std::string& root) {
  if (context.globals().dry_run) {
    for (const auto& [name, value] : clone_settings())
      context.print(fmt::format("would run: git config --local {} {}\n", name, shell_word(value)));
    return {};
  }
  if (auto configured = configure_clone(root); !configured) return configured;
  if (!context.globals().quiet) context.print("Told git: diff.okr of this clone\n");
  return {};
}

Status set_up_hook(Context& context, const std::string& root) {
  TRY_ASSIGN(const auto hook, find_hook(root));
  const std::string shown = safe_for_terminal(hook.path);
  if (hook.checks) {
    if (!context.globals().quiet) context.print(fmt::format("{} checks already\n", shown));
  } else if (hook.is_there) {
    context.print(fmt::format("{} is there already and stays as it is; add this line to it:\n  {} || exit 1\n", shown,
                              hook.line));
  } else if (context.globals().dry_run) {
    context.print(fmt::format("would write {}: {}\n", shown, hook.line));
  } else {
    if (auto written = write_hook(hook); !written) return written;
    if (!context.globals().quiet) context.print(fmt::format("Wrote {}\n", shown));
  }
  return {};
}

Status set_up_git(Context& context, const std::string& root, const Options& options) {
  const std::string folder = context.globals().dry_run ? nearest_folder(root) : root;
  if (options.git)
    if (auto done = set_up_clone(context, folder); !done) return done;
  if (options.hook)
    if (auto done = set_up_hook(context, folder); !done) return done;
  return {};
}

/// Known before anything is written: without a repository --git and --hook have nothing to do.
Status require_repository(const std::string& root, const Options& options) {
  if (!options.git && !options.hook) return {};
  const auto hook = find_hook(nearest_folder(root));
  return hook ? Status() : tl::unexpected(hook.error());
}

// --- what comes next -----------------------------------------------------------------------------------------------

void hint_next(Context& context, const std::string& root, const Options& options) {
  const std::string in_folder =
      root == context.start_directory() ? "" : " -C " + shell_word(options.folder.value_or(root));
  if (options.example) {
    context.hint(fmt::format("Next: okr{} --as-of 2026-08-17 status\n", in_folder));
    return;
  }
  context.hint(
      fmt::format("Next: okr{0} new objective ship --title \"...\"\n"
                  "      okr{0} new kr ship.users --title \"...\" --target 400\n"
                  "      okr{0} checkin ship.users=12\n",
                  in_folder));
}

Result<Transaction> first_files(const Context& context, const std::string& root, const Options& options) {
  Transaction transaction{root};
  if (options.example) {
    TRY(add_example(transaction, *options.example));
  } else {
    add_starter(transaction, context.today());
  }
  TRY(check_free(transaction));
  return transaction;
}

Result<int> run(Context& context, const Options& options) {
  const std::string root = without_last_slash(options.folder ? context.path(*options.folder) : context.path(""));
  const auto known = workspace_of(root, options.folder.has_value());
  const bool only_git = known && !options.example && (options.git || options.hook);
  if (known && !only_git) return there_already(*known + "/okr.toml");
  TRY(require_repository(root, options));
  TRY_ASSIGN(auto transaction,
             only_git ? Result<Transaction>(Transaction{*known}) : first_files(context, root, options));
  if (options.git) TRY(add_attributes(transaction.root, transaction));
  WriteOptions how;
  how.summary = only_git ? "Tell git about the goals" : "Start the goals";
  TRY_ASSIGN(const auto outcome, carry_out(context, transaction, how));
  TRY(set_up_git(context, transaction.root, options));
  if (outcome == Outcome::written && !only_git) hint_next(context, root, options);
  return 0;
}

constexpr Example examples[] = {
    {"okr init", "okr.toml and this quarter's cycle in the current folder"},
    {"okr init goals --git --hook", "in a folder of a repository; git compares and checks the files"},
    {"okr init /tmp/try --example personal", "a complete quarter to look at"},
};

}  // namespace

constinit const Command init_command{
    .name = "init",
    .group = Group::write,
    .summary = "start a workspace",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
