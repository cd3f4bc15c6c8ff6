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

class CsvReadings {
 public:
  CsvReadings(std::string_view text, std::uint32_t file, Kpi& kpi, Diagnostics& diagnostics)
      : reader_(text, kpi.values.delimiter.empty() ? ',' : kpi.values.delimiter.front()), file_(file), kpi_(kpi), diagnostics_(diagnostics) {}

  void read() {
    if (!check_settings() || !next()) return;
    const auto columns = find_columns();
    if (!columns) return;
    while (next()) read_row(*columns);
  }

 private:
  bool next() {
    const auto more = reader_.read(row_);
    if (more) return *more;
    note(more.error().place, more.error().what, more.error().hint);
    return false;
  }

  bool check_settings() {
    const CsvSource& values = kpi_.values;
    const auto refuse = [this](std::string_view key, std::string message) {
      Diagnostic diagnostic;
      diagnostic.code = Code::E107;
      diagnostic.place = kpi_.place_of(key);
      diagnostic.length = 0;
      diagnostic.message = std::move(message);
      diagnostics_.push_back(std::move(diagnostic));
      kpi_.faulty = true;
      return false;
    };
    if (values.delimiter.size() > 1) return refuse("delimiter", "'delimiter' is not one character");
    if (!values.decimal.empty() && values.decimal != "." && values.decimal != ",") return refuse("decimal", "'decimal' is neither \".\" nor \",\"");
    return true;
  }

  std::optional<std::size_t> column(std::string_view wanted, std::string_view usual) {
    const std::string_view name = wanted.empty() ? usual : wanted;
    for (std::size_t i = 0; i < row_.size(); ++i)
      if (row_[i].text == name) return i;
    std::vector<std::string_view> names;
    for (const CsvCell& cell : row_) names.push_back(cell.text);
    const auto near = nearest(name, names);
    note({1, 1}, fmt::format("no column '{}'", name), near ? fmt::format("did you mean '{}'? say it with {}-column", *near, usual)
                                                          : fmt::format("say it with {}-column", usual));
    return std::nullopt;
  }

  std::optional<Columns> find_columns() {
    const auto date = column(kpi_.values.date_column, "date");
    const auto value = column(kpi_.values.value_column, "value");
    if (!date || !value) return std::nullopt;
    return Columns{*date, *value};
  }

  void read_row(const Columns& columns) {
    if (row_.size() <= std::max(columns.date, columns.value)) return note(row_.front().place, "this row has too few columns", "complete it");
    const CsvCell& date_cell = row_[columns.date];
    const CsvCell& value_cell = row_[columns.value];
    if (trim(value_cell.text).empty()) return;  // no reading that day
    const auto date = parse_formatted_date(trim(date_cell.text), kpi_.values.date_format);
    if (!date) return note(date_cell.place, fmt::format("'{}' is no date", safe_for_terminal(date_cell.text)), date_hint());
    const auto value = parse_decimal(trim(value_cell.text), kpi_.values.decimal == "," ? ',' : '.');
    if (!value) return note(value_cell.place, value.error().what, value.error().hint);
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

  void note(CsvPlace at, std::string message, std::string mend) {
    Diagnostic diagnostic;
    diagnostic.code = Code::E107;
    diagnostic.place = place(at);
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
};

}  // namespace

void read_csv_readings(std::string_view text, std::uint32_t file, Kpi& kpi, Diagnostics& diagnostics) {
  CsvReadings(text, file, kpi, diagnostics).read();
}

}  // namespace okr::store
