// SPDX-License-Identifier: MIT
#include "actions/readings/import_file.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/import/faults.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/kpi.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view utf8_mark_as_latin1 = "\xC3\xAF\xC2\xBB\xC2\xBF";

struct Columns {
  std::size_t date = 0;
  std::optional<std::size_t> note;
  std::vector<std::size_t> values;
  std::size_t named = 0;  ///< how many the header names
  std::size_t read = 0;   ///< how many cells a row needs
};

// --- the header -----------------------------------------------------------------------------------------------------

/// Something about the file as a whole that no row could mend.
std::optional<Error> encoding_fault(const std::vector<CsvCell>& header, const std::string& name) {
  const auto usage = [&](std::string_view what, std::string hint) {
    return Error{ErrorKind::usage, fmt::format("{} {}", safe_for_terminal(name), what), std::move(hint)};
  };
  const std::string& first = header.front().text;
  const bool has_nul =
      std::ranges::any_of(header, [](const CsvCell& cell) { return cell.text.find('\0') != std::string::npos; });
  if (first.starts_with("\xFF\xFE") || first.starts_with("\xFE\xFF") || has_nul)
    return usage("is no text in UTF-8: it looks like UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | okr import - ...");
  if (first.starts_with(utf8_mark_as_latin1)) return usage("begins with the mark of UTF-8", "leave --encoding out");
  const auto broken = std::ranges::find_if(header, [](const CsvCell& cell) { return !is_valid_utf8(cell.text); });
  if (broken == header.end()) return std::nullopt;
  return usage(
      fmt::format("is not UTF-8: its column {} is '{}'", broken - header.begin() + 1, safe_for_terminal(broken->text)),
      "say its encoding: --encoding windows-1252 or --encoding latin1");
}

/// Finds the columns by their names; what is wrong with them is told in one error.
class Header {
 public:
  Header(const std::vector<CsvCell>& cells, const ImportRequest& request) : cells_(cells), request_(request) {}

  Result<Columns> columns() {
    if (auto fault = encoding_fault(cells_, request_.name)) return tl::unexpected<Error>(std::move(*fault));
    Columns columns;
    columns.named = cells_.size();
    columns.date = find("date", request_.date_column);
    if (request_.targets.empty()) find("value", "");
    for (const ImportTarget& target : request_.targets) columns.values.push_back(find("value", target.column));
    if (!request_.note_column.empty()) columns.note = find("note", request_.note_column);
    if (error_) return tl::unexpected<Error>(std::move(*error_));
    columns.read = std::max(columns.date, *std::ranges::max_element(columns.values)) + 1;
    return columns;
  }

 private:
  std::size_t find(std::string_view option, const std::string& name) {
    if (name.empty()) {
      refuse(fmt::format("import needs --{} COLUMN", option), fmt::format("its columns are {}", column_names(cells_)));
      return 0;
    }
    auto found = column_named(cells_, name, request_.form);
    if (found) return *found;
    refuse(fmt::format("--{}: {} in {}", option, found.error().what, safe_for_terminal(request_.name)),
           std::move(found.error().hint));
    return 0;
  }

  void refuse(std::string what, std::string hint) {
    if (!error_) error_ = Error{ErrorKind::usage, std::move(what), std::move(hint)};
  }

  const std::vector<CsvCell>& cells_;
  const ImportRequest& request_;
  std::optional<Error> error_;
};

// --- the rows -------------------------------------------------------------------------------------------------------

CsvFault fault_at(const CsvCell& cell, std::string what, std::string hint) {
  return {cell.place, std::move(what), std::move(hint)};
}

/// "42 min": the KPI's own unit may stand behind the number.
bool is_with_unit(const CsvCell& cell, std::string_view unit) {
  return !unit.empty() && trim(cell.text).ends_with(unit);
}

CsvCell without_unit(CsvCell cell, std::string_view unit) {
  const std::string_view text = trim(cell.text);
  cell.text = std::string(trim(text.substr(0, text.size() - unit.size())));
  return cell;
}

int number_of(Date date) { return static_cast<int>(std::chrono::sys_days{date}.time_since_epoch().count()); }

/// Bytes that are no text explain why a cell is neither a day nor a number.
CsvFault by_encoding(const CsvCell& cell, CsvFault fault) {
  if (is_valid_utf8(cell.text)) return fault;
  return fault_at(cell, "this cell is not UTF-8",
                  "say the file's encoding: --encoding windows-1252 or --encoding latin1");
}

