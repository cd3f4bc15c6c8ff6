// SPDX-License-Identifier: MIT
#include "okr/compute/numbers.hpp"

#include <algorithm>

#include "compute/parts.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/kpi_status.hpp"
#include "okr/compute/staleness.hpp"

namespace okr {
namespace {

constexpr int very_sure_from = 8, very_doubtful_to = 3;  // W229

/// The first definition, judged by the readings of the day; a record that was ended keeps its last score.
void add_as_planned(const Subject& subject, KeyResultNumbers& numbers, Date as_of) {
  Definition planned = first_definition(subject.key_result);
  planned.frozen = numbers.standing.definition.frozen;
  numbers.planned_weight = planned.weight_or_default();
  numbers.planned_state = planned.state;
  if (subject.key_result.changes.empty()) {
    numbers.as_planned = numbers.score;
    return;
  }
  const Subject untraced{subject.workspace, subject.cycle, subject.objective, subject.key_result, nullptr};
  numbers.as_planned = standing_of(untraced, planned, as_of).score;
}

bool is_asked(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  if (numbers.state != State::active || as_of < numbers.window.first || has_ended(subject.cycle, as_of)) return false;
  if (subject.cycle.state == CycleState::draft) return false;
  if (definition_of(subject.objective, as_of).state != State::active) return false;
  return numbers.status() != PaceStatus::achieved;
}

/// Age and freshness of a KPI stand for those of the key result it feeds.
void add_recency_of_kpi(const Subject& subject, const Kpi& kpi, Recency& recency, Date as_of) {
  const auto periods = kpi_periods(subject.workspace, kpi, as_of);
  for (const KpiPeriod& period : periods)
    if (period.last_reading)
      recency.value_age = age_in_days(*period.last_reading, subject.workspace.settings.workspace.away, as_of);
  recency.freshness = freshness_of(subject.workspace, periods);
}

Recency recency_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  const WorkspaceSettings& settings = subject.workspace.settings.workspace;
  const auto& points = numbers.standing.points;
  Recency recency;
  if (points && !points->empty()) recency.last = points->back();
  const Date since = recency.last ? recency.last->date : numbers.window.first;
  recency.value_age = age_in_days(since, settings.away, as_of);
  if (numbers.confidence) recency.confidence_age = age_in_days(numbers.confidence->date, settings.away, as_of);
  if (const Kpi* kpi = kpi_of(subject, numbers.standing.definition)) {
    add_recency_of_kpi(subject, *kpi, recency, as_of);
  } else {
    const Rhythm cadence = cadence_of(subject.workspace.settings, subject.cycle);
    recency.freshness = freshness_since(since, settings, cadence, as_of);
    recency.due_from = due_from(since, settings, cadence);
  }
  if (!is_asked(subject, numbers, as_of)) {
    recency.freshness = Freshness::not_asked;
    recency.due_from.reset();
  }
  return recency;
}

TraceValue traced_value(const ChangedField::Value& value) {
  return std::visit([](const auto& kept) { return TraceValue(kept); }, value);
}

/// What was not kept was not there: nothing was due, or nothing had been said.
Absence absence_of(const KeyResultResult& result) {
  return result.verdict.empty() ? Absence::nothing_due : Absence::no_data;
}

/// `[result]` wins over what would be computed today.
void apply_result(const Subject& subject, KeyResultNumbers& numbers) {
  const KeyResultResult* result = find_result(subject.cycle, subject.objective, subject.key_result);
  if (!result) return;
  numbers.is_final = true;
  if (const auto value = number_kept(result->value)) numbers.standing.now = value;
  numbers.progress = result->progress ? Computed(Progress(*result->progress)) : absence_of(*result);
  numbers.score = result->score ? Computed(capped(Progress(*result->score))) : absence_of(*result);
  if (subject.key_result.changes.empty()) numbers.as_planned = numbers.score;
  if (result->weight) numbers.weight = *result->weight;
  if (result->state) numbers.state = *result->state;
  if (result->confidence) {
    if (!numbers.confidence) numbers.confidence = Confidence{};
    numbers.confidence->value = *result->confidence;
  }
  numbers.verdict = parse_verdict(result->verdict);
  record(subject.trace, [&] {
    return TraceStep{"final", "as written when the cycle was closed", "2.3",
                     {{"score", traced(result->score), result->place, false}}, traced(result->score), Absence::none};
  });
}

/// What the row of 3.2 that fitted looked at.
StatusTrace status_trace_of(const Subject& subject, const KeyResultNumbers& numbers) {
  StatusTrace how{numbers.pace.rule, {}};
  if (!subject.trace) return how;
  if (numbers.pace.rule == gap_rule) {
    how.inputs.push_back({"gap", traced(numbers.pace.gap), {}, false});
    add_gap_thresholds(subject.workspace.settings.scoring, how.inputs);
  } else if (subject.key_result.kind != Kind::hold && numbers.confidence && !is_paced(subject.key_result.kind)) {
    how.inputs.push_back({"confidence", double(numbers.confidence->value), numbers.confidence->place, false,
                          to_string(numbers.confidence->date)});
  }
  if (numbers.standing.hold && numbers.standing.hold->last_due()) {
    const HoldPeriod& last = *numbers.standing.hold->last_due();
    const bool met = last.holding == Holding::met, near = last.holding == Holding::near;
    how.inputs.push_back({met ? "met" : near ? "missed, within the margin" : "missed", traced(last.value), {}, false,
                          to_string(last.period.first) + " to " + to_string(last.period.last)});
  }
  return how;
}

void trace_planned(const Subject& subject, const KeyResultNumbers& numbers) {
  if (subject.key_result.changes.empty()) return;
  record(subject.trace, [&] {
    TraceStep step{"as planned", "the score by the first values of `changes`", "2.5", {},
                   traced(numbers.as_planned.value), numbers.as_planned.absence};
    for (const Change& change : subject.key_result.changes)
      for (const ChangedField& field : change.fields)
        step.inputs.push_back({"first value", traced_value(field.before), change.place, false, field.key});
    return step;
  });
}

void add_shown(const Subject& subject, KeyResultNumbers& numbers) {
  const Scoring& scoring = subject.workspace.settings.scoring;
  numbers.reached = numbers.progress && is_reached(*numbers.progress);
  if (!numbers.score) return;
  numbers.shown = shown_score(*numbers.score);
  numbers.band = band_of(*numbers.shown, scoring);
  trace_shown(subject.trace, scoring, numbers.shown);
}

void add_verdict(const Subject& subject, KeyResultNumbers& numbers, Date as_of) {
  const bool decided = has_ended(subject.cycle, as_of) || numbers.state == State::done;
  if (!decided || numbers.verdict || !counts(numbers.state) || is_fault(numbers.score.absence)) return;
  if (numbers.score.absence == Absence::nothing_due) return;
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

Contradiction contradiction_of(int confidence, PaceStatus status) {
  if (confidence >= very_sure_from && status == PaceStatus::at_risk) return Contradiction::too_sure;
  if (confidence <= very_doubtful_to && status == PaceStatus::ahead) return Contradiction::too_doubtful;
  return Contradiction::none;
}

bool is_final(const Cycle& cycle, Date as_of) {
  return cycle.result && (!cycle.result->closed || *cycle.result->closed <= as_of);
}

KeyResultNumbers numbers_of(const Subject& subject, Date as_of) {
  KeyResultNumbers numbers;
  const Definition definition = definition_of(subject.key_result, as_of);
  numbers.key_result = &subject.key_result;
  numbers.id = subject.key_result.id;
  numbers.unit = unit_of(subject, definition);
  numbers.state = definition.state;
  numbers.weight = definition.weight_or_default();
  numbers.window = window_of(subject, definition);
  numbers.standing = standing_of(subject, definition, as_of);
  numbers.progress = numbers.standing.progress;
  numbers.score = numbers.standing.score;
  add_as_planned(subject, numbers, as_of);
  numbers.confidence = confidence_of(subject, as_of);
  numbers.pace = pace_of(subject, numbers.standing, numbers.confidence, as_of);
  if (is_final(subject.cycle, as_of)) apply_result(subject, numbers);
  add_shown(subject, numbers);
  trace_planned(subject, numbers);
  trace_status(subject.trace, numbers.status(), status_trace_of(subject, numbers));
  numbers.recency = recency_of(subject, numbers, as_of);
  if (numbers.confidence) numbers.contradiction = contradiction_of(numbers.confidence->value, numbers.status());
  numbers.slows_down = slows_down(subject, numbers.standing);
  add_verdict(subject, numbers, as_of);
  return numbers;
}

}  // namespace okr
