// SPDX-License-Identifier: MIT
// `okr show KPI`: what, why, how, who, when; where it stands against its target and its past; signal or noise, in
// words.
#include <algorithm>
#include <span>

#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/kpi_bounds.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/show/detail.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t most_flagged = 3;

// --- definition ------------------------------------------------------------------------------------------------------

std::string when_text(const Kpi& kpi) {
  std::string text = fmt::format("every {}", to_string(kpi.every));
  if (kpi.formula.empty()) text += fmt::format(", {} of the readings", word(kpi.aggregate));
  if (kpi.expect) text += fmt::format(", one a {}", to_string(*kpi.expect));
  if (kpi.lag_days > 0) text += fmt::format(", known {} later", counted(kpi.lag_days, "day"));
  if (!kpi.review.empty()) text += fmt::format(", reviewed every {}", kpi.review);
  return text;
}

/// Told from the last value, which stands on the same page.
std::string bounds_text(const KpiNumbers& numbers, const KpiBounds& bounds) {
  const Kpi& kpi = *numbers.kpi;
  if (!kpi.has_direction()) return "n/a: which way is better could not be read";
  std::string goal = kpi_goal_text(kpi, bounds, numbers.value());
  if (goal.empty()) return "no target";
  if (bounds.warn && kpi.good_or_default() != Good::range)
    goal += fmt::format(", amber to {}", judged_texts(numbers.value(), bounds).warn);
  if (bounds.margin && kpi.good_or_default() == Good::range)
    goal += fmt::format(", amber within {}", display_value(*bounds.margin));
  return goal;
}

/// The goal of the day; below it those before, newest first, each with the day from which it held.
void add_goals(KeyValues& list, const KpiNumbers& numbers) {
  const Kpi& kpi = *numbers.kpi;
  const auto known = std::span(kpi.targets).first(numbers.known_targets);
  std::string goal = bounds_text(numbers, numbers.current_bounds);
  if (!known.empty()) goal += fmt::format(", since {}", to_string(known.back().first));
  if (!known.empty() && !known.back().why.empty()) goal += fmt::format(" ({})", known.back().why);
  if (kpi.target_by) goal += fmt::format(", by {}", to_string(*kpi.target_by));
  add(list, "goal", std::move(goal));
  RisingBounds rising(kpi);
  std::vector<std::string> bounds;
  for (const KpiTarget& entry : known) bounds.push_back(bounds_text(numbers, rising.on(entry.first)));
  for (std::size_t i = known.size(); i > 1; --i) {
    const KpiTarget& entry = known[i - 2];
    std::string before = fmt::format("{}, since {}", bounds[i - 2], to_string(entry.first));
    if (!entry.why.empty()) before += fmt::format(" ({})", entry.why);
    list.items.push_back({Text(i == known.size() ? "goal before" : ""), Text(std::move(before))});
  }
  if (!known.empty() && has_target(kpi.good_or_default(), kpi))
    list.items.push_back({Text(known.size() == 1 ? "goal before" : ""), Text(bounds_text(numbers, kpi))});
}

KeyValues definition_of_kpi(const Detail& detail) {
  const Kpi& kpi = *detail.found.kpi;
  const bool is_known = unread_text(*detail.workspace, kpi).empty();
  KeyValues list;
  add(list, "what", kpi.what);
  add(list, "why", kpi.why);
  add(list, "how", kpi.how);
  add(list, "who", kpi.who.empty() ? join(kpi.owners, ", ") : kpi.who);
  if (is_known) add(list, "when", when_text(kpi));
  if (is_known) add_goals(list, *detail.kpi);
  add(list, "formula", kpi.formula);
  add(list, "values", kpi.values.path);
  if (kpi.indicator) add(list, "indicator", std::string(word(*kpi.indicator)));
  if (kpi.control) add(list, "control", std::string(word(*kpi.control)));
  add(list, "decision", kpi.decision);
  if (kpi.health) add(list, "health", std::string("shown in every status"));
  if (kpi.level) add(list, "level", std::string(word(*kpi.level)));
  add(list, "team", kpi.team);
  add(list, "tags", join(kpi.tags, ", "));
  add(list, "source", kpi.source);
  return list;
}

// --- where it stands -------------------------------------------------------------------------------------------------

/// "-0.9 h (-12.9 %) against 7 h"
std::string against(const KpiNumbers& numbers, const Comparison& comparison) {
  std::string text = with_unit(delta_text(comparison), comparison.points ? "" : numbers.kpi->unit);
  if (comparison.percent && std::isfinite(*comparison.percent) && !comparison.points)
    text += fmt::format(" ({})", percent_change_text(*comparison.percent));
  return text + " against " + with_unit(reference_text(comparison), numbers.kpi->unit);
}

std::string judged(const KpiNumbers& numbers, const Comparison& comparison) {
  std::string text = against(numbers, comparison);
  if (comparison.favour == Favour::favourable) text += ", favourable";
  if (comparison.favour == Favour::unfavourable) text += ", unfavourable";
  return text;
}

