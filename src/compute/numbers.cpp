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
constexpr double rounded_by_hand = 0.005 + 1e-9;         // a result may keep two decimals

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
  numbers.planned_state = planned.state;
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

/// Its anchors, or what it amounts to at all, may follow from readings of the KPI that came later.
bool follows_kpi(const Definition& definition, const KeyResultResult& result) {
  return !definition.kpi.empty() && (!definition.baseline || *result.progress == 0 || *result.progress == 1);
}

/// What the kept value amounts to by the definition that was in force, of steps their share; absent for a hold, whose
/// value does not say it.
Computed<Progress> progress_at(const Standing& standing, double value) {
  switch (standing.definition.kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::percent:
      return standing.anchors ? linear_progress(*standing.anchors, value) : Computed<Progress>(Absence::not_kept);
    case Kind::done:
    case Kind::graded:
    case Kind::milestones: return Progress(value);
    case Kind::measure: return Progress(1);
    case Kind::hold: break;
  }
  return Absence::not_kept;
}

/// A hold of which nothing was due kept nothing; else, where nothing was kept, nothing had been said.
Absence absence_of(const Definition& definition, const KeyResultResult& result) {
  if (result.score || !std::holds_alternative<std::monostate>(result.value)) return Absence::not_kept;
  const bool not_due = definition.kind == Kind::hold && !result.verdict;
  return not_due ? Absence::nothing_due : Absence::no_data;
}

/// `value`: as value_kept has it.
Computed<Progress> kept_progress(const KeyResultResult& result, const Standing& standing, std::optional<double> value) {
  if (result.progress) return Progress(*result.progress);
  const auto told = value ? progress_at(standing, *value) : Computed<Progress>();
  return told ? told : absence_of(standing.definition, result);
}

/// A score that was not kept follows from the progress and the value that were.
Computed<Score> kept_score(const KeyResultResult& result, const Standing& standing,
                           const Computed<Progress>& progress) {
  if (result.score) return capped(Progress(*result.score));
  if (!progress) return progress.absence;
  const bool between = standing.anchors && standing.anchors->stretch && standing.now;
  return between ? score_between(*standing.anchors, *standing.now, *progress) : capped(*progress);
}

/// No check-in of the cycle says anything: what stands in [result] was written down, not closed.
bool is_written_by_hand(const Subject& subject, const KeyResultNumbers& numbers) {
  return subject.cycle.checkins.empty() && !numbers.standing.has_points();
}

/// What was planned is told by readings and definitions, never by a bare result.
Computed<Score> planned_score(const Subject& subject, const KeyResultNumbers& numbers) {
  if (is_written_by_hand(subject, numbers)) return Absence::not_kept;
  if (!numbers.score) return numbers.as_planned;
  return subject.key_result.changes.empty() ? numbers.score : numbers.as_planned;
}

bool keeps_anything(const CycleResult& result) {
  return result.score || !result.objectives.empty() || !result.key_results.empty();
}

/// A quarter that was written down by hand: without check-ins and without this key result among the results.
void forget_unkept(const Subject& subject, KeyResultNumbers& numbers) {
  if (!is_written_by_hand(subject, numbers)) return;
  if (!keeps_anything(*subject.cycle.result) || is_fault(numbers.progress.absence)) return;
  numbers.is_final = true;
  numbers.standing.hold.reset();
  numbers.progress = Absence::not_kept;
  numbers.score = numbers.as_planned = Absence::not_kept;
}

/// Periods that were told anew by files changed after the close say nothing of what was kept.
bool fits_tally(const KeyResultResult& result, const Standing& standing) {
  if (!standing.hold || !result.progress || !standing.progress) return true;
  return std::abs(standing.progress->value() - *result.progress) <= rounded_by_hand;
}

/// What progress was measured by: of steps not how many were done, which is what is kept, but their share; absent where
/// they weigh differently and only their number was kept.
std::optional<double> value_kept(const Subject& subject, const KeyResultNumbers& numbers,
                                 const KeyResultResult& result) {
  const auto value = number_kept(result.value);
  if (numbers.kind() != Kind::milestones) return value;
  const std::vector<Step>& steps = subject.key_result.steps;
  const bool weigh_alike = std::ranges::all_of(steps, [](const Step& step) { return step.weight == 1; });
  if (result.progress || !value || steps.empty() || !weigh_alike) return result.progress;
  return *value / static_cast<double>(steps.size());
}

/// The confidence that was kept as it was stated, whatever was said after the closing.
Confidence confidence_kept(const Subject& subject, const KeyResultNumbers& numbers, int kept, Place place) {
  if (numbers.confidence && numbers.confidence->value == kept) return *numbers.confidence;
  const auto& entries = subject.key_result.entries;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (entry->confidence != kept) continue;
    if (const auto stated = confidence_of(subject, entry->date); stated && stated->value == kept) return *stated;
  }
  return Confidence{kept, {}, subject.cycle.period.last, place, false};
}

