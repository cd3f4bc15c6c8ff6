// SPDX-License-Identifier: MIT
#include "reports/forecast/words.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr int digits_of_spread = 2;  // of the half interval
constexpr int most_decimals = 15;

JsonValue number(const std::optional<Probability>& chance) { return chance ? JsonValue(chance->value()) : JsonValue(); }
JsonValue word_or_null(const std::optional<Likelihood>& likelihood) {
  return likelihood ? JsonValue(to_string(*likelihood)) : JsonValue();
}
Value field(const std::optional<Probability>& chance) { return chance ? Value(chance->value()) : Value(); }

std::string age_text(const Forecast& forecast) {
  return forecast.stale ? ", as of " + short_date(forecast.of) : std::string();
}

}  // namespace

std::string chance_text(Probability chance, bool decided) {
  const double percent = chance.value() * 100;
  if (decided || chance.value() >= 1) return rounded(percent, 0) + " %";
  if (percent < 1) return "<1 %";
  return percent > 99 ? ">99 %" : rounded(percent, 0) + " %";
}

Text likelihood_text(const Forecast& forecast) {
  if (forecast.target.value() >= 1) return Text("reached", Style::good);
  if (forecast.decided)
    return success_chance(forecast).value() >= 1 ? Text("success", Style::good) : Text("missed", Style::bad);
  if (forecast.stale) return Text("as of " + short_date(forecast.of), Style::warn);
  const auto likelihood = likelihood_of(forecast);
  if (!likelihood) return Text("early", Style::dim);
  const Style style = likelihood == Likelihood::likely     ? Style::good
                      : likelihood == Likelihood::unlikely ? Style::bad
                                                           : Style::warn;
  return Text(std::string(to_string(*likelihood)), style);
}

std::string value_text(double value, const Forecast& forecast) {
  const double reach = (forecast.interval.high - forecast.interval.low) / 2;
  return reach > 0 ? rounded(value, decimals_for(reach, digits_of_spread, most_decimals)) : display_value(value);
}

std::string ends_text(const Forecast& forecast) {
  switch (forecast.edge) {
    case Edge::floor: return "at its floor";
    case Edge::ceiling: return "at its ceiling";
    case Edge::none: break;
  }
  return value_text(forecast.value, forecast);
}

std::string interval_text(const Forecast& forecast) {
  if (forecast.decided || forecast.edge != Edge::none) return {};
  const std::string low = value_text(forecast.interval.low, forecast),
                    high = value_text(forecast.interval.high, forecast);
  return low == high ? low : fmt::format("{} .. {}", low, high);
}

std::string end_text(const Forecast& forecast, const KeyResultNumbers& numbers) {
  const double target = numbers.standing.anchors->target;
  std::string end = ends_text(forecast);
  if (forecast.edge == Edge::none && end == display_value(target))
    end = display_together({forecast.value, target}).front();
  return fmt::format("ends {}{}, P({}) {}{}", forecast.edge == Edge::none ? "near " : "", end, display_value(target),
                     chance_text(forecast.target, forecast.decided), age_text(forecast));
}

std::string short_end_text(const Forecast& forecast) {
  return fmt::format("ends {}, {}{}", ends_text(forecast), chance_text(forecast.target, forecast.decided),
                     age_text(forecast));
}

RateTexts rate_texts(const Rates& rates) {
  const auto texts = display_computed_together({rates.so_far, rates.needed});
  return {texts[0], texts[1]};
}

std::string rates_text(const Rates& rates, std::string_view unit) {
  const RateTexts texts = rate_texts(rates);
  return fmt::format("{}{} a week so far, {} needed", texts.so_far, unit, texts.needed);
}

void set_forecast(JsonValue& json, const KeyResultForecast& kr) {
  const auto& made = kr.forecast;
  json.set("forecast", made ? JsonValue(made->value) : JsonValue());
  json.set("forecast_low", made ? JsonValue(made->interval.low) : JsonValue());
  json.set("forecast_high", made ? JsonValue(made->interval.high) : JsonValue());
  json.set("forecast_score", made ? JsonValue(made->score.value()) : JsonValue());
  json.set("forecast_absent", made ? JsonValue() : JsonValue(to_string(kr.absence)));
  json.set("forecast_as_of", made ? JsonValue(made->of) : JsonValue()).set("forecast_stale", made && made->stale);
  json.set("p_target", made ? number(made->target) : JsonValue());
  json.set("p_70", made ? number(made->at_70) : JsonValue());
  json.set("p_commit", made ? number(made->commit) : JsonValue());
  json.set("p_stretch", made ? number(made->stretch) : JsonValue());
  json.set("likelihood", made ? word_or_null(likelihood_of(*made)) : JsonValue());
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
  for (const char* name :
       {"forecast", "forecast_low", "forecast_high", "p_target", "p_70", "p_commit", "p_stretch", "arrival"})
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

}  // namespace okr::reports
