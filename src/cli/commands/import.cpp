// SPDX-License-Identifier: MIT
// okr import: readings of KPIs from a CSV, by columns that are named and forms that are said; whole OKRs from a sheet,
// by a map of its columns, and from Markdown.
#include "actions/import/readings/import.hpp"
#include "actions/import/markdown/markdown.hpp"
#include "actions/import/sheet/sheet.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"

namespace okr::cli {
using namespace session;

namespace {

constexpr EnumChoice<Encoding> encodings[] = {
    {"utf-8", Encoding::utf8}, {"latin1", Encoding::latin1}, {"windows-1252", Encoding::windows_1252}};

void declare_import(Syntax& syntax, actions::ImportOptions& options) {
  syntax
      .argument(options.file, "FILE",
                "the CSV, JSON or Markdown (.md); - is the standard input; behind --show-map a map's name")
      .completes(Completes::imported);
  syntax
      .value(options.map, "map", "NAME",
             "which columns of a sheet of OKRs are what: an own map by its name, or a file of yours (./my.toml)")
      .completes(Completes::map);
  syntax.flag(options.show_map, "show-map", "print the map that is named, to be changed; without a name list them");
  syntax.flag(options.markdown, "markdown", "the file is Markdown, however it is called");
  syntax.value(options.kpi, "kpi", "KPI", "the KPI that the column of --value is for")
      .completes(Completes::recorded_kpi);
  syntax.value(options.date, "date", "COLUMN", "the column of days (2026-08-17) or periods (2026-W33, 2026-08)");
  syntax.value(options.values, "value", "COLUMN[=KPI]",
               "a column of numbers, and its KPI unless --kpi or the column's own name says it");
  syntax.value(options.kpi_column, "kpi-column", "COLUMN", "the column that names the KPI of each row, by id or title");
  syntax.flag(options.dates_across, "dates-across",
              "the columns are days, a row a KPI: that of --kpi-column, or of --kpi");
  syntax.flag(options.prometheus, "prometheus",
              "the file is what Prometheus says: an answer of query_range, an exporter's text, promtool's");
  syntax.value(options.note, "note", "COLUMN", "a column of notes");
  syntax.value(options.decimal, "decimal", "", "the decimal mark of its numbers, a point unless given")
      .one_of({{"."}, {","}});
  syntax.value(options.thousands, "thousands", "CHAR",
               "what groups the digits of its numbers: ',', '.', space; nothing unless given");
  syntax.value(options.delimiter, "delimiter", "CHAR",
               "what parts its cells: ',' unless given (or a first line sep=; says it), ';', tab");
  syntax.value(options.skip, "skip", "N", "lines in front of the line that names the columns");
  syntax.choice(options.encoding, "encoding", encodings, "how its letters are written, utf-8 unless given");
  syntax.value(
      options.date_format, "date-format", "FORMAT",
      "how its days are written: %d.%m.%Y, '%b %d, %Y %H:%M', '%m/%d/%Y %I:%M %p'; without %d it names months");
  syntax.flag(options.replace, "replace", "change what stands there already");
  syntax.flag(options.skip_bad, "skip-bad", "leave out what cannot be used, and write the rest");
  syntax.value(options.source, "source", "NAME", "who or what reads it, for the files of a KPI that has a folder");
  git_commit_flag(syntax, options.git_commit);
}

Result<int> run_import(Context& context, const actions::ImportOptions& options) {
  if (options.show_map) return actions::show_map(context, options);
  if (!options.file) return usage_failure("import needs FILE", "okr import --help shows examples");
  if (options.skip < 0) return usage_failure("--skip counts lines, from 0", "--skip 2 leaves two lines out");
  if (options.map) return actions::import_sheet(context, options);
  return actions::is_markdown(options) ? actions::import_markdown(context, options)
                                       : actions::import_readings(context, options);
}

constexpr Example import_examples[] = {
    {"okr import weights.csv --kpi weight --date day --value kg", "one KPI from two columns"},
    {"okr import w.csv --kpi weight --date Datum --value kg --delimiter ';' --decimal ,", "semicolons, decimal commas"},
    {"okr import all.csv --date day --value kg=weight --value bpm=resting-hr -n", "several KPIs; only show the change"},
    {"okr import okrs.csv --map spreadsheet --cycle 2026-Q3 -n", "a sheet of objectives and key results; only show it"},
    {"okr import wide.csv --dates-across --kpi-column KPI --thousands ,", "a row a KPI, a column a month"},
    {"okr import range.json --prometheus --value 'up{job=\"web\"}=uptime'", "a series of Prometheus"},
    {"okr import okrs.md -n", "objectives and key results from Markdown; only show the change"},
    {"curl -s \"$URL\" | okr import - --kpi visits --date day --value n --source cron", "from another program"},
};

}  // namespace

constinit const Command import_command{
    .name = "import",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "readings of KPIs from CSV, OKRs from sheets and Markdown",
    .examples = import_examples,
    .exit_1 = "when a day or period has another value already",
    .prepare = prepared<actions::ImportOptions, declare_import, run_import>,
};

}  // namespace okr::cli
