// SPDX-License-Identifier: MIT
#include "okr/compute/carry.hpp"

#include <algorithm>
#include <cmath>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

Stays state_stays(State state) {
  if (state == State::done) return Stays::done;
  return state == State::cancelled ? Stays::cancelled : Stays::goes_on;
}

bool was_held(const KeyResultNumbers& numbers) { return numbers.key_result->kind == Kind::hold && numbers.reached; }

/// Without what adding amounts left behind its last digits: 300 less 142.99999999999997 is 157.
double rest(double value, double taken) {
  constexpr int kept_digits = 12, most_decimals = 15;
  const double greatest = std::max(std::abs(value), std::abs(taken));
  const auto tidy = parse_number(rounded(value - taken, decimals_for(greatest, kept_digits, most_decimals)));
  return tidy.value_or(value - taken);
}

std::optional<double> rest(std::optional<double> value, double taken) {
  return value ? std::optional(rest(*value, taken)) : std::nullopt;
}

/// A commit that was passed lies behind the new baseline.
bool is_ahead(const Anchors& anchors, double value, double now) { return anchors.rises() ? value > now : value < now; }

void carry_number(const Anchors& anchors, double now, CarriedKeyResult& carried) {
  const KeyResult& kr = *carried.key_result;
  const bool from_kpi = !kr.kpi.empty() && !kr.baseline;
  if (!from_kpi) carried.baseline = now;
  carried.target = anchors.target;
  if (carried.commit && !is_ahead(anchors, *carried.commit, now)) carried.commit.reset();
}

void carry_sum(const Anchors& anchors, double now, CarriedKeyResult& carried) {
  if (anchors.baseline != 0) return carry_number(anchors, now, carried);
  if (carried.commit && !is_ahead(anchors, *carried.commit, now)) carried.commit.reset();
  carried.target = rest(anchors.target, now);
  carried.commit = rest(carried.commit, now);
  carried.stretch = rest(carried.stretch, now);
}

void keep_open_steps(const std::vector<double>& done, CarriedKeyResult& carried) {
  if (done.size() != carried.steps.size()) return;
  std::vector<const Step*> open;
  for (std::size_t i = 0; i < done.size(); ++i)
    if (done[i] < 1) open.push_back(carried.steps[i]);
  carried.steps = std::move(open);
}

}  // namespace

CarriedKeyResult as_it_stands(const KeyResult& key_result) {
  CarriedKeyResult carried{&key_result,        nullptr, key_result.baseline, key_result.target, key_result.commit,
                           key_result.stretch, {}};
  for (const Step& step : key_result.steps) carried.steps.push_back(&step);
  return carried;
}

CarriedKeyResult carried(const Subject& subject, const KeyResultNumbers& numbers) {
  CarriedKeyResult carried = as_it_stands(subject.key_result);
  carried.numbers = &numbers;
  const auto& anchors = numbers.standing.anchors;
  const auto now = numbers.value();
  switch (subject.key_result.kind) {
    case Kind::number:
      if (anchors && now) carry_number(*anchors, *now, carried);
      break;
    case Kind::sum:
      if (anchors && now) carry_sum(*anchors, *now, carried);
      break;
    case Kind::milestones: keep_open_steps(numbers.standing.steps_done, carried); break;
    case Kind::hold:
    case Kind::percent:
    case Kind::done:
    case Kind::graded:
    case Kind::measure: break;
  }
  return carried;
}

Stays stays(const ObjectiveNumbers& objective, const KeyResultNumbers& key_result, bool cycle_is_over) {
  const Stays by_state = state_stays(key_result.key_result->state);
  if (by_state != Stays::goes_on) return by_state;
  if (!key_result.reached) return Stays::goes_on;
  if (!was_held(key_result)) return Stays::reached;
  if (!cycle_is_over) return Stays::goes_on;
  const bool has_company = std::ranges::any_of(objective.key_results, [&](const KeyResultNumbers& other) {
    return other.key_result && !other.reached && state_stays(other.key_result->state) == Stays::goes_on;
  });
  return has_company ? Stays::goes_on : Stays::reached;
}

Stays stays(const ObjectiveNumbers& objective, bool cycle_is_over) {
  const Stays by_state = state_stays(objective.objective->state);
  if (by_state != Stays::goes_on || objective.key_results.empty()) return by_state;
  const bool any = std::ranges::any_of(objective.key_results, [&](const KeyResultNumbers& kr) {
    return kr.key_result && stays(objective, kr, cycle_is_over) == Stays::goes_on;
  });
  return any ? Stays::goes_on : Stays::nothing_left;
}

bool postmortem_is_due(const ObjectiveNumbers& objective, const KeyResultNumbers& kr) {
  const bool decides =
      objective.type == ObjectiveType::committed && counts(objective.state) && counts(kr.state) && kr.weight > 0;
  return decides && kr.verdict == Verdict::missed && kr.key_result && trim(kr.key_result->postmortem).empty();
}

std::vector<CarriedObjective> carried_from(const Workspace& workspace, const CycleNumbers& numbers) {
  std::vector<CarriedObjective> objectives;
  for (const ObjectiveNumbers& one : numbers.objectives) {
    if (!one.objective || stays(one, numbers.ended) != Stays::goes_on) continue;
    CarriedObjective objective{one.objective, {}};
    for (const KeyResultNumbers& kr : one.key_results)
      if (kr.key_result && stays(one, kr, numbers.ended) == Stays::goes_on)
        objective.key_results.push_back(
            carried(Subject{workspace, *numbers.cycle, *one.objective, *kr.key_result}, kr));
    objectives.push_back(std::move(objective));
  }
  return objectives;
}

}  // namespace okr
