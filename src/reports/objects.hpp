// SPDX-License-Identifier: MIT
// The objects that several reports hold, for programs: cycles, objectives, key results with their forecasts,
// diagnostics.
#pragma once

#include <span>

#include "okr/compute/forecast.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

/// A key result with all that its JSON object and its row tell; `forecast` may be null.
struct KeyResultRecord {
  const Workspace& workspace;
  const ObjectiveNumbers& objective;
  const KeyResultNumbers& numbers;
  const KeyResultForecast* forecast = nullptr;
};

/// An objective with all that its JSON object tells. Its key results stand in it where that is asked for; both pointers
/// may be null where they do not.
struct ObjectiveRecord {
  const Workspace* workspace;
  const ObjectiveNumbers& numbers;
  bool with_key_results = false;
  const CycleForecast* forecast = nullptr;
};

/// The keys of the object of a cycle, from which the columns of tables come too.
std::span<const Key<CycleNumbers>> keys_of_cycles();
/// The keys of the object of an objective.
std::span<const Key<ObjectiveRecord>> keys_of_objectives();
/// The keys of the object of a key result.
std::span<const Key<KeyResultRecord>> keys_of_key_results();
/// The keys of the forecast in the object of a key result.
std::span<const Key<KeyResultForecast>> keys_of_forecasts();

/// What records are called.
RecordName record_name(const Cycle& cycle);
RecordName record_name(const ObjectiveNumbers& numbers);
RecordName record_name(const KeyResultNumbers& numbers);
RecordName record_name(const Kpi& kpi);
RecordName record_name(const Found& found);

/// What is said of the cycle of a report that KPIs alone have too.
inline constexpr std::string_view cycle_or_none = "the cycle; null where there are KPIs and no cycle yet";

/// The object of a cycle, without its objectives; null where the numbers are of none.
Json cycle_object(const CycleNumbers& numbers);

/// The object of an objective; `forecast` may be null.
Json objective_object(const Workspace& workspace, const ObjectiveNumbers& numbers, bool with_key_results,
                      const CycleForecast* forecast = nullptr);
/// Adds to an objective's object what it was shown with in the cycle before.
void add_previous(Json& objective, const std::optional<Score>& previous);
/// The object of a key result.
Json key_result_object(const KeyResultRecord& record);

/// A list of the objects of objectives with their key results, in the order of the files; `forecast` may be null.
Json objectives_list(const Workspace& workspace, const std::vector<ObjectiveNumbers>& objectives,
                     const CycleForecast* forecast = nullptr);
/// A list of all that is wrong in the files that were read, with the severity that each has where numbers are reported.
Json diagnostics_list(const Workspace& workspace);
/// The key of that, of a report that knows its workspace.
template <class Report>
constexpr Key<Report> diagnostics_key() {
  return {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
          [](auto& report) { return diagnostics_list(*report.workspace); }};
}
/// A list of these diagnostics as they are; `files` are those that their places count.
Json diagnostics_list(const Diagnostics& diagnostics, const std::vector<std::string>& files);

/// A list of the ids of key results: "ship.users".
template <class Range>
Json key_result_ids(const Range& numbers) {
  return json_list(numbers, [](const auto* kr) { return to_string(kr->id); });
}

/// Why something is absent; null where it is not.
Json why_absent(Absence absence);

/// Files that could not be read, each with its code.
Json unread_list(const std::vector<UnreadFile>& unread);
/// The file of a place behind the prefix: "2026-Q3/cycle.toml"; null where it stands nowhere.
Json file_of(const Workspace& workspace, const Place& place, std::string_view prefix = {});
/// The line of a place, from 1; null where it stands nowhere.
Json line_of(const Place& place);

/// A row of the columns that a cycle has, in front of which those of other tables stand.
void fill_cycle(std::vector<Json>& row, const std::vector<std::string>& columns, const CycleNumbers& numbers);
template <class... Parts>
void add_cycle_row(Rows& rows, const CycleNumbers& numbers, const Parts&... parts) {
  fill_cycle(rows.add(record_name(*numbers.cycle), parts...), rows.columns(), numbers);
}

/// A row of the columns that an objective has.
void add_objective_row(Rows& rows, const ObjectiveNumbers& numbers, const std::optional<Score>& previous);

/// A row of the columns that a key result has: add_key_result_row(rows, record, keys, of).
void fill_key_result(std::vector<Json>& row, const std::vector<std::string>& columns, const KeyResultRecord& record);
template <class... Parts>
void add_key_result_row(Rows& rows, const KeyResultRecord& record, const Parts&... parts) {
  fill_key_result(rows.add(record_name(record.numbers), parts...), rows.columns(), record);
}

/// Null where it is not among what was looked at.
const KeyResultForecast* find(const CycleForecast& forecast, const ObjectiveNumbers& objective,
                              const KeyResultNumbers& numbers);
const ObjectiveForecast* find(const CycleForecast& forecast, const ObjectiveNumbers& numbers);

/// The severity that counts where numbers are reported: an unknown key is only a warning there, so that an older okr
/// reads newer files.
Severity severity_in_reports(const Diagnostic& diagnostic);

}  // namespace okr::reports
