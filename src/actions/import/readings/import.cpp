// SPDX-License-Identifier: MIT
#include "actions/import/readings/import.hpp"

#include <algorithm>
#include <memory>
#include <span>

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/id.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "session/context.hpp"
#include "session/present.hpp"
#include "session/progress.hpp"
#include "session/records.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr std::size_t rows_between_news = 10'000;  // so that a small file shows none

/// What was said and what was read.
struct Import {
  const ImportOptions& options;
  ImportRequest request = {};
  ImportedFile file = {};
};

// --- what was typed --------------------------------------------------------------------------------------------------

struct TypedColumn {
  std::string column, kpi;
  bool names_kpi = false;
};

TypedColumn column_of(const std::string& value, const std::optional<std::string>& kpi) {
  if (kpi) return {value, *kpi, true};
  const auto equals = value.rfind('=');
  const auto brace = value.rfind('}');  // of a series: what stands within it is its own
  const bool has_kpi = equals != std::string::npos && (brace == std::string::npos || equals > brace);
  if (!has_kpi) return {value, value, false};
  return {value.substr(0, equals), value.substr(equals + 1), true};
}

/// A column that is no KPI's name was most often meant for one that has to be said.
Error unknown_target(const Workspace& workspace, const TypedColumn& typed) {
  if (typed.names_kpi) return unknown_kpi(workspace, typed.kpi);
  const std::string column = safe_for_terminal(typed.column);
  return usage_error(fmt::format("--value {}: of which KPI?", column),
                     fmt::format("--value '{}=KPI', or --kpi KPI", column));
}

tl::unexpected<Error> contradiction(std::string_view one, std::string_view other, std::string hint) {
  return usage_failure(fmt::format("{} and {} contradict each other", one, other), std::move(hint));
}

/// Which options go together; the columns themselves are looked for in the file.
Status check_columns(const ImportOptions& options) {
  if (options.kpi && options.kpi_column)
    return contradiction("--kpi", "--kpi-column", "the one names the KPI of all rows, the other the column that does");
  if (options.dates_across && options.prometheus)
    return contradiction("--dates-across", "--prometheus", "samples have no columns");
  if (options.dates_across) {
    if (options.date) return contradiction("--dates-across", "--date", "with dates across the columns are the days");
    if (!options.values.empty())
      return contradiction("--dates-across", "--value", "with dates across every column that is a day holds values");
    if (!options.kpi && !options.kpi_column)
      return usage_failure("--dates-across: of which KPI are the rows?",
                           "--kpi-column COLUMN names the column that says it, --kpi KPI the KPI of all rows");
    return {};
  }
  if (options.prometheus) {
    if (options.date) return contradiction("--prometheus", "--date", "a sample says its own time");
    if (options.note) return contradiction("--prometheus", "--note", "a sample has no note");
    if (!options.kpi && !options.kpi_column && options.values.empty())
      return usage_failure("--prometheus: of which KPI are the samples?",
                           "--kpi KPI, --kpi-column LABEL, or --value 'NAME{LABEL=\"VALUE\"}=KPI' for each");
    if (options.kpi_column && options.values.size() > 1)
      return usage_failure("--kpi-column takes --value once",
                           "the label says the KPI, and --value the series that has it");
    return {};
  }
  if (options.kpi_column && options.values.size() != 1)
    return usage_failure("--kpi-column needs --value COLUMN, once",
                         "each row names its KPI, and one column holds the values");
  if (options.kpi && options.values.size() > 1)
    return usage_failure("--kpi names one KPI, --value several columns",
                         "write --value COLUMN=KPI for each, without --kpi");
  return {};
}