class Rows {
 public:
  Rows(CsvStream& stream, const ImportRequest& request, Columns columns)
      : stream_(stream),
        request_(request),
        columns_(std::move(columns)),
        by_day_(request.targets.size()),
        all_(by_day_.size()) {}

  Result<ImportedFile> read(const std::function<void(std::size_t)>& after_row) {
    while (true) {
      TRY_ASSIGN(auto read, stream_.read(row_));
      if (!read) {
        file_.is_whole = false;
        note(Code::E001, std::move(read.error()));
      }
      if (!read || !*read) break;
      take_row();
      if (++file_.rows; after_row) after_row(file_.rows);
    }
    for (std::size_t target = 0; target < by_day_.size(); ++target)
      file_.readings.push_back(joins(target) ? by_date(std::move(all_[target])) : sorted(by_day_[target]));
    return std::move(file_);
  }

 private:
  using Days = std::unordered_map<int, ImportedReading>;  // by the day's number

  bool joins(std::size_t target) const { return okr::joins(request_.targets[target].kpi->aggregate); }

  static std::vector<ImportedReading> by_date(std::vector<ImportedReading> readings) {
    std::ranges::stable_sort(readings, {},
                             [](const ImportedReading& reading) { return std::pair(reading.date, reading.unit); });
    return readings;
  }

  void take_row() {
    if (CsvFault fault = csv_row_fault(row_, columns_.named, columns_.read, request_.form); !fault.what.empty())
      return note(Code::E107, std::move(fault));
    const auto is_empty = [&](std::size_t column) { return trim(row_[column].text).empty(); };
    if (std::ranges::all_of(columns_.values, is_empty)) return;  // nothing was measured
    const CsvCell& date_cell = row_[columns_.date];
    auto day = csv_day(date_cell, request_.form);
    if (!day) return note(Code::E107, by_encoding(date_cell, std::move(day.error())));
    if (day->date > request_.today) return note(Code::E107, future(date_cell, *day));
    note_ = -1;
    if (!take_note()) return;
    for (std::size_t target = 0; target < columns_.values.size(); ++target)
      if (!is_empty(columns_.values[target])) take_value(target, *day);
  }

  CsvFault future(const CsvCell& cell, const CsvDay& day) const {
    const std::string today = fmt::format("today is {}", to_string(request_.today));
    if (day.unit == PeriodUnit::day)
      return fault_at(cell, fmt::format("{} lies in the future", to_string(day.date)), today);
    return fault_at(cell,
                    fmt::format("{} has not ended, it ends on {}",
                                reading_key(day.date, day.unit, request_.form.fiscal_year), to_string(day.date)),
                    today);
  }

  bool take_note() {
    if (!columns_.note || *columns_.note >= row_.size()) return true;
    const CsvCell& cell = row_[*columns_.note];
    if (is_valid_utf8(cell.text)) return true;
    note(Code::E107, by_encoding(cell, {}));
    return false;
  }

