// SPDX-License-Identifier: MIT
#include "actions/readings/import_file.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/import/table.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/kpi.hpp"

namespace okr::cli {
namespace {

/// A column that is called by a day.
struct DayColumn {
  std::size_t index = 0;
  CsvDay day;
};

struct Columns {
  std::optional<std::size_t> date, note, kpi;
  std::vector<std::size_t> values;  ///< one a target
  std::vector<DayColumn> days;      ///< of dates across
  std::size_t named = 0;            ///< how many the header names
  std::size_t read = 0;             ///< how many cells a row needs
  std::vector<std::string> left_out = {};
};

// --- the header -----------------------------------------------------------------------------------------------------

/// Finds the columns by their names; what is wrong with them is told in one error.
class Header {
 public:
  Header(const std::vector<CsvCell>& cells, const ImportRequest& request) : cells_(cells), request_(request) {}

  Result<Columns> columns() {
    Columns columns;
    columns.named = cells_.size();
    if (!request_.kpi_column.empty()) columns.kpi = find("kpi-column", request_.kpi_column);
    if (request_.dates_across)
      find_days(columns);
    else
      find_values(columns);
    if (!request_.note_column.empty()) columns.note = find("note", request_.note_column);
    if (error_) return tl::unexpected<Error>(std::move(*error_));
    for (const auto& column : {columns.date, columns.kpi})
      if (column) columns.read = std::max(columns.read, *column + 1);
    for (const std::size_t value : columns.values) columns.read = std::max(columns.read, value + 1);
    return columns;
  }

 private:
  void find_values(Columns& columns) {
    columns.date = find("date", request_.date_column);
    if (request_.targets.empty()) find("value", "");
    for (const ImportTarget& target : request_.targets) columns.values.push_back(find("value", target.column));
  }

  void find_days(Columns& columns) {
    std::optional<std::string> hint;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const bool is_known = columns.kpi == i || trim(cells_[i].text) == request_.note_column;
      if (is_known || trim(cells_[i].text).empty()) continue;
      const auto day = csv_day(cells_[i], request_.form);
      if (day)
        columns.days.push_back({i, *day});
      else
        columns.left_out.push_back(fmt::format("'{}'", safe_for_terminal(trim(cells_[i].text))));
      if (!day) hint = day.error().hint;
    }
    if (!columns.days.empty()) return;
    refuse(fmt::format("--dates-across: no column of {} is called by a day", safe_for_terminal(request_.name)),
           fmt::format("its columns are {}{}", column_names(cells_), hint ? "\n" + *hint : std::string()));
  }

  std::size_t find(std::string_view option, const std::string& name) {
    if (name.empty()) {
      refuse(fmt::format("import needs --{} COLUMN", option), needs_hint());
      return 0;
    }
    auto found = column_named(cells_, name, request_.form);
    if (found) return *found;
    if (option == "date" && has_days()) found.error().hint += "\nare days its columns? --dates-across";
    refuse(fmt::format("--{}: {} in {}", option, found.error().what, safe_for_terminal(request_.name)),
           std::move(found.error().hint));
    return 0;
  }

  bool has_days() const {
    return std::ranges::any_of(cells_, [&](const CsvCell& cell) { return csv_day(cell, request_.form).has_value(); });
  }

  /// Who says nothing at all may have another kind of sheet.
  std::string needs_hint() const {
    const std::string names = fmt::format("its columns are {}", column_names(cells_));
    const bool says_nothing = request_.date_column.empty() && request_.targets.empty() && request_.kpi_column.empty();
    if (!says_nothing) return names;
    return names + "\na sheet of objectives and key results: --map NAME (okr import --show-map lists them)";
  }

  void refuse(std::string what, std::string hint) {
    if (!error_) error_ = Error{ErrorKind::usage, std::move(what), std::move(hint)};
  }

  const std::vector<CsvCell>& cells_;
  const ImportRequest& request_;
  std::optional<Error> error_;
};

// --- the rows -------------------------------------------------------------------------------------------------------

class Rows {
 public:
  Rows(CsvStream& stream, const ImportRequest& request, std::vector<CsvCell> header, Columns columns)
      : stream_(stream),
        request_(request),
        header_(std::move(header)),
        columns_(std::move(columns)),
        collector_(request.name, request.form, request.today,
                   [this](std::size_t line) { return stream_.line_of_row(line); }) {
    collector_.begin_row(row_, "");
    for (const ImportTarget& target : request.targets)
      if (target.kpi) collector_.target(*target.kpi);
    for (std::string& name : columns_.left_out) collector_.leave_out(std::move(name));
  }

