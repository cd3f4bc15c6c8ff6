// SPDX-License-Identifier: MIT
#include "okr/compute/numbers.hpp"

#include <algorithm>
#include <cmath>

#include "compute/parts.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/staleness.hpp"

namespace okr {
namespace {

constexpr int very_sure_from = 8, very_doubtful_to = 3;  // W229

/// What may be missing in a draft.
bool is_unfinished(Absence absence) {
  return absence == Absence::no_baseline || absence == Absence::no_target || absence == Absence::no_steps ||
         absence == Absence::kind_unknown;
}

/// What the readings say and, where there are none, the state: done is what a state of done says of kind `done` (0.24).
/// What a draft does not say yet is no fault.
Standing judged(const Subject& subject, const Definition& definition, State state, Date as_of) {
  Standing standing = standing_of(subject, definition, as_of);
  const bool without_reading = standing.points && standing.points->empty();
  if (state == State::done && definition.kind == Kind::done && without_reading) {
    standing.now = 1;
    standing.progress = Progress(1);
    standing.score = Score(1);
    record(subject.trace, [] {
      return TraceStep{"progress", "its state is done, and no reading says otherwise: yes", "2.3", 1.0};
    });
  }
  if (is_unfinished(standing.progress.absence) && is_draft(subject, as_of)) {
    standing.progress = Absence::not_counted;
    standing.score = Absence::not_counted;
  }
  return standing;
}

/// The first definition, judged by the readings of the day; a record that was ended keeps its last score.
void add_as_planned(const Subject& subject, KeyResultNumbers& numbers, Date as_of) {
  Definition planned = first_definition(subject.key_result);
  planned.frozen = numbers.standing.definition.frozen;
  numbers.planned_weight = planned.weight_or_default();
  const bool in_draft = is_draft(subject.cycle) || !counts_as_planned(first_definition(subject.objective).state);
  numbers.planned_state = state_as_kept(subject, in_draft ? State::draft : planned.state, as_of);
  if (subject.key_result.changes.empty()) {
    numbers.as_planned = numbers.score;
    return;
  }
  const Subject untraced{subject.workspace, subject.cycle, subject.objective, subject.key_result, nullptr};
  numbers.as_planned = judged(untraced, planned, numbers.state, as_of).score;
}

bool is_asked(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  if (numbers.state != State::active || as_of < numbers.window.first || has_ended(subject.cycle, as_of)) return false;
  if (subject.cycle.state == CycleState::draft || !subject.cycle.dated) return false;
  if (definition_of(subject.objective, as_of).state != State::active) return false;
  const Definition& definition = numbers.standing.definition;
  if (definition.kind == Kind::hold && counted_days(subject, definition).last < as_of) return false;
  return numbers.status() != PaceStatus::achieved || !stays_reached(subject, numbers.standing);
}

/// The newest reading of the KPI that lies in the key result's days (0.23), with what it amounts to in its period;
/// empty when there is none. What fills a period without readings is none.
std::optional<Point> newest_reading(const Subject& subject, const Kpi& kpi, const KeyResultNumbers& numbers,
                                    Date as_of) {
  const Period days = fed_days(subject, numbers.standing.definition);
  const PeriodQuery query{kpi.every, days.first, days.last};
  std::optional<Point> newest;
  const Date last_day = looked_at(numbers.standing.definition, as_of);
  for (const KpiPeriod& period : kpi_periods(subject.workspace, kpi, query, last_day))
    if (period.last_reading) newest = Point{*period.last_reading, period.value.value_or(0), period.place};
  return newest;
}

/// What check-ins last said on a counted day where nothing can be made of it: its definition is in error.
std::optional<Point> last_said(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  const Period days = counted_days(subject, numbers.standing.definition);
  const Date last_day = std::min(looked_at(numbers.standing.definition, as_of), days.last);
  std::optional<Point> last;
  for (const Entry& entry : subject.key_result.entries)
    if (entry.has_value() && days.first <= entry.date && entry.date <= last_day && (!last || last->date <= entry.date))
      last = Point{entry.date, number_kept(entry.value).value_or(0), entry.place};
  return last;
}

std::optional<Point> last_reading(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  if (!numbers.standing.points) return last_said(subject, numbers, as_of);
  if (numbers.standing.points->empty()) return std::nullopt;
  return numbers.standing.points->back();
}

/// By the KPI's periods; as long as none of its readings is the key result's, no worse than what began with it.
Freshness freshness_by_kpi(const Subject& subject, const Kpi& kpi, const Recency& recency, Date start, Date as_of) {
  const Freshness by_kpi = freshness_of(subject.workspace, kpi, kpi_periods(subject.workspace, kpi, as_of), as_of);
  if (recency.last) return by_kpi;
  const Rhythm cadence = cadence_of(subject.workspace.settings, subject.cycle);
  return std::min(by_kpi, freshness_since(start, subject.workspace.settings.workspace, cadence, as_of));
}

Recency recency_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  const WorkspaceSettings& settings = subject.workspace.settings.workspace;
  const Date begin = asked_from(subject, numbers.standing.definition, as_of);
  Recency recency;
  recency.last = last_reading(subject, numbers, as_of);
  Date since = recency.last ? recency.last->date : begin;
  if (const Kpi* kpi = kpi_of(subject, numbers.standing.definition)) {
    recency.last = newest_reading(subject, *kpi, numbers, as_of);
    since = recency.last ? recency.last->date : begin;
    recency.freshness = freshness_by_kpi(subject, *kpi, recency, begin, as_of);
  } else {
    const Rhythm cadence = cadence_of(subject.workspace.settings, subject.cycle);
    recency.freshness = freshness_since(since, settings, cadence, as_of);
    const Date due = due_from(since, settings, cadence);
    const bool is_behind_the_end = subject.cycle.dated && due > subject.cycle.period.last;
    if (!is_behind_the_end) recency.due_from = due;
  }
  recency.value_age = calendar_age(since, as_of);
  recency.value_away = away_days(since, settings.away, as_of);
  // Of what a KPI feeds it is the KPI's value that is waited for, and that can be recorded.
  const bool waits_in_vain = waits(recency.freshness) && !numbers.is_fed() && !can_be_judged(numbers);
  if (waits_in_vain || !is_asked(subject, numbers, as_of)) {
    recency.freshness = Freshness::not_asked;
    recency.due_from.reset();
  }
  return recency;
}

TraceValue traced_value(const ChangedField::Value& value) {
  return std::visit([](const auto& kept) { return TraceValue(kept); }, value);
}

/// What `[result]` kept of what a score is made from.
std::vector<TraceInput> traced_result(const KeyResultResult& result) {
  std::vector<TraceInput> kept;
  if (const auto value = number_kept(result.value)) kept.push_back({"value", *value, result.place});
  if (result.progress) kept.push_back({"progress", *result.progress, result.place});
  if (result.score) kept.push_back({"score", *result.score, result.place});
  return kept;
}

/// The pace of what was kept, where that is something else than the files come to today.
void add_pace_as_kept(const Subject& subject, KeyResultNumbers& numbers, Date as_of) {
  Standing standing = numbers.standing;
  apply_result(subject, numbers);
  standing.progress = numbers.progress;
  numbers.pace = pace_of(subject, standing, numbers.confidence, as_of);
  if (!numbers.standing.hold) numbers.pace.misses.reset();
  if (!subject.trace) return;
  if (const auto* result = find_result(subject.cycle, subject.objective, subject.key_result))
    trace_final(subject.trace, "2.3", numbers.score, traced_result(*result));
}

/// What the row of 3.2 that fitted looked at.
StatusTrace status_trace_of(const Subject& subject, const KeyResultNumbers& numbers) {
  StatusTrace how{numbers.pace.rule, {}};
  if (!subject.trace) return how;
  if (numbers.pace.rule == gap_rule) {
    how.inputs.push_back({"gap", traced(numbers.pace.gap)});
    add_gap_thresholds(subject.workspace.settings.scoring, how.inputs);
  } else if (numbers.standing.definition.kind != Kind::hold && numbers.confidence &&
             !is_paced(numbers.standing.definition.kind)) {
    how.inputs.push_back({"confidence", double(numbers.confidence->value), numbers.confidence->place, false,
                          to_string(numbers.confidence->date)});
  }
  if (numbers.pace.misses && numbers.pace.misses->lost()) {
    how.inputs.push_back({"missed", double(numbers.pace.misses->used)});
    how.inputs.push_back({"misses", double(numbers.pace.misses->allowed)});
  }
  if (numbers.standing.hold && numbers.standing.hold->last_due()) {
    const HoldPeriod& last = *numbers.standing.hold->last_due();
    const bool met = last.holding == Holding::met, near = last.holding == Holding::near;
    how.inputs.push_back({met    ? "met"
                          : near ? "missed, within the margin"
                                 : "missed",
                          traced(last.value),
                          {},
                          false,
                          to_string(last.period)});
  }
  return how;
}

void trace_planned(const Subject& subject, const KeyResultNumbers& numbers) {
  if (subject.key_result.changes.empty()) return;
  record(subject.trace, [&] {
    TraceStep step{"as planned", "the score by the first values of `changes`",
                   "2.5",        traced(numbers.as_planned.value),
                   {},           numbers.as_planned.absence};
    for (const Change& change : subject.key_result.changes)
      for (const ChangedField& field : change.fields)
        step.inputs.push_back({"first value", traced_value(field.before), change.place, false, field.key});
    return step;
  });
}

/// Why a record that rests has no score, whatever its readings come to (2.5).
void trace_rest(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  const State above = state_of(subject.cycle, subject.objective, as_of);
  if (counts(numbers.state) && counts(above) && !is_draft(subject.cycle)) return;
  record(subject.trace, [&] {
    const Place own = place_of_value(subject.key_result, "state", as_of);
    TraceStep step{"score that counts",
                   "what is a draft, cancelled or deferred, or part of such an objective, has none",
                   "2.5",
                   {},
                   {},
                   Absence::not_counted};
    step.inputs.push_back({"state", std::string(word(numbers.state)), own, !own.known(), to_string(numbers.id)});
    step.inputs.push_back({"state", std::string(word(above)), subject.objective.place_of("state"),
                           !subject.objective.gives("state"), numbers.id.objective.text});
    return step;
  });
}

/// Where only a score was kept, it says whether the target was reached: beside a stretch that is worth 0.7.
bool is_target_reached(const KeyResultNumbers& numbers) {
  if (numbers.is_final && numbers.score && says_not_reached(*numbers.score.value)) return false;
  if (numbers.progress) return is_reached(*numbers.progress);
  if (!numbers.is_final || !numbers.score) return false;
  const bool stretches = numbers.standing.definition.stretch.has_value();
  const double reached = stretches ? score_of(Zone::target).value() : 1;
  return is_reached(Progress(numbers.score->value() / reached));
}

void show(const Subject& subject, KeyResultNumbers& numbers) {
  const Scoring& scoring = subject.workspace.settings.scoring;
  numbers.reached = is_target_reached(numbers);
  add_shown(scoring, numbers);
  if (numbers.shown) trace_shown(subject.trace, scoring, numbers.shown);
}

/// It ended missed, and nothing can mend that: its cycle is over, its state is done, or a bound was missed too often in
/// periods that are over (0.39). A bound that was not due yet has missed nothing.
bool is_lost(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  if (!counts(numbers.state) || numbers.reached || is_fault(numbers.progress.absence)) return false;
  if (is_draft(subject, as_of) || !counts(state_of(subject.cycle, subject.objective, as_of))) return false;
  if (numbers.score.absence == Absence::nothing_due) return false;
  if (has_ended(subject.cycle, as_of) || numbers.state == State::done) return true;
  return numbers.pace.misses && numbers.standing.hold->cannot_be_met();
}

/// After the cycle, of what counts: what rests with its objective has none (2.3, 2.5).
void add_verdict(const Subject& subject, KeyResultNumbers& numbers, Date as_of) {
  const bool is_counted =
      !is_draft(subject.cycle) && counts(numbers.state) && counts(state_of(subject.cycle, subject.objective, as_of));
  if (!has_ended(subject.cycle, as_of) || numbers.verdict || !is_counted || is_fault(numbers.score.absence)) return;
  if (numbers.score.absence == Absence::nothing_due || numbers.score.absence == Absence::not_kept) return;
  numbers.verdict = verdict_of(subject.objective.type(), numbers.reached, numbers.shown.value_or(Score(0)),
                               subject.workspace.settings.scoring);
  trace_verdict(subject.trace, subject.workspace.settings.scoring, subject.objective.type(), numbers.verdict);
}

std::string unit_of(const Subject& subject, const Definition& definition) {
  if (!subject.key_result.unit.empty()) return subject.key_result.unit;
  const Kpi* kpi = kpi_of(subject, definition);
  return kpi ? kpi->unit : std::string();
}

}  // namespace

