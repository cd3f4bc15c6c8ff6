// SPDX-License-Identifier: MIT
// Readings of KPIs from a CSV: the columns by their names, the rows by their days, and what two rows say of one day.
#include "actions/import/readings/import.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <utility>

#include "actions/import/opening.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/kpi.hpp"

namespace okr::actions {
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
    collector_.note(Code::E110,
                    by_encoding(cell, {cell.place, kpi.error().what, join(split(kpi.error().hint, '\n'), "; ")}));
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
    const std::string& text = row_[*columns_.note].text;
    return with_plain_ends(trim(request_.form.delimiter == '\t' ? text : without_defusing(text)));
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

// --- readings as they come -------------------------------------------------------------------------------------------

namespace {

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

template <class Days>
std::vector<ImportedReading> sorted(Days& days) {
  std::vector<ImportedReading> readings;
  readings.reserve(days.size());
  for (const auto& day : days)
    if (!day.second.contradicted) readings.push_back(day.second);
  days = Days();  // a million of them take room
  std::ranges::sort(readings, {}, &ImportedReading::date);
  return readings;
}

}  // namespace

std::size_t ReadingCollector::target(const Kpi& kpi) {
  const auto known = std::ranges::find(file_.kpis, &kpi);
  if (known != file_.kpis.end()) return static_cast<std::size_t>(known - file_.kpis.begin());
  file_.kpis.push_back(&kpi);
  by_day_.emplace_back();
  has_per_cent_.push_back(false);
  all_.emplace_back();
  return file_.kpis.size() - 1;
}

void ReadingCollector::begin_row(const std::vector<CsvCell>& row, std::string note) {
  row_ = &row;
  row_note_ = std::move(note);
  kept_note_ = -1;
}

bool ReadingCollector::check_day(const CsvCell& date_cell, const CsvDay& day) {
  if (day.date <= today_) return true;
  const std::string what = day.unit == PeriodUnit::day
                               ? fmt::format("{} lies in the future", to_string(day.date))
                               : fmt::format("{} has not ended, it ends on {}",
                                             period_name(day.date, day.unit, form_.fiscal_year), to_string(day.date));
  note(Code::E107, fault_at(date_cell, what, fmt::format("today is {}", to_string(today_))));
  return false;
}

/// The row's note, kept once whatever the number of its values.
std::int32_t ReadingCollector::kept_note() {
  if (kept_note_ >= 0 || row_note_.empty()) return kept_note_;
  file_.notes.push_back(row_note_);
  return kept_note_ = static_cast<std::int32_t>(file_.notes.size() - 1);
}

void ReadingCollector::take(std::size_t target, const CsvDay& day, const CsvCell& cell) {
  const Kpi& kpi = *file_.kpis[target];
  auto value = csv_number(cell, form_);
  const bool has_unit = !value && is_with_unit(cell, kpi.unit);
  if (has_unit) value = csv_number(without_unit(cell, kpi.unit), form_);
  if (!value) return note(Code::E107, by_encoding(cell, unit_fault(cell, kpi.unit, form_, std::move(value.error()))));
  if (auto fault = range_fault(kpi, *value))
    return note(Code::E107, fault_at(cell, std::move(fault->what), std::move(fault->hint)));
  ImportedReading reading;
  reading.value = *value;
  reading.date = day.date;
  reading.unit = day.unit;
  reading.line = static_cast<std::uint32_t>(cell.place.line);
  reading.column = static_cast<std::uint32_t>(cell.place.column);
  const bool is_in_per_cent = kpi.unit.starts_with('%');
  if (is_in_per_cent && has_unit) has_per_cent_[target] = true;
  reading.may_be_share = is_in_per_cent && !has_unit && *value != 0 && std::abs(*value) <= 1;
  const PointForm point = may_have_decimal_commas(form_) ? point_form(trim(cell.text)) : PointForm::none;
  has_decimal_point_ |= point == PointForm::decimal;
  reading.may_be_grouped = point == PointForm::grouped_or_decimal;
  if (joins(target)) {
    reading.note = kept_note();
    return all_[target].push_back(reading);
  }
  const auto [known, is_new] = by_day_[target].try_emplace(number_of(day.date), reading);
  if (is_new)
    known->second.note = kept_note();
  else
    compare(kpi, cell, known->second, reading);
}

namespace {

/// Samples of a series bear no line of their own.
std::string samples_of_a_day(const std::string& day, const ImportedReading& known, const ImportedReading& again) {
  return fmt::format("{} has several samples, {} and {} among them", day, shortest(known.value), shortest(again.value));
}

std::string mean_of_all(const Kpi& kpi) {
  return fmt::format("let it take the mean of all: okr set kpi/{}.aggregate=mean", kpi.id.text);
}

std::string one_sample_a_day(const Kpi& kpi) {
  return fmt::format(
      "kpi/{} takes one value a day: ask Prometheus for one, with step=86400 (or avg_over_time and its like), or {}",
      kpi.id.text, mean_of_all(kpi));
}

}  // namespace

/// A day that comes again says the same, or none of its rows can be taken, and each is told; so the order of the rows
/// does not matter.
void ReadingCollector::compare(const Kpi& kpi, const CsvCell& cell, ImportedReading& known,
                               const ImportedReading& again) {
  const std::string note_known = file_.note_of(known);
  const bool same_note = row_note_.empty() || note_known.empty() || row_note_ == note_known;
  const bool is_same = known.value == again.value && known.unit == again.unit && same_note;
  if (is_same && (points_at_ || !known.contradicted)) {
    if (note_known.empty()) known.note = kept_note();
    return;
  }
  if (!points_at_) return contradict(kpi, known, again, is_same);
  known.contradicted = true;
  const std::string key = period_name(again.date, again.unit, form_.fiscal_year);
  note(Code::E115, fault_at(cell, samples_of_a_day(key, known, again), one_sample_a_day(kpi)));
}

void ReadingCollector::contradict(const Kpi& kpi, ImportedReading& known, const ImportedReading& again, bool is_same) {
  if (!std::exchange(known.contradicted, true)) note(Code::E115, contradiction(kpi, known, again, is_same));
  note(Code::E115, contradiction(kpi, again, known, is_same));
}

/// What is said of the row of one of two readings of a day; of two that are the same a third one says something else.
CsvFault ReadingCollector::contradiction(const Kpi& kpi, const ImportedReading& here, const ImportedReading& there,
                                         bool is_same) const {
  const auto key_of = [&](const ImportedReading& one) { return period_name(one.date, one.unit, form_.fiscal_year); };
  const std::string key = key_of(here);
  std::string what = fmt::format("{} has another note here than in line {}", key, there.line);
  if (here.unit != there.unit)
    what = fmt::format("{} and {} are one day", key, key_of(there));
  else if (here.value != there.value)
    what = fmt::format("{} is {} here and {} in line {}", key, shortest(here.value), shortest(there.value), there.line);
  else if (is_same)
    what = fmt::format("{} is said here and in line {}, and in a third one otherwise", key, there.line);
  return {{here.line, here.column},
          std::move(what),
          fmt::format("the other one is at {}:{}:{}: leave one out{}", name_, there.line, there.column,
                      here.unit != there.unit || here.value == there.value ? "" : ", or " + mean_of_all(kpi))};
}

void ReadingCollector::begin_sample(const std::vector<CsvCell>& row) {
  begin_row(row, "");
  points_at_ = row.front().place;
}

void ReadingCollector::note(Code code, CsvFault fault) {
  if (++file_.fault_count > most_faults_shown) return;
  const CsvPlace place = fault.place;
  file_.faults.push_back(diagnostic_of(code, std::move(fault), line_of_(place.line)));
  file_.faults.back().length = length_at(place);
}

/// Of the cell that stands there.
std::uint32_t ReadingCollector::length_at(const CsvPlace& place) const {
  if (row_ == nullptr) return 1;
  const auto cell = std::ranges::find(*row_, place, &CsvCell::place);
  return cell == row_->end() || cell->place == points_at_ ? 1 : length_of(*cell);
}

ImportedFile ReadingCollector::finish() {
  for (std::size_t target = 0; target < by_day_.size(); ++target) {
    file_.readings.push_back(joins(target) ? joined(target) : sorted(by_day_[target]));
    if (has_per_cent_[target]) refuse_shares(target);
  }
  if (!has_decimal_point_) refuse_doubtful_points();
  std::ranges::stable_sort(file_.faults, {}, [](const Diagnostic& one) { return one.place.line; });
  return std::move(file_);
}

/// All points of the file may group thousands: what they are has to be said.
void ReadingCollector::refuse_doubtful_points() {
  for (std::vector<ImportedReading>& readings : file_.readings) {
    for (const ImportedReading& reading : readings)
      if (reading.may_be_grouped)
        note(Code::E107, doubtful_point({reading.line, reading.column}, fmt::format("{:.3f}", reading.value)));
    std::erase_if(readings, [](const ImportedReading& reading) { return reading.may_be_grouped; });
  }
}

/// Beside cells with a % one that is alone and up to 1 may be a share of 1, or per cent.
void ReadingCollector::refuse_shares(std::size_t target) {
  for (const ImportedReading& reading : file_.readings[target])
    if (reading.may_be_share)
      note(Code::E107, {{reading.line, reading.column},
                        fmt::format("{} has no unit, and other cells are in %", shortest(reading.value)),
                        "write its %, too"});
  std::erase_if(file_.readings[target], [](const ImportedReading& reading) { return reading.may_be_share; });
}

/// A day and the period that ends on it are a line each.
std::vector<ImportedReading> ReadingCollector::joined(std::size_t target) {
  std::vector<ImportedReading> readings = std::move(all_[target]);
  std::ranges::stable_sort(readings, {}, [](const ImportedReading& one) { return std::pair(one.date, one.unit); });
  return readings;
}

}  // namespace okr::actions
