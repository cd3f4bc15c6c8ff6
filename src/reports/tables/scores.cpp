// SPDX-License-Identifier: MIT
// The tables of scores: how key results, objectives and cycles stood on each day on which somebody checked in, and on
// the day of the export; the numbers that --as-of that day gives.
#include <algorithm>
#include <set>

#include "reports/objects.hpp"
#include "reports/tables/tables.hpp"

namespace okr::reports {
namespace {

/// What every row of scores says of its day.
struct ScoreDay {
  Date day;
  bool is_latest = false;
};

constexpr Key<ScoreDay> day_columns[] = {
    {"day", "date", "a day on which somebody checked in, or that of the export", [](auto& d) { return d.day; }},
    {"is_latest", "boolean", "the last row of its record: how it stands on the day of the export",
     [](auto& d) { return d.is_latest; }},
};

struct ScoreMakers {
  TableMaker<CycleOfSource, ScoreDay, RecordName, KeyResultRecord, KeyResultForecast> key_results;
  TableMaker<CycleOfSource, ScoreDay, RecordName, ObjectiveRecord> objectives;
  TableMaker<CycleOfSource, ScoreDay, CycleNumbers> cycles;
};

void add_day(ScoreMakers& makers, const CycleOfSource& one, const CycleNumbers& numbers, const ScoreDay& at) {
  const Workspace& workspace = *one.source->workspace;
  const CycleForecast forecast = forecast_of(CycleSubject{workspace, *one.cycle}, numbers, numbers.as_of);
  makers.cycles.add(one, at, numbers);
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    makers.objectives.add(one, at, record_name(objective), {&workspace, objective});
    for (const KeyResultNumbers& kr : objective.key_results) {
      const KeyResultForecast* ahead = find(forecast, objective, kr);
      makers.key_results.add(one, at, record_name(kr), {workspace, objective, kr},
                             ahead ? *ahead : KeyResultForecast());
    }
  }
}

void add_days_of(ScoreMakers& makers, const CycleOfSource& one, Date as_of) {
  const Workspace& workspace = *one.source->workspace;
  const std::vector<Date> days = score_days(workspace, *one.cycle, as_of);
  for (const Date day : days) {
    const bool is_latest = day == days.back();
    add_day(makers, one, is_latest ? one.numbers : numbers_of(workspace, *one.cycle, day), {day, is_latest});
  }
}

/// True of an objective that is made of others, which may stand in cycles that are not over.
bool rolls_up_children(const Objective& objective) { return objective.roll_up != RollUp::krs; }

/// The day from which on nothing of a cycle moves any more; that of the export while it may.
Date last_day_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  if (!cycle.dated) return as_of;
  if (!is_final(cycle, as_of) && std::ranges::any_of(cycle.objectives, rolls_up_children)) return as_of;
  Date settled = add_days(cycle.period.last, grace_days_of(workspace.settings, cycle) + 1);
  if (cycle.result && cycle.result->closed) settled = std::max(settled, *cycle.result->closed);
  return std::min(as_of, settled);
}

}  // namespace

std::vector<Date> score_days(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  const Date last = last_day_of(workspace, cycle, as_of);
  std::set<Date> days{last};
  for (const Checkin& checkin : cycle.checkins)
    if (checkin.date < last) days.insert(checkin.date);
  return {days.begin(), days.end()};
}

void add_score_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles, Date as_of) {
  ScoreMakers makers{
      {{"scores",
        "a key result on a day on which somebody checked in its cycle: what --as-of that day says",
        {},
        {"workspace", "cycle", "key_result", "day"},
        {{"key_results", {"workspace", "cycle", "key_result"}}}},
       "workspace cycle key_result=id day is_latest value progress expected gap score status confidence "
       "forecast forecast_low forecast_high p_target",
       keys_of_place(),
       day_columns,
       keys_of_names(),
       keys_of_key_results(),
       keys_of_forecasts()},
      {{"objective_scores",
        "an objective on such a day",
        {},
        {"workspace", "cycle", "objective", "day"},
        {{"objectives", {"workspace", "cycle", "objective"}}}},
       "workspace cycle objective=id day is_latest score expected gap status",
       keys_of_place(),
       day_columns,
       keys_of_names(),
       keys_of_objectives()},
      {{"cycle_scores",
        "a cycle on such a day",
        {},
        {"workspace", "cycle", "day"},
        {{"cycles", {"workspace", "cycle"}}}},
       "workspace cycle day is_latest elapsed score aspirational committed committed_met committed_count",
       keys_of_place(),
       day_columns,
       keys_of_cycles()}};
  for (const CycleOfSource& one : cycles) add_days_of(makers, one, as_of);
  tables.push_back(std::move(makers.key_results).table());
  tables.push_back(std::move(makers.objectives).table());
  tables.push_back(std::move(makers.cycles).table());
}

}  // namespace okr::reports
