// SPDX-License-Identifier: MIT
// okr import: readings of KPIs from a CSV, by columns that are named and forms that are said.
#include <algorithm>

#include <fmt/core.h>

#include "actions/readings/import.hpp"
#include "cli/commands/table.hpp"
#include "okr/base/listing.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "reports/check/findings.hpp"
#include "session/present.hpp"
#include "session/progress.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

constexpr std::size_t rows_between_news = 10'000;  // so that a small file shows none
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
  syntax.value(options.delimiter, "delimiter", "CHAR", "what parts its cells: ',' unless given, ';', tab");
  syntax.choice(options.encoding, "encoding", encodings, "how its letters are written, utf-8 unless given");
  syntax.value(options.date_format, "date-format", "FORMAT",
               "how its days are written: %d.%m.%Y; without %d it names months");
  syntax.flag(options.replace, "replace", "change what stands there already");
  syntax.flag(options.skip_bad, "skip-bad", "leave out what cannot be used, and write the rest");
  syntax.value(options.source, "source", "NAME", "who or what reads it, for the files of a KPI that has a folder");
  syntax.flag(options.git_commit, "git-commit", "commit exactly what was written");
}

// --- the file -------------------------------------------------------------------------------------------------------

/// Where the pieces come from, and how many bytes there will be; 0 when nobody can tell.
struct Source {
  CsvStream::NextPiece next_piece;
  std::uint64_t size = 0;
};

Result<Source> source_of(const Context& context, const ImportOptions& options) {
  if (options.file == "-") {
    if (!context.world().read_piece) return failure(ErrorKind::environment, "there is no standard input");
    return Source{context.world().read_piece, 0};
  }
  TRY_ASSIGN(auto opened, store::FileReader::open(context.path(options.file)));
  const auto reader = std::make_shared<store::FileReader>(std::move(opened));
  return Source{[reader] { return reader->next_piece(); }, reader->size()};
}

Result<ImportedFile> read_file(const Context& context, const ImportOptions& options, const ImportRequest& request) {
  TRY_ASSIGN(const auto source, source_of(context, options));
  std::uint64_t bytes_read = 0;
  CsvStream stream(
      [&]() -> Result<std::string> {
        auto piece = source.next_piece();
        if (!piece) return piece;
        bytes_read += piece->size();
        return to_utf8(std::move(*piece), options.encoding);
      },
      request.form.delimiter);
  Progress progress(context);
  return read_import(stream, request, [&](std::size_t rows) {
    if (rows % rows_between_news != 0 || !progress.is_shown()) return;
    const std::string share =
        source.size > 0 ? fmt::format("{} %, ", std::min<std::uint64_t>(100, bytes_read * 100 / source.size)) : "";
    progress.show(fmt::format("{}: {}{}", request.name, share, counted(rows, "row")));
  });
}

// --- what is said ---------------------------------------------------------------------------------------------------

void say_faults(Context& context, const ImportRequest& request, ImportedFile& file, bool are_skipped) {
  for (Diagnostic& fault : file.faults)
    if (are_skipped) fault.severity = Severity::warning;
  sort_and_unify(file.faults);
  reports::FindingsOptions options;
  options.width = context.screen().width;
  options.ascii = !context.screen().utf8;
  options.colour = context.screen().color_errors;
  const std::string names[] = {request.name};
  context.say(reports::findings_text(file.faults, names, options));
  const std::size_t more = file.fault_count - file.faults.size();
  if (more > 0) context.say(fmt::format("\nokr: and {} more like these\n", more));
}

/// Says what cannot be used; an error unless it is left out.
Status check_faults(Context& context, const ImportOptions& options, const ImportRequest& request, ImportedFile& file) {
  if (file.fault_count == 0) return {};
  const bool are_skipped = options.skip_bad && file.is_whole;
  say_faults(context, request, file, are_skipped);
  const std::string all = fmt::format("{} in {}", counted(file.fault_count, "fault"), safe_for_terminal(request.name));
  if (!are_skipped)
    return failure(ErrorKind::usage, all + ": nothing was written",
                   file.is_whole ? "mend the file, or say how it is written; --skip-bad leaves them out" : "");
  context.say(fmt::format("okr: {}, left out\n", all));
  return {};
}

tl::unexpected<Error> refusal(Context& context, const ImportPlan& plan) {
  for (const Error& error : plan.conflicts) context.complain(error);
  const std::size_t more = plan.conflict_count - plan.conflicts.size();
  if (more > 0) context.say(fmt::format("okr: and {}\n", counted(more, "more conflict")));
  return failure(ErrorKind::answer_no, "nothing was written");
}

std::string counts_text(const ImportCount& count) {
  std::vector<std::string> parts;
  if (count.added > 0) parts.push_back(fmt::format("{} new", count.added));
  if (count.replaced > 0) parts.push_back(fmt::format("{} replaced", count.replaced));
  if (count.unchanged > 0) parts.push_back(fmt::format("{} unchanged", count.unchanged));
  return parts.empty() ? "nothing to import" : join(parts, ", ");
}

