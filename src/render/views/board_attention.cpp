// SPDX-License-Identifier: MIT
#include "render/views/board_attention.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/render/words.hpp"
#include "render/views/forecast_words.hpp"
#include "render/views/kpi_words.hpp"

namespace okr::render {
namespace {

using report::Attention;
using report::Concern;

/// "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %"
std::string pace_text(const Attention& attention) {
  const std::string text = rates_text(*attention.rates, attention.key_result->unit == "%" ? " points" : "");
  const Forecast* forecast = attention.forecast;
  return forecast && !forecast->early ? fmt::format("{}; {}", text, end_text(*forecast, *attention.key_result)) : text;
}

/// "weeks" where the periods are weeks, ...
std::string period_noun(const HoldTally& tally) {
  if (!tally.unit || *tally.unit == PeriodUnit::half) return "periods";
  return std::string(to_string(*tally.unit)) + "s";
}

std::string miss_text(const KeyResultNumbers& kr) {
  const Definition& definition = kr.standing.definition;
  const bool strict = kr.key_result->strict;
  if (definition.min && definition.max)
    return fmt::format("outside {} to {}", display_value(*definition.min), display_value(*definition.max));
  if (definition.max) return fmt::format("{} {}", strict ? "not under" : "above", display_value(*definition.max));
  return fmt::format("{} {}", strict ? "not over" : "below", display_value(definition.min.value_or(0)));
}

/// "cannot end MET: rest-hr was above 58 in 4 of 7 weeks"
std::string missed_text(const KeyResultNumbers& kr) {
  const HoldTally& tally = *kr.standing.hold;
  const bool unreported = std::ranges::any_of(
      tally.periods, [](const HoldPeriod& period) { return period.over && !period.value && period.holding != Holding::ahead; });
  return fmt::format("cannot end MET: {} was {}{} in {} of {} {}", kr.id.name, miss_text(kr), unreported ? " or not reported" : "",
                     tally.missed_for_good, tally.due(), period_noun(tally));
}

std::string concern_text(const Attention& attention) {
  const KeyResultNumbers* kr = attention.key_result;
  const auto with_rate = [&](std::string text) {
    return attention.rates ? fmt::format("{}: {}", text, pace_text(attention)) : text;
  };
  switch (attention.concern) {
    case Concern::cannot_end_met: return missed_text(*kr);
    case Concern::at_risk: return with_rate("at risk");
    case Concern::too_slow: return pace_text(attention);
    case Concern::too_sure: return with_rate(fmt::format("stated {}/10, but at risk", kr->confidence->value));
    case Concern::too_doubtful: return fmt::format("stated {}/10, but ahead of its pace", kr->confidence->value);
    case Concern::no_data: return fmt::format("no reading in {} days", kr->recency.value_age);
    case Concern::stale: return fmt::format("stale: last heard of {} days ago", kr->recency.value_age);
    case Concern::kpi_red: return "red; no objective works on it";
    case Concern::kpi_signal: return "beyond its natural limit; no objective works on it";
  }
  return {};
}

/// "6.1 h, under its natural limit 6.5; no objective works on it"
std::string kpi_concern_text(const KpiNumbers& numbers) {
  const std::string value = numbers.value() ? value_with_unit(numbers) : "no value";
  const XmrLimits* limits = numbers.xmr.limits();
  const bool outside = limits && numbers.value() && numbers.signal == Meaning::concern;
  if (outside && *numbers.value() < limits->lower)
    return fmt::format("{}, under its natural limit {}; no objective works on it", value, limit_text(limits->lower, *numbers.value(), *limits));
  if (outside && *numbers.value() > limits->upper)
    return fmt::format("{}, over its natural limit {}; no objective works on it", value, limit_text(limits->upper, *numbers.value(), *limits));
  return fmt::format("{}, red; no objective works on it", value);
}

}  // namespace

KeyValue attention_line(const Attention& attention) {
  if (attention.kpi) return {Text(attention.kpi->kpi->id.text, Style::id), Text(kpi_concern_text(*attention.kpi))};
  const bool of_objective = attention.concern == Concern::cannot_end_met;
  const std::string id = of_objective ? attention.objective->id.text : to_string(attention.key_result->id);
  return {Text(id, Style::id), Text(concern_text(attention))};
}

}  // namespace okr::render