std::string benchmark_text(const KpiNumbers& numbers, const BenchmarkComparison& benchmark) {
  std::string text = fmt::format("{}: {}", benchmark.benchmark->name, judged(numbers, benchmark.comparison));
  std::string from = benchmark.benchmark->source;
  if (benchmark.benchmark->date) from += (from.empty() ? "" : ", ") + to_string(*benchmark.benchmark->date);
  return from.empty() ? text : fmt::format("{} ({})", text, from);
}

void add_comparisons(KeyValues& list, const KpiNumbers& numbers) {
  if (numbers.target) {
    const bool is_at_bound = numbers.kpi->strict && numbers.target->favour == Favour::neutral;
    add(list, "target", judged(numbers, *numbers.target) + (is_at_bound ? ", which is itself a miss" : ""));
  }
  if (numbers.previous) add(list, "period before", against(numbers, *numbers.previous));
  if (numbers.year_ago) add(list, "a year ago", against(numbers, *numbers.year_ago));
  for (const BenchmarkComparison& benchmark : numbers.benchmarks)
    add(list, "benchmark", benchmark_text(numbers, benchmark));
}

void add_values(KeyValues& list, const Detail& detail) {
  const KpiNumbers& numbers = *detail.kpi;
  std::string last = "no complete period with a value";
  if (numbers.last)
    last = fmt::format("{} in {}", value_with_unit(numbers), period_name_of(*detail.workspace, numbers, *numbers.last));
  const std::string coverage = coverage_text(numbers);
  add(list, "last period", coverage.empty() ? last : fmt::format("{}, {}", last, coverage));
  if (const std::string running = running_text(numbers); !running.empty())
    add(list, "so far",
        fmt::format("{} in {}, which still runs", running,
                    period_name_of(*detail.workspace, numbers, numbers.periods.size() - 1)));
  Text parts;
  for (const Driver& driver : detail.drivers)
    parts += Text(parts.empty() ? "" : ", ") + Text(driver.kpi->id.text) + title_behind(driver.kpi->title) +
             Text(driver.value ? " " + display_value(*driver.value) : " -");
  add(list, "made of", std::move(parts));
}

void add_work(KeyValues& list, const Detail& detail) {
  const KpiNumbers& numbers = *detail.kpi;
  if (Text names = workers_text(numbers.workers, detail.as_of); !names.empty())
    return add(list, "worked on by", std::move(names));
  if (numbers.may_need_objective()) return add(list, "worked on by", "not known: " + unread_text(*numbers.unread));
  if (Text names = workers_text(numbers.drafts, detail.as_of); !names.empty())
    return add(list, "worked on by", Text("nobody yet; drafted: ") + std::move(names));
  if (numbers.breached)
    add(list, "worked on by",
        Text("nobody") + on_terminal(fmt::format("; draft an objective: okr kpi {} --write", numbers.kpi->id.text)));
}

void add_ages(KeyValues& list, const Detail& detail) {
  const KpiNumbers& numbers = *detail.kpi;
  if (numbers.age) {
    std::string text = ago_text(*numbers.age, numbers.age_away);
    if (numbers.freshness != Freshness::not_asked) text += fmt::format(", {}", word(numbers.freshness));
    if (!numbers.missing.empty()) text += ": no value for " + periods_text(*detail.workspace, numbers, numbers.missing);
    add(list, "last reading", std::move(text));
  }
  if (!numbers.gaps.empty())
    add(list, "gaps", "no value for " + periods_text(*detail.workspace, numbers, numbers.gaps));
  if (!detail.review || !detail.review->due) return;
  add(list, "review",
      detail.review->last ? fmt::format("due: the last note is of {}", to_string(*detail.review->last))
                          : std::string("due: no reading has a note"));
}

KeyValues standing_of(const Detail& detail) {
  const KpiNumbers& numbers = *detail.kpi;
  KeyValues list;
  add_values(list, detail);
  list.add("status", Text(word(numbers.status), style_of(numbers.status)));
  if (numbers.red_in_a_row > 1) add(list, "red", fmt::format("{} periods in a row", numbers.red_in_a_row));
  add_comparisons(list, numbers);
  add_work(list, detail);
  add_ages(list, detail);
  return list;
}

// --- signal or noise -------------------------------------------------------------------------------------------------

