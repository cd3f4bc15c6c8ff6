// SPDX-License-Identifier: MIT
// The tables of scores: how key results, objectives and cycles stood on each day on which somebody checked in, and on the
// day of the export; the numbers that --as-of that day gives.
#include <algorithm>
#include <set>

#include "reports/forecast/outlook.hpp"
#include "reports/objects.hpp"
#include "reports/tables/rows.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// What every row of scores says of its day.
struct ScoreDay {
  Date day;
  bool is_latest = false;
};

struct KeyResultScore {
  const std::string& workspace;
  const ObjectiveNumbers& objective;
  const KeyResultNumbers& numbers;
  const KeyResultForecast* forecast = nullptr;
  ScoreDay at;

  template <class Say>
  Json of_forecast(Say say) const {
    return forecast && forecast->forecast ? json(say(*forecast->forecast)) : Json();
  }
};

constexpr std::string_view latest_doc = "the last row of its record: how it stands on the day of the export";

constexpr Key<KeyResultScore> key_result_score_columns[] = {
    {"workspace", "string", "its workspace", [](auto& s) { return s.workspace; }},
    {"cycle", "string", "its cycle", [](auto& s) { return s.numbers.cycle->id.text; }},
    {"key_result", "string", "ship.users", [](auto& s) { return to_string(s.numbers.id); }},
    {"day", "date", "a day on which somebody checked in, or that of the export", [](auto& s) { return s.at.day; }},
    {"is_latest", "boolean", latest_doc, [](auto& s) { return s.at.is_latest; }},
    {"value", "number?", "what progress is measured by: last, best, mean or total",
     [](auto& s) { return s.numbers.value(); }},
    {"progress", "number?", "raw: below 0 after a regress, above 1 beyond the target",
     [](auto& s) { return s.numbers.progress; }},
    {"expected", "number?", "where it should have been that day", [](auto& s) { return s.numbers.pace.expected; }},
    {"gap", "number?", "expected - progress; positive is behind", [](auto& s) { return s.numbers.pace.gap; }},
    {"score", "number?", "0 to 1, unrounded; null of what is not scored: drafted, cancelled or deferred",
     [](auto& s) { return counted_score(s.objective, s.numbers); }},
    {"status", "string", "at_risk, no_data, behind, on_track, ahead, achieved, not_started, ...",
     [](auto& s) { return machine_word(word(s.numbers.status())); }},
    {"confidence", "integer?", "1 to 10, as last stated",
     [](auto& s) { return s.numbers.confidence ? json(s.numbers.confidence->value) : Json(); }},
    {"forecast", "number?", "the value it ended near, seen from that day",
     [](auto& s) { return s.of_forecast([](auto& f) { return f.value; }); }},
    {"forecast_low", "number?", "four of five ends lie above",
     [](auto& s) { return s.of_forecast([](auto& f) { return f.interval.low; }); }},
    {"forecast_high", "number?", "and below",
     [](auto& s) { return s.of_forecast([](auto& f) { return f.interval.high; }); }},
    {"p_target", "number?", "the chance that it ends at or beyond the target",
     [](auto& s) { return s.of_forecast([](auto& f) { return f.target; }); }},
};

struct ObjectiveScore {
  const std::string& workspace;
  const ObjectiveNumbers& numbers;
  ScoreDay at;
};

constexpr Key<ObjectiveScore> objective_score_columns[] = {
    {"workspace", "string", "its workspace", [](auto& s) { return s.workspace; }},
    {"cycle", "string", "its cycle", [](auto& s) { return s.numbers.cycle->id.text; }},
    {"objective", "string", "ship", [](auto& s) { return s.numbers.id.text; }},
    {"day", "date", "a day on which somebody checked in, or that of the export", [](auto& s) { return s.at.day; }},
    {"is_latest", "boolean", latest_doc, [](auto& s) { return s.at.is_latest; }},
    {"score", "number?", "0 to 1, unrounded", [](auto& s) { return s.numbers.score; }},
    {"expected", "number?", "what its paced key results should have had", [](auto& s) { return s.numbers.expected; }},
    {"gap", "number?", "mean of expected - progress; positive is behind", [](auto& s) { return s.numbers.gap; }},
    {"status", "string", "at_risk, no_data, behind, on_track, ahead, achieved, not_started, ...",
     [](auto& s) { return machine_word(word(s.numbers.status)); }},
};

