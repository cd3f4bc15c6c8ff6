// SPDX-License-Identifier: MIT
// What a review at a cycle's end knows: how goals ended, how sure people had been, and which questions that raises.
#include "reports/kpi/scorecard.hpp"
#include "reports/review/review.hpp"

#include <algorithm>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/carry.hpp"
#include "okr/compute/kpi_numbers.hpp"

namespace okr::reports {
namespace {

using Ids = std::vector<std::string>;

// --- how sure people were --------------------------------------------------------------------------------------------

/// What `[result]` kept stands for the last word where no check-in says it.
StatedPath path_of(const FinalReview& review, const ObjectiveNumbers& objective, const KeyResultNumbers& kr) {
  StatedPath path;
  const CycleNumbers& numbers = review.scores->numbers;
  if (objective.objective && kr.key_result)
    path = stated_path(Subject{*review.workspace, *numbers.cycle, *objective.objective, *kr.key_result}, numbers.as_of);
  if (kr.confidence && (kr.is_final || !path.last)) path.last = kr.confidence->value;
  return path;
}

// --- how they ended --------------------------------------------------------------------------------------------------

void count_colour(const ObjectiveNumbers& objective, Distribution& distribution) {
  if (!objective.band) return;
  switch (*objective.band) {
    case Band::green: ++distribution.green; break;
    case Band::yellow: ++distribution.yellow; break;
    case Band::red: ++distribution.red; break;
  }
}

/// As the numbers count them: a closed cycle kept promises in words, of objectives too that its files no longer know.
void add_counts(FinalReview& review) {
  const CycleNumbers& numbers = review.scores->numbers;
  Distribution& promises = review.committed;
  promises.objectives = numbers.committed_count;
  review.aspirational.objectives = numbers.totals.aspirational_count;
  review.all.objectives = promises.objectives + review.aspirational.objectives;
  promises.met = numbers.committed_met;
  promises.missed = numbers.ended ? numbers.committed_count - numbers.committed_met : 0;
  review.all.met = promises.met;
  review.all.missed = promises.missed;
}

void add_distributions(FinalReview& review) {
  for (const ObjectiveNumbers& objective : review.scores->numbers.objectives) {
    const bool is_promise = objective.type == ObjectiveType::committed;
    if (!objective.top_level || !counts(objective.state) || is_promise) continue;
    for (Distribution* distribution : {&review.aspirational, &review.all}) count_colour(objective, *distribution);
  }
  add_counts(review);
}

void add_postmortems(FinalReview& review) {
  for (const MissedPromise& promise : review.scores->missed)
    for (const KeyResultNumbers* kr : promise.key_results)
      if (postmortem_is_due(*promise.objective, *kr)) review.postmortems.push_back(kr);
}

void add_initiatives(const RecordName& name, const std::vector<Initiative>& initiatives, FinalReview& review) {
  for (const Initiative& initiative : initiatives) review.initiatives.push_back({name, &initiative});
}

void add_written(FinalReview& review) {
  for (const ObjectiveNumbers& objective : review.scores->numbers.objectives) {
    if (objective.objective) add_initiatives(record_name(objective), objective.objective->initiatives, review);
    for (const KeyResultNumbers& kr : objective.key_results) {
      if (!kr.key_result) continue;
      add_initiatives(record_name(kr), kr.key_result->initiatives, review);
      if (!trim(kr.key_result->postmortem).empty()) review.explained.push_back(&kr);
    }
  }
}

// --- KPIs ------------------------------------------------------------------------------------------------------------

void add_kpis(FinalReview& review, const Cycle& cycle, Date as_of) {
  review.kpis_on = std::min(as_of, add_days(cycle.period.last, 1));
  KpiBook book(*review.workspace, review.kpis_on);
  for (const Kpi& kpi : review.workspace->kpis) review.kpis.push_back(book.numbers(kpi));
  for (const KpiNumbers& numbers : review.kpis) {
    review.kpi_counts.add(numbers);
    if (is_worth_a_line(numbers)) review.signals.push_back(&numbers);
  }
  review.kpi_reviews = reviews_due(*review.workspace, review.kpis_on);
}

// --- what there is to learn ------------------------------------------------------------------------------------------

Ids ended_with(const FinalReview& review, std::initializer_list<Verdict> verdicts) {
  Ids ids;
  for (const ObjectiveNumbers& objective : review.scores->numbers.objectives)
    if (objective.verdict && counts(objective.state) && contains(verdicts, *objective.verdict))
      ids.push_back(objective.id.text);
  return ids;
}

Ids key_results_ended_with(const FinalReview& review, std::initializer_list<Verdict> verdicts) {
  Ids ids;
  for (const ObjectiveNumbers& objective : review.scores->numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      if (counts(objective.state) && kr.verdict && counts(kr.state) && contains(verdicts, *kr.verdict))
        ids.push_back(to_string(kr.id));
  return ids;
}

void add_reflections(FinalReview& review) {
  review.reflections = {
      {Reflection::contributed, ended_with(review, {Verdict::met, Verdict::success, Verdict::too_safe})},
      {Reflection::obstacles, ended_with(review, {Verdict::missed, Verdict::fell_short, Verdict::far_short})},
      {Reflection::rewrite, key_results_ended_with(review, {Verdict::too_safe, Verdict::far_short})},
      {Reflection::learned, {}}};
}

void add_words(FinalReview& review, const Cycle& cycle, Date as_of) {
  for (const Checkin& checkin : cycle.checkins) {
    if (as_of < checkin.date) continue;
    add_remarks(checkin, &Checkin::wins, review.wins);
    add_remarks(checkin, &Checkin::lessons, review.lessons_said);
  }
  review.obstacles = obstacles_of(*review.workspace, cycle, as_of);
  review.several_people = has_several_people(cycle, as_of);
  if (!is_final(cycle, as_of) || !cycle.result) return;
  const CycleResult& result = *cycle.result;
  for (const std::string& text : result.wins)
    review.wins.push_back({result.closed.value_or(cycle.period.last), {}, std::string(trim(text))});
  for (const std::string& text : result.lessons) review.lessons.emplace_back(trim(text));
  if (std::string note(trim(result.note)); !note.empty()) review.lessons.push_back(std::move(note));
}

}  // namespace

const StatedPath* FinalReview::path_of(const KeyResultNumbers& numbers) const {
  const auto it = std::ranges::find(stated, &numbers, &StatedOf::numbers);
  return it == stated.end() ? nullptr : &it->path;
}

std::unique_ptr<const FinalReview> final_review_of(const Workspace& workspace, const Cycle& cycle,
                                                   const Cycle* previous, Date as_of) {
  auto review = std::make_unique<FinalReview>();
  review->workspace = &workspace;
  review->scores = scores_of(workspace, {&cycle, previous, Grouping::none, false}, as_of);
  review->preliminary = !review->scores->numbers.ended;
  for (const ObjectiveNumbers& objective : review->scores->numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      review->stated.push_back({&kr, path_of(*review, objective, kr)});
  add_distributions(*review);
  if (!review->preliminary) review->calibration = cycle_calibration(workspace, cycle, as_of);
  add_kpis(*review, cycle, as_of);
  add_postmortems(*review);
  add_written(*review);
  add_reflections(*review);
  add_words(*review, cycle, as_of);
  return review;
}

}  // namespace okr::reports
