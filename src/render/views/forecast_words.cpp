// SPDX-License-Identifier: MIT
#include "render/views/forecast_words.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/render/words.hpp"

namespace okr::render {
namespace {

constexpr int shown_digits = 2;  // of the half interval
constexpr int most_decimals = 4;

JsonValue number(const std::optional<Probability>& chance) { return chance ? JsonValue(chance->value()) : JsonValue(); }
Value field(const std::optional<Probability>& chance) { return chance ? Value(chance->value()) : Value(); }

}  // namespace

std::string chance_text(Probability chance, bool decided) {
  const double percent = chance.value() * 100;
  if (decided || chance.value() >= 1) return rounded(percent, 0) + " %";
  if (percent < 1) return "<1 %";
  return percent > 99 ? ">99 %" : rounded(percent, 0) + " %";
}

Text likelihood_text(const Forecast& forecast) {
  if (forecast.decided || forecast.target.value() >= 1)
    return forecast.target.value() >= 1 ? Text("reached", Style::good) : Text("missed", Style::bad);
  if (forecast.early) return Text("early", Style::dim);
  const Likelihood likelihood = likelihood_of(forecast.target);
  const Style style = likelihood == Likelihood::likely ? Style::good : likelihood == Likelihood::unlikely ? Style::bad : Style::warn;
  return Text(std::string(to_string(likelihood)), style);
}

std::string value_text(double value, const Forecast& forecast) {
  const double reach = (forecast.interval.high - forecast.interval.low) / 2;
  return reach > 0 ? rounded(value, decimals_for(reach, shown_digits, most_decimals)) : display_value(value);
}

std::string end_text(const Forecast& forecast, const KeyResultNumbers& numbers) {
  return fmt::format("ends near {}, P({}) {}", value_text(forecast.value, forecast), display_value(numbers.standing.anchors->target),
                     chance_text(forecast.target, forecast.decided));
}

void set_forecast(JsonValue& json, const KeyResultForecast& kr) {
  const auto& made = kr.forecast;
  json.set("forecast", made ? JsonValue(made->value) : JsonValue());
  json.set("forecast_low", made ? JsonValue(made->interval.low) : JsonValue());
  json.set("forecast_high", made ? JsonValue(made->interval.high) : JsonValue());
  json.set("forecast_score", made ? JsonValue(made->score.value()) : JsonValue());
  json.set("forecast_absent", made ? JsonValue() : JsonValue(to_string(kr.absence)));
  json.set("p_target", made ? number(made->target) : JsonValue());
  json.set("p_70", made ? number(made->at_70) : JsonValue());
  json.set("p_commit", made ? number(made->commit) : JsonValue());
  json.set("p_stretch", made ? number(made->stretch) : JsonValue());
  json.set("p_stated", number(kr.stated));
  json.set("arrival", made && made->arrival ? JsonValue(*made->arrival) : JsonValue());
  json.set("decided", made && made->decided).set("early", made && made->early);
  json.set("rate_week", kr.rates ? JsonValue(kr.rates->so_far) : JsonValue());
  json.set("needed_rate_week", kr.rates ? JsonValue(kr.rates->needed) : JsonValue());
  json.set("factor", kr.rates ? JsonValue(kr.rates->factor()) : JsonValue());
}

void set_forecast(JsonValue& json, const ObjectiveForecast& objective) {
  json.set("expected_score", objective.expected ? JsonValue(objective.expected->value()) : JsonValue());
  json.set("forecast_parts", objective.forecast).set("parts", objective.counted);
  json.set("p_least", number(objective.least));
}

void add_forecast_names(std::vector<std::string>& names) {
  for (const char* name : {"forecast", "forecast_low", "forecast_high", "p_target", "p_70", "p_commit", "p_stretch", "arrival"})
    names.emplace_back(name);
}

void add_forecast(std::vector<Value>& row, const KeyResultForecast& kr) {
  const auto& made = kr.forecast;
  row.push_back(made ? Value(made->value) : Value());
  row.push_back(made ? Value(made->interval.low) : Value());
  row.push_back(made ? Value(made->interval.high) : Value());
  row.push_back(made ? field(made->target) : Value());
  row.push_back(made ? field(made->at_70) : Value());
  row.push_back(made ? field(made->commit) : Value());
  row.push_back(made ? field(made->stretch) : Value());
  row.push_back(made && made->arrival ? Value(*made->arrival) : Value());
}

}  // namespace okr::render