struct CycleScore {
  const std::string& workspace;
  const CycleNumbers& numbers;
  ScoreDay at;
};

constexpr Key<CycleScore> cycle_score_columns[] = {
    {"workspace", "string", "its workspace", [](auto& s) { return s.workspace; }},
    {"cycle", "string", "2026-Q3", [](auto& s) { return s.numbers.cycle->id.text; }},
    {"day", "date", "a day on which somebody checked in, or that of the export", [](auto& s) { return s.at.day; }},
    {"is_latest", "boolean", latest_doc, [](auto& s) { return s.at.is_latest; }},
    {"elapsed", "number", "0 on the first day, 1 on the last", [](auto& s) { return s.numbers.elapsed; }},
    {"score", "number?", "weighted mean over all top-level objectives", [](auto& s) { return s.numbers.score; }},
    {"aspirational", "number?", "mean over aspirational and learning objectives",
     [](auto& s) { return s.numbers.aspirational; }},
    {"committed", "number?", "mean over committed objectives", [](auto& s) { return s.numbers.committed; }},
    {"committed_met", "integer", "committed objectives that are reached",
     [](auto& s) { return s.numbers.committed_met; }},
    {"committed_count", "integer", "committed objectives that count",
     [](auto& s) { return s.numbers.committed_count; }},
};

struct ScoreMakers {
  TableMaker<KeyResultScore> key_results;
  TableMaker<ObjectiveScore> objectives;
  TableMaker<CycleScore> cycles;
};

void add_day(ScoreMakers& makers, const CycleOfSource& one, const CycleNumbers& numbers, const ScoreDay& at) {
  const std::string& workspace = one.source->name;
  const CycleForecast forecast = forecast_of(CycleSubject{*one.source->workspace, *one.cycle}, numbers, numbers.as_of);
  makers.cycles.add({workspace, numbers, at});
  for (std::size_t i = 0; i < numbers.objectives.size(); ++i) {
    const ObjectiveNumbers& objective = numbers.objectives[i];
    makers.objectives.add({workspace, objective, at});
    for (const KeyResultNumbers& kr : objective.key_results)
      makers.key_results.add({workspace, objective, kr, find(forecast, objective, kr), at});
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

/// The day from which on nothing of a cycle moves any more; that of the export while it may.
Date last_day_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  if (!cycle.dated) return as_of;
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
  ScoreMakers makers{{{"scores",
                       "a key result on a day on which somebody checked in its cycle: what --as-of that day says",
                       {},
                       {"workspace", "cycle", "key_result", "day"},
                       {{"key_results", {"workspace", "cycle", "key_result"}}}},
                      key_result_score_columns},
                     {{"objective_scores",
                       "an objective on such a day",
                       {},
                       {"workspace", "cycle", "objective", "day"},
                       {{"objectives", {"workspace", "cycle", "objective"}}}},
                      objective_score_columns},
                     {{"cycle_scores",
                       "a cycle on such a day",
                       {},
                       {"workspace", "cycle", "day"},
                       {{"cycles", {"workspace", "cycle"}}}},
                      cycle_score_columns}};
  for (const CycleOfSource& one : cycles) add_days_of(makers, one, as_of);
  tables.push_back(std::move(makers.key_results).table());
  tables.push_back(std::move(makers.objectives).table());
  tables.push_back(std::move(makers.cycles).table());
}

}  // namespace okr::reports
