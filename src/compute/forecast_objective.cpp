// SPDX-License-Identifier: MIT
// The forecast of objectives and cycles: expected scores, never products of probabilities (method.md 4.4, 0.12).
#include <algorithm>

#include "compute/forecast_trace.hpp"
#include "compute/parts.hpp"

namespace okr {
namespace {

bool weighs(const Part& part) { return counts(part.state) && part.weight > 0; }

/// The key result as a part with the score it is forecast to end with.
Part part_of(const KeyResultForecast& forecast) {
  Part part = part_of(*forecast.numbers);
  if (forecast.forecast) part.score = forecast.forecast->score;
  return part;
}

void add_chance(const KeyResultForecast& key_result, const Part& part, ObjectiveForecast& objective) {
  if (!key_result.forecast || !weighs(part)) return;
  const Probability chance = key_result.forecast->target;
  objective.least = objective.least ? std::min(*objective.least, chance) : chance;
}

/// An aligned objective as a part, with the score that it is itself expected to end with (0.39).
Part part_of(const Workspace& workspace, const ChildNumbers& child, ObjectiveForecast& parent, Date as_of) {
  Part part = child.part;
  if (!child.objective || is_fault(part.score.absence)) return part;
  const ObjectiveSubject subject{workspace, *child.cycle, *child.objective, nullptr};
  const ObjectiveNumbers numbers = numbers_of(subject, as_of);
  const ObjectiveForecast ahead = forecast_of(subject, numbers, as_of);
  part.score = ahead.expected;
  if (!weighs(part)) return part;
  parent.forecast += ahead.forecast > 0 ? 1 : 0;
  if (ahead.least) parent.least = std::min(parent.least.value_or(*ahead.least), *ahead.least);
  return part;
}

std::vector<Part> parts_of(const ObjectiveSubject& subject, ObjectiveForecast& objective, Date as_of) {
  std::vector<Part> parts;
  for (const KeyResultForecast& key_result : objective.key_results) {
    const Part part = part_of(key_result);
    add_chance(key_result, part, objective);
    if (subject.objective.roll_up == RollUp::children) continue;
    if (weighs(part)) objective.forecast += key_result.forecast ? 1 : 0;
    parts.push_back(part);
  }
  for (const ChildNumbers& child : objective.numbers->children)
    parts.push_back(part_of(subject.workspace, child, objective, as_of));
  objective.counted = static_cast<int>(std::ranges::count_if(parts, weighs));
  return parts;
}

}  // namespace

ObjectiveForecast forecast_of(const ObjectiveSubject& subject, const ObjectiveNumbers& numbers, Date as_of) {
  ObjectiveForecast result;
  result.numbers = &numbers;
  for (const KeyResultNumbers& kr : numbers.key_results) {
    if (!kr.key_result) continue;
    const Subject part{subject.workspace, subject.cycle, subject.objective, *kr.key_result, nullptr};
    result.key_results.push_back(forecast_of(part, kr, as_of));
  }
  const std::vector<Part> parts = parts_of(subject, result, as_of);
  const bool settled = numbers.is_final || is_fault(numbers.score.absence);
  result.expected = settled ? numbers.score : rolled_up(parts);
  if (!settled) trace_expected(subject.trace, parts, result.expected);
  return result;
}

CycleForecast forecast_of(const CycleSubject& subject, const CycleNumbers& numbers, Date as_of) {
  CycleForecast result;
  result.numbers = &numbers;
  std::vector<Part> parts;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (!objective.objective) continue;
    const ObjectiveSubject part{subject.workspace, subject.cycle, *objective.objective, nullptr};
    result.objectives.push_back(forecast_of(part, objective, as_of));
    if (!objective.top_level) continue;
    parts.push_back(okr::part_of(objective));
    parts.back().score = result.objectives.back().expected;
  }
  const bool settled = numbers.is_final || is_fault(numbers.score.absence);
  result.expected = settled ? numbers.score : rolled_up(parts);
  if (!settled) trace_expected(subject.trace, parts, result.expected);
  return result;
}

}  // namespace okr