  Result<ImportedFile> read(const std::function<void(std::size_t)>& after_row) {
    while (true) {
      TRY_ASSIGN(auto read, stream_.read(row_));
      if (!read) {
        collector_.stop_early();
        collector_.note(Code::E001, std::move(read.error()));
      }
      if (!read || !*read) break;
      take_row();
      collector_.count_row();
      if (after_row) after_row(collector_.rows());
    }
    return collector_.finish();
  }

 private:
  void take_row() {
    if (CsvFault fault = csv_row_fault(row_, columns_.named, columns_.read, request_.form); !fault.what.empty())
      return collector_.note(Code::E107, std::move(fault));
    if (!measures()) return;
    collector_.begin_row(row_, note_text());
    if (!columns_.days.empty()) return take_days();
    const CsvCell& date_cell = row_[*columns_.date];
    auto day = csv_day(date_cell, request_.form);
    if (!day) return collector_.note(Code::E107, by_encoding(date_cell, std::move(day.error())));
    if (!collector_.check_day(date_cell, *day) || !check_note()) return;
    for (std::size_t i = 0; i < columns_.values.size(); ++i) {
      if (is_empty(columns_.values[i])) continue;
      if (const auto target = target_of(i)) collector_.take(*target, *day, row_[columns_.values[i]]);
    }
  }

  void take_days() {
    const auto target = target_of(0);
    if (!target || !check_note()) return;
    for (const DayColumn& column : columns_.days)
      if (!is_empty(column.index) && collector_.check_day(header_[column.index], column.day))
        collector_.take(*target, column.day, row_[column.index]);
  }

  bool is_empty(std::size_t column) const { return column >= row_.size() || is_without_number(row_[column].text); }

  /// False for a row without any value.
  bool measures() const {
    const auto has_value = [&](std::size_t column) { return !is_empty(column); };
    return std::ranges::any_of(columns_.values, has_value) ||
           std::ranges::any_of(columns_.days, has_value, &DayColumn::index);
  }

  /// The KPI of a column, or the one that the row names; nothing where none can take it, which is a fault.
  std::optional<std::size_t> target_of(std::size_t column) {
    if (!columns_.kpi) return column;
    const CsvCell& cell = row_[*columns_.kpi];
    if (is_empty(*columns_.kpi)) {
      collector_.note(Code::E110, {cell.place, "this row names no KPI", "fill it in, or leave the row out"});
      return std::nullopt;
    }
    const auto kpi = request_.kpi_of_cell(trim(cell.text));
    if (kpi) return collector_.target(**kpi);
    collector_.note(Code::E110, by_encoding(cell, {cell.place, kpi.error().what, kpi.error().hint}));
    return std::nullopt;
  }

  bool check_note() {
    if (!columns_.note || *columns_.note >= row_.size()) return true;
    const CsvCell& cell = row_[*columns_.note];
    if (is_valid_utf8(cell.text)) return true;
    collector_.note(Code::E107, by_encoding(cell, {}));
    return false;
  }

  /// The row's note without the line ends of the system that wrote it; empty when there is none.
  std::string note_text() const {
    if (!columns_.note || *columns_.note >= row_.size()) return {};
    std::string text(trim(row_[*columns_.note].text));
    for (auto at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at)) text.erase(at, 1);
    return text;
  }

  CsvStream& stream_;
  const ImportRequest& request_;
  std::vector<CsvCell> header_;
  Columns columns_;
  std::vector<CsvCell> row_;
  ReadingCollector collector_;
};

}  // namespace

Result<ImportedFile> read_import(CsvStream& stream, const ImportRequest& request,
                                 const std::function<void(std::size_t rows)>& after_row) {
  TRY_ASSIGN(auto header, read_header(stream, request.name));
  TRY_ASSIGN(auto columns, Header(header, request).columns());
  return Rows(stream, request, std::move(header), std::move(columns)).read(after_row);
}

}  // namespace okr::cli
