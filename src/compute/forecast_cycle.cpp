// SPDX-License-Identifier: MIT
// Where objectives and cycles will end: the forecasts of their key results and of what is aligned to them, rolled up.
#include <algorithm>
#include <unordered_map>

#include "compute/parts.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/trace.hpp"

namespace okr {
namespace {

bool weighs(const Part& part) {
  return counts(part.state) && part.weight > 0 && part.score.absence != Absence::not_begun;
}

/// The key result as a part with the score it is forecast to end with.
Part ahead_part_of(const KeyResultForecast& forecast) {
  Part part = part_of(*forecast.numbers);
  if (forecast.forecast) part.score = forecast.forecast->score;
  return part;
}

void add_chance(const LeastChance& chance, ObjectiveForecast& objective) {
  if (!objective.least || chance.target < objective.least->target) objective.least = chance;
}

/// What objectives are expected to end at, each forecast once, those aligned to it first.
class Ahead {
 public:
  Ahead(const Workspace& workspace, Date as_of) : workspace_(workspace), as_of_(as_of), table_(workspace) {}

  ObjectiveForecast made(const ObjectiveSubject& subject, const ObjectiveNumbers& numbers);

 private:
  /// Of a child, what its parents need.
  struct Expectation {
    Computed<Score> score;
    bool is_forecast = false;
    std::optional<LeastChance> least;
  };
  struct Open {
    const ObjectiveNumbers* numbers;
    std::size_t next = 0;  // child
  };

  void know_children(const ObjectiveNumbers& numbers);
  bool open_next_child(std::vector<Open>& way_down);
  void know(const ObjectiveNumbers& numbers);
  Part part_of(const ChildNumbers& child, ObjectiveForecast& parent) const;
  std::vector<Part> parts_of(const ObjectiveSubject& subject, ObjectiveForecast& objective) const;
  ObjectiveForecast forecast_with_children(const ObjectiveSubject& subject, const ObjectiveNumbers& numbers) const;

