// SPDX-License-Identifier: MIT
// okr schema: the JSON Schemas of the files, printed, or put where editors find them.
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/records/actions.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/store/schema.hpp"
#include "reports/keys.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

using store::SchemaKind;

struct SchemaOptions {
  std::optional<std::string> kind;
  bool install = false;
  bool git_commit = false;
  std::optional<std::string> report;
};

void declare_schema(Syntax& syntax, SchemaOptions& options) {
  syntax.argument(options.kind, "KIND", "of which files; without it, with --install, all of them")
      .one_of({{"cycle", "a cycle with its objectives and key results"},
               {"checkin", "a check-in"},
               {"kpi", "a KPI and its readings"},
               {"config", settings_file}});
  syntax.value(options.report, "report", "COMMAND", "what this command prints with --json, instead of a file")
      .completes(Completes::json_report);
  syntax.flag(options.install, "install", "write them into the workspace, and which is whose for taplo and tombi");
  git_commit_flag(syntax, options.git_commit);
}

/// What an editor has to be told, with the folder of the workspace as it is named from here.
void print_lines(Context& context, const std::string& root, const std::vector<SchemaKind>& kinds) {
  if (kinds.size() == store::schema_kinds().size())
    context.print(fmt::format(
        R"(
Editors that check TOML by taplo or tombi find them where this folder is opened:

  VS Code  extension tamasfe.even-better-toml (taplo) or tombi-toml.tombi; where
           a folder above is opened, for taplo in .vscode/settings.json:
             "evenBetterToml.taplo.configFile.path": "{}"
  Neovim   vim.lsp.enable("taplo") or vim.lsp.enable("tombi"), with nvim-lspconfig
)",
        shown_path(context, root, ".taplo.toml")));
  context.print("\nElsewhere, on top of a file:\n\n");
  for (const actions::SchemaPlace& place : actions::schema_places())
    for (const SchemaKind kind : kinds)
      if (place.kind == kind)
        context.print(
            fmt::format("  {}  #:schema {}{}\n", pad_right(place.names, 21), place.way, actions::schema_file(kind)));
}

Result<int> install_all(Context& context, const std::vector<SchemaKind>& kinds, bool git_commit) {
  TRY_ASSIGN(const auto found, store::find_root(context.start_directory()));
  TRY_ASSIGN(const auto root, store::real_path(found));
  TRY(write_only(
      context, [&] { return actions::action_for_schemas(root, kinds); }, git_commit));
  if (context.tells() && !context.globals().dry_run) print_lines(context, root, kinds);
  return 0;
}

/// The schema of what a command prints with --json.
Result<int> print_report_schema(Context& context, const SchemaOptions& options) {
  if (options.kind || options.install) return usage_failure("--report stands alone: it is about no file");
  std::vector<std::string_view> names;
  for (const reports::JsonObject& object : reports::json_objects())
    if (object.is_report) names.push_back(object.name);
  if (!contains(names, *options.report)) {
    const auto near = nearest(*options.report, names);
    return usage_failure("--report: '" + safe_for_terminal(*options.report) + "' prints no JSON report",
                         did_you_mean(near, "one of: " + join(names, ", ")));
  }
  context.print(draw::json_text(reports::report_schema(*reports::json_object(*options.report))));
  return 0;
}

Result<int> run_schema(Context& context, const SchemaOptions& options) {
  if (options.report) return print_report_schema(context, options);
  const auto all = store::schema_kinds();
  const std::optional<SchemaKind> kind = parse_word<SchemaKind>(options.kind.value_or(""));
  if (options.install)
    return install_all(context, kind ? std::vector<SchemaKind>{*kind} : std::vector<SchemaKind>(all.begin(), all.end()),
                       options.git_commit);
  if (options.git_commit)
    return usage_failure("--git-commit goes with --install",
                         "without it nothing is written but a file of -o, which is yours to commit");
  if (!kind)
    return usage_failure("KIND is missing: cycle, checkin, kpi or config", "okr schema --install writes all of them");
  context.print(store::schema_text(*kind));
  return 0;
}

constexpr Example schema_examples[] = {
    {"okr schema --install", "all four, and what editors have to be told"},
    {"okr schema cycle > cycle.schema.json", "one of them, for anything else"},
    {"okr schema kpi -o kpi.schema.json", "the same"},
    {"okr schema --report status", "what okr status --json prints (JSON Schema 2020-12)"},
};

}  // namespace

constinit const Command schema_command{
    .name = "schema",
    .group = Group::more,
    .formats = Formats::json,
    .summary = "JSON Schemas, so that editors know the keys",
    .examples = schema_examples,
    .prepare = prepared<SchemaOptions, declare_schema, run_schema>,
};

}  // namespace okr::cli