/// Nothing had been said of it, or was due, when the cycle was closed.
bool keeps_nothing(const KeyResultResult& result) {
  return !result.score && !result.progress && !number_kept(result.value) &&
         counts(result.state.value_or(State::active));
}

/// What was said later is no number of it.
void forget_later(KeyResultNumbers& numbers) {
  numbers.standing.now.reset();
  numbers.standing.hold.reset();
  numbers.as_planned = numbers.score;
}

/// It keeps something that cannot be read, so that nobody knows what it kept.
void refuse_kept(KeyResultNumbers& numbers) {
  numbers.is_final = true;
  numbers.standing.hold.reset();
  numbers.progress = Absence::record_in_error;
  numbers.score = numbers.as_planned = Absence::record_in_error;
}

/// `[result]` wins over what would be computed today.
void apply_kept(const Subject& subject, KeyResultNumbers& numbers) {
  const KeyResultResult* result = find_result(subject.cycle, subject.objective, subject.key_result);
  if (!result) return forget_unkept(subject, numbers);
  if (result->faulty) return refuse_kept(numbers);
  numbers.is_final = true;
  const auto value = value_kept(subject, numbers, *result);
  if (value) numbers.standing.now = value;
  if (is_written_by_hand(subject, numbers) || !fits_tally(*result, numbers.standing)) numbers.standing.hold.reset();
  numbers.progress = kept_progress(*result, numbers.standing, value);
  numbers.score = kept_score(*result, numbers.standing, numbers.progress);
  numbers.as_planned = planned_score(subject, numbers);
  if (!fits_definition(*result, numbers.standing)) numbers.standing.anchors = Absence::not_kept;
  if (keeps_nothing(*result)) forget_later(numbers);
  if (result->weight) numbers.weight = *result->weight;
  if (result->state) numbers.state = *result->state;
  if (result->confidence) numbers.confidence = confidence_kept(subject, numbers, *result->confidence, result->place);
  numbers.verdict = result->verdict;
}

/// The pace of what was kept, where that is something else than the files come to today.
void add_pace_as_kept(const Subject& subject, KeyResultNumbers& numbers, Date as_of) {
  Standing standing = numbers.standing;
  apply_kept(subject, numbers);
  standing.progress = numbers.progress;
  numbers.pace = pace_of(subject, standing, numbers.confidence, as_of);
  if (!numbers.standing.hold) numbers.pace.misses.reset();
  if (const auto* result = find_result(subject.cycle, subject.objective, subject.key_result))
    trace_final(subject.trace, "2.3", result->score, result->place);
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
  const State above = definition_of(subject.objective, as_of).state;
  if (counts(numbers.state) && counts(above) && !is_draft(subject.cycle, as_of)) return;
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
  if (is_draft(subject, as_of) || !counts(definition_of(subject.objective, as_of).state)) return false;
  if (numbers.score.absence == Absence::nothing_due) return false;
  if (has_ended(subject.cycle, as_of) || numbers.state == State::done) return true;
  return numbers.pace.misses && numbers.standing.hold->cannot_be_met();
}

/// After the cycle, of what counts: what rests with its objective has none (2.3, 2.5).
void add_verdict(const Subject& subject, KeyResultNumbers& numbers, Date as_of) {
  const bool is_counted = counts(numbers.state) && counts(definition_of(subject.objective, as_of).state);
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
  const bool is_drafted = objective.cycle && is_draft(*objective.cycle, numbers.as_of);
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
  return subject.cycle.state == CycleState::draft || definition_of(subject.objective, as_of).state == State::draft ||
         definition_of(subject.key_result, as_of).state == State::draft;
}

bool is_final(const Cycle& cycle, Date as_of) {
  return cycle.result && (!cycle.result->closed || *cycle.result->closed <= as_of);
}

CycleState state_on(const Cycle& cycle, Date as_of) {
  return cycle.result && !is_final(cycle, as_of) ? CycleState::active : cycle.state;
}

Date counted_day(const Cycle& cycle, Date as_of) {
  if (!is_final(cycle, as_of) || !cycle.result->closed) return as_of;
  return std::min(as_of, std::max(*cycle.result->closed, cycle.period.first));
}

bool fits_definition(const KeyResultResult& result, const Standing& standing) {
  const auto value = number_kept(result.value);
  if (!value || !result.progress || !standing.anchors || follows_kpi(standing.definition, result)) return true;
  const auto told = progress_at(standing, *value);
  if (told && std::abs(told->value() - *result.progress) > rounded_by_hand) return false;
  if (!told || !result.score || !standing.anchors->stretch) return true;
  const Score score = score_between(*standing.anchors, *value, *told);
  return std::abs(score.value() - *result.score) <= rounded_by_hand;
}

bool holds_readings(const KeyResultResult& result, const Standing& standing) {
  const bool is_comparable = standing.has_points() && standing.progress && result.progress;
  const bool is_fed = !standing.definition.kpi.empty();
  if (!is_comparable || is_fed || !counts(result.state.value_or(State::active))) return true;
  return std::abs(standing.progress->value() - *result.progress) <= rounded_by_hand;
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
