// SPDX-License-Identifier: MIT
// A KPI's readings from a CSV of the workspace: column names, date format and decimal mark are said, never guessed.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/csv.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "store/load/gather.hpp"

namespace okr::store {
namespace {

struct Columns {
  std::size_t date = 0, value = 0;
};

constexpr std::size_t most_noted = 20;  // rows

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text += fmt::format("{}'{}'", text.empty() ? "" : ", ", name);
  return text;
}

class CsvReadings {
 public:
  CsvReadings(std::string_view text, std::uint32_t file, Kpi& kpi, Diagnostics& diagnostics)
      : reader_(text, kpi.values.delimiter.empty() ? ',' : kpi.values.delimiter.front()), file_(file), kpi_(kpi), diagnostics_(diagnostics) {}

  void read() {
    if (!check_settings()) return;
    if (!next()) {
      if (!kpi_.faulty) note(place({1, 1}), "the CSV is empty", "its first line names the columns");
      return;
    }
    const auto columns = find_columns();
    if (!columns) return;
    while (next()) read_row(*columns);
    if (bad_rows_ > most_noted) diagnostics_.back().help = fmt::format("{} more rows of this file cannot be read", bad_rows_ - most_noted);
  }

 private:
  bool next() {
    const auto more = reader_.read(row_);
    if (more) return *more;
    note(place(more.error().place), more.error().what, more.error().hint);
    return false;
  }

  bool check_settings() {
    const CsvSource& values = kpi_.values;
    if (values.delimiter.size() > 1) {
      note(kpi_.place_of("delimiter"), "'delimiter' is not one ASCII character", "for example \";\" or \"\\t\"");
      return false;
    }
    if (values.decimal.empty() || values.decimal == "." || values.decimal == ",") return true;
    note(kpi_.place_of("decimal"), "'decimal' is neither a point nor a comma", "write \".\" or \",\"");
    return false;
  }

  std::optional<std::size_t> column(std::string_view wanted, std::string_view usual) {
    const std::string_view name = wanted.empty() ? usual : wanted;
    for (std::size_t i = 0; i < row_.size(); ++i)
      if (row_[i].text == name) return i;
    std::vector<std::string_view> names;
    for (const CsvCell& cell : row_) names.push_back(cell.text);
    const std::string key = fmt::format("{}-column", usual);
    const auto near = nearest(name, names);
    std::string mend = near ? fmt::format("did you mean '{}'?", *near) : fmt::format("its columns are {}", listed(names));
    if (wanted.empty()) mend = near ? fmt::format("say {} = \"{}\"", key, *near) : fmt::format("{}; say which with {}", mend, key);
    note(wanted.empty() ? place(row_.front().place) : kpi_.place_of(key), fmt::format("no column '{}' in the CSV", name), mend);
    return std::nullopt;
  }

  std::optional<Columns> find_columns() {
    const auto date = column(kpi_.values.date_column, "date");
    const auto value = column(kpi_.values.value_column, "value");
    if (!date || !value) return std::nullopt;
    return Columns{*date, *value};
  }

  void read_row(const Columns& columns) {
    if (row_.size() <= std::max(columns.date, columns.value)) return note_row(row_.front().place, "this row has too few columns", "complete it");
    const CsvCell& date_cell = row_[columns.date];
    const CsvCell& value_cell = row_[columns.value];
    if (trim(value_cell.text).empty()) return;  // no reading that day
    const auto date = parse_formatted_date(trim(date_cell.text), kpi_.values.date_format);
    if (!date) return note_row(date_cell.place, fmt::format("'{}' is no date", date_cell.text), date_hint());
    const auto value = parse_decimal(trim(value_cell.text), kpi_.values.decimal == "," ? ',' : '.');
    if (!value) return note_row(value_cell.place, value.error().what, value.error().hint);
    Reading reading;
    reading.date = *date;
    reading.value = *value;
    reading.place = place(value_cell.place);
    kpi_.readings.push_back(reading);
  }

  std::string date_hint() const {
    return kpi_.values.date_format.empty() ? "dates are 2026-08-17 unless date-format says otherwise"
                                           : fmt::format("date-format is {}", kpi_.values.date_format);
  }

  okr::Place place(CsvPlace at) const { return {file_, static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)}; }

  /// One cause most often spoils every row; the first few show it.
  void note_row(CsvPlace at, std::string message, std::string mend) {
    if (++bad_rows_ <= most_noted) note(place(at), std::move(message), std::move(mend));
  }

  void note(okr::Place at, std::string message, std::string mend) {
    Diagnostic diagnostic;
    diagnostic.code = Code::E107;
    diagnostic.place = at;
    diagnostic.length = 0;
    diagnostic.message = std::move(message);
    diagnostic.mend = std::move(mend);
    diagnostics_.push_back(std::move(diagnostic));
    kpi_.faulty = true;
  }

  CsvReader reader_;
  std::vector<CsvCell> row_;
  std::uint32_t file_;
  Kpi& kpi_;
  Diagnostics& diagnostics_;
  std::size_t bad_rows_ = 0;
};

}  // namespace

void read_csv_readings(std::string_view text, std::uint32_t file, Kpi& kpi, Diagnostics& diagnostics) {
  CsvReadings(text, file, kpi, diagnostics).read();
}

}  // namespace okr::store
