// SPDX-License-Identifier: MIT
#include "reports/review/advice.hpp"

namespace okr::reports {
namespace {

constexpr double nearly_over = 0.9;  // of its time; what is reached then needs no new target

bool is_late(PaceStatus status) {
  return status == PaceStatus::behind || status == PaceStatus::at_risk || status == PaceStatus::no_data;
}

Advice by_forecast(const KeyResultNumbers& kr, const Forecast& forecast, Likelihood likelihood, bool promise) {
  if (!promise && success_chance(forecast).value() >= too_safe_from && forecast.score.value() > too_safe_above)
    return Advice::raise;
  if (likelihood == Likelihood::likely) return Advice::keep;
  if (likelihood == Likelihood::unlikely && is_late(kr.status())) return promise ? Advice::escalate : Advice::decide;
  return Advice::watch;
}

/// Steps can be added; what is done, measured or held cannot be more so.
bool can_aim_higher(const KeyResultNumbers& kr) {
  return kr.key_result && is_paced(kr.key_result->kind) && kr.pace.elapsed < nearly_over;
}

/// None of what does not run.
Advice by_status(const KeyResultNumbers& kr, bool promise) {
  switch (kr.status()) {
    case PaceStatus::at_risk:
    case PaceStatus::no_data: return promise ? Advice::escalate : Advice::decide;
    case PaceStatus::behind: return Advice::watch;
    case PaceStatus::achieved: return !promise && can_aim_higher(kr) ? Advice::raise : Advice::keep;
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

Advice advice_on(const ObjectiveNumbers& objective, const KeyResultForecast& key_result) {
  const KeyResultNumbers& kr = *key_result.numbers;
  if (objective.state != State::active || kr.state != State::active) return Advice::none;
  const bool promise = objective.type == ObjectiveType::committed;
  const Advice advice = by_status(kr, promise);
  if (advice == Advice::none) return advice;
  if (kr.pace.cannot_end_met) return Advice::escalate;
  const auto& forecast = key_result.forecast;
  const auto likelihood = forecast ? likelihood_of(*forecast) : std::nullopt;
  return likelihood ? by_forecast(kr, *forecast, *likelihood, promise) : advice;
}

}  // namespace okr::reports
