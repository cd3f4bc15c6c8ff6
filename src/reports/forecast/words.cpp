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
  return Text(std::string(word(*likelihood)), style);
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

}  // namespace okr::reports
