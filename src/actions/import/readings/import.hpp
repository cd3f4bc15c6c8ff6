// SPDX-License-Identifier: MIT
// Readings of KPIs from a CSV: which columns hold what, what of it is new, and the files it goes into.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actions/import/opening.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/kpi.hpp"
#include "session/context.hpp"

namespace okr::actions {

// --- readings as they come -------------------------------------------------------------------------------------------

// Readings as they come out of a file, row by row, by the KPIs they are for: what does not fit a KPI, lies in the
// future or contradicts another row is kept as a fault with its place. What stands in the workspace already is not
// known here, beyond what the KPIs allow.

/// One reading; kept small, there may be a million.
struct ImportedReading {
  double value = 0;
  Date date;  ///< the day, or the period's last
  PeriodUnit unit = PeriodUnit::day;
  bool contradicted = false;    ///< another row says something else of the same day
  bool may_be_share = false;    ///< up to 1 and without the unit, which is %: 0.2 may be 20 %
  bool may_be_grouped = false;  ///< 12.500 of a file that may have decimal commas
  std::int32_t note = -1;       ///< index into ImportedFile::notes
  std::uint32_t line = 0, column = 0;
};

/// What was read: for each KPI, in the order in which they came, its readings by date; one a day, or all rows of a day
/// where they join.
struct ImportedFile {
  std::vector<const Kpi*> kpis;  ///< as they were when the command started
  std::vector<std::vector<ImportedReading>> readings;
  std::vector<std::string> notes;
  Diagnostics faults;           ///< the first ones, with their lines
  std::size_t fault_count = 0;  ///< of all
  bool is_whole = true;         ///< false when the rest could not be read
  std::size_t rows = 0;
  std::vector<std::string> left_out;  ///< columns of which nothing was taken, though they might have been meant

  std::string note_of(const ImportedReading& reading) const {
    return reading.note < 0 ? std::string() : notes[static_cast<std::size_t>(reading.note)];
  }
};

class ReadingCollector {
 public:
  /// A line of the row that was read last, for the excerpt of a message.
  using LineOf = std::function<std::string_view(std::size_t line)>;

  ReadingCollector(std::string name, const CsvForm& form, Date today, LineOf line_of)
      : name_(std::move(name)), form_(form), today_(today), line_of_(std::move(line_of)) {}

  /// The index of a KPI: of a new one behind the others.
  std::size_t target(const Kpi& kpi);

  /// Values that are taken from now on stand in this row, which must stay as it is until the next one, and have its
  /// note.
  void begin_row(const std::vector<CsvCell>& row, std::string note);

  /// Values that are taken from now on stand somewhere behind the place of this row, which is pointed at; else as with
  /// begin_row.
  void begin_sample(const std::vector<CsvCell>& row);

  /// False for a day that has not come, or a period that has not ended: that is a fault of the cell that says it.
  bool check_day(const CsvCell& date_cell, const CsvDay& day);

  /// A value of that KPI, or a fault.
  void take(std::size_t target, const CsvDay& day, const CsvCell& cell);

  void note(Code code, CsvFault fault);
  void count_row() { ++file_.rows; }
  std::size_t rows() const { return file_.rows; }
  void stop_early() { file_.is_whole = false; }
  void leave_out(std::string column) { file_.left_out.push_back(std::move(column)); }

  /// Everything; the collector is empty then.
  ImportedFile finish();

 private:
  using Days = std::unordered_map<int, ImportedReading>;  // by the day's number

  bool joins(std::size_t target) const { return okr::joins(file_.kpis[target]->aggregate); }
  std::int32_t kept_note();
  void compare(const Kpi& kpi, const CsvCell& cell, ImportedReading& known, const ImportedReading& again);
  void contradict(const Kpi& kpi, ImportedReading& known, const ImportedReading& again, bool is_same);
  CsvFault contradiction(const Kpi& kpi, const ImportedReading& here, const ImportedReading& there, bool is_same) const;
  std::uint32_t length_at(const CsvPlace& place) const;
  std::vector<ImportedReading> joined(std::size_t target);
  void refuse_shares(std::size_t target);
  void refuse_doubtful_points();

