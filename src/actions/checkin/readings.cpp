// SPDX-License-Identifier: MIT
#include "actions/checkin/readings.hpp"

#include <fmt/core.h>

#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
namespace {

/// What one of them comes to, by the same rules as `okr record`.
Status add(const Workspace& workspace, const SaidReading& said, const std::string& source, PreparedReadings& all) {
  const RecordOptions how{said.day, said.note, source, true};
  const std::string word = fmt::format("{}={}", said.kpi, said.value);
  RecordPlan plan = plan_record(workspace, {&word, 1}, how);
  for (Error& error : plan.errors) all.faults.push_back(std::move(error));
  if (!plan.unknown.empty()) all.faults.push_back(unknown_kpi(workspace, said.kpi));
  for (const std::string& broken : plan.broken)
    all.faults.push_back({ErrorKind::usage, fmt::format("{} is in error", broken), "`okr check` says where"});
  if (!all.faults.empty()) return {};
  TRY_ASSIGN(auto files, record_files(workspace, plan, how));
  for (FileChange& file : files.files) all.transaction.files.push_back(std::move(file));
  for (const NewReading& reading : plan.readings) all.readings.push_back({reading, said.day});
  return {};
}

}  // namespace

Result<PreparedReadings> prepared_readings(const Workspace& workspace, std::span<const SaidReading> said,
                                           const std::string& source) {
  PreparedReadings all;
  all.transaction.root = workspace.root;
  for (const SaidReading& one : said) TRY(add(workspace, one, source, all));
  return all;
}

std::vector<std::string> readings_in_words(const PreparedReadings& readings) {
  std::vector<std::string> words;
  for (const PreparedReading& one : readings.readings)
    if (!one.reading.is_unchanged)
      words.push_back(fmt::format("{} {}", one.reading.kpi->id.text, display_value(one.reading.value)));
  return words;
}

}  // namespace okr::cli
