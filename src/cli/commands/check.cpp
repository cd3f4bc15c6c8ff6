// SPDX-License-Identifier: MIT
// okr check: everything that is wrong in the files, in one run.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/git/drivers.hpp"
#include "actions/records/repairing.hpp"
#include "cli/commands/table.hpp"
#include "cli/git_commit_flag.hpp"
#include "draw/json.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "reports/check/findings.hpp"
#include "reports/check/outputs.hpp"
#include "session/session.hpp"

namespace okr::cli {
namespace {

enum class Output { human, json };
constexpr EnumChoice<Output> outputs[] = {{"human", Output::human, "for people and editors"},
                                          {"json", Output::json, "for programs"}};

struct Options {
  std::vector<std::string> files;
  bool staged = false;
  bool strict = false;
  bool fix = false;
  bool git_commit = false;
  Output output = Output::human;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.files, "FILE", "only what is wrong in these files; - reads one text from stdin")
      .completes(Completes::file);
  syntax.flag(options.staged, "staged",
              "what the next commit would hold, not the files; says nothing when all is well");
  syntax.flag(options.strict, "strict", "warnings count too");
  syntax.flag(options.fix, "fix", "write what has one right answer; -n shows it, at a terminal it asks first");
  git_commit_flag(syntax, options.git_commit);
  syntax.choice(options.output, "format", outputs, "how findings are written").replaces_global();
}

int answer(const Diagnostics& findings, bool strict) {
  return std::ranges::any_of(findings, [strict](const Diagnostic& finding) {
    return finding.severity == Severity::error || (strict && finding.severity == Severity::warning);
  });
}

/// A workspace that was looked through.
struct Checked {
  Workspace workspace;
  std::string prefix = {};  ///< in front of the names of its files
};

void print(Context& context, const Checked& checked, Output output) {
  const Workspace& workspace = checked.workspace;
  const bool as_json = output == Output::json || context.globals().json;
  const int files = static_cast<int>(workspace.files.size());
  if (as_json) return context.print(draw::json_text(reports::check_json(workspace, context.today())));
  if (context.globals().quiet) return;
  const Screen& screen = context.screen();
  context.print(reports::findings_text(workspace.diagnostics, workspace.files,
                                       {checked.prefix, screen.width, !screen.utf8, screen.color}));
  if (workspace.diagnostics.empty())
    context.print(fmt::format("Nothing wrong in {}.\n", counted(files, "file")));
  else
    context.print(fmt::format("\n{}\n", reports::findings_summary(workspace.diagnostics, workspace.files.size())));
}

/// Several as one, with the files named as they are shown.
Checked together(std::vector<Checked> all) {
  if (all.size() == 1) return std::move(all.front());
  Checked one;
  for (Checked& each : all) {
    const auto first = static_cast<std::uint32_t>(one.workspace.files.size());
    for (const std::string& file : each.workspace.files) one.workspace.files.push_back(each.prefix + file);
    for (Diagnostic& finding : each.workspace.diagnostics) {
      if (finding.place.known()) finding.place.file += first;
      one.workspace.diagnostics.push_back(std::move(finding));
    }
  }
  return one;
}

Result<int> check_input(Context& context, const Options& options) {
  TRY_ASSIGN(auto text, context.world().read_input());
  Checked alone;
  alone.workspace.files = {"<stdin>"};
  alone.workspace.diagnostics = store::check_text(std::move(text));
  print(context, alone, options.output);
  return answer(alone.workspace.diagnostics, options.strict);
}

// --- what lies in the folders ----------------------------------------------------------------------------------------

Result<Checked> checked_at(const Context& context, const std::string& root) {
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = context.today();
  if (context.globals().cycle) wanted.names = {CycleId(*context.globals().cycle)};
  TRY_ASSIGN(auto workspace, store::load(root, wanted));
  store::add_findings(workspace, lint_numbers(workspace, context.today()));
  return Checked{std::move(workspace), shown_path(context, root, "")};
}

/// A file as it was typed, in the workspace that it belongs to.
struct NamedFile {
  std::string typed;
  std::string root;
  std::string name;  ///< below the root
};

/// Looked for from its folder on; where that is gone, from the nearest one above it.
Result<NamedFile> named_file(const Context& context, const std::string& typed) {
  const std::string path = context.path(typed);
  const std::string folder = store::nearest_folder(store::folder_of(path));
  TRY_ASSIGN(const auto real, store::real_path(folder));
  TRY_ASSIGN(const auto root, store::find_root(real));
  const std::string full = (real == "/" ? "" : real) + path.substr(folder.size() > 1 ? folder.size() : 0);
  return NamedFile{typed, root, full.starts_with(root + "/") ? full.substr(root.size() + 1) : full};
}

/// Leaves what is wrong in these files of the workspace. A file that was deleted speaks through those that need it, so
/// then everything stays. Usage errors: a file that the workspace does not read.
Status keep_findings_of(const std::vector<NamedFile>& files, Workspace& workspace) {
  std::vector<std::uint32_t> chosen;
  for (const NamedFile& file : files) {
    const auto it = std::ranges::find(workspace.files, file.name);
    if (it != workspace.files.end())
      chosen.push_back(static_cast<std::uint32_t>(it - workspace.files.begin()));
    else if (store::presence(workspace.root + "/" + file.name) == store::Presence::absent &&
             vcs::is_in_last_commit(workspace.root, file.name))
      return {};
    else
      return failure(
          ErrorKind::usage, fmt::format("{} is no file of this workspace", safe_for_terminal(file.typed)),
          fmt::format("it reads okr.toml, kpi/ and the folders that hold a cycle.toml below {}", workspace.root));
  }
  std::erase_if(workspace.diagnostics, [&](const Diagnostic& finding) {
    return std::ranges::find(chosen, finding.place.file) == chosen.end();
  });
  return {};
}

/// Each file in its own workspace, wherever we are.
Result<std::vector<Checked>> checked_files(const Context& context, const std::vector<std::string>& typed) {
  std::map<std::string, std::vector<NamedFile>> by_root;
  for (const std::string& one : typed) {
    TRY_ASSIGN(auto file, named_file(context, one));
    by_root[file.root].push_back(std::move(file));
  }
  std::vector<Checked> all;
  for (const auto& [root, files] : by_root) {
    TRY_ASSIGN(auto checked, checked_at(context, root));
    TRY(keep_findings_of(files, checked.workspace));
    all.push_back(std::move(checked));
  }
  return all;
}

// --- what is staged --------------------------------------------------------------------------------------------------

constexpr std::string_view settings_file = "okr.toml";

/// Names that end with '/'; the repository's own root is "".
std::set<std::string> roots_in(const store::FileTexts& texts) {
  std::set<std::string> roots;
  for (const auto& [path, text] : texts)
    if (path == settings_file || path.ends_with("/okr.toml"))
      roots.insert(path.substr(0, path.size() - settings_file.size()));
  return roots;
}

/// The innermost workspace that holds the path; nothing where none does.
const std::string* root_of(const std::set<std::string>& roots, const std::string& path) {
  const std::string* innermost = nullptr;
  for (const std::string& root : roots)
    if (path.starts_with(root) && (!innermost || innermost->size() < root.size())) innermost = &root;
  return innermost;
}

/// The workspaces that the next commit changes, as it would leave them.
Result<std::vector<Checked>> checked_staged(const Context& context) {
  const std::string here = context.globals().directory ? context.start_directory() : context.world().directory;
  const auto repository = vcs::repository_of(here);
  if (!repository)
    return failure(ErrorKind::environment, fmt::format("{} is in no git repository", safe_for_terminal(here)),
                   "--staged checks what the next commit would hold; without it the files are checked");
  TRY_ASSIGN(const auto changes, vcs::staged_changes(repository->root));
  TRY_ASSIGN(const auto settings, vcs::staged_texts(repository->root, {":(glob)**/okr.toml"}));
  const std::set<std::string> roots = roots_in(settings);
  std::set<std::string> changed;
  for (const std::string& path : changes)
    if (const std::string* root = root_of(roots, path)) changed.insert(*root);
  std::vector<Checked> all;
  for (const std::string& root : changed) {
    const std::string full = root.empty() ? repository->root : repository->root + "/" + root.substr(0, root.size() - 1);
    TRY_ASSIGN(const auto staged, vcs::staged_texts(repository->root, {":(top,glob)" + root + "okr.toml",
                                                                       ":(top,glob)" + root + "**/*.toml",
                                                                       ":(top,glob)" + root + "**/*.csv"}));
    store::FileTexts texts;
    for (const auto& [path, text] : staged) texts.emplace(path.substr(root.size()), text);
    store::Wanted wanted;
    wanted.cycles = store::Wanted::Cycles::all;
    wanted.as_of = context.today();
    TRY_ASSIGN(auto workspace, store::load_texts(full, texts, wanted));
    store::add_findings(workspace, lint_numbers(workspace, context.today()), &texts);
    all.push_back({std::move(workspace), shown_path(context, full, "")});
  }
  return all;
}

/// For a hook: nothing is said unless it stops the commit.
Result<int> check_staged(Context& context, const Options& options) {
  if (!options.files.empty())
    return failure(ErrorKind::usage, "--staged takes no files",
                   "it checks each workspace of which something is staged");
  TRY_ASSIGN(auto all, checked_staged(context));
  if (all.empty()) all.emplace_back();
  const Checked checked = together(std::move(all));
  const int found = answer(checked.workspace.diagnostics, options.strict);
  const bool as_json = options.output == Output::json || context.globals().json;
  if (found != 0 || as_json) print(context, checked, options.output);
  return found;
}

Result<int> run(Context& context, const Options& options);

/// Writes what has one right answer, then says what is left. -n and --json say the former alone.
Result<int> fix(Context& context, const Options& options, const std::vector<Checked>& all) {
  const bool as_json = context.globals().json || options.output == Output::json;
  if (as_json) context.set_format(Format::json);
  if (!as_json && options.output != Output::human)
    return failure(ErrorKind::usage, "--fix speaks --format human or json", "what is left: okr check, once more");
  if (as_json && all.size() > 1) return failure(ErrorKind::usage, "--fix with --json takes the files of one workspace");
  for (const Checked& each : all) {
    std::set<std::string> named;  // where files were named: those in which something was found
    for (const Diagnostic& finding : each.workspace.diagnostics)
      if (finding.place.known()) named.insert(each.workspace.files[finding.place.file]);
    const auto is_asked = [&](const std::string& file, Code) { return options.files.empty() || named.contains(file); };
    TRY(write_repairs(context, each.workspace.root, is_asked, options.git_commit));
  }
  if (context.globals().dry_run || as_json) return 0;
  Options rest = options;
  rest.fix = false;
  rest.git_commit = false;
  return run(context, rest);
}

Result<int> run(Context& context, const Options& options) {
  const bool reads_input = options.files.size() == 1 && options.files.front() == "-";
  if (options.fix && (reads_input || options.staged))
    return failure(ErrorKind::usage, "--fix writes files", "it goes neither with - nor with --staged");
  if (options.git_commit && !options.fix)
    return failure(ErrorKind::usage, "--git-commit goes with --fix", "without it nothing is written");
  if (reads_input) return check_input(context, options);
  if (options.staged) return check_staged(context, options);
  std::vector<Checked> all;
  if (options.files.empty()) {
    TRY_ASSIGN(const auto root, store::find_root(context.start_directory()));
    TRY_ASSIGN(auto checked, checked_at(context, root));
    if (!context.globals().quiet) note_missing_drivers(context, root);
    all.push_back(std::move(checked));
  } else {
    TRY_ASSIGN(all, checked_files(context, options.files));
  }
  if (options.fix) return fix(context, options, all);
  const Checked checked = together(std::move(all));
  print(context, checked, options.output);
  return answer(checked.workspace.diagnostics, options.strict);
}

constexpr Example examples[] = {
    {"okr check", "the whole workspace"},
    {"okr check 2026-Q3/cycle.toml", "only one file; references are looked up in all of its workspace"},
    {"git show :2026-Q3/cycle.toml | okr check -", "the staged version, by itself"},
    {"okr check --staged", "for a hook: what is staged, in every workspace of the repository"},
    {"okr check --fix -n", "what has one right answer, as a diff; without -n it is written"},
    {"okr check --strict -q", "for a script: the exit code alone"},
};

}  // namespace

constinit const Command check_command{
    .name = "check",
    .group = Group::tidy,
    .formats = Formats::all,
    .summary = "every error in the files, with its place",
    .examples = examples,
    .exit_1 = "when something was found (errors; with --strict warnings too)",
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
