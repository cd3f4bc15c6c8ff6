// SPDX-License-Identifier: MIT
// okr import: readings of KPIs from a CSV, by columns that are named and forms that are said.
#include "actions/readings/import.hpp"
#include "cli/commands/table.hpp"
#include "cli/git_commit_flag.hpp"

namespace okr::cli {

namespace {

constexpr EnumChoice<Encoding> encodings[] = {
    {"utf-8", Encoding::utf8}, {"latin1", Encoding::latin1}, {"windows-1252", Encoding::windows_1252}};

void declare(Syntax& syntax, ImportOptions& options) {
  syntax.argument(options.file, "FILE", "the CSV; - is the standard input").completes(Completes::file);
  syntax.value(options.kpi, "kpi", "KPI", "the KPI that the column of --value is for").completes(Completes::kpi);
  syntax.value(options.date, "date", "COLUMN", "the column of days (2026-08-17) or periods (2026-W33, 2026-08)");
  syntax.value(options.values, "value", "COLUMN[=KPI]",
               "a column of numbers, and its KPI unless --kpi or the column's own name says it");
  syntax.value(options.note, "note", "COLUMN", "a column of notes");
  syntax.value(options.decimal, "decimal", "", "the decimal mark of its numbers, a point unless given")
      .one_of({{"."}, {","}});
  syntax.value(options.thousands, "thousands", "CHAR",
               "what groups the digits of its numbers: ',', '.', space; nothing unless given");
  syntax.value(options.delimiter, "delimiter", "CHAR", "what parts its cells: ',' unless given, ';', tab");
  syntax.choice(options.encoding, "encoding", encodings, "how its letters are written, utf-8 unless given");
  syntax.value(options.date_format, "date-format", "FORMAT",
               "how its days are written: %d.%m.%Y; without %d it names months");
  syntax.flag(options.replace, "replace", "change what stands there already");
  syntax.flag(options.skip_bad, "skip-bad", "leave out what cannot be used, and write the rest");
  syntax.value(options.source, "source", "NAME", "who or what reads it, for the files of a KPI that has a folder");
  git_commit_flag(syntax, options.git_commit);
}

Result<int> run(Context& context, const ImportOptions& options) {
  if (!options.file) return failure(ErrorKind::usage, "import needs FILE", "okr import --help shows examples");
  return import_readings(context, options);
}

constexpr Example examples[] = {
    {"okr import weights.csv --kpi weight --date day --value kg", "one KPI from two columns"},
    {"okr import w.csv --kpi weight --date Datum --value kg --delimiter ';' --decimal ,", "semicolons, decimal commas"},
    {"okr import all.csv --date day --value kg=weight --value bpm=resting-hr -n", "several KPIs; only show the change"},
    {"curl -s \"$URL\" | okr import - --kpi visits --date day --value n --source cron", "from another program"},
};

}  // namespace

constinit const Command import_command{
    .name = "import",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "readings of KPIs from a CSV file",
    .examples = examples,
    .exit_1 = "when a day or period has another value already",
    .prepare = prepared<ImportOptions, declare, run>,
};

}  // namespace okr::cli
