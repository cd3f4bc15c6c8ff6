// SPDX-License-Identifier: MIT
// What a review half-way knows: what lags, where confidence and forecast differ, advice, and questions to talk about.
#include "reports/review/review.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "okr/base/ranges.hpp"
#include "okr/compute/course.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "reports/kpi/scorecard.hpp"

namespace okr::reports {
namespace {

using Ids = std::vector<std::string>;

bool can_rise(const MidReview& review, const ObjectiveNumbers& objective, const KeyResultNumbers& kr) {
  if (!objective.objective || !kr.key_result) return false;
  return can_aim_higher({*review.workspace, *objective.cycle, *objective.objective, *kr.key_result}, kr);
}

void add_rows(MidReview& review) {
  for (const ObjectiveForecast& objective : review.outlook->forecast.objectives)
    for (const KeyResultForecast& key_result : objective.key_results) {
      review.row_numbers.emplace(key_result.numbers, review.rows.size());
      review.rows.push_back(
          {objective.numbers, &key_result,
           advice_on(*objective.numbers, key_result, can_rise(review, *objective.numbers, *key_result.numbers))});
    }
}

bool needs_talk(Advice advice) {
  return advice == Advice::watch || advice == Advice::decide || advice == Advice::escalate;
}

void add_lagging(MidReview& review) {
  for (const KeyResultForecast* kr : review.outlook->lagging) {
    const MidRow* row = review.row_of(*kr->numbers);
    if (row && needs_talk(row->advice)) review.lagging.push_back(kr);
  }
}

// --- stated against computed -----------------------------------------------------------------------------------------

std::optional<double> distance(const KeyResultForecast& kr) {
  if (!kr.stated || !kr.forecast || !likelihood_of(*kr.forecast)) return std::nullopt;
  return std::abs(kr.stated->value() - kr.forecast->target.value());
}

void add_disagreements(MidReview& review) {
  for (const MidRow& row : review.rows) {
    const auto apart = distance(*row.key_result);
    if (row.advice != Advice::none && apart && *apart >= far_apart - 1e-9)
      review.disagreements.push_back(row.key_result);
  }
  std::ranges::stable_sort(review.disagreements, std::greater<>{},
                           [](const KeyResultForecast* kr) { return *distance(*kr); });
}

// --- KPIs and changes ------------------------------------------------------------------------------------------------

void add_signals(MidReview& review, Date as_of) {
  KpiBook book(*review.workspace, as_of);
  for (const Kpi& kpi : review.workspace->kpis) {
    KpiNumbers numbers = book.numbers(kpi);
    if (is_worth_a_line(numbers)) review.signals.push_back(std::move(numbers));
  }
}

bool is_told(const MidReview& review, const LeftOut& left) {
  return std::ranges::any_of(review.changes, [&](const JournalEvent& event) {
    return event.name.id == left.name.id && contains(event.change->fields, "state", &ChangedField::key);
  });
}

void note_changes(MidReview& review, const Cycle& cycle, Date as_of) {
  review.changes = changes_of(*review.workspace, cycle, {cycle.period.first, as_of});
  review.left_out = left_out_of(review.outlook->numbers);
  std::erase_if(review.left_out, [&](const LeftOut& left) { return is_told(review, left); });
}

// --- questions -------------------------------------------------------------------------------------------------------

Ids advised(const MidReview& review, std::initializer_list<Advice> advices) {
  Ids ids;
  for (const MidRow& row : review.rows)
    if (contains(advices, row.advice)) ids.push_back(to_string(row.key_result->numbers->id));
  return ids;
}

bool is_late(PaceStatus status) {
  return status == PaceStatus::behind || status == PaceStatus::at_risk || status == PaceStatus::no_data;
}

/// Promises that run: those that cannot be kept, or those that still can but are behind.
Ids promises(const MidReview& review, bool lost) {
  Ids ids;
  for (const ObjectiveNumbers& objective : review.outlook->numbers.objectives) {
    if (objective.type != ObjectiveType::committed || objective.state != State::active) continue;
    if (objective.status == PaceStatus::ended) continue;
    if (lost ? objective.cannot_end_met : is_late(objective.status) && !objective.cannot_end_met)
      ids.push_back(objective.id.text);
  }
  return ids;
}

Ids silent(const MidReview& review) {
  Ids ids;
  for (const MidRow& row : review.rows) {
    const KeyResultNumbers& kr = *row.key_result->numbers;
    if (row.advice != Advice::none && (kr.recency.freshness == Freshness::stale || kr.status() == PaceStatus::no_data))
      ids.push_back(to_string(kr.id));
  }
  return ids;
}

Ids unattended(const MidReview& review) {
  Ids ids;
  for (const KpiNumbers& numbers : review.signals)
    if (numbers.needs_objective()) ids.push_back(numbers.kpi->id.text);
  return ids;
}

Ids disputed(const MidReview& review) {
  Ids ids;
  for (const KeyResultForecast* kr : review.disagreements) ids.push_back(to_string(kr->numbers->id));
  return ids;
}

Ids moved(const MidReview& review) {
  Ids ids;
  std::set<std::string> known;
  for (const JournalEvent& event : review.changes)
    if (known.insert(event.name.id).second) ids.push_back(event.name.id);
  return ids;
}

void add_questions(MidReview& review) {
  review.questions.push_back({MidTopic::intent, {}});
  const auto ask = [&](MidTopic question, Ids ids) {
    if (!ids.empty()) review.questions.push_back({question, std::move(ids)});
  };
  ask(MidTopic::cannot_end_met, promises(review, true));
  ask(MidTopic::holds_back, advised(review, {Advice::decide, Advice::escalate}));
  ask(MidTopic::stop_for, promises(review, false));
  ask(MidTopic::aim_higher, advised(review, {Advice::raise}));
  ask(MidTopic::who_knows, disputed(review));
  ask(MidTopic::silent, silent(review));
  ask(MidTopic::nobody_works, unattended(review));
  ask(MidTopic::moved_target, moved(review));
  review.questions.push_back({MidTopic::take_over, {}});
}

constexpr double nearly_over = 0.9;  // of its time; what is reached then needs no new target

Advice by_forecast(const KeyResultNumbers& kr, const Forecast& forecast, Likelihood likelihood, bool promise,
                   bool may_rise) {
  if (may_rise && success_chance(forecast).value() >= too_safe_from && forecast.score.value() > too_safe_above)
    return Advice::raise;
  if (likelihood == Likelihood::likely) return Advice::keep;
  if (likelihood == Likelihood::unlikely && is_late(kr.status())) return promise ? Advice::escalate : Advice::decide;
  return Advice::watch;
}

/// None of what does not run.
Advice by_status(const KeyResultNumbers& kr, bool promise, bool may_rise) {
  switch (kr.status()) {
    case PaceStatus::at_risk:
    case PaceStatus::no_data: return promise ? Advice::escalate : Advice::decide;
    case PaceStatus::behind: return Advice::watch;
    case PaceStatus::achieved: return may_rise && kr.pace.elapsed < nearly_over ? Advice::raise : Advice::keep;
    case PaceStatus::on_track:
    case PaceStatus::ahead: return Advice::keep;
    case PaceStatus::not_available:
    case PaceStatus::not_started:
    case PaceStatus::done:
    case PaceStatus::draft:
    case PaceStatus::cancelled:
    case PaceStatus::deferred:
    case PaceStatus::ended: break;
  }
  return Advice::none;
}

}  // namespace

const MidRow* MidReview::row_of(const KeyResultNumbers& numbers) const {
  const auto known = row_numbers.find(&numbers);
  return known == row_numbers.end() ? nullptr : &rows[known->second];
}

std::unique_ptr<const MidReview> mid_review_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  auto review = std::make_unique<MidReview>();
  review->workspace = &workspace;
  review->outlook = outlook_of(workspace, cycle, {}, as_of);
  add_rows(*review);
  add_lagging(*review);
  add_disagreements(*review);
  add_signals(*review, as_of);
  note_changes(*review, cycle, as_of);
  review->kpi_reviews = reviews_due(workspace, as_of);
  add_questions(*review);
  return review;
}

Advice advice_on(const ObjectiveNumbers& objective, const KeyResultForecast& key_result, bool can_aim_higher) {
  const KeyResultNumbers& kr = *key_result.numbers;
  if (objective.state != State::active || kr.state != State::active) return Advice::none;
  const bool promise = objective.type == ObjectiveType::committed;
  const bool may_rise = !promise && can_aim_higher;
  const Advice advice = by_status(kr, promise, may_rise);
  if (advice == Advice::none) return advice;
  if (kr.pace.cannot_end_met) return Advice::escalate;
  const auto& forecast = key_result.forecast;
  const auto likelihood = forecast ? likelihood_of(*forecast) : std::nullopt;
  return likelihood ? by_forecast(kr, *forecast, *likelihood, promise, may_rise) : advice;
}

}  // namespace okr::reports
