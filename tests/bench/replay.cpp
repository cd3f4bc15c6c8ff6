// SPDX-License-Identifier: MIT
#include "replay.hpp"

#include <map>
#include <optional>

#include "okr/compute/numbers.hpp"

namespace okr::bench {
namespace {

constexpr int week = 7;

/// The day from which on nothing changes any more.
Date judging_day(const Workspace& workspace, const Cycle& cycle) {
  if (cycle.result->closed) return *cycle.result->closed;
  return add_days(cycle.period.last, grace_days_of(workspace.settings, cycle) + 1);
}

Date monday_from(Date date) { return add_days(date, (week + 1 - iso_weekday(date)) % week); }

std::optional<Outcome> outcome_of(const Subject& closed) {
  const KeyResultNumbers numbers = numbers_of(closed, judging_day(closed.workspace, closed.cycle));
  if (!numbers.verdict || !counts(numbers.state) || is_fault(numbers.progress.absence)) return std::nullopt;
  if (!numbers.standing.anchors || !numbers.value()) return std::nullopt;
  const Anchors& anchors = *numbers.standing.anchors;
  return Outcome{numbers.reached, *numbers.value(), anchors.target - anchors.baseline};
}

Goal goal_of(const Basis& basis) {
  if (basis.best_counts) return Goal::best;
  return basis.in_hand ? Goal::total : Goal::last;  // a sum that can fall again is as any other value
}

/// What everybody says on a day; empty where the program has no forecast, or makes it from too few readings.
std::optional<Moment> moment_of(const Subject& open, Date asked) {
  const KeyResultNumbers numbers = numbers_of(open, asked);
  const KeyResultForecast ahead = forecast_of(open, numbers, asked);
  if (!ahead.forecast || ahead.forecast->decided || ahead.forecast->drift.steps < least_readings) return std::nullopt;
  const Forecast& forecast = *ahead.forecast;
  const Basis basis = basis_of(numbers);
  Moment moment;
  moment.goal = goal_of(basis);
  moment.asked = asked;
  moment.answers.front() = {forecast.target, forecast.value, forecast.interval};
  for (std::size_t i = 1; i < candidates.size(); ++i)
    moment.answers[i] = candidates[i].answer({basis.course, basis.readings, moment.goal});
  return moment;
}

void add_key_result(const Subject& closed, const Subject& open, Replay& replay) {
  const std::optional<Outcome> outcome = outcome_of(closed);
  if (!outcome) return;
  const std::size_t before = replay.moments.size();
  const Date first = open.key_result.start.value_or(open.cycle.period.first);
  for (Date asked = monday_from(first); asked <= open.cycle.period.last; asked = add_days(asked, week)) {
    std::optional<Moment> moment = moment_of(open, asked);
    if (!moment) continue;
    moment->key_result = static_cast<std::size_t>(replay.key_results);
    moment->outcome = *outcome;
    replay.moments.push_back(*moment);
  }
  if (replay.moments.size() > before) ++replay.key_results;
}

}  // namespace

void add_replay(const Workspace& workspace, Replay& replay) {
  for (const Cycle& cycle : workspace.cycles) {
    if (!cycle.dated || !cycle.result) continue;
    const Cycle open = before_closing(cycle);
    const int before = replay.key_results;
    for (std::size_t o = 0; o < cycle.objectives.size(); ++o)
      for (std::size_t k = 0; k < cycle.objectives[o].key_results.size(); ++k)
        add_key_result({workspace, cycle, cycle.objectives[o], cycle.objectives[o].key_results[k]},
                       {workspace, open, open.objectives[o], open.objectives[o].key_results[k]}, replay);
    replay.cycles += replay.key_results > before ? 1 : 0;
  }
}

Replay part_of(const Replay& replay, Goal goal) {
  Replay part{replay.cycles, 0, {}};
  std::vector<bool> known(static_cast<std::size_t>(replay.key_results), false);
  for (const Moment& moment : replay.moments) {
    if (moment.goal != goal) continue;
    part.moments.push_back(moment);
    part.key_results += known[moment.key_result] ? 0 : 1;
    known[moment.key_result] = true;
  }
  return part;
}

Tallies tallies_of(const Replay& replay) {
  std::map<std::size_t, int> mondays;  // of each key result
  for (const Moment& moment : replay.moments) ++mondays[moment.key_result];
  Tallies tallies;
  for (const Moment& moment : replay.moments)
    for (std::size_t i = 0; i < candidates.size(); ++i)
      tallies[i].add(moment.answers[i], moment.outcome, 1.0 / mondays[moment.key_result]);
  return tallies;
}

}  // namespace okr::bench