/// The columns of values with their KPIs: --kpi for one column, else COLUMN=KPI, else the KPI of the column's own name.
/// Only what was typed is wrong here: all of it is named.
Result<std::vector<ImportTarget>> import_targets(Context& context, const ImportOptions& options,
                                                 const Workspace& workspace) {
  TRY(check_columns(options));
  if (options.kpi_column)
    return std::vector(options.dates_across ? 0 : 1,
                       ImportTarget{options.values.empty() ? "" : options.values.front(), nullptr});
  if (options.dates_across || (options.prometheus && options.values.empty())) {
    const Kpi* kpi = kpi_called(workspace, *options.kpi);
    if (kpi == nullptr) return tl::unexpected(unknown_kpi(workspace, *options.kpi));
    if (auto fault = place_fault(*kpi)) return tl::unexpected(std::move(*fault));
    return std::vector{ImportTarget{"", kpi}};
  }
  std::vector<ImportTarget> targets;
  std::vector<Error> errors;
  for (const std::string& value : options.values) {
    const TypedColumn typed = column_of(value, options.kpi);
    const Kpi* kpi = kpi_called(workspace, typed.kpi);
    if (kpi == nullptr)
      errors.push_back(unknown_target(workspace, typed));
    else if (contains(targets, kpi, &ImportTarget::kpi))
      errors.push_back(usage_error(fmt::format("{} is given twice", kpi->id.text), "one column a KPI"));
    else if (auto fault = place_fault(*kpi))
      errors.push_back(std::move(*fault));
    else
      targets.push_back({typed.column, kpi});
  }
  if (errors.empty()) return targets;
  for (std::size_t error = 0; error + 1 < errors.size(); ++error) context.complain(errors[error]);
  return tl::unexpected(errors.back());
}

tl::expected<const Kpi*, Error> kpi_of_cell(const Workspace& workspace, std::string_view text) {
  const Kpi* kpi = kpi_called(workspace, text);
  if (kpi == nullptr) {  // as people call it
    const auto titled = std::ranges::find(workspace.kpis, text, &Kpi::title);
    if (titled != workspace.kpis.end()) kpi = &*titled;
  }
  if (kpi == nullptr)
    return tl::unexpected(session::unknown_kpi(
        workspace, text, fmt::format("okr new kpi {} --title {} adds it", slug(text), shell_word(text))));
  if (auto fault = place_fault(*kpi)) return tl::unexpected<Error>(std::move(*fault));
  return kpi;
}

Result<ImportRequest> request_of(Context& context, const ImportOptions& options, const Workspace& workspace) {
  ImportRequest request;
  request.name = options.name();
  request.date_column = options.date.value_or("");
  request.note_column = options.note.value_or("");
  request.kpi_column = options.kpi_column.value_or("");
  request.dates_across = options.dates_across;
  request.kpi_of_cell = [&workspace](std::string_view text) { return kpi_of_cell(workspace, text); };
  request.today = context.today();
  TRY_ASSIGN(request.form, csv_form(cell_form(options), workspace.fiscal_start(), "--"));
  TRY_ASSIGN(request.targets, import_targets(context, options, workspace));
  return request;
}

// --- the file -------------------------------------------------------------------------------------------------------

/// Where the pieces come from, and how many bytes there will be; 0 when nobody can tell.
struct Source {
  CsvStream::NextPiece next_piece;
  std::uint64_t size = 0;
};

Result<Source> source_of(const Context& context, const ImportOptions& options) {
  if (*options.file == "-") {
    if (!context.world().read_piece) return environment_failure("there is no standard input");
    return Source{context.world().read_piece, 0};
  }
  TRY_ASSIGN(auto opened, store::FileReader::open(context.path(*options.file)));
  const auto reader = std::make_shared<store::FileReader>(std::move(opened));
  return Source{[reader] { return reader->next_piece(); }, reader->size()};
}

Result<ImportedFile> read_file(const Context& context, const ImportOptions& options, const ImportRequest& request) {
  if (options.prometheus) {
    TRY_ASSIGN(auto text, text_to_import(context, options));
    return read_prometheus(std::move(text), request);
  }
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
  ImportRequest parted = request;
  TRY_ASSIGN(parted.form.delimiter, pass_front(stream, csv_layout(options, request.form)));
  session::Progress progress(context);
  return read_import(stream, parted, [&](std::size_t rows) {
    if (rows % rows_between_news != 0 || !progress.is_shown()) return;
    const std::string share =
        source.size > 0 ? fmt::format("{} %, ", std::min<std::uint64_t>(100, bytes_read * 100 / source.size)) : "";
    progress.show(fmt::format("{}: {}{}", request.name, share, counted(rows, "row")));
  });
}

// --- the plan --------------------------------------------------------------------------------------------------------

/// What becomes of the readings of one KPI.
struct ImportCount {
  std::string kpi;
  std::size_t added = 0, replaced = 0, unchanged = 0;
  std::string first = {}, last = {};  ///< keys of the readings that are written; empty when none is
  std::size_t longer = 0;             ///< of these, those that stand for more than a period of the KPI
  ImportedReading first_longer = {};
};

struct ImportPlan {
  std::vector<ImportCount> counts;  ///< a target each
  std::vector<Error> conflicts;     ///< the first ones
  std::size_t conflict_count = 0;   ///< of all: days that are taken by another value
  ReadingFiles files;
};

