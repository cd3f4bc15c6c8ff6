// SPDX-License-Identifier: MIT
#include "cli/reading_files.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view definition_name = "/kpi.toml";

Error usage(std::string what, std::string hint) { return {ErrorKind::usage, std::move(what), std::move(hint)}; }

std::string in_unit(const Kpi& kpi, double value) {
  return kpi.unit.empty() ? display_value(value)
                          : fmt::format("{} {}", display_value(value), safe_for_terminal(kpi.unit));
}

Status put_into(const Workspace& workspace, const std::string& path, std::span<const store::ReadingEdit> readings,
                Transaction& transaction) {
  const std::string full_path = workspace.root + "/" + path;
  const bool is_new = store::presence(full_path) == store::Presence::absent;
  auto before = is_new ? Result<std::string>() : store::read_file_inside(workspace.root, full_path);
  if (!before) return tl::unexpected<Error>(before.error());
  auto after = store::put_readings(*before, readings, workspace.fiscal_start());
  if (!after) {
    Error error = after.error();
    error.what = fmt::format("{}: {}", path, error.what);
    return tl::unexpected<Error>(std::move(error));
  }
  if (is_new)
    transaction.create(path, std::move(*after));
  else
    transaction.replace(path, std::move(*before), std::move(*after));
  return {};
}

}  // namespace

Error unknown_kpi(const Workspace& workspace, std::string_view typed) {
  std::vector<std::string_view> names;
  for (const Kpi& kpi : workspace.kpis) names.push_back(kpi.id.text);
  const auto near = nearest(typed, names);
  const std::string id = safe_for_terminal(typed);
  return usage(fmt::format("no KPI '{}'", id),
               near ? fmt::format("did you mean '{}'?", *near)
                    : fmt::format("a key result? okr checkin {}=VALUE\na new KPI? okr new kpi {}", id, id));
}

std::optional<Error> place_fault(const Kpi& kpi) {
  if (!kpi.formula.empty())
    return usage(fmt::format("{} is computed: {}", kpi.id.text, safe_for_terminal(kpi.formula)),
                 "record what it is made of");
  if (!kpi.values.path.empty())
    return usage(fmt::format("{} takes its readings from {}", kpi.id.text, safe_for_terminal(kpi.values.path)),
                 "add the line to that file");
  return std::nullopt;
}

std::optional<Error> range_fault(const Kpi& kpi, double value) {
  if (kpi.floor && value < *kpi.floor)
    return usage(fmt::format("{}: {} lies below its floor, {}", kpi.id.text, shortest(value), shortest(*kpi.floor)),
                 "`floor` in its definition is what it cannot pass");
  if (kpi.ceil && value > *kpi.ceil)
    return usage(fmt::format("{}: {} lies above its ceil, {}", kpi.id.text, shortest(value), shortest(*kpi.ceil)),
                 "`ceil` in its definition is what it cannot pass");
  return std::nullopt;
}

std::string reading_key(Date last_day, PeriodUnit unit, unsigned fiscal_start_month) {
  if (unit == PeriodUnit::day) return to_string(last_day);
  return period_name(period_containing(last_day, unit, fiscal_start_month), unit, fiscal_start_month);
}

const Reading* reading_on(const Kpi& kpi, Date date) {
  const auto there = std::ranges::lower_bound(kpi.readings, date, {}, &Reading::date);
  return there != kpi.readings.end() && there->date == date ? &*there : nullptr;
}

const Reading* last_reading(const Kpi& kpi, Date day) {
  const auto behind = std::ranges::upper_bound(kpi.readings, day, {}, &Reading::date);
  return behind == kpi.readings.begin() ? nullptr : &*std::prev(behind);
}

bool is_same_reading(const Kpi& kpi, const Reading& there, double value, std::string_view note) {
  if (there.value != value) return false;
  if (trim(note).empty()) return true;
  return trim(kpi.note_of(there)) == trim(note);
}

Error taken_by(const Workspace& workspace, const Kpi& kpi, const Reading& there, double value) {
  const bool only_note = there.value == value;
  return {
      ErrorKind::answer_no,
      fmt::format("{} has {}{} for {} already{}", kpi.id.text, in_unit(kpi, there.value),
                  only_note ? " with another note" : "", reading_key(there.date, there.unit, workspace.fiscal_start()),
                  only_note ? "" : fmt::format(", not {}", in_unit(kpi, value))),
      fmt::format("it stands at {}; --replace changes it", to_string(there.place, workspace))};
}

std::string ReadingFiles::file_for(const Kpi& kpi, Date day) const {
  const std::string& definition = workspace_.files[kpi.place.file];
  if (!definition.ends_with(definition_name)) return definition;
  return fmt::format("{}/{:04}-{}.toml", definition.substr(0, definition.size() - definition_name.size()),
                     static_cast<int>(day.year()), source_);
}

/// The one that was used last comes first: a year's readings arrive together.
std::vector<store::ReadingEdit>& ReadingFiles::readings_of(const std::string& path) {
  const auto known = std::find_if(files_.rbegin(), files_.rend(), [&](const File& file) { return file.path == path; });
  if (known != files_.rend()) return known->readings;
  files_.push_back({path, {}});
  return files_.back().readings;
}

void ReadingFiles::add(const Kpi& kpi, Date day, store::ReadingEdit edit) {
  readings_of(file_for(kpi, day)).push_back(std::move(edit));
}

void ReadingFiles::replace(const Reading& there, double value, std::string note) {
  readings_of(workspace_.files[there.place.file])
      .push_back({reading_key(there.date, there.unit, workspace_.fiscal_start()), value, std::move(note)});
}

Result<Transaction> ReadingFiles::transaction(const BeforeFile& before_file) const {
  Transaction transaction;
  transaction.root = workspace_.root;
  for (const File& file : files_) {
    if (before_file) before_file(file.path, file.readings.size());
    if (auto put = put_into(workspace_, file.path, file.readings, transaction); !put)
      return tl::unexpected<Error>(put.error());
  }
  return transaction;
}

}  // namespace okr::cli
