// SPDX-License-Identifier: MIT
// What a closed cycle kept in its `[result]`: of its objectives and itself, and of what stands in no file any more.
#include <charconv>
#include <string>

#include "compute/parts.hpp"
#include "okr/model/workspace.hpp"

namespace okr {
namespace {

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
  if (numbers.verdict == Verdict::met || numbers.verdict == Verdict::missed) numbers.type = ObjectiveType::committed;
  numbers.reached = numbers.verdict == Verdict::met;
  numbers.lost = numbers.cannot_end_met = numbers.verdict == Verdict::missed;
  numbers.score = numbers.as_planned = result.faulty ? Absence::record_in_error : Absence::not_kept;
  if (result.score && !result.faulty) numbers.score = capped(Progress(*result.score));
  add_shown(scoring, numbers);
  for (const KeyResultResult& kept : cycle.result->key_results)
    if (kept.id.objective == result.id) add_known(numbers, known_by_result(cycle, kept, scoring), scoring);
  return numbers;
}

/// "2 of 3"
void read_committed(const std::string& text, CycleNumbers& numbers) {
  const auto word = text.find(" of ");
  if (word == std::string::npos) return;
  int met = 0, count = 0;
  const char* begin = text.data();
  const char* end = begin + text.size();
  const bool read = std::from_chars(begin, begin + word, met).ec == std::errc{} &&
                    std::from_chars(begin + word + 4, end, count).ec == std::errc{};
  if (!read) return;
  numbers.committed_met = met;
  numbers.committed_count = count;
}

/// Every mean of a cycle of which something cannot be read.
void refuse(CycleNumbers& numbers) {
  numbers.score = numbers.as_planned = Absence::record_in_error;
  numbers.aspirational = numbers.committed = Absence::record_in_error;
}

Score kept(double score) { return capped(Progress(score)); }

}  // namespace

void apply_result(const ObjectiveSubject& subject, ObjectiveNumbers& numbers) {
  const ObjectiveResult* result = find_result(subject.cycle, subject.objective);
  if (!result) return;
  numbers.is_final = true;
  if (result->faulty) {
    numbers.score = numbers.as_planned = Absence::record_in_error;
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
  if (numbers.verdict) numbers.reached = *numbers.verdict == Verdict::met || numbers.reached;
  if (numbers.verdict == Verdict::met || numbers.verdict == Verdict::missed)
    numbers.lost = numbers.cannot_end_met = numbers.verdict == Verdict::missed;
  trace_final(subject.trace, "2.3", result->score, result->place);
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
  read_committed(result.committed, numbers);
  if (numbers.committed_count != numbers.totals.committed_count)
    numbers.committed = Absence::not_kept;  // promises of which no score was kept belong to the mean
  trace_final(subject.trace, "2.6", result.score, result.place_of("score"));
}

}  // namespace okr