  const Workspace& workspace_;
  Date as_of_;
  ObjectiveTable table_;
  std::unordered_map<const Objective*, Expectation> known_;
};

bool is_forecast_as_child(const ChildNumbers& child) {
  const Absence absence = child.part.score.absence;
  return child.objective && !is_fault(absence) && absence != Absence::not_begun;
}

/// An aligned objective as a part, with the score that it is itself expected to end with (0.39).
Part Ahead::part_of(const ChildNumbers& child, ObjectiveForecast& parent) const {
  Part part = child.part;
  if (!is_forecast_as_child(child)) return part;
  const Expectation& expected = known_.at(child.objective);
  part.score = expected.score;
  if (!weighs(part)) return part;
  parent.forecast += expected.is_forecast ? 1 : 0;
  if (expected.least) add_chance(*expected.least, parent);
  return part;
}

std::vector<Part> Ahead::parts_of(const ObjectiveSubject& subject, ObjectiveForecast& objective) const {
  std::vector<Part> parts;
  for (const KeyResultForecast& key_result : objective.key_results) {
    if (subject.objective.roll_up == RollUp::children) break;
    parts.push_back(ahead_part_of(key_result));
    if (!key_result.forecast || !weighs(parts.back())) continue;
    add_chance({key_result.forecast->target, key_result.forecast->decided}, objective);
    ++objective.forecast;
  }
  for (const ChildNumbers& child : objective.numbers->children) parts.push_back(part_of(child, objective));
  objective.counted = static_cast<int>(std::ranges::count_if(parts, weighs));
  return parts;
}

/// The numbers, and the forecast from them.
template <class AnySubject>
void trace_all(const AnySubject& subject, Date as_of) {
  const auto numbers = numbers_of(subject, as_of);
  forecast_of(subject, numbers, as_of);
}

/// What was settled stays; else the mean of the forecast scores.
template <class Numbers>
Computed<Score> expected_score(Trace* trace, const Numbers& numbers, std::span<const Part> parts) {
  if (numbers.is_final || is_fault(numbers.score.absence)) return numbers.score;
  const auto expected = rolled_up(parts);
  trace_mean(trace,
             {"expected score",
              "sum of weight x forecast score / sum of weight; today's score where there is no forecast", "4.4"},
             parts, expected);
  return expected;
}

ObjectiveForecast Ahead::forecast_with_children(const ObjectiveSubject& subject,
                                                const ObjectiveNumbers& numbers) const {
  ObjectiveForecast result;
  result.numbers = &numbers;
  for (const KeyResultNumbers& kr : numbers.key_results) {
    if (!kr.key_result) continue;
    const Subject part{subject.workspace, subject.cycle, subject.objective, *kr.key_result, nullptr};
    result.key_results.push_back(forecast_of(part, kr, as_of_));
  }
  const auto parts = parts_of(subject, result);
  const bool rests = !counts(numbers.state) || is_draft(subject.cycle);
  result.expected = rests ? Computed<Score>(Absence::not_counted) : expected_score(subject.trace, numbers, parts);
  return result;
}

void Ahead::know(const ObjectiveNumbers& numbers) {
  const ObjectiveForecast made =
      forecast_with_children({workspace_, *numbers.cycle, *numbers.objective, nullptr}, numbers);
  known_.emplace(numbers.objective, Expectation{made.expected, made.forecast > 0, made.least});
}

/// False where all children of the innermost one are known.
bool Ahead::open_next_child(std::vector<Open>& way_down) {
  Open& top = way_down.back();
  while (top.next < top.numbers->children.size()) {
    const ChildNumbers& child = top.numbers->children[top.next++];
    if (!is_forecast_as_child(child) || known_.contains(child.objective)) continue;
    way_down.push_back({&table_.of(*child.cycle, *child.objective, as_of_)});
    return true;
  }
  return false;
}

void Ahead::know_children(const ObjectiveNumbers& numbers) {
  std::vector<Open> way_down{{&numbers}};
  while (true) {
    if (open_next_child(way_down)) continue;
    if (way_down.size() == 1) return;
    know(*way_down.back().numbers);
    way_down.pop_back();
  }
}

ObjectiveForecast Ahead::made(const ObjectiveSubject& subject, const ObjectiveNumbers& numbers) {
  know_children(numbers);
  return forecast_with_children(subject, numbers);
}

/// Made of `Numbers` with that id; null where there is none.
template <class Made, class Numbers>
const Made* find_made(const std::vector<Made>& made, const Numbers& numbers) {
  const auto it = std::ranges::find_if(made, [&](const Made& one) { return one.numbers->id == numbers.id; });
  return it == made.end() ? nullptr : &*it;
}

/// With the key results of `part` alone, in their order.
ObjectiveForecast with_key_results(const ObjectiveForecast& whole, const ObjectiveNumbers& part) {
  ObjectiveForecast result = whole;
  result.numbers = &part;
  result.key_results.clear();
  for (const KeyResultNumbers& kr : part.key_results)
    if (const KeyResultForecast* made = find_made(whole.key_results, kr)) {
      result.key_results.push_back(*made);
      result.key_results.back().numbers = &kr;
    }
  return result;
}

}  // namespace

ObjectiveForecast forecast_of(const ObjectiveSubject& subject, const ObjectiveNumbers& numbers, Date as_of) {
  return Ahead(subject.workspace, as_of).made(subject, numbers);
}

CycleForecast forecast_of(const CycleSubject& subject, const CycleNumbers& numbers, Date as_of) {
  CycleForecast result;
  result.numbers = &numbers;
  std::vector<Part> parts;
  Ahead ahead(subject.workspace, as_of);
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (!objective.objective) continue;
    const ObjectiveSubject part{subject.workspace, subject.cycle, *objective.objective, nullptr};
    result.objectives.push_back(ahead.made(part, objective));
    if (!counts_for_total(objective)) continue;
    parts.push_back(okr::part_of(objective));
    const ObjectiveForecast& made = result.objectives.back();
    parts.back().score = made.expected;
    if (!weighs(parts.back())) continue;
    result.forecast += made.forecast;
    result.counted += made.counted;
  }
  result.expected = expected_score(subject.trace, numbers, parts);
  // The score of today is what nobody expects at the end.
  if (result.expected && result.forecast == 0 && !numbers.ended) result.expected = Absence::nothing_below;
  return result;
}

CycleForecast forecast_of(const CycleSubject& subject, const CycleNumbers& whole, const CycleNumbers& part,
                          Date as_of) {
  const CycleForecast all = forecast_of(subject, whole, as_of);
  CycleForecast result{&part, {}, all.expected, all.forecast, all.counted};
  for (const ObjectiveNumbers& objective : part.objectives)
    if (const ObjectiveForecast* made = find_made(all.objectives, objective))
      result.objectives.push_back(with_key_results(*made, objective));
  return result;
}

Trace why(const Workspace& workspace, const Found& found, Date as_of) {
  Trace trace;
  if (found.kpi)
    numbers_of(workspace, *found.kpi, &trace, as_of);
  else if (found.key_result)
    trace_all(Subject{workspace, *found.cycle, *found.objective, *found.key_result, &trace}, as_of);
  else if (found.objective)
    trace_all(ObjectiveSubject{workspace, *found.cycle, *found.objective, &trace}, as_of);
  else if (found.cycle)
    trace_all(CycleSubject{workspace, *found.cycle, &trace}, as_of);
  return trace;
}

}  // namespace okr