/// Imported readings against what the workspace holds: new, the same, another value; and the files they go into.
class ImportPlanner {
 public:
  ImportPlanner(const Workspace& workspace, const Import& import, std::string source)
      : workspace_(workspace), import_(import), source_(std::move(source)), plan_{{}, {}, 0, ReadingFiles(workspace)} {}

  Status take(const Kpi& then, const std::vector<ImportedReading>& readings) {
    const Kpi* kpi = workspace_.kpi(then.id.text);
    if (kpi == nullptr) return tl::unexpected<Error>(unknown_kpi(workspace_, then.id.text));
    if (kpi->faulty)
      return data_failure(fmt::format("{} is in error: nothing was written", kpi->id.text), "mend what is named above");
    plan_.counts.push_back({kpi->id.text});
    const auto same_line = [](const ImportedReading& a, const ImportedReading& b) {
      return a.date == b.date && a.unit == b.unit;
    };
    for (auto from = readings.begin(); from != readings.end();) {
      const auto until =
          std::find_if_not(from, readings.end(), [&](const auto& other) { return same_line(*from, other); });
      take_line(*kpi, {from, until});
      from = until;
    }
    return {};
  }

  ImportPlan plan() { return std::move(plan_); }

 private:
  /// The rows of one day or period; several where they join.
  void take_line(const Kpi& kpi, std::span<const ImportedReading> rows) {
    ImportCount& count = plan_.counts.back();
    const ImportedReading& first = rows.front();
    std::vector<double> amounts;
    for (const ImportedReading& row : rows) amounts.push_back(row.value);
    std::string note = note_of(rows);
    const ReadingLine line{first.date, first.unit, source_};
    const auto there = readings_on(workspace_, kpi, line);
    if (!there.empty() && is_same_reading(kpi, there, amounts, note)) {
      count.unchanged += rows.size();
      plan_.files.keep(there.front());
      return;
    }
    if (!there.empty() && !import_.options.replace) return conflict(taken_by(workspace_, kpi, there, amounts), first);
    std::string key = period_name(first.date, first.unit, workspace_.fiscal_start());
    if (count.first.empty()) count.first = key;
    count.last = key;
    (there.empty() ? count.added : count.replaced) += rows.size();
    if (first.unit > kpi.every && ++count.longer == 1) count.first_longer = first;
    store::ReadingEdit edit{std::move(key), first.value, std::move(note), {amounts.begin() + 1, amounts.end()}};
    if (there.empty())
      plan_.files.add(kpi, line, std::move(edit));
    else
      plan_.files.replace(there.front(), std::move(edit));
  }

  /// The notes of the rows, each once.
  std::string note_of(std::span<const ImportedReading> rows) const {
    std::vector<std::string> notes;
    for (const ImportedReading& row : rows)
      if (std::string note = import_.file.note_of(row); !note.empty() && !contains(notes, note))
        notes.push_back(std::move(note));
    return join(notes, "; ");
  }

  void conflict(Error taken, const ImportedReading& reading) {
    if (++plan_.conflict_count > most_faults_shown) return;
    plan_.conflicts.push_back(error_in(import_.request.name, {reading.line, reading.column}, std::move(taken)));
  }

  const Workspace& workspace_;
  const Import& import_;
  const std::string source_;
  ImportPlan plan_;
};

/// Usage and data errors where a KPI is gone or in error by now.
Result<ImportPlan> plan_import(const Workspace& workspace, const Import& import, const std::string& source) {
  ImportPlanner planner(workspace, import, source);
  for (std::size_t target = 0; target < import.file.kpis.size(); ++target)
    TRY(planner.take(*import.file.kpis[target], import.file.readings[target]));
  return planner.plan();
}

// --- what is said ---------------------------------------------------------------------------------------------------

std::string counts_text(const ImportCount& count) {
  std::vector<std::string> parts;
  if (count.added > 0) parts.push_back(fmt::format("{} new", count.added));
  if (count.replaced > 0) parts.push_back(fmt::format("{} replaced", count.replaced));
  if (count.unchanged > 0) parts.push_back(fmt::format("{} unchanged", count.unchanged));
  return parts.empty() ? "nothing to import" : join(parts, ", ");
}

