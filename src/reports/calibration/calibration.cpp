// SPDX-License-Identifier: MIT
#include "reports/calibration/calibration.hpp"

#include <algorithm>

#include "okr/base/ranges.hpp"
#include "okr/compute/forecast.hpp"

namespace okr::reports {
namespace {

constexpr double half_way = 0.5;

/// What was said of a key result on a day, by its owner and by the forecast of that day.
struct Statement {
  int confidence = 5;
  std::optional<Probability> forecast;
  double elapsed = 0;
  bool is_kept = false;  ///< [result] says it, and nothing is known of what was said before
};

struct JudgedKeyResult {
  bool happened = false;
  std::vector<Statement> statements;  ///< by date
};

/// What is called done without a day, or set aside behind a closing in which it counted, was still open on each day that
/// something was said of it.
template <class Record>
Record before_done(const Record& record) {
  Record open = record;
  const bool is_dated = std::ranges::any_of(
      record.changes, [](const Change& change) { return contains(change.fields, "state", &ChangedField::key); });
  if (!is_dated) open.state = State::active;
  return open;
}

Statement statement_of(const Subject& subject, const Entry& entry) {
  Statement statement{*entry.confidence, {}, elapsed(subject.cycle.period, entry.date)};
  const KeyResultNumbers numbers = numbers_of(subject, entry.date);
  const KeyResultForecast ahead = forecast_of(subject, numbers, entry.date);
  if (ahead.forecast) statement.forecast = ahead.forecast->target;
  return statement;
}

/// What `[result]` kept of the last word.
Statement kept_statement(const KeyResultNumbers& numbers) {
  return {.confidence = numbers.confidence->value, .forecast = {}, .elapsed = 1, .is_kept = true};
}

bool keeps_confidence(const KeyResultNumbers& numbers) { return numbers.is_final && numbers.confidence; }

/// Of key results that stand in no file any more.
void add_kept(const CycleNumbers& numbers, std::vector<JudgedKeyResult>& judged) {
  for (const ObjectiveNumbers& objective : numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      if (!kr.key_result && kr.verdict && counts(kr.state) && keeps_confidence(kr))
        judged.push_back({kr.reached, {kept_statement(kr)}});
}

void add_key_results(const Workspace& workspace, const Cycle& cycle, Date as_of, std::vector<JudgedKeyResult>& judged) {
  const Cycle open = before_closing(cycle);
  for (const Objective& objective : cycle.objectives) {
    const ObjectiveResult* kept = is_final(cycle, as_of) ? find_result(cycle, objective) : nullptr;
    if (!counts(definition_of(objective, as_of).state) && !(kept && kept->score)) continue;
    const Objective asked_above = before_done(objective);
    for (const KeyResult& key_result : objective.key_results) {
      const Subject subject{workspace, cycle, objective, key_result};
      const KeyResultNumbers numbers = numbers_of(subject, as_of);
      if (!numbers.verdict || !counts(numbers.state) || is_fault(numbers.progress.absence)) continue;
      JudgedKeyResult one{numbers.reached, {}};
      const KeyResult asked = before_done(key_result);
      const Subject then{workspace, open, asked_above, asked};
      for (const Entry* entry : stated_entries(then, as_of)) one.statements.push_back(statement_of(then, *entry));
      if (one.statements.empty() && keeps_confidence(numbers)) one.statements.push_back(kept_statement(numbers));
      if (!one.statements.empty()) judged.push_back(std::move(one));
    }
  }
  if (is_final(cycle, as_of)) add_kept(numbers_of(workspace, cycle, as_of), judged);
}

/// Those of an age: all, the first, the last up to half of the cycle, the last.
std::vector<Statement> of_age(const std::vector<Statement>& statements, Age age) {
  switch (age) {
    case Age::all: return statements;
    case Age::first:
      if (statements.front().is_kept) return {};
      return {statements.front()};
    case Age::last: return {statements.back()};
    case Age::middle: break;
  }
  std::vector<Statement> last;
  for (const Statement& statement : statements)
    if (statement.elapsed <= half_way) last = {statement};
  return last;
}

AtAge at_age(const std::vector<JudgedKeyResult>& judged, Age age) {
  std::vector<Judgement> stated, compared, forecast;
  AtAge result{age, 0, {}, 0, {}, {}};
  for (std::size_t i = 0; i < judged.size(); ++i) {
    bool any = false, both = false;
    for (const Statement& statement : of_age(judged[i].statements, age)) {
      const Judgement said{stated_probability(statement.confidence), judged[i].happened, i};
      stated.push_back(said);
      any = true;
      if (!statement.forecast) continue;
      compared.push_back(said);
      forecast.push_back({*statement.forecast, judged[i].happened, i});
      both = true;
    }
    result.key_results += any ? 1 : 0;
    result.compared += both ? 1 : 0;
  }
  result.stated = brier_of(stated);
  result.stated_where_forecast = brier_of(compared);
  result.forecast = brier_of(forecast);
  return result;
}

std::vector<Judged> all_statements(const std::vector<JudgedKeyResult>& judged) {
  std::vector<Judged> all;
  for (std::size_t i = 0; i < judged.size(); ++i)
    for (const Statement& statement : judged[i].statements)
      all.push_back({statement.confidence, judged[i].happened, i});
  return all;
}

void judge(const std::vector<JudgedKeyResult>& judged, Calibration& result) {
  result.stated = reliability_of(all_statements(judged));
  for (std::size_t i = 0; i < ages.size(); ++i) result.at[i] = at_age(judged, ages[i]);
}

}  // namespace

Calibration calibration_of(const Workspace& workspace, std::optional<Date> since, Date as_of) {
  Calibration result;
  result.workspace = &workspace;
  result.as_of = as_of;
  result.since = since;
  std::vector<JudgedKeyResult> judged;
  for (const Cycle& cycle : workspace.cycles) {
    if (!cycle.dated || !is_final(cycle, as_of) || (since && cycle.period.last < *since)) continue;
    const std::size_t before = judged.size();
    add_key_results(workspace, cycle, as_of, judged);
    if (judged.size() > before) result.cycles.push_back(&cycle);
  }
  std::ranges::stable_sort(result.cycles, {}, [](const Cycle* cycle) { return cycle->period.first; });
  judge(judged, result);
  return result;
}

Calibration cycle_calibration(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  Calibration result;
  result.workspace = &workspace;
  result.as_of = as_of;
  std::vector<JudgedKeyResult> judged;
  add_key_results(workspace, cycle, as_of, judged);
  if (!judged.empty()) result.cycles.push_back(&cycle);
  judge(judged, result);
  return result;
}

StatedPath stated_path(const Subject& subject, Date as_of) {
  StatedPath path;
  for (const Entry* entry : stated_entries(subject, as_of)) {
    if (!path.first) path.first = entry->confidence;
    if (elapsed(subject.cycle.period, entry->date) <= half_way) path.middle = entry->confidence;
    path.last = entry->confidence;
  }
  return path;
}

}  // namespace okr::reports
