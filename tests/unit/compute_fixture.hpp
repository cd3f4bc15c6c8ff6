// SPDX-License-Identifier: MIT
// Small workspaces built in code for the tests of the compute layer.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "okr/model/workspace.hpp"

namespace okr::test {

inline Date day(int year, unsigned month, unsigned day_of_month) { return make_date(year, month, day_of_month); }

/// A reading of a day.
inline Reading reading(Date date, double value) {
  Reading result;
  result.date = date;
  result.value = value;
  return result;
}

/// A KPI with readings of days.
inline Kpi kpi(std::string id, std::initializer_list<std::pair<Date, double>> readings) {
  Kpi result;
  result.id = KpiId(std::move(id));
  result.title = result.id.text;
  result.readings_loaded = true;
  for (const auto& [date, value] : readings) result.readings.push_back(reading(date, value));
  return result;
}

inline KeyResult key_result(std::string name) {
  KeyResult result;
  result.id = {ObjectiveId("o"), std::move(name)};
  result.title = result.id.name;
  result.kind_known = true;
  return result;
}

inline KeyResult number(std::optional<double> baseline, std::optional<double> target) {
  KeyResult result = key_result("kr");
  result.baseline = baseline;
  result.target = target;
  return result;
}

inline KeyResult of_kind(Kind kind) {
  KeyResult result = key_result("kr");
  result.kind = kind;
  return result;
}

/// A check-in's word on a key result.
inline Entry entry(Date date, EntryValue value, std::optional<int> confidence = std::nullopt) {
  Entry result;
  result.date = date;
  result.value = std::move(value);
  result.confidence = confidence;
  return result;
}

/// Weekly readings from 5 January 2026 on; an empty optional is a week without one.
inline void weekly(KeyResult& kr, const std::vector<std::optional<double>>& values) {
  Date date = day(2026, 1, 5);
  for (const auto& value : values) {
    if (value) kr.entries.push_back(entry(date, *value));
    date = add_days(date, 7);
  }
}

inline Objective objective(std::string id, ObjectiveType type, std::vector<KeyResult> key_results) {
  Objective result;
  result.id = ObjectiveId(std::move(id));
  result.title = result.id.text;
  result.type_stated = type;
  int number = 0;
  for (KeyResult& kr : key_results) {
    kr.id.objective = result.id;
    if (kr.id.name == "kr") kr.id.name += std::to_string(++number);
  }
  result.key_results = std::move(key_results);
  return result;
}

inline Cycle cycle(std::string id, Period period, std::vector<Objective> objectives) {
  Cycle result;
  result.id = CycleId(std::move(id));
  result.period = period;
  result.dated = true;
  result.objectives = std::move(objectives);
  return result;
}

/// The first quarter of 2026: 90 days, 89 from the first to the last.
inline Period first_quarter() { return {day(2026, 1, 1), day(2026, 3, 31)}; }

inline Workspace workspace(std::vector<Cycle> cycles, std::vector<Kpi> kpis = {}) {
  Workspace result;
  for (const Cycle& c : cycles) result.known_cycles.push_back({c.id, c.id.text, c.period});
  result.cycles = std::move(cycles);
  result.kpis = std::move(kpis);
  result.files = {"okr.toml"};
  return result;
}

/// A workspace of one cycle (the first quarter of 2026) with one objective "o" of one key result.
inline Workspace with_key_result(KeyResult kr, ObjectiveType type = ObjectiveType::aspirational,
                                 std::vector<Kpi> kpis = {}) {
  return workspace({cycle("2026-Q1", first_quarter(), {objective("o", type, {std::move(kr)})})}, std::move(kpis));
}

/// What a closed cycle kept of "ship" and of its "users", which stand in no file any more.
inline CycleResult ship_kept(Date closed, double score, Verdict verdict) {
  CycleResult result;
  result.closed = closed;
  result.objectives = {{.id = ObjectiveId("ship"), .score = score, .verdict = verdict}};
  result.key_results = {{.id = {ObjectiveId("ship"), "users"},
                         .value = 352.0,
                         .progress = 0.88,
                         .score = 0.604,
                         .confidence = 7,
                         .weight = 1.0,
                         .state = State::done}};
  return result;
}

}  // namespace okr::test
