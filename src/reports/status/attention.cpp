// SPDX-License-Identifier: MIT
#include "reports/status/attention.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/listing.hpp"
#include "okr/base/number.hpp"
#include "reports/forecast/words.hpp"
#include "reports/kpi/words.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %"
std::string pace_text(const Attention& attention) {
  const std::string text = rates_text(*attention.rates, attention.key_result->unit == "%" ? " points" : "");
  const Forecast* forecast = attention.forecast;
  return forecast && !forecast->early ? fmt::format("{}; {}", text, end_text(*forecast, *attention.key_result)) : text;
}

/// "week" where the periods are weeks, ...
std::string_view period_noun(const HoldTally& tally) {
  return !tally.unit || *tally.unit == PeriodUnit::half ? "period" : to_string(*tally.unit);
}

std::string miss_text(const KeyResultNumbers& kr) {
  const Definition& definition = kr.standing.definition;
  const bool strict = kr.key_result->strict;
  if (definition.min && definition.max) {
    const auto bounds = display_together({*definition.min, *definition.max});
    return fmt::format("outside {} to {}", bounds[0], bounds[1]);
  }
  if (definition.max) return fmt::format("{} {}", strict ? "not under" : "above", display_value(*definition.max));
  return fmt::format("{} {}", strict ? "not over" : "below", display_value(definition.min.value_or(0)));
}

/// "above 58 in 4 of 7 weeks"
std::string misses_text(const KeyResultNumbers& kr, int missed) {
  const HoldTally& tally = *kr.standing.hold;
  const bool unreported = std::ranges::any_of(tally.periods, [](const HoldPeriod& period) {
    return period.over && !period.value && period.holding != Holding::ahead;
  });
  return fmt::format("{}{} in {} of {}", miss_text(kr), unreported ? " or not reported" : "", missed,
                     counted(tally.due(), period_noun(tally)));
}

/// "cannot end MET: rest-hr was above 58 in 4 of 7 weeks", "... users is done, at 60 %", "... 2026-Q1/reach ended missed"
std::string missed_text(const Attention& attention) {
  const KeyResultNumbers* kr = attention.key_result;
  if (kr && kr->state == State::done)
    return fmt::format("cannot end MET: {} is done, at {}", kr->id.name,
                       percent_text(kr->progress ? kr->progress->value() : 0));
  if (kr && kr->pace.misses)
    return fmt::format("cannot end MET: {} was {}", kr->id.name, misses_text(*kr, kr->standing.hold->missed_for_good));
  for (const ChildNumbers& child : attention.objective->children)
    if (child.part.lost && counts(child.part.state) && child.part.weight > 0)
      return fmt::format("cannot end MET: {} ended missed", child.part.name);
  return "cannot end MET";
}

/// What the value was measured against, where it was none that moves along a pace.
std::string bound_reason(const KeyResultNumbers& kr) {
  if (kr.pace.misses && kr.pace.misses->lost()) return misses_text(kr, kr.pace.misses->used);
  const HoldPeriod* last = kr.pace.misses ? kr.standing.hold->last_due() : nullptr;
  if (last && !last->value) return "the last period was not reported";
  const std::string value = last              ? display_value(*last->value)
                            : kr.recency.last ? display_value(kr.recency.last->value)
                                              : "-";
  return fmt::format("{} is {}", value, miss_text(kr));
}

/// Why it is at risk: "overdue 3 days", "above 58 in 4 of 7 weeks", "20 %, should be 45 %", "stated 3/10".
std::string risk_reason(const Attention& attention) {
  const KeyResultNumbers& kr = *attention.key_result;
  if (kr.pace.overdue_days > 0) return "overdue " + counted(kr.pace.overdue_days, "day");
  if (attention.rates) return pace_text(attention);
  if (kr.key_result && kr.standing.definition.kind == Kind::hold) return bound_reason(kr);
  if (kr.pace.expected && kr.progress)
    return fmt::format("{}, should be {}", percent_text(kr.progress->value()), percent_text(kr.pace.expected->value()));
  if (kr.key_result && !is_paced(kr.standing.definition.kind) && kr.confidence)
    return fmt::format("stated {}/10", kr.confidence->value);
  return now_text(kr);
}

std::string concern_text(const Attention& attention) {
  const KeyResultNumbers* kr = attention.key_result;
  switch (attention.concern) {
    case Concern::cannot_end_met: return missed_text(attention);
    case Concern::at_risk: return "at risk: " + risk_reason(attention);
    case Concern::too_slow: return pace_text(attention);
    case Concern::too_sure:
      return fmt::format("stated {}/10, but at risk: {}", kr->confidence->value, risk_reason(attention));
    case Concern::too_doubtful: return fmt::format("stated {}/10, but ahead of its pace", kr->confidence->value);
    case Concern::no_data: return "no reading in " + age_words(kr->recency.value_age, kr->recency.value_away);
    case Concern::stale: return "stale: nothing said in " + age_words(kr->recency.value_age, kr->recency.value_away);
    case Concern::kpi_red: return "red; no objective works on it";
    case Concern::kpi_signal: return "beyond its natural limit; no objective works on it";
  }
  return {};
}

/// "6.1 h, under its natural limit 6.5; no objective works on it"
std::string kpi_concern_text(const KpiNumbers& numbers) {
  const std::string value = numbers.value() ? value_with_unit(numbers) : "no value";
  const std::size_t last = numbers.xmr.points.size();
  if (numbers.signal == SignalMeaning::concern && numbers.xmr.points[last - 1].signal.outside)
    return fmt::format("{}, {}; no objective works on it", charted_text(numbers), rule_text(numbers, last - 1));
  return fmt::format("{}, red; no objective works on it", value);
}

}  // namespace

KeyValue attention_line(const Attention& attention) {
  if (attention.kpi) return {Text(attention.kpi->kpi->id.text, Style::id), Text(kpi_concern_text(*attention.kpi))};
  const bool of_objective = attention.concern == Concern::cannot_end_met;
  const std::string id = of_objective ? attention.objective->id.text : to_string(attention.key_result->id);
  return {Text(id, Style::id), Text(concern_text(attention))};
}

void add_look_here(Document& document, const Board& board) {
  if (board.look_here.empty() && board.no_reading_yet == 0) return;
  document.add(Heading{.text = Text("LOOK HERE"), .alert = true});
  KeyValues lines;
  for (const Attention& attention : board.look_here) lines.items.push_back(attention_line(attention));
  if (!lines.items.empty()) document.add(std::move(lines));
  const auto add_line = [&](std::string text) { document.add(Paragraph{.text = Text(std::move(text)), .indent = 2}); };
  if (board.no_reading_yet > 0) add_line(fmt::format("no reading yet: {} key results", board.no_reading_yet));
  if (board.look_here_more > 0) add_line(fmt::format("and {} more: okr status --sort risk", board.look_here_more));
  document.add(Space{});
}

}  // namespace okr::reports