  std::string name_;
  const CsvForm& form_;
  Date today_;
  LineOf line_of_;
  const std::vector<CsvCell>* row_ = nullptr;
  std::string row_note_;
  std::int32_t kept_note_ = -1;
  std::optional<CsvPlace> points_at_;
  std::vector<Days> by_day_;
  bool has_decimal_point_ = false;                 // some cell has one that groups nothing
  std::vector<bool> has_per_cent_;                 // of a KPI: some cell has the sign
  std::vector<std::vector<ImportedReading>> all_;  // of the KPIs whose readings of one day join
  ImportedFile file_;
};

// --- from a CSV ------------------------------------------------------------------------------------------------------

// The rows of a CSV as readings of KPIs, in the three shapes that there are: a day and a column a KPI, a day and the
// KPI in a column of its own, or a KPI and a column a day.

/// A column of values and the KPI they are for.
struct ImportTarget {
  std::string column;
  const Kpi* kpi = nullptr;
};

/// Everything that is said of the file.
struct ImportRequest {
  /// The KPI that a cell names, or why none can take it.
  using KpiOfCell = std::function<tl::expected<const Kpi*, Error>(std::string_view text)>;

  std::string name;                   ///< how messages call it
  std::string date_column;            ///< empty: not said
  std::string note_column;            ///< empty: no notes are read
  std::string kpi_column;             ///< empty: no column names the KPI
  bool dates_across = false;          ///< the columns that are called by days hold the values
  std::vector<ImportTarget> targets;  ///< with kpi_column one without a KPI, with dates_across one without a column
  KpiOfCell kpi_of_cell;
  CsvForm form;
  Date today;
};

/// Reads rows until the end, or until what is no CSV. Usage errors: an empty file, a column that is not there or was
/// not said (the file's columns are named); and those of the stream. `after_row` hears how many rows were read.
Result<ImportedFile> read_import(CsvStream& stream, const ImportRequest& request,
                                 const std::function<void(std::size_t rows)>& after_row = {});

// --- from Prometheus -------------------------------------------------------------------------------------------------

// What Prometheus and its tools print, as readings of KPIs: the answer of /api/v1/query_range and /api/v1/query (JSON),
// the text of an exporter, and what `promtool query` prints. Pure but for the KPIs that it names.

/// A name and labels, the name as the label __name__.
using Labels = std::map<std::string, std::string, std::less<>>;

/// 'http_requests_total{job="web"}', the way the tools write it; empty for any other text.
std::optional<Labels> parse_labels(std::string_view text);

struct Sample {
  Labels labels;
  std::optional<double> seconds;  ///< since 1970 in UTC; nothing where the text says no time
  std::string value;
  CsvPlace place;
};

struct Samples {
  std::vector<Sample> samples;
  std::vector<CsvFault> faults;  ///< lines that are none
};

/// Usage errors: no JSON, an answer that says it failed or holds no samples.
Result<Samples> parse_samples(const std::string& name, const std::string& text);

/// The readings of a day are those of its 24 hours in UTC; a sample without a time is of today. The column of a target
/// is a selector, all of whose labels must be there ("" takes everything); `kpi_column` is a label of what that
/// selects. Usage errors: those of parse_samples; several series for one KPI, which are named; a selector that fits
/// nothing.
Result<ImportedFile> read_prometheus(std::string text, const ImportRequest& request);

// --- the whole import ------------------------------------------------------------------------------------------------

/// Reads, checks and writes all of it or nothing; the value is the exit code. Errors: usage (options, cells that cannot
/// be used, all of them said), answer_no (days that have another value), data, environment.
Result<int> import_readings(session::Context& context, const ImportOptions& options);

}  // namespace okr::actions
