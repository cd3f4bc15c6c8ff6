// SPDX-License-Identifier: MIT
// okr export: what people take away, in the forms of other programs. One table says the export_kinds.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "actions/export/exports.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/try.hpp"
#include "session/writing/writing.hpp"
namespace okr::cli {
using namespace session;

namespace {

/// A kind, and which of the options it takes.
struct ExportKind {
  std::string_view word, help;
  Result<int> (*run)(Context&, const actions::ExportRequest&) = nullptr;
  bool takes_cycle = true;
  bool takes_all = false;
  bool takes_svg = false;
  bool takes_timestamps = false;
  bool takes_into = false;
  bool takes_folders = false;  ///< several -C
  bool tells_json = false;     ///< it is JSON, or it writes files and says which
};

constexpr ExportKind export_kinds[] = {
    {.word = "html",
     .help = "the cycle, its KPIs and the cycles before as one page; with -o FOLDER/ a page a cycle",
     .run = actions::export_html},
    {.word = "md",
     .help = "the goals as Markdown, which okr import reads again; with --into the reports of a page",
     .run = actions::export_md,
     .takes_all = true,
     .takes_into = true},
    {.word = "tables",
     .help = "CSV files and their schema, for a database: needs -o DIR",
     .run = actions::export_tables,
     .takes_cycle = false,
     .takes_folders = true,
     .tells_json = true},
    {.word = "openmetrics",
     .help = "the numbers of the cycles in force and of all KPIs, for Prometheus",
     .run = actions::export_openmetrics,
     .takes_all = true,
     .takes_timestamps = true},
    {.word = "badge",
     .help = "the score for the top of a README: what shields.io reads, or a picture",
     .run = actions::export_badge,
     .takes_svg = true,
     .tells_json = true},
    {.word = "ics",
     .help = "a calendar: days to check in, what is due, last days of cycles",
     .run = actions::export_ics,
     .takes_all = true},
};

struct ExportOptions {
  std::string kind;
  actions::ExportRequest request;
};

std::vector<std::string_view> kinds_that(bool ExportKind::*takes) {
  std::vector<std::string_view> words;
  for (const ExportKind& kind : export_kinds)
    if (kind.*takes) words.push_back(kind.word);
  return words;
}

void declare_export(Syntax& syntax, ExportOptions& options) {
  std::vector<Choice> words;
  for (const ExportKind& kind : export_kinds) words.push_back({kind.word, kind.help});
  syntax.argument(options.kind, "WHAT", "what is taken away").one_of(words);
  syntax.flag(options.request.all, "all", "every cycle, not those in force; of metrics also day by day")
      .goes_with(kinds_that(&ExportKind::takes_all));
  syntax
      .value(options.request.into, "into", "FILE",
             "renew the reports of a page between <!-- okr:status --> and <!-- /okr -->")
      .completes(Completes::file)
      .goes_with(kinds_that(&ExportKind::takes_into));
  syntax
      .flag(options.request.no_timestamps, "no-timestamps", "values alone, for a scrape and node_exporter's text files")
      .goes_with(kinds_that(&ExportKind::takes_timestamps));
  syntax.flag(options.request.svg, "svg", "the picture, which fetches nothing")
      .goes_with(kinds_that(&ExportKind::takes_svg));
  git_commit_flag(syntax, options.request.git_commit);
}

/// An option and whether this kind takes it.
struct Given {
  std::string_view option;
  bool is_given = false;
  bool is_taken = false;
};

/// A text that goes to a file: --json says that it was written.
bool goes_to_file(const Context& context) { return context.globals().output.value_or("-") != "-"; }

Status check_export(const Context& context, const ExportKind& kind, const actions::ExportRequest& request) {
  const bool is_given_json = context.speaks_json();
  const Given options[] = {
      {"--all", request.all, kind.takes_all},
      {"--svg", request.svg, kind.takes_svg},
      {"--no-timestamps", request.no_timestamps, kind.takes_timestamps},
      {"--into", request.into.has_value(), kind.takes_into},
      {"--json", is_given_json, (kind.tells_json && !request.svg) || request.into || goes_to_file(context)},
      {"--cycle: it holds every cycle", context.globals().cycle.has_value(), kind.takes_cycle},
      {"-C more than once", context.globals().directories.size() > 1, kind.takes_folders},
  };
  for (const Given& one : options)
    if (one.is_given && !one.is_taken)
      return usage_failure(fmt::format("export {} takes no {}", kind.word, one.option),
                           "okr export --help shows what goes with what");
  if (request.all && context.globals().cycle)
    return usage_failure("--all and --cycle exclude each other", "give one of them");
  if (request.all && request.into)
    return usage_failure("--all and --into exclude each other", "a report is about one cycle");
  if (request.git_commit && !request.into)
    return usage_failure("--git-commit goes with --into",
                         "without it nothing is written but a file of -o, which is yours to commit");
  return {};
}

Result<int> run_export(Context& context, const ExportOptions& options) {
  const auto* kind = std::ranges::find(export_kinds, options.kind, &ExportKind::word);
  TRY(check_export(context, *kind, options.request));
  const bool is_json = kind->tells_json && !options.request.svg;
  TRY_ASSIGN(const int code, kind->run(context, options.request));
  if (!context.speaks_json() || is_json || !goes_to_file(context) || context.printed().empty()) return code;
  TRY(write_output(context, *context.take_output(), context.take_printed(), true));
  return code;
}

constexpr Example export_examples[] = {
    {"okr export md -o goals.md", "the cycle for a wiki, or to be imported elsewhere"},
    {"okr export md --into README.md", "the board between its marks, and nothing else"},
    {"okr export tables -o warehouse", "a CSV a kind of record, with schema.sql and datapackage.json"},
    {"okr -C sales -C support export tables -o warehouse", "two workspaces in the same tables"},
    {"okr export openmetrics --no-timestamps -o okr.prom", "for node_exporter's textfile collector"},
    {"okr export openmetrics --all -o past.om", "all there was, for promtool tsdb create-blocks-from openmetrics"},
    {"okr export ics -o okr.ics", "for a calendar that reads it from where a job puts it"},
    {"okr export html -o goals.html", "a page to send around, which needs nothing else"},
    {"okr export html -o public/", "a page a cycle and one that leads to them, for a file share or GitHub Pages"},
    {"okr export badge -o badge.json", "for the endpoint badge of shields.io"},
    {"okr export badge --svg -o badge.svg", "a picture of one's own"},
};

}  // namespace

constinit const Command export_command{
    .name = "export",
    .group = Group::more,
    .formats = Formats::json,
    .summary = "what other programs read: tables, metrics, calendars",
    .examples = export_examples,
    .takes_folders = true,
    .prepare = prepared<ExportOptions, declare_export, run_export>,
};

}  // namespace okr::cli