std::string summary_of(const Context& context, const ImportPlan& plan) {
  draw::Table table;
  table.header = false;
  table.indent = 2;
  table.record_name = "KPI";
  table.columns = {{.name = "id"}, {.name = "readings"}, {.name = "days"}};
  for (const ImportCount& count : plan.counts) {
    const std::string days = count.first == count.last ? count.first : fmt::format("{} to {}", count.first, count.last);
    table.add_record(count.kpi,
                     {draw::Cell(count.kpi, draw::Style::id), draw::Cell(counts_text(count)), draw::Cell(days)});
  }
  draw::Document document;
  document.add(std::move(table));
  return drawn(context, document);
}

std::string message_of(const ImportRequest& request, const ImportPlan& plan) {
  std::vector<std::string> parts;
  for (const ImportCount& count : plan.counts)
    if (count.added + count.replaced > 0)
      parts.push_back(fmt::format("{} {}", count.kpi, count.added + count.replaced));
  return fmt::format("import {}: {}", safe_for_terminal(request.name), join(parts, ", "));
}

// --- the work -------------------------------------------------------------------------------------------------------

Result<Transaction> transaction_of(const Context& context, const ImportPlan& plan, const ImportedFile& file) {
  Progress progress(context);
  if (file.rows < rows_between_news) return plan.files.transaction();
  return plan.files.transaction([&](const std::string& path, std::size_t readings) {
    progress.show(fmt::format("{}: {}", path, counted(readings, "reading")));
  });
}

/// What was said and what was read.
struct Import {
  const ImportOptions& options;
  ImportRequest request;
  ImportedFile file = {};
};

Result<Action> prepare(Context& context, const Workspace& workspace, const Import& import) {
  TRY_ASSIGN(const auto author, author_of(context, workspace.root, import.options.source));
  const auto plan = plan_import(workspace, import.request, import.file, {author.source, import.options.replace});
  if (!plan && plan.error().kind == ErrorKind::data) report_faults(context, workspace);
  if (!plan) return tl::unexpected(plan.error());
  if (plan->conflict_count > 0) return refusal(context, *plan);
  TRY_ASSIGN(auto transaction, transaction_of(context, *plan, import.file));
  Action action{std::move(transaction), message_of(import.request, *plan)};
  action.git_commit = import.options.git_commit || author.git_commit;
  action.first = action.unchanged = summary_of(context, *plan);
  if (context.globals().dry_run) {  // a difference alone on stdout can be applied: the numbers go to stderr
    if (!context.globals().quiet) context.say(action.first);
    action.unchanged.clear();
  }
  return action;
}

Result<Session> opened(Context& context) {
  Needs needs;
  needs.cycles = store::Wanted::Cycles::none;
  return open_session(context, needs);
}

/// Only what was typed is wrong here: all of it is named.
Result<ImportRequest> request_of(Context& context, const ImportOptions& options, const Workspace& workspace) {
  ImportRequest request;
  request.name = options.file == "-" ? "stdin" : options.file;
  request.date_column = options.date.value_or("");
  request.note_column = options.note.value_or("");
  request.today = context.today();
  TRY_ASSIGN(auto form, import_form(options, workspace.fiscal_start()));
  request.form = std::move(form);
  std::vector<Error> errors;
  request.targets = import_targets(options, workspace, errors);
  if (errors.empty()) return request;
  for (std::size_t error = 0; error + 1 < errors.size(); ++error) context.complain(errors[error]);
  return tl::unexpected(errors.back());
}

Result<int> run(Context& context, const ImportOptions& options) {
  TRY_ASSIGN(const auto first, opened(context));
  TRY_ASSIGN(auto request, request_of(context, options, first.workspace));
  Import import{options, std::move(request)};
  TRY_ASSIGN(import.file, read_file(context, options, import.request));
  TRY(check_faults(context, options, import.request, import.file));
  bool is_first = true;
  TRY(write(context, [&]() -> Result<Action> {
    if (std::exchange(is_first, false)) return prepare(context, first.workspace, import);
    TRY_ASSIGN(const auto again, opened(context));
    return prepare(context, again.workspace, import);
  }));
  return 0;
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
    .summary = "readings of KPIs from a CSV file",
    .description =
        "Takes the readings of one or several KPIs from the columns of a CSV file whose first line names them, each to "
        "its place in the KPI's file; where the KPI has a folder, in the file of its year and source.\n"
        "\n"
        "Nothing is guessed: the decimal mark, the delimiter, the form of the dates and the encoding are what the "
        "options say, and a cell that does not fit is an error with its line and column. All rows are checked before "
        "one is written; an empty cell is no reading. The file may be of any size.\n"
        "\n"
        "The same file again changes nothing. A day or period that has another value is refused unless --replace is "
        "given, and so is a day on which two rows of the file disagree. A KPI with a formula is computed, and one that "
        "reads a CSV file is filled there.",
    .examples = examples,
    .exit_1 = "when a day or period has another value already",
    .prepare = prepared<ImportOptions, declare, run>,
};

}  // namespace okr::cli
