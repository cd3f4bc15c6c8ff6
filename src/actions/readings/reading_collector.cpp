// SPDX-License-Identifier: MIT
#include "actions/readings/reading_collector.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/import/faults.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::cli {
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

std::vector<ImportedReading> by_date(std::vector<ImportedReading> readings) {
  std::ranges::stable_sort(readings, {},
                           [](const ImportedReading& reading) { return std::pair(reading.date, reading.unit); });
  return readings;
}

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

CsvFault by_encoding(const CsvCell& cell, CsvFault fault) {
  if (is_valid_utf8(cell.text)) return fault;
  return fault_at(cell, "this cell is not UTF-8",
                  "say the file's encoding: --encoding windows-1252 or --encoding latin1");
}

std::size_t ReadingCollector::target(const Kpi& kpi) {
  const auto known = std::ranges::find(file_.kpis, &kpi);
  if (known != file_.kpis.end()) return static_cast<std::size_t>(known - file_.kpis.begin());
  file_.kpis.push_back(&kpi);
  by_day_.emplace_back();
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
                                             reading_key(day.date, day.unit, form_.fiscal_year), to_string(day.date));
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
  if (!value && is_with_unit(cell, kpi.unit)) value = csv_number(without_unit(cell, kpi.unit), form_);
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
    compare(kpi, cell, known->second, reading);
}

namespace {

/// Samples of a series bear no line of their own.
std::string samples_of_a_day(const std::string& day, const ImportedReading& known, const ImportedReading& again) {
  return fmt::format("{} has several samples, {} and {} among them", day, shortest(known.value), shortest(again.value));
}

std::string one_sample_a_day(const Kpi& kpi) {
  return fmt::format(
      "kpi/{0} takes one value a day: ask Prometheus for one, with step=86400 (or avg_over_time and its like), or let "
      "it take the mean of all: okr set kpi/{0}.aggregate=mean",
      kpi.id.text);
}

}  // namespace

/// A day that comes again says the same, or neither row can be taken; so the order of the rows does not matter.
void ReadingCollector::compare(const Kpi& kpi, const CsvCell& cell, ImportedReading& known,
                               const ImportedReading& again) {
  const std::string note_known = file_.note_of(known);
  const bool same_note = row_note_.empty() || note_known.empty() || row_note_ == note_known;
  if (known.value == again.value && known.unit == again.unit && same_note) {
    if (note_known.empty()) known.note = kept_note();
    return;
  }
  known.contradicted = true;
  const FiscalYear start = form_.fiscal_year;
  const std::string key = reading_key(again.date, again.unit, start);
  const std::string other_key = reading_key(known.date, known.unit, start);
  if (points_at_) return note(Code::E115, fault_at(cell, samples_of_a_day(key, known, again), one_sample_a_day(kpi)));
  const std::string what = known.unit != again.unit ? fmt::format("{} and {} are one day", key, other_key)
                           : known.value != again.value
                               ? fmt::format("{} is {} here and {} in line {}", key, shortest(again.value),
                                             shortest(known.value), known.line)
                               : fmt::format("{} has another note here than in line {}", key, known.line);
  note(Code::E115,
       fault_at(cell, what,
                fmt::format("the other one is at {}:{}:{}: leave one out", name_, known.line, known.column)));
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
  for (std::size_t target = 0; target < by_day_.size(); ++target)
    file_.readings.push_back(joins(target) ? by_date(std::move(all_[target])) : sorted(by_day_[target]));
  return std::move(file_);
}

}  // namespace okr::cli
