// SPDX-License-Identifier: MIT
// What a closed cycle kept in its `[result]`: of its key results, its objectives and itself, and of what stands in no file any more.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "compute/parts.hpp"
#include "okr/base/ranges.hpp"
#include "okr/model/workspace.hpp"

namespace okr {
namespace {

constexpr double rounded_by_hand = 0.005 + 1e-9;  // a result may keep two decimals

// --- a key result ----------------------------------------------------------------------------------------------------

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
  if (subject.cycle.checkins.empty() && is_fault(numbers.as_planned.absence)) return Absence::not_kept;
  if (!numbers.score) return numbers.as_planned;
  return subject.key_result.changes.empty() ? numbers.score : numbers.as_planned;
}

bool keeps_anything(const CycleResult& result) {
  return result.score || !result.objectives.empty() || !result.key_results.empty();
}

/// What is computed from readings is nothing where there are none: a typed score has no such steps behind it.
void trace_by_hand(const Subject& subject, const KeyResultNumbers& numbers) {
  if (!subject.trace || !is_written_by_hand(subject, numbers)) return;
  std::erase_if(subject.trace->steps, [](const TraceStep& step) {
    return contains(std::array{"now", "periods", "progress", "score"}, step.what);
  });
  record(subject.trace, [&] {
    return TraceStep{"progress", "as kept when the cycle was closed",
                     "2.3",      traced(numbers.progress.value),
                     {},         numbers.progress.absence};
  });
}

/// A quarter that was written down by hand: without check-ins and without this key result among the results.
void forget_unkept(const Subject& subject, KeyResultNumbers& numbers) {
  if (!is_written_by_hand(subject, numbers)) return;
  if (!keeps_anything(*subject.cycle.result) || is_fault(numbers.progress.absence)) return;
  numbers.is_final = true;
  numbers.standing.hold.reset();
  numbers.progress = Absence::not_kept;
  numbers.score = numbers.as_planned = Absence::not_kept;
  trace_by_hand(subject, numbers);
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

/// What was planned weighed as much, but for what `changes` say.
void keep_weight(const Subject& subject, double weight, KeyResultNumbers& numbers) {
  numbers.weight = weight;
  const auto moves_weight = [](const Change& change) { return contains(change.fields, "weight", &ChangedField::key); };
  if (std::ranges::none_of(subject.key_result.changes, moves_weight)) numbers.planned_weight = weight;
}

/// It keeps something that cannot be read, so that nobody knows what it kept.
void refuse_kept(KeyResultNumbers& numbers) {
  numbers.is_final = true;
  numbers.standing.hold.reset();
  numbers.progress = Absence::record_in_error;
  numbers.score = numbers.as_planned = Absence::record_in_error;
}

/// Only of a committed objective it is said that it was met or missed.
bool is_of_promise(Verdict verdict) { return verdict == Verdict::met || verdict == Verdict::missed; }

// --- what stands in no file any more ---------------------------------------------------------------------------------

KeyResultNumbers known_by_result(const Cycle& cycle, const KeyResultResult& result, const Scoring& scoring) {
  KeyResultNumbers numbers;
  numbers.cycle = &cycle;
  numbers.id = result.id;
  numbers.as_of = cycle.period.last;
  numbers.is_final = true;
  numbers.window = cycle.period;
  numbers.pace.status = PaceStatus::ended;
  numbers.standing.now = number_kept(result.value);
  numbers.state = result.state.value_or(State::done);
  numbers.weight = result.weight.value_or(1);
  numbers.verdict = result.verdict;
  if (result.confidence)
    numbers.confidence = Confidence{*result.confidence, {}, cycle.period.last, result.place, false};
  if (result.progress) numbers.progress = Progress(*result.progress);
  numbers.reached = numbers.progress && is_reached(*numbers.progress);
  numbers.score = numbers.as_planned = result.faulty ? Absence::record_in_error : Absence::not_kept;
  if (result.faulty || (!result.score && !numbers.progress)) return numbers;
  numbers.score = result.score ? capped(Progress(*result.score)) : capped(*numbers.progress);
  if (says_not_reached(*numbers.score.value)) numbers.reached = false;
  if (!numbers.progress) numbers.reached = is_reached(Progress(numbers.score->value()));
  add_shown(scoring, numbers);
  return numbers;
}

/// A verdict that was not kept follows from what was.
void add_known(ObjectiveNumbers& objective, KeyResultNumbers numbers, const Scoring& scoring) {
  if (!numbers.verdict && numbers.shown && counts(numbers.state))
    numbers.verdict = verdict_of(objective.type, numbers.reached, *numbers.shown, scoring);
  objective.key_results.push_back(std::move(numbers));
}

/// What a past quarter kept of an objective that stands in no file any more.
ObjectiveNumbers known_by_result(const Cycle& cycle, const ObjectiveResult& result, const Scoring& scoring) {
  ObjectiveNumbers numbers;
  numbers.cycle = &cycle;
  numbers.id = result.id;
  numbers.is_final = true;
  numbers.status = PaceStatus::ended;
  numbers.verdict = result.verdict;
  if (numbers.verdict && is_of_promise(*numbers.verdict)) numbers.type = ObjectiveType::committed;
  numbers.reached = numbers.verdict == Verdict::met;
  numbers.lost = numbers.cannot_end_met = numbers.verdict == Verdict::missed;
  numbers.score = numbers.as_planned = result.faulty ? Absence::record_in_error : Absence::not_kept;
  if (result.score && !result.faulty) numbers.score = capped(Progress(*result.score));
  add_shown(scoring, numbers);
  for (const KeyResultResult& kept : cycle.result->key_results)
    if (kept.id.objective == result.id) add_known(numbers, known_by_result(cycle, kept, scoring), scoring);
  return numbers;
}

/// Every mean of a cycle of which something cannot be read.
void refuse(CycleNumbers& numbers) {
  numbers.score = numbers.as_planned = Absence::record_in_error;
  numbers.aspirational = numbers.committed = numbers.totals.aspirational_as_planned = Absence::record_in_error;
}

Score kept(double score) { return capped(Progress(score)); }

}  // namespace

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

State state_of(const Cycle& cycle, const Objective& objective, Date as_of) {
  const State state = definition_of(objective, as_of).state;
  if (counts(state) || !is_final(cycle, as_of)) return state;
  const ObjectiveResult* kept = find_result(cycle, objective);
  return kept && kept->score ? State::active : state;
}

State state_as_kept(const Subject& subject, State state, Date as_of) {
  if (counts(state) || !is_final(subject.cycle, as_of)) return state;
  const KeyResultResult* kept = find_result(subject.cycle, subject.objective, subject.key_result);
  return kept && kept->score && !kept->state ? State::active : state;
}

void apply_result(const Subject& subject, KeyResultNumbers& numbers) {
  const KeyResultResult* result = find_result(subject.cycle, subject.objective, subject.key_result);
  if (!result) return forget_unkept(subject, numbers);
  if (result->faulty) return refuse_kept(numbers);
  numbers.is_final = true;
  const auto value = value_kept(subject, numbers, *result);
  if (value) numbers.standing.now = value;
  if (is_written_by_hand(subject, numbers) || !fits_tally(*result, numbers.standing)) numbers.standing.hold.reset();
  numbers.progress = kept_progress(*result, numbers.standing, value);
  numbers.score = kept_score(*result, numbers.standing, numbers.progress);
  trace_by_hand(subject, numbers);
  numbers.as_planned = planned_score(subject, numbers);
  if (!fits_definition(*result, numbers.standing)) numbers.standing.anchors = Absence::not_kept;
  if (keeps_nothing(*result)) forget_later(numbers);
  if (result->weight) keep_weight(subject, *result->weight, numbers);
  if (result->state) numbers.state = *result->state;
  if (result->confidence) numbers.confidence = confidence_kept(subject, numbers, *result->confidence, result->place);
  numbers.verdict = result->verdict;
}

void apply_result(const ObjectiveSubject& subject, ObjectiveNumbers& numbers) {
  const ObjectiveResult* result = find_result(subject.cycle, subject.objective);
  if (!result) return;
  numbers.is_final = true;
  if (result->faulty) {
    numbers.score = numbers.as_planned = Absence::record_in_error;
    numbers.expected.reset();
    numbers.gap.reset();
    return;
  }
  if (result->score) {
    numbers.score = capped(Progress(*result->score));
    if (says_not_reached(*numbers.score.value)) numbers.reached = false;
    if (!numbers.as_planned && !is_fault(numbers.as_planned.absence)) numbers.as_planned = Absence::not_kept;
  } else if (is_fault(numbers.score.absence)) {
    numbers.score = Absence::nothing_below;
  }
  numbers.verdict = result->verdict;
  if (numbers.verdict && is_of_promise(*numbers.verdict) != (numbers.type == ObjectiveType::committed))
    numbers.type = is_of_promise(*numbers.verdict) ? ObjectiveType::committed : ObjectiveType::aspirational;
  if (numbers.type != ObjectiveType::committed) numbers.cannot_end_met = false;
  if (numbers.verdict) numbers.reached = *numbers.verdict == Verdict::met || numbers.reached;
  if (numbers.verdict && is_of_promise(*numbers.verdict))
    numbers.lost = numbers.cannot_end_met = numbers.verdict == Verdict::missed;
  if (result->score) trace_final(subject.trace, "2.3", numbers.score, {{"score", *result->score, result->place}});
}

void add_known_objectives(const CycleSubject& subject, CycleNumbers& numbers) {
  IdIndex ids(subject.workspace);
  for (const ObjectiveResult& result : subject.cycle.result->objectives)
    if (!ids.objective(subject.cycle, result.id.text))
      numbers.objectives.push_back(known_by_result(subject.cycle, result, subject.workspace.settings.scoring));
}

void apply_result(const CycleSubject& subject, CycleNumbers& numbers) {
  const CycleResult& result = *subject.cycle.result;
  if (result.faulty) return refuse(numbers);
  if (result.score)
    numbers.score = kept(*result.score);
  else if (numbers.objectives.empty())
    numbers.score = Absence::not_kept;
  if (result.as_planned) numbers.as_planned = kept(*result.as_planned);
  if (result.aspirational) numbers.aspirational = kept(*result.aspirational);
  if (const auto promises = promises_of(result.committed)) {
    numbers.committed_met = promises->met;
    numbers.committed_count = promises->count;
  }
  if (numbers.committed_count != numbers.totals.committed_count && !is_fault(numbers.committed.absence))
    numbers.committed = Absence::not_kept;  // promises of which no score was kept belong to the mean
  if (result.score)
    trace_final(subject.trace, "2.6", numbers.score, {{"score", *result.score, result.place_of("score")}});
}

}  // namespace okr