Text meaning_text(const KpiNumbers& numbers) {
  const std::size_t last = numbers.xmr.points.size() - 1;
  Text text(std::string(word(numbers.signal)), style_of(numbers.signal));
  switch (numbers.signal) {
    case SignalMeaning::routine: return text + Text(" variation: within its natural limits, and no pattern");
    case SignalMeaning::trending:
      return text + Text(fmt::format(" {}: its level keeps {}, so limits of its past say nothing; signal = \"change\" "
                                     "charts what it changes by",
                                     numbers.xmr.grows ? "up" : "down", numbers.xmr.grows ? "rising" : "falling"));
    case SignalMeaning::no_variation: return text + Text(" among the first points, so nothing can be told from it");
    case SignalMeaning::too_few: {
      const std::size_t count = numbers.xmr.segments.back().count;
      return text + Text(fmt::format(", {} so far: too few to tell chance from change", count));
    }
    case SignalMeaning::improvement:
    case SignalMeaning::concern:
    case SignalMeaning::change: break;
  }
  return text + Text(fmt::format(": {}, {}", charted_text(numbers), rule_text(numbers, last)));
}

std::string limits_text(const Detail& detail, const XmrLimits& limits) {
  const KpiNumbers& numbers = *detail.kpi;
  const double value = numbers.xmr.points.back().value;
  std::string text = fmt::format(
      "{}{} to {}, mean {}; ", numbers.xmr.changes ? "changes of " : "", limit_text(limits.lower, value, limits),
      with_unit(limit_text(limits.upper, value, limits), numbers.kpi->unit), limit_text(limits.mean, value, limits));
  const bool all = limits.points == numbers.xmr.segments.back().count;
  text += fmt::format("from {} {}", all ? "all" : "the first", counted(limits.points, "point"));
  if (numbers.xmr.segments.size() > 1) {
    const XmrPoint& first = numbers.xmr.points[numbers.xmr.segments.back().first];
    text += fmt::format(" since {}", period_name_of(*detail.workspace, numbers, first.period));
  }
  if (limits.trial) text += fmt::format(", trial ({} of {} points)", limits.points, limits.wanted);
  if (limits.alike) text += "; neighbours alike: wider limits";
  return text;
}

std::string assurance_text(const KpiNumbers& numbers) {
  const bool range = numbers.kpi->good_or_default() == Good::range;
  switch (numbers.assurance) {
    case Assurance::unknown: return {};
    case Assurance::consistently_meets:
      return fmt::format("consistently meets the {}: it lies on the good side of all routine variation",
                         range ? "range" : "target");
    case Assurance::hit_or_miss:
      return fmt::format("hit or miss: the {} lies within routine variation", range ? "end of the range" : "target");
    case Assurance::consistently_fails:
      return fmt::format("consistently fails the {}: routine variation does not reach it", range ? "range" : "target");
  }
  return {};
}

std::string new_level_text(const KpiNumbers& numbers) {
  return fmt::format("moved to a new level, {}; where the reason is known, rebase = [DAY] sets new limits from then on",
                     numbers.xmr.grows ? "up" : "down");
}

/// The newest points that a rule flagged, before the last one, which is told by itself.
void add_flagged(KeyValues& list, const Detail& detail) {
  const KpiNumbers& numbers = *detail.kpi;
  std::vector<std::size_t> flagged;
  for (std::size_t i = numbers.xmr.points.size() - 1; i > 0; --i)
    if (numbers.xmr.points[i - 1].signal.any()) flagged.push_back(i - 1);
  for (std::size_t i = 0; i < std::min(most_flagged, flagged.size()); ++i) {
    const std::size_t point = flagged[i];
    const SignalMeaning meaning = meaning_of(*numbers.kpi, numbers.xmr, point);
    Text text(period_name_of(*detail.workspace, numbers, numbers.xmr.points[point].period) + "  ");
    text += Text(word(meaning), style_of(meaning));
    list.items.push_back({Text(i == 0 ? "earlier" : ""), text + Text(": " + rule_text(numbers, point))});
  }
  if (flagged.size() > most_flagged)
    list.add("", Text(fmt::format("and {} more", flagged.size() - most_flagged), Style::dim));
}

KeyValues signal_of(const Detail& detail) {
  const KpiNumbers& numbers = *detail.kpi;
  KeyValues list;
  if (numbers.xmr.points.empty()) return list;
  list.items.push_back(
      {Text(period_name_of(*detail.workspace, numbers, numbers.xmr.points.back().period)), meaning_text(numbers)});
  if (numbers.xmr.growth == Growth::new_level) add(list, "level", new_level_text(numbers));
  if (const XmrLimits* limits = numbers.xmr.limits(); limits && !limits->no_variation())
    add(list, "natural limits", limits_text(detail, *limits));
  add(list, "assurance", assurance_text(numbers));
  if (numbers.xmr.skipped > 0) add(list, "left out", counted(numbers.xmr.skipped, "period") + " without a value");
  add_flagged(list, detail);
  return list;
}

}  // namespace

void add_kpi(Document& document, const Detail& detail) {
  document.add(definition_of_kpi(detail)).add(Space{});
  document.add(Heading{.text = "WHERE IT STANDS"}).add(standing_of(detail));
  KeyValues signal = signal_of(detail);
  if (signal.items.empty()) return;
  document.add(Space{}).add(Heading{.text = "SIGNAL OR NOISE"}).add(std::move(signal));
}

}  // namespace okr::reports
