// SPDX-License-Identifier: MIT
#include "reports/forecast/outlook.hpp"
#include <array>

#include <algorithm>

namespace okr::reports {
namespace {

bool has_to_hurry(const Rates& rates) {
  const auto factor = rates.factor();
  return !factor || *factor > 1;
}

bool lags(const KeyResultForecast& kr) {
  if (!kr.forecast || !kr.rates) return false;
  return likelihood_of(success_chance(*kr.forecast)) != Likelihood::likely && has_to_hurry(*kr.rates);
}

std::vector<const KeyResultForecast*> lagging_of(const CycleForecast& forecast) {
  std::vector<const KeyResultForecast*> lagging;
  for (const ObjectiveForecast& objective : forecast.objectives)
    for (const KeyResultForecast& key_result : objective.key_results)
      if (lags(key_result)) lagging.push_back(&key_result);
  std::ranges::stable_sort(lagging, [](const KeyResultForecast* a, const KeyResultForecast* b) {
    return success_chance(*a->forecast) < success_chance(*b->forecast);
  });
  return lagging;
}

// `okr forecast` for programs.

constexpr Key<Outlook> outlook_keys[] = {
    {"cycle", "cycle?", cycle_or_none, [](auto& o) { return cycle_object(o.numbers); }},
    {"expected_score", "number?",
     "of the cycle; null while nothing of it is forecast, and when a part of it was asked for",
     [](auto& o) { return o.filtered ? Json() : json(o.forecast.expected); }},
    {"objectives", "objective[]", "in the order of the files, with their key results and forecasts",
     [](auto& o) {
       return json_list(o.forecast.objectives, [&](const ObjectiveForecast& objective) {
         return objective_object(*o.workspace, *objective.numbers, true, &o.forecast);
       });
     }},
    diagnostics_key<Outlook>(),
};

}  // namespace

std::unique_ptr<const Outlook> outlook_of(const Workspace& workspace, const Cycle& cycle, const CycleFilter& filter,
                                          Date as_of) {
  auto outlook = std::make_unique<Outlook>();
  outlook->workspace = &workspace;
  outlook->numbers = numbers_of(workspace, cycle, as_of);
  outlook->filtered = !is_everything(filter);
  outlook->forecast = narrowed_forecast({workspace, cycle, nullptr}, filter, outlook->numbers, as_of);
  outlook->lagging = lagging_of(outlook->forecast);
  return outlook;
}

Records records_of(const Outlook& outlook) {
  Rows rows(outlook.numbers.as_of, {"value", "target", "unit"});
  rows.add_columns(forecast_columns);
  rows.add_columns(
      std::array{"rate_week", "needed_rate_week", "factor", "stated", "reason", "forecast_as_of", "likelihood"});
  for (const ObjectiveForecast& objective : outlook.forecast.objectives)
    for (const KeyResultForecast& kr : objective.key_results)
      add_key_result_row(rows, {*outlook.workspace, *objective.numbers, *kr.numbers, &kr});
  return std::move(rows).records();
}

Json json_of(const Outlook& outlook) { return report_of("forecast", outlook.numbers.as_of, outlook_keys, outlook); }

std::vector<JsonObject> forecast_objects() { return {report("forecast").holds(outlook_keys)}; }

}  // namespace okr::reports