bool is_scored(const ObjectiveNumbers& objective, const KeyResultNumbers& numbers) {
  const bool is_drafted = objective.cycle && is_draft(*objective.cycle);
  return counts(objective.state) && counts(numbers.state) && !is_drafted;
}

std::optional<Score> counted_score(const ObjectiveNumbers& objective, const KeyResultNumbers& numbers) {
  return is_scored(objective, numbers) ? numbers.score.value : std::nullopt;
}

bool states_confidence(const Cycle& cycle, Date as_of) {
  const auto states = [as_of](const Entry& entry) { return entry.confidence && entry.date <= as_of; };
  for (const Objective& objective : cycle.objectives)
    for (const KeyResult& kr : objective.key_results)
      if (std::ranges::any_of(kr.entries, states)) return true;
  return false;
}

bool can_be_judged(const KeyResultNumbers& numbers) {
  const KeyResult* kr = numbers.key_result;
  return (!kr || (kr->kind_known && !kr->faulty)) && !is_fault(numbers.progress.absence);
}

bool was_said_later(const KeyResult& key_result, Date last, Date as_of) {
  const auto is_later = [&](const Entry& entry) { return last < entry.date && entry.date <= as_of; };
  return std::ranges::any_of(key_result.entries, is_later);
}

bool asks_for_confidence(const Subject& subject, const KeyResultNumbers& numbers, bool states, Date as_of) {
  if (numbers.recency.freshness == Freshness::not_asked) return false;
  const WorkspaceSettings& settings = subject.workspace.settings.workspace;
  const Rhythm cadence = cadence_of(subject.workspace.settings, subject.cycle);
  const auto& stated = numbers.confidence;
  if (numbers.is_fed())  // there is nothing else to say of it
    return !stated || is_half_over(stated->date, settings, cadence, as_of);
  return (stated || states) &&
         can_be_said_again(stated ? stated->date : numbers.window.first, settings, cadence, as_of);
}

