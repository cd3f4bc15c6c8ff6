// SPDX-License-Identifier: MIT
// Cycles: the mean of their top-level objectives, committed and aspirational apart, and what a closed one kept.
#include <algorithm>
#include <charconv>

#include "compute/parts.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"

namespace okr {
namespace {

constexpr int days_of_week = 7;

/// Day and week of the cycle; the last week ends with it (0.1).
void add_calendar(const Cycle& cycle, CycleNumbers& numbers, Date as_of) {
  numbers.days = length_in_days(cycle.period);
  numbers.weeks = std::max(1, (2 * numbers.days + days_of_week) / (2 * days_of_week));
  numbers.elapsed = elapsed(cycle.period, as_of);
  numbers.ended = has_ended(cycle, as_of);
  if (as_of < cycle.period.first) return;
  const int passed = days_between(cycle.period.first, as_of);
  numbers.day = std::min(numbers.days, passed + 1);
  numbers.week = std::min(numbers.weeks, passed / days_of_week + 1);
}

KeyResultNumbers known_by_result(const Cycle& cycle, const KeyResultResult& result, const Scoring& scoring) {
  KeyResultNumbers numbers;
  numbers.id = result.id;
  numbers.is_final = true;
  numbers.window = cycle.period;
  numbers.pace.status = PaceStatus::ended;
  numbers.standing.now = number_kept(result.value);
  numbers.state = result.state.value_or(State::done);
  numbers.weight = result.weight.value_or(1);
  numbers.verdict = parse_word<Verdict>(result.verdict);
  if (result.confidence)
    numbers.confidence = Confidence{*result.confidence, {}, cycle.period.last, result.place, false};
  if (result.progress) numbers.progress = Progress(*result.progress);
  numbers.reached = numbers.progress && is_reached(*numbers.progress);
  numbers.score = numbers.as_planned = Absence::not_kept;
  if (!result.score && !numbers.progress) return numbers;
  numbers.score = result.score ? capped(Progress(*result.score)) : capped(*numbers.progress);
  if (!numbers.progress) numbers.reached = is_reached(Progress(numbers.score->value()));
  numbers.shown = shown_score(*numbers.score);
  numbers.band = band_of(*numbers.shown, scoring);
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
  numbers.id = result.id;
  numbers.is_final = true;
  numbers.status = PaceStatus::ended;
  numbers.verdict = parse_word<Verdict>(result.verdict);
  if (numbers.verdict == Verdict::met || numbers.verdict == Verdict::missed) numbers.type = ObjectiveType::committed;
  numbers.reached = numbers.verdict == Verdict::met;
  numbers.lost = numbers.cannot_end_met = numbers.verdict == Verdict::missed;
  numbers.score = numbers.as_planned = Absence::not_kept;
  if (result.score) {
    numbers.score = capped(Progress(*result.score));
    numbers.shown = shown_score(*numbers.score);
    numbers.band = band_of(*numbers.shown, scoring);
  }
  for (const KeyResultResult& kept : cycle.result->key_results)
    if (kept.id.objective == result.id) add_known(numbers, known_by_result(cycle, kept, scoring), scoring);
  return numbers;
}

void add_objectives(const CycleSubject& subject, CycleNumbers& numbers, Date as_of) {
  for (const Objective& objective : subject.cycle.objectives)
    numbers.objectives.push_back(
        numbers_of(ObjectiveSubject{subject.workspace, subject.cycle, objective, nullptr}, as_of));
  if (!is_final(subject.cycle, as_of)) return;
  for (const ObjectiveResult& result : subject.cycle.result->objectives)
    if (!find_objective(subject.cycle, result.id.text))
      numbers.objectives.push_back(known_by_result(subject.cycle, result, subject.workspace.settings.scoring));
}

std::vector<const ObjectiveNumbers*> top_of(const CycleNumbers& numbers) {
  std::vector<const ObjectiveNumbers*> top;
  for (const ObjectiveNumbers& objective : numbers.objectives)
    if (objective.top_level) top.push_back(&objective);
  return top;
}

void add_counts(CycleNumbers& numbers) {
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (objective.state != State::active) continue;
    for (const KeyResultNumbers& kr : objective.key_results)
      if (kr.state == State::active) numbers.counts.add(kr.status());
  }
}

void add_totals(const CycleSubject& subject, CycleNumbers& numbers) {
  numbers.totals = totals_of(top_of(numbers), subject.workspace.settings.scoring);
  const bool in_error = !subject.cycle.dated || subject.cycle.faulty;
  if (in_error) numbers.totals.score = numbers.totals.as_planned = Absence::record_in_error;
  numbers.score = numbers.totals.score;
  numbers.as_planned = numbers.totals.as_planned;
  numbers.committed = numbers.totals.committed;
  numbers.aspirational = numbers.totals.aspirational;
  numbers.committed_met = numbers.totals.committed_met;
  numbers.committed_count = numbers.totals.committed_count;
}

/// Every mean of the cycle with its parts.
void trace_totals(const CycleSubject& subject, const CycleNumbers& numbers) {
  if (!subject.trace) return;
  std::vector<Part> all, planned, committed, aspirational;
  for (const ObjectiveNumbers* objective : top_of(numbers)) {
    const Part part = part_of(*objective);
    all.push_back(part);
    planned.push_back(planned_part_of(*objective));
    (objective->type == ObjectiveType::committed ? committed : aspirational).push_back(part);
  }
  trace_roll_up(subject.trace, "score", all, numbers.totals.score);
  if (!aspirational.empty()) trace_roll_up(subject.trace, "aspirational", aspirational, numbers.totals.aspirational);
  if (!committed.empty()) trace_roll_up(subject.trace, "committed", committed, numbers.totals.committed);
  trace_as_planned(subject.trace, planned, numbers.totals.as_planned);
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

Score kept(double score) { return capped(Progress(score)); }

/// `[result]` wins over what would be computed today.
void apply_result(const CycleSubject& subject, CycleNumbers& numbers) {
  const CycleResult& result = *subject.cycle.result;
  numbers.is_final = true;
  if (result.score) numbers.score = kept(*result.score);
  if (result.as_planned) numbers.as_planned = kept(*result.as_planned);
  if (result.aspirational) numbers.aspirational = kept(*result.aspirational);
  read_committed(result.committed, numbers);
  record(subject.trace, [&] {
    return TraceStep{"final",
                     "as written when the cycle was closed",
                     "2.6",
                     {{"score", traced(result.score), result.place_of("score"), false}},
                     traced(result.score),
                     Absence::none};
  });
}

}  // namespace

CycleNumbers numbers_of(const CycleSubject& subject, Date as_of) {
  CycleNumbers numbers;
  numbers.cycle = &subject.cycle;
  numbers.as_of = as_of;
  if (subject.cycle.dated) add_calendar(subject.cycle, numbers, as_of);
  add_objectives(subject, numbers, as_of);
  add_totals(subject, numbers);
  trace_totals(subject, numbers);
  add_counts(numbers);
  if (is_final(subject.cycle, as_of)) apply_result(subject, numbers);
  if (numbers.score) numbers.shown = shown_score(*numbers.score);
  trace_shown(subject.trace, subject.workspace.settings.scoring, numbers.shown);
  return numbers;
}

CycleNumbers numbers_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  return numbers_of(CycleSubject{workspace, cycle, nullptr}, as_of);
}

bool has_fault(const CycleNumbers& numbers) {
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (is_fault(objective.score.absence)) return true;
    for (const KeyResultNumbers& key_result : objective.key_results)
      if (is_fault(key_result.progress.absence) || is_fault(key_result.score.absence)) return true;
  }
  return is_fault(numbers.score.absence);
}

}  // namespace okr
