// SPDX-License-Identifier: MIT
// okr check: everything that is wrong in the files, in one run.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "draw/json.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/check/findings.hpp"
#include "reports/objects.hpp"
#include "session/session.hpp"

namespace okr::cli {
namespace {

enum class Output { human, json };
constexpr EnumChoice<Output> outputs[] = {{"human", Output::human, "for people and editors"},
                                          {"json", Output::json, "for programs"}};

struct Options {
  std::vector<std::string> files;
  bool strict = false;
  Output output = Output::human;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.files, "FILE", "only what is wrong in these files; - reads one text from stdin")
      .completes(Completes::file);
  syntax.flag(options.strict, "strict", "warnings count too");
  syntax.choice(options.output, "format", outputs, "how findings are written").replaces_global();
}

int answer(const Diagnostics& findings, bool strict) {
  return std::ranges::any_of(findings, [strict](const Diagnostic& finding) {
    return finding.severity == Severity::error || (strict && finding.severity == Severity::warning);
  });
}

draw::Json json_of(const Workspace& workspace, Date as_of, int files) {
  draw::Json object = draw::report_object("check", as_of);
  draw::add_members(object, {{"files", files}, {"findings", reports::diagnostics_list(workspace)}});
  return object;
}

void print(Context& context, const Workspace& workspace, const std::string& prefix, Output output) {
  const bool as_json = output == Output::json || context.globals().json;
  const int files = static_cast<int>(workspace.files.size());
  if (as_json) return context.print(draw::json_text(json_of(workspace, context.today(), files)));
  if (context.globals().quiet) return;
  const Screen& screen = context.screen();
  context.print(reports::findings_text(workspace.diagnostics, workspace.files,
                                       {prefix, screen.width, !screen.utf8, screen.color}));
  if (workspace.diagnostics.empty())
    context.print(fmt::format("Nothing wrong in {}.\n", counted(files, "file")));
  else
    context.print(fmt::format("\n{}\n", reports::findings_summary(workspace.diagnostics, workspace.files.size())));
}

Result<int> check_input(Context& context, const Options& options) {
  TRY_ASSIGN(auto text, context.world().read_input());
  Workspace alone;
  alone.files = {"<stdin>"};
  alone.diagnostics = store::check_text(std::move(text));
  print(context, alone, "", options.output);
  return answer(alone.diagnostics, options.strict);
}

/// The named files below the root, as Place::file counts them; an error for one that the workspace does not read.
Result<std::vector<std::uint32_t>> chosen_files(const Context& context, const Workspace& workspace,
                                                const std::vector<std::string>& names) {
  std::vector<std::uint32_t> chosen;
  for (const std::string& name : names) {
    const std::string path = context.path(name);
    const std::string below = path.starts_with(workspace.root + "/") ? path.substr(workspace.root.size() + 1) : path;
    const auto it = std::ranges::find(workspace.files, below);
    if (it == workspace.files.end())
      return failure(
          ErrorKind::usage, fmt::format("{} is no file of this workspace", safe_for_terminal(name)),
          fmt::format("it reads okr.toml, kpi/ and the folders that hold a cycle.toml below {}", workspace.root));
    chosen.push_back(static_cast<std::uint32_t>(it - workspace.files.begin()));
  }
  return chosen;
}

Result<int> run(Context& context, const Options& options) {
  if (options.files.size() == 1 && options.files.front() == "-") return check_input(context, options);
  TRY_ASSIGN(auto session, open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::all}));
  Workspace& workspace = session.workspace;
  store::add_findings(workspace, lint_numbers(workspace, context.today()));
  TRY_ASSIGN(const auto chosen, chosen_files(context, workspace, options.files));
  if (!chosen.empty())
    std::erase_if(workspace.diagnostics, [&](const Diagnostic& finding) {
      return std::ranges::find(chosen, finding.place.file) == chosen.end();
    });
  print(context, workspace, shown_path(context, workspace, ""), options.output);
  return answer(workspace.diagnostics, options.strict);
}

constexpr Example examples[] = {
    {"okr check", "the whole workspace"},
    {"okr check 2026-Q3/cycle.toml", "only one file; references are looked up in all"},
    {"git show :2026-Q3/cycle.toml | okr check -", "the staged version, by itself"},
    {"okr check --strict -q", "for a hook: the exit code alone"},
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