  /// The row's note without the line ends of the system that wrote it; empty when there is none.
  std::string note_text() const {
    if (!columns_.note || *columns_.note >= row_.size()) return {};
    std::string text(trim(row_[*columns_.note].text));
    for (auto at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at)) text.erase(at, 1);
    return text;
  }

  /// The row's note, kept once whatever the number of its values.
  std::int32_t kept_note() {
    if (note_ >= 0) return note_;
    std::string text = note_text();
    if (text.empty()) return -1;
    file_.notes.push_back(std::move(text));
    return note_ = static_cast<std::int32_t>(file_.notes.size() - 1);
  }

  void take_value(std::size_t target, const CsvDay& day) {
    const CsvCell& cell = row_[columns_.values[target]];
    const Kpi& kpi = *request_.targets[target].kpi;
    auto value = csv_number(cell, request_.form);
    if (!value && is_with_unit(cell, kpi.unit)) value = csv_number(without_unit(cell, kpi.unit), request_.form);
    if (!value) return note(Code::E107, by_encoding(cell, std::move(value.error())));
    if (auto fault = range_fault(kpi, *value))
      return note(Code::E107, fault_at(cell, std::move(fault->what), std::move(fault->hint)));
    ImportedReading reading;
    reading.value = *value;
    reading.date = day.date;
    reading.unit = day.unit;
    reading.line = static_cast<std::uint32_t>(cell.place.line);
    reading.column = static_cast<std::uint32_t>(cell.place.column);
    if (joins(target)) {
      reading.note = kept_note();
      return all_[target].push_back(reading);
    }
    const auto [known, is_new] = by_day_[target].try_emplace(number_of(day.date), reading);
    if (is_new)
      known->second.note = kept_note();
    else
      compare(target, known->second, reading);
  }

  /// A day that comes again says the same, or neither row can be taken; so the order of the rows does not matter.
  void compare(std::size_t target, ImportedReading& known, const ImportedReading& again) {
    const std::string note_again = note_text();
    const std::string note_known = file_.note_of(known);
    const bool same_note = note_again.empty() || note_known.empty() || note_again == note_known;
    if (known.value == again.value && known.unit == again.unit && same_note) {
      if (note_known.empty()) known.note = kept_note();
      return;
    }
    known.contradicted = true;
    const FiscalYear start = request_.form.fiscal_year;
    const std::string key = reading_key(again.date, again.unit, start);
    const std::string other_key = reading_key(known.date, known.unit, start);
    const std::string what = known.unit != again.unit ? fmt::format("{} and {} are one day", key, other_key)
                             : known.value != again.value
                                 ? fmt::format("{} is {} here and {} in line {}", key, shortest(again.value),
                                               shortest(known.value), known.line)
                                 : fmt::format("{} has another note here than in line {}", key, known.line);
    note(Code::E115,
         fault_at(row_[columns_.values[target]], what,
                  fmt::format("the other one is at {}:{}:{}: leave one out", request_.name, known.line, known.column)));
  }

  void note(Code code, CsvFault fault) {
    if (++file_.fault_count > most_faults_shown) return;
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.place = {0, static_cast<std::uint32_t>(fault.place.line),
                        static_cast<std::uint32_t>(fault.place.column)};
    diagnostic.length = length_at(fault.place);
    diagnostic.message = std::move(fault.what);
    diagnostic.mend = std::move(fault.hint);
    diagnostic.line_text = std::string(stream_.line_of_row(fault.place.line));
    file_.faults.push_back(std::move(diagnostic));
  }

  /// Characters of the cell that stands there, as far as it is one line.
  std::uint32_t length_at(const CsvPlace& place) const {
    const auto cell = std::ranges::find(row_, place, &CsvCell::place);
    if (cell == row_.end()) return 1;
    const std::string_view first_line = std::string_view(cell->text).substr(0, cell->text.find_first_of("\r\n"));
    const std::size_t quotes = cell->quoted ? 2 : 0;
    return static_cast<std::uint32_t>(std::max<std::size_t>(count_characters(first_line) + quotes, 1));
  }

  static std::vector<ImportedReading> sorted(Days& days) {
    std::vector<ImportedReading> readings;
    readings.reserve(days.size());
    for (const auto& day : days)
      if (!day.second.contradicted) readings.push_back(day.second);
    days = Days();  // a million of them take room
    std::ranges::sort(readings, {}, &ImportedReading::date);
    return readings;
  }

  CsvStream& stream_;
  const ImportRequest& request_;
  Columns columns_;
  std::vector<CsvCell> row_;
  std::int32_t note_ = -1;  // of the row
  std::vector<Days> by_day_;
  std::vector<std::vector<ImportedReading>> all_;  // of the KPIs whose readings of one day join
  ImportedFile file_;
};

}  // namespace

Result<ImportedFile> read_import(CsvStream& stream, const ImportRequest& request,
                                 const std::function<void(std::size_t rows)>& after_row) {
  std::vector<CsvCell> header;
  TRY_ASSIGN(auto read, stream.read(header));
  const std::string name = safe_for_terminal(request.name);
  if (!read)
    return failure(
        ErrorKind::usage,
        fmt::format("{}:{}:{}: {}", name, read.error().place.line, read.error().place.column, read.error().what),
        read.error().hint);
  if (!*read) return failure(ErrorKind::usage, fmt::format("{} is empty", name), "its first line names the columns");
  TRY_ASSIGN(auto columns, Header(header, request).columns());
  return Rows(stream, request, std::move(columns)).read(after_row);
}

}  // namespace okr::cli
