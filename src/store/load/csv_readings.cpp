// SPDX-License-Identifier: MIT
// A KPI's readings from a CSV of the workspace: column names, date format and decimal mark are said, never guessed.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/csv.hpp"
#include "okr/base/text.hpp"
#include "store/load/gather.hpp"

namespace okr::store {
namespace {

struct Columns {
  std::size_t date = 0, value = 0;
  std::size_t named = 0;  ///< how many the header names
};

constexpr std::size_t most_noted = 20;  // rows

CsvForm form_of(const CsvSource& values, FiscalYear fiscal_start) {
  CsvForm form;
  if (!values.delimiter.empty()) form.delimiter = values.delimiter.front();
  if (values.decimal == ",") form.decimal = ',';
  form.date_format = values.date_format;
  form.fiscal_year = fiscal_start;
  return form;
}

class CsvReadings {
 public:
  CsvReadings(std::string_view text, CsvForm form, Kpi& kpi, Diagnostics& diagnostics)
      : form_(std::move(form)), reader_(text, form_.delimiter), kpi_(kpi), diagnostics_(diagnostics) {}

  void read(std::uint32_t file) {
    file_ = file;
    if (!check_settings()) return;
    if (!next()) {
      if (!kpi_.faulty) note(place({1, 1}), "the CSV is empty", "its first line names the columns");
      return;
    }
    const auto columns = find_columns();
    if (!columns) return;
    while (next()) read_row(*columns);
    if (bad_rows_ > most_noted)
      diagnostics_.back().help = fmt::format("{} more rows of this file cannot be read", bad_rows_ - most_noted);
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
    if (!values.decimal.empty() && values.decimal != "." && values.decimal != ",") {
      note(kpi_.place_of("decimal"), "'decimal' is neither a point nor a comma", "write \".\" or \",\"");
      return false;
    }
    const Status format = check_date_format(values.date_format);
    if (!format) note(kpi_.place_of("date-format"), format.error().what, format.error().hint);
    return format.has_value();
  }

  std::optional<std::size_t> column(std::string_view wanted, std::string_view usual) {
    const auto found = column_named(row_, wanted.empty() ? usual : wanted, form_);
    if (found) return *found;
    const std::string key = fmt::format("{}-column", usual);
    std::string mend = found.error().hint;
    if (wanted.empty()) mend = fmt::format("its columns are {}; say which with {}", column_names(row_), key);
    note(wanted.empty() ? place(row_.front().place) : kpi_.place_of(key),
         fmt::format("{} in the CSV", found.error().what), mend);
    return std::nullopt;
  }

  std::optional<Columns> find_columns() {
    const auto date = column(kpi_.values.date_column, "date");
    const auto value = column(kpi_.values.value_column, "value");
    if (!date || !value) return std::nullopt;
    return Columns{*date, *value, row_.size()};
  }

  void read_row(const Columns& columns) {
    if (CsvFault fault = csv_row_fault(row_, columns.named, std::max(columns.date, columns.value) + 1, form_);
        !fault.what.empty())
      return note_row(std::move(fault));
    const CsvCell& value_cell = row_[columns.value];
    if (is_without_number(value_cell.text)) return;  // no reading that day
    auto day = csv_day(row_[columns.date], form_);
    if (!day) return note_row(std::move(day.error()));
    auto value = csv_number(value_cell, form_);
    if (!value) return note_row(unit_fault(value_cell, kpi_.unit, form_, std::move(value.error())));
    Reading reading;
    reading.date = day->date;
    reading.unit = day->unit;
    reading.value = *value;
    reading.place = place(value_cell.place);
    kpi_.readings.push_back(reading);
  }

  Place place(CsvPlace at) const {
    return {file_, static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)};
  }

  /// One cause most often spoils every row; the first few show it.
  void note_row(CsvFault fault) {
    if (++bad_rows_ <= most_noted) note(place(fault.place), std::move(fault.what), std::move(fault.hint));
  }

  void note(Place at, std::string message, std::string mend) {
    diagnostics_.push_back(diagnostic_at(Code::E107, at, std::move(message), std::move(mend)));
    kpi_.faulty = true;
  }

  CsvForm form_;
  CsvReader reader_;
  std::vector<CsvCell> row_;
  std::uint32_t file_ = 0;
  Kpi& kpi_;
  Diagnostics& diagnostics_;
  std::size_t bad_rows_ = 0;
};

}  // namespace

void read_csv_readings(std::string_view text, CsvOrigin origin, Kpi& kpi, Diagnostics& diagnostics) {
  CsvReadings(text, form_of(kpi.values, origin.fiscal_year), kpi, diagnostics).read(origin.file);
}

}  // namespace okr::store
