// SPDX-License-Identifier: MIT
// okr init: the first files of a workspace, an example as one, and what git has to know of it. Overwrites nothing.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/git/drivers.hpp"
#include "actions/records/actions.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "draw/embedded.hpp"
#include "okr/base/date.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/past_writes.hpp"
#include "session/unfinished.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct InitOptions {
  std::optional<std::string> folder;
  std::optional<std::string> example;
  bool git = false;
  bool hook = false;
  bool git_commit = false;
};

void declare_init(Syntax& syntax, InitOptions& options) {
  syntax.argument(options.folder, "DIR", "the folder; the current one unless said").completes(Completes::folder);
  syntax.value(options.example, "example", "NAME", "start with a complete example; a wrong name lists them")
      .completes(Completes::example);
  syntax.flag(options.git, "git", "tell git how to compare and merge the files (also in a workspace that is there)");
  syntax.flag(options.hook, "hook", "check the files before each commit");
  git_commit_flag(syntax, options.git_commit);
}

std::string without_last_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  if (path.size() > 2 && path.ends_with("/.")) path.resize(path.size() - 2);
  return path;
}

/// As the system sees it: `../plain` of the current folder is no part of it. What is not there yet is made below what
/// is.
Result<std::string> folder_meant(const std::string& typed) {
  if (!typed.starts_with('/'))
    return tl::unexpected<Error>(store::find_root("").error());  // seen from one that is gone
  if (typed.find("/.") == std::string::npos) return typed;
  std::size_t end = typed.size();
  while (end > 0 && store::presence(typed.substr(0, end)) == store::Presence::absent) end = typed.rfind('/', end - 1);
  const std::string rest = typed.substr(end);
  if (rest.find("/..") != std::string::npos)
    return usage_failure(fmt::format("{} leads back through a folder that is not there", safe_for_terminal(typed)),
                         "name the folder without `..`");
  TRY_ASSIGN(const auto there, store::real_path(typed.substr(0, end)));
  return there + rest;
}

/// The workspace that the folder belongs to already; a folder that was named may begin one of its own beside others.
std::optional<std::string> workspace_of(const std::string& folder, bool was_named) {
  const auto root = store::find_root(store::nearest_folder(folder));
  if (!root || !store::is_taken(*root + "/okr.toml").value_or(true)) return std::nullopt;  // looked at once more
  const bool is_above = folder == *root || folder.starts_with(*root == "/" ? *root : *root + "/");
  return is_above || !was_named ? std::optional(*root) : std::nullopt;
}

// --- the files -----------------------------------------------------------------------------------------------------

/// Of the calendar: no okr.toml says otherwise yet.
std::string quarter_of(Date today) { return period_name(today, PeriodUnit::quarter, FiscalYear{}); }

bool holds(const std::string& path, const std::string& text) {
  const auto there = store::read_file(path);
  return there && *there == text;
}

Result<std::vector<FileChange>> starter(const std::string& root, Date today) {
  std::vector<FileChange> files = {{std::string(settings_file), {}, actions::starter_settings()}};
  const std::string cycle = cycle_path(quarter_of(today));
  std::string text = actions::starter_cycle("# title = \"What this quarter is about\"\n", "");
  const std::string path = root + "/" + cycle;
  TRY_ASSIGN(const bool is_taken, store::is_taken(path));
  if (!is_taken || holds(path, text)) files.push_back({cycle, {}, std::move(text)});
  return files;
}

/// The files of one example, by their paths in it: "2026-Q3/cycle.toml". A usage error with the list of names.
Result<std::vector<draw::EmbeddedFile>> example_files(std::string_view name) {
  const std::string folder = fmt::format("examples/{}/", name);
  const std::vector<std::string_view> names = draw::embedded_examples();
  std::vector<draw::EmbeddedFile> files;
  for (const draw::EmbeddedFile& file : draw::embedded_files())
    if (file.path.starts_with(folder)) files.push_back({file.path.substr(folder.size()), file.text});
  if (!files.empty()) return files;
  return usage_failure(fmt::format("no example '{}'", safe_for_terminal(name)),
                       did_you_mean_first(nearest(name, names), "there are: " + join(names, ", ")));
}

Result<std::vector<FileChange>> files_of_example(std::string_view name) {
  TRY_ASSIGN(const auto embedded, example_files(name));
  std::vector<FileChange> files;
  for (const draw::EmbeddedFile& file : embedded) files.push_back({std::string(file.path), {}, std::string(file.text)});
  return files;
}

// --- what comes next -----------------------------------------------------------------------------------------------

void hint_next(Context& context, const std::string& root, const InitOptions& options) {
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

/// What an earlier try wrote, and could not commit, is no file in the way.
void set_aside_what_is_there(actions::Setup& setup) {
  std::erase_if(setup.files, [&](const FileChange& file) {
    const bool is_there = holds(setup.root + "/" + file.path, file.after);
    if (is_there) setup.in_place.push_back(file.path);
    return is_there;
  });
}

bool starts_a_workspace(const PastWrite& past) {
  return past.command == "init" && contains(past.transaction.files, settings_file, &FileChange::path);
}

/// In a workspace that is there, git alone is told.
Result<actions::Setup> setup_of(const Context& context, const InitOptions& options) {
  TRY_ASSIGN(auto root, folder_meant(without_last_slash(context.path(options.folder.value_or("")))));
  actions::Setup setup{std::move(root), {}, {}, options.git, options.hook};
  if (options.example) {
    TRY_ASSIGN(setup.files, files_of_example(*options.example));
  } else {
    TRY_ASSIGN(setup.files, starter(setup.root, context.today()));
  }
  set_aside_what_is_there(setup);
  const auto known = workspace_of(setup.root, options.folder.has_value());
  if (!known) return setup;
  TRY_ASSIGN(const auto unfinished, unfinished_write(*known));
  if (unfinished && *known == setup.root && starts_a_workspace(unfinished->past)) return setup;  // it finishes that
  const bool is_retry = options.git_commit && *known == setup.root && setup.files.empty();
  const bool tells_git_alone = !options.example && (options.git || options.hook);
  if (!is_retry && !tells_git_alone) return actions::there_already(*known + "/okr.toml");
  setup.root = *known;
  setup.files.clear();
  if (!is_retry) setup.in_place.clear();
  return setup;
}

Result<int> run_init(Context& context, const InitOptions& options) {
  actions::Setup setup;
  TRY_ASSIGN(const auto written, session::write(
                                     context,
                                     [&]() -> Result<Action> {
                                       TRY_ASSIGN(setup, setup_of(context, options));
                                       return actions::action_for_setup(setup);
                                     },
                                     options.git_commit));
  for (const Error& left : setup.left) context.warn(left);
  if (options.git) TRY(actions::configure_clone(context, setup.root));
  if (options.git) actions::note_other_line_ends(context, setup.root);
  if (written == Written::files && !setup.files.empty()) hint_next(context, setup.root, options);
  return 0;
}

constexpr Example init_examples[] = {
    {"okr init", "okr.toml and this quarter's cycle in the current folder"},
    {"okr init goals --git --hook", "in a folder of a repository; git compares, merges and checks the files"},
    {"okr init /tmp/try --example personal", "a complete quarter to look at"},
};

}  // namespace

constinit const Command init_command{
    .name = "init",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "start a workspace",
    .examples = init_examples,
    .prepare = prepared<InitOptions, declare_init, run_init>,
};

}  // namespace okr::cli
