// SPDX-License-Identifier: MIT
// Readings as they come out of a file, row by row, by the KPIs they are for: what does not fit a KPI, lies in the future or
// contradicts another row is kept as a fault with its place. What stands in the workspace already is not known here, beyond
// what the KPIs allow.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okr/base/csv.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/kpi.hpp"

namespace okr::cli {

/// One reading; kept small, there may be a million.
struct ImportedReading {
  double value = 0;
  Date date;  ///< the day, or the period's last
  PeriodUnit unit = PeriodUnit::day;
  bool contradicted = false;  ///< another row says something else of the same day
  std::int32_t note = -1;     ///< index into ImportedFile::notes
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

  /// Values that are taken from now on stand in this row, which must stay as it is until the next one, and have its note.
  void begin_row(const std::vector<CsvCell>& row, std::string note);

  /// The same for a value that stands somewhere behind its place, which is pointed at.
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
  std::uint32_t length_at(const CsvPlace& place) const;

  std::string name_;
  const CsvForm& form_;
  Date today_;
  LineOf line_of_;
  const std::vector<CsvCell>* row_ = nullptr;
  std::string row_note_;
  std::int32_t kept_note_ = -1;
  std::optional<CsvPlace> points_at_;
  std::vector<Days> by_day_;
  std::vector<std::vector<ImportedReading>> all_;  // of the KPIs whose readings of one day join
  ImportedFile file_;
};

/// Bytes that are no text explain why a cell is neither a day nor a number.
CsvFault by_encoding(const CsvCell& cell, CsvFault fault);

}  // namespace okr::cli
