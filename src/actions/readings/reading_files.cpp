// SPDX-License-Identifier: MIT
#include "actions/readings/reading_files.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/kpi.hpp"
#include "okr/store/disk.hpp"
#include "session/records.hpp"

namespace okr::cli {
namespace {

std::string with_unit_of(const Kpi& kpi, const std::string& numbers) {
  return kpi.unit.empty() ? numbers : fmt::format("{} {}", numbers, safe_for_terminal(kpi.unit));
}

/// The file that holds a line: the KPI's, or the one of its year and source in the KPI's folder.
std::string file_for(const Workspace& workspace, const Kpi& kpi, const ReadingLine& line) {
  const std::string& definition = workspace.files[kpi.place.file];
  const std::string_view folder = folder_of_readings(definition);
  return folder.empty() ? definition : file_of_readings(folder, line.date, line.source);
}

Status put_into(const Workspace& workspace, const std::string& path, std::span<const store::ReadingEdit> readings,
                Transaction& transaction) {
  const std::string full_path = workspace.root + "/" + path;
  const bool is_new = !workspace.text_marks.contains(path);
  TRY_ASSIGN(auto before, is_new ? Result<std::string>() : store::read_file_inside(workspace.root, full_path));
  auto after = store::put_readings(before, readings, workspace.fiscal_start());
  if (!after) {
    Error error = after.error();
    error.what = fmt::format("{}: {}", path, error.what);
    return tl::unexpected<Error>(std::move(error));
  }
  if (is_new)
    transaction.create(path, std::move(*after));
  else
    transaction.replace(path, std::move(before), std::move(*after));
  return {};
}

}  // namespace

Error usage_error(std::string what, std::string hint) { return {ErrorKind::usage, std::move(what), std::move(hint)}; }

const Kpi* kpi_called(const Workspace& workspace, std::string_view typed) {
  return workspace.kpi(without_kpi_prefix(typed));
}

Error unknown_kpi(const Workspace& workspace, std::string_view typed) {
  if (auto unread = unread_kpis(workspace, typed)) return *unread;
  std::vector<std::string_view> names;
  for (const Kpi& kpi : workspace.kpis) names.push_back(kpi.id.text);
  const auto near = nearest(typed, names);
  const std::string id = safe_for_terminal(typed);
  return unknown_name(
      fmt::format("no KPI '{}'", id),
      did_you_mean(near, fmt::format("a key result? okr checkin {}=VALUE\na new KPI? okr new kpi {}", id, id)));
}

std::optional<Error> place_fault(const Kpi& kpi) {
  if (!kpi.formula.empty())
    return usage_error(fmt::format("{} is computed: {}", kpi.id.text, safe_for_terminal(kpi.formula)),
                       "record what it is made of");
  if (!kpi.values.path.empty())
    return usage_error(fmt::format("{} takes its readings from {}", kpi.id.text, safe_for_terminal(kpi.values.path)),
                       "add the line to that file");
  return std::nullopt;
}

std::optional<Error> range_fault(const Kpi& kpi, double value) {
  if (kpi.floor && value < *kpi.floor)
    return usage_error(
        fmt::format("{}: {} lies below its floor, {}", kpi.id.text, shortest(value), shortest(*kpi.floor)),
        "`floor` in its definition is what it cannot pass");
  if (kpi.ceil && value > *kpi.ceil)
    return usage_error(fmt::format("{}: {} lies above its ceil, {}", kpi.id.text, shortest(value), shortest(*kpi.ceil)),
                       "`ceil` in its definition is what it cannot pass");
  return std::nullopt;
}

std::string reading_key(Date last_day, PeriodUnit unit, FiscalYear fiscal_year) {
  if (unit == PeriodUnit::day) return to_string(last_day);
  return period_name(period_containing(last_day, unit, fiscal_year), unit, fiscal_year);
}

std::span<const Reading> readings_on(const Workspace& workspace, const Kpi& kpi, const ReadingLine& line) {
  const auto begin = std::ranges::lower_bound(kpi.readings, line.date, {}, &Reading::date);
  const auto end = std::ranges::upper_bound(kpi.readings, line.date, {}, &Reading::date);
  const std::span<const Reading> day(begin, end);
  if (!joins(kpi.aggregate)) return day;
  const std::string file = file_for(workspace, kpi, line);
  const auto is_there = [&](const Reading& reading) {
    return reading.unit == line.unit && workspace.files[reading.place.file] == file;
  };
  const auto first = std::ranges::find_if(day, is_there);
  if (first != day.end()) return {first, std::find_if_not(first, day.end(), is_there)};
  const auto stands_for_it = [&](const Reading& reading) { return reading.unit != line.unit; };
  const auto other = std::ranges::find_if(day, stands_for_it);
  return {other, other == day.end() ? other : std::next(other)};
}

std::string amounts_text(const Kpi& kpi, std::span<const Reading> amounts) {
  std::vector<std::string> numbers;
  for (const Reading& amount : amounts) numbers.push_back(display_value(amount.value));
  return with_unit_of(kpi, listed(numbers));
}

const Reading* last_reading(const Kpi& kpi, Date day) {
  const auto behind = std::ranges::upper_bound(kpi.readings, day, {}, &Reading::date);
  return behind == kpi.readings.begin() ? nullptr : &*std::prev(behind);
}

bool is_same_reading(const Kpi& kpi, std::span<const Reading> there, std::vector<double> amounts,
                     std::string_view note) {
  std::vector<double> old;
  for (const Reading& reading : there) old.push_back(reading.value);
  std::ranges::sort(old);
  std::ranges::sort(amounts);
  if (old != amounts) return false;
  return trim(note).empty() || trim(kpi.note_of(there.front())) == trim(note);
}

Error taken_by(const Workspace& workspace, const Kpi& kpi, std::span<const Reading> there,
               std::span<const double> amounts, bool can_add) {
  const Reading& first = there.front();
  const bool only_note = is_same_reading(kpi, there, {amounts.begin(), amounts.end()}, {});
  std::vector<std::string> wanted;
  for (const double amount : amounts) wanted.push_back(display_value(amount));
  const std::string_view adding = can_add && adds_up(kpi.aggregate) ? ", +VALUE adds to it" : "";
  return {
      ErrorKind::answer_no,
      fmt::format("{} has {}{} for {} already{}", kpi.id.text, amounts_text(kpi, there),
                  only_note ? " with another note" : "", reading_key(first.date, first.unit, workspace.fiscal_start()),
                  only_note ? "" : fmt::format(", not {}", with_unit_of(kpi, listed(wanted)))),
      fmt::format("it stands at {}; --replace changes it{}", to_string(first.place, workspace), adding)};
}

/// The one that was used last comes first: a year's readings arrive together.
std::vector<store::ReadingEdit>& ReadingFiles::readings_of(const std::string& path) {
  const auto known = std::find_if(files_.rbegin(), files_.rend(), [&](const File& file) { return file.path == path; });
  if (known != files_.rend()) return known->readings;
  files_.push_back({path, {}});
  return files_.back().readings;
}

void ReadingFiles::add(const Kpi& kpi, const ReadingLine& line, store::ReadingEdit edit) {
  readings_of(file_for(workspace_, kpi, line)).push_back(std::move(edit));
}

void ReadingFiles::replace(const Reading& there, store::ReadingEdit edit) {
  edit.key = reading_key(there.date, there.unit, workspace_.fiscal_start());
  readings_of(workspace_.files[there.place.file]).push_back(std::move(edit));
}

void ReadingFiles::keep(const Reading& there) {
  const std::string& file = workspace_.files[there.place.file];
  if (kept_.empty() || kept_.back() != file) kept_.push_back(file);
}

Result<Transaction> ReadingFiles::transaction(const BeforeFile& before_file) const {
  Transaction transaction = Transaction::of(workspace_);
  transaction.in_place = kept_;
  for (const File& file : files_) {
    if (before_file) before_file(file.path, file.readings.size());
    TRY(put_into(workspace_, file.path, file.readings, transaction));
  }
  return transaction;
}

}  // namespace okr::cli