std::string summary_of(const Context& context, const ImportPlan& plan) {
  draw::Table table = draw::list_table("KPI", {{.name = "id"}, {.name = "readings"}, {.name = "days"}}, 2);
  for (const ImportCount& count : plan.counts) {
    const std::string days = count.first == count.last ? count.first : fmt::format("{} to {}", count.first, count.last);
    table.add_record(count.kpi,
                     {draw::Cell(count.kpi, draw::Style::id), draw::Cell(counts_text(count)), draw::Cell(days)});
  }
  draw::Document document;
  document.add(std::move(table));
  return drawn(context, document);
}

/// Of what is new; where nothing is, of all of it: the message of a commit that is made up for.
std::string message_of(const ImportRequest& request, const ImportPlan& plan) {
  const bool is_all_there =
      std::ranges::all_of(plan.counts, [](const ImportCount& count) { return count.added + count.replaced == 0; });
  std::vector<std::string> parts;
  for (const ImportCount& count : plan.counts)
    if (const std::size_t said = is_all_there ? count.unchanged : count.added + count.replaced; said > 0)
      parts.push_back(fmt::format("{} {}", count.kpi, said));
  return fmt::format("Import {}: {}", safe_for_terminal(request.name), join(parts, ", "));
}

// --- the work --------------------------------------------------------------------------------------------------------

Result<Transaction> transaction_of(const Context& context, const ImportPlan& plan, const ImportedFile& file) {
  session::Progress progress(context);
  if (file.rows < rows_between_news) return plan.files.transaction();
  return plan.files.transaction([&](const std::string& path, std::size_t readings) {
    progress.show(fmt::format("{}: {}", path, counted(readings, "reading")));
  });
}

Result<Action> prepare(Context& context, const Workspace& workspace, const Import& import) {
  TRY_ASSIGN(const auto author, author_of(context, workspace.root, import.options.source));
  const auto plan = plan_import(workspace, import, author.source);
  if (!plan && plan.error().kind == ErrorKind::data) report_faults(context, workspace);
  if (!plan) return tl::unexpected(plan.error());
  if (plan->conflict_count > 0) return refuse_conflicts(context, plan->conflicts, plan->conflict_count);
  TRY_ASSIGN(auto transaction, transaction_of(context, *plan, import.file));
  Action action{std::move(transaction), message_of(import.request, *plan)};
  action.first = action.unchanged = summary_of(context, *plan);
  for (const ImportCount& count : plan->counts) {
    action.about.push_back(count.kpi);
    const ImportedReading& first = count.first_longer;
    if (count.longer > 0)
      action.remark +=
          longer_period_text(workspace, *workspace.kpi(count.kpi), first.date, first.unit, count.longer - 1);
  }
  if (context.globals().dry_run) {  // a difference alone on stdout can be applied
    context.hint(action.first);
    action.unchanged.clear();
  }
  return action;
}

Result<Session> opened(Context& context) {
  return open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::none});
}

}  // namespace

Result<int> import_readings(Context& context, const ImportOptions& options) {
  if (context.globals().cycle)
    return usage_failure("readings of KPIs are of no cycle: --cycle goes with --map or Markdown",
                         "a sheet of objectives and key results: --map NAME (okr import --show-map lists them)");
  TRY_ASSIGN(const auto first, opened(context));
  Import import{options};
  TRY_ASSIGN(import.request, request_of(context, options, first.workspace));
  TRY_ASSIGN(import.file, read_file(context, options, import.request));
  TRY(settle_faults(context, {import.request.name, import.file.faults, import.file.fault_count, import.file.is_whole},
                    options.skip_bad));
  if (!import.file.left_out.empty())
    context.warn({ErrorKind::usage,
                  fmt::format("{}: columns left out, they are no days: {}", safe_for_terminal(import.request.name),
                              join(import.file.left_out, ", ")),
                  ""});
  if (import.file.rows == 0)
    return usage_failure(fmt::format("{} holds no reading", safe_for_terminal(import.request.name)),
                         import.options.prometheus ? "nothing was written"
                                                   : "there is a header and no row behind it; nothing was written");
  bool is_first = true;
  TRY_ASSIGN([[maybe_unused]] const auto written, session::write(
                                                      context,
                                                      [&]() -> Result<Action> {
                                                        if (std::exchange(is_first, false))
                                                          return prepare(context, first.workspace, import);
                                                        TRY_ASSIGN(const auto again, opened(context));
                                                        return prepare(context, again.workspace, import);
                                                      },
                                                      options.git_commit));
  return 0;
}

}  // namespace okr::actions