Contradiction contradiction_of(int confidence, PaceStatus status) {
  if (confidence >= very_sure_from && status == PaceStatus::at_risk) return Contradiction::too_sure;
  if (confidence <= very_doubtful_to && status == PaceStatus::ahead) return Contradiction::too_doubtful;
  return Contradiction::none;
}

bool is_draft(const Subject& subject, Date as_of) {
  return subject.cycle.state == CycleState::draft ||
         state_of(subject.cycle, subject.objective, as_of) == State::draft ||
         definition_of(subject, as_of).state == State::draft;
}

bool is_final(const Cycle& cycle, Date as_of) {
  return cycle.result && (!cycle.result->closed || *cycle.result->closed <= as_of);
}

Cycle before_closing(const Cycle& cycle) {
  Cycle open = cycle;
  if (open.result) open.state = CycleState::active;
  open.result.reset();
  return open;
}

CycleState state_on(const Cycle& cycle, Date as_of) {
  return cycle.result && !is_final(cycle, as_of) ? CycleState::active : cycle.state;
}

Date counted_day(const Cycle& cycle, Date as_of) {
  if (!is_final(cycle, as_of) || !cycle.result->closed) return as_of;
  return std::min(as_of, std::max(*cycle.result->closed, cycle.period.first));
}

KeyResultNumbers numbers_of(const Subject& subject, Date day) {
  const Date as_of = counted_day(subject.cycle, day);
  KeyResultNumbers numbers;
  const Definition definition = definition_of(subject, as_of);
  numbers.cycle = &subject.cycle;
  numbers.key_result = &subject.key_result;
  numbers.id = subject.key_result.id;
  numbers.as_of = day;
  numbers.unit = unit_of(subject, definition);
  numbers.state = definition.state;
  numbers.weight = definition.weight_or_default();
  numbers.window = window_of(subject, definition);
  numbers.standing = judged(subject, definition, definition.state, as_of);
  numbers.progress = numbers.standing.progress;
  numbers.score = numbers.standing.score;
  add_as_planned(subject, numbers, as_of);
  numbers.confidence = confidence_of(subject, as_of);
  if (is_final(subject.cycle, as_of))
    add_pace_as_kept(subject, numbers, as_of);
  else
    numbers.pace = pace_of(subject, numbers.standing, numbers.confidence, as_of);
  if (!counts_as_planned(numbers.planned_state)) numbers.as_planned = Absence::not_counted;
  show(subject, numbers);
  numbers.pace.lost = is_lost(subject, numbers, as_of);
  numbers.pace.cannot_end_met = numbers.pace.lost && subject.objective.type() == ObjectiveType::committed;
  trace_planned(subject, numbers);
  trace_rest(subject, numbers, as_of);
  trace_status(subject.trace, numbers.status(), status_trace_of(subject, numbers));
  numbers.recency = recency_of(subject, numbers, as_of);
  if (numbers.confidence) numbers.contradiction = contradiction_of(numbers.confidence->value, numbers.status());
  numbers.slows_down = slows_down(numbers.standing);
  add_verdict(subject, numbers, as_of);
  return numbers;
}

}  // namespace okr
