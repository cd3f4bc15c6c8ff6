// SPDX-License-Identifier: MIT
// A forecast in words and cells, as several screens say it; private to the views.
#pragma once

#include <string>

#include "okr/compute/forecast.hpp"
#include "okr/render/document.hpp"
#include "okr/render/json.hpp"
#include "okr/render/tabular.hpp"

namespace okr::render {

/// "2 %", "<1 %", ">99 %"; 0 and 100 only where nothing is open any more, or where it cannot be lost.
std::string chance_text(Probability chance, bool decided);

/// "unlikely", "toss-up", "likely"; "reached" or "missed" where nothing is open; "early" after one reading alone, when a
/// word would say more than is known.
Text likelihood_text(const Forecast& forecast);

/// "ends near 252, P(400) 2 %"
std::string end_text(const Forecast& forecast, const KeyResultNumbers& numbers);

/// A value rounded to what its spread lets one know, with three digits at least.
std::string value_text(double value, const Forecast& forecast);

/// The keys of forecasts, as declared in report_schema; null for what there is not.
void set_forecast(JsonValue& json, const KeyResultForecast& kr);
void set_forecast(JsonValue& json, const ObjectiveForecast& objective);

/// The same as fields of a record.
void add_forecast_names(std::vector<std::string>& names);
void add_forecast(std::vector<Value>& row, const KeyResultForecast& kr);

}  // namespace okr::render
