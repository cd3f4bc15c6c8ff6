// SPDX-License-Identifier: MIT
#include "okr/compute/carry.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/formula.hpp"

namespace okr {
namespace {

Stays state_stays(State state) {
  if (state == State::done) return Stays::done;
  return state == State::cancelled ? Stays::cancelled : Stays::goes_on;
}

bool was_held(const KeyResultNumbers& numbers) { return numbers.kind() == Kind::hold && numbers.reached; }

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

CarriedKeyResult as_defined(const KeyResult& key_result, const Movable& definition) {
  CarriedKeyResult carried{.key_result = &key_result};
  for (const CarriedAnchor& anchor : carried_anchors) carried.*anchor.carried = definition.*anchor.stands;
  for (const Step& step : key_result.steps) carried.steps.push_back(&step);
  return carried;
}

CarriedKeyResult carried_with(const Subject& subject, const Movable& definition, const KeyResultNumbers& numbers) {
  CarriedKeyResult carried = as_defined(subject.key_result, definition);
  carried.numbers = &numbers;
  const auto& anchors = numbers.standing.anchors;
  const auto now = numbers.value();
  switch (definition.kind) {
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

/// What would have been carried on a day of the readings that `known` has.
CarriedKeyResult carried_then(const Subject& subject, const Subject& known, Date day) {
  const KeyResultNumbers numbers = numbers_of(known, day);
  CarriedKeyResult carried = carried_with(subject, definition_of(subject.key_result, day), numbers);
  carried.numbers = nullptr;
  return carried;
}

/// Of readings that were known in part: as far as each of them, since several may be of one day, and without each, which
/// may have come late, by a merge or dated back. `readings` are those of `known`, and are so again behind it.
template <class Readings>
void add_states(const Subject& subject, const Subject& known, const Period& days, Readings& readings,
                std::vector<CarriedKeyResult>& states) {
  const Readings all = readings;
  const auto is_in = [&](const auto& one) { return contains(days, one.date); };
  const bool are_several = std::ranges::count_if(all, is_in) > 1;
  for (auto one = all.begin(); one != all.end(); ++one) {
    if (!is_in(*one)) continue;
    readings.assign(all.begin(), one + 1);
    states.push_back(carried_then(subject, known, one->date));
    readings.pop_back();
    readings.insert(readings.end(), one + 1, all.end());
    if (are_several) states.push_back(carried_then(subject, known, days.last));
  }
  readings = all;
}

/// The KPI and all that its formula is made of.
void add_with_parts(const Workspace& workspace, const Kpi* kpi, std::set<const Kpi*>& kpis) {
  if (!kpi || !kpis.insert(kpi).second) return;
  for (const std::string& part : parts_of_formula(*kpi)) add_with_parts(workspace, workspace.kpi(part), kpis);
}

/// The workspace with the KPI that feeds the key result, and what that is made of, alone: readings of it can be left out
/// without copying all others for each key result.
Workspace only_what_feeds(const Subject& subject) {
  std::set<const Kpi*> kpis;
  add_with_parts(subject.workspace, kpi_named(subject.workspace, subject.key_result.kpi), kpis);
  Workspace feeding;
  feeding.settings = subject.workspace.settings;
  std::ranges::copy_if(subject.workspace.kpis, std::back_inserter(feeding.kpis),
                       [&](const Kpi& kpi) { return kpis.contains(&kpi); });
  return feeding;
}

/// What would have been carried at each earlier time: as far as something was said, and before each move of its
/// definition.
std::vector<CarriedKeyResult> carried_before(const Subject& subject, Date as_of) {
  std::vector<CarriedKeyResult> states;
  for (const Change& change : subject.key_result.changes)
    for (const Date day : {add_days(change.on, -1), change.on})
      if (day <= as_of) states.push_back(carried_then(subject, subject, day));
  Period days = counted_days(subject, definition_of(subject.key_result, as_of));
  days.last = std::min(days.last, as_of);
  KeyResult key_result = subject.key_result;
  add_states(subject, {subject.workspace, subject.cycle, subject.objective, key_result}, days, key_result.entries,
             states);
  if (subject.key_result.kpi.empty()) return states;
  days = {subject.cycle.period.first, std::min(subject.cycle.period.last, as_of)};
  Workspace feeding = only_what_feeds(subject);
  const Subject known{feeding, subject.cycle, subject.objective, subject.key_result};
  for (Kpi& kpi : feeding.kpis) add_states(subject, known, days, kpi.readings, states);
  return states;
}

/// Whether closing, not a person, moved the number last to what stands there; nothing where `changes` tell of no move.
std::optional<bool> is_moved_by_closing(const KeyResult& there, const CarriedAnchor& anchor, std::string_view reason) {
  for (auto change = there.changes.rbegin(); change != there.changes.rend(); ++change) {
    const auto moved = std::ranges::find(change->fields, anchor.key, &ChangedField::key);
    if (moved == change->fields.end()) continue;
    const double* after = std::get_if<double>(&moved->after);
    return after && there.*anchor.stands == *after ? std::optional(change->why == reason) : std::nullopt;
  }
  return std::nullopt;
}

std::vector<std::string> titles_of(const std::vector<const Step*>& steps) {
  std::vector<std::string> titles;
  for (const Step* step : steps) titles.push_back(step->title);
  return titles;
}

}  // namespace

CarriedKeyResult as_it_stands(const KeyResult& key_result) { return as_defined(key_result, key_result); }

CarriedKeyResult carried(const Subject& subject, const KeyResultNumbers& numbers) {
  return carried_with(subject, subject.key_result, numbers);
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

std::string reason_to_follow(const CycleId& from) { return "as " + from.text + " ended"; }

std::vector<std::string> step_titles(const KeyResult& key_result) { return titles_of(as_it_stands(key_result).steps); }

CarriedEarlier::CarriedEarlier(const KeyResult& there, const Subject& from, const KeyResultNumbers& numbers, Date as_of)
    : there_(there),
      reason_(reason_to_follow(from.cycle.id)),
      now_(carried(from, numbers)),
      plain_(as_it_stands(from.key_result)) {
  const bool has_moved =
      std::ranges::any_of(carried_anchors, [this](const CarriedAnchor& anchor) { return is_other(anchor); });
  if (has_moved || step_titles(there_) != titles_of(now_.steps)) earlier_ = carried_before(from, as_of);  // dear
}

bool CarriedEarlier::is_as_carried(const CarriedAnchor& anchor) const {
  if (const auto by_closing = is_moved_by_closing(there_, anchor, reason_)) return *by_closing;
  return std::ranges::any_of(
      earlier_, [&](const CarriedKeyResult& one) { return anchor.held(one.*anchor.carried) == stands(anchor); });
}

bool CarriedEarlier::moves(const CarriedAnchor& anchor) const {
  const bool has_moved = std::ranges::any_of(
      earlier_, [&](const CarriedKeyResult& one) { return anchor.held(one.*anchor.carried) != goes(anchor); });
  return has_moved || (plain_.key_result->change.empty() && anchor.held(plain_.*anchor.carried) != goes(anchor));
}

bool CarriedEarlier::has_steps_as_carried() const {
  const auto has_these = [&](const CarriedKeyResult& one) { return titles_of(one.steps) == step_titles(there_); };
  return has_these(plain_) || std::ranges::any_of(earlier_, has_these);
}

std::vector<std::string> CarriedEarlier::steps_left() const {
  std::vector<std::string> left = step_titles(there_);
  const std::vector<std::string> all = titles_of(plain_.steps), open = titles_of(now_.steps);
  std::erase_if(left, [&](const std::string& title) { return contains(all, title) && !contains(open, title); });
  return left;
}

bool CarriedEarlier::has_aim_as_carried() const {
  if (!there_.steps.empty()) return steps_left().empty();
  return !is_other(carried_target) || is_as_carried(carried_target);
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
