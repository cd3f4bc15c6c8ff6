// SPDX-License-Identifier: MIT
// `okr show KPI`: what, why, how, who, when; where it stands against its target, its past and its natural limits.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/render/views.hpp"
#include "okr/render/words.hpp"
#include "render/views/detail_words.hpp"

namespace okr::render {
namespace {

using report::Detail;

void add(KeyValues& list, const char* key, std::string value) {
  if (!value.empty()) list.items.push_back({Text(key), Text(std::move(value))});
}

KeyValues definition_of(const Kpi& kpi) {
  KeyValues list;
  add(list, "what", kpi.what);
  add(list, "why", kpi.why);
  add(list, "how", kpi.how);
  add(list, "who", kpi.who.empty() ? kpi.owner : kpi.who);
  std::string when = fmt::format("every {}, {} of the readings", to_string(kpi.every), word(kpi.aggregate));
  if (kpi.expect) when += fmt::format(", one a {}", to_string(*kpi.expect));
  if (kpi.lag_days > 0) when += fmt::format(", known {} days later", kpi.lag_days);
  if (!kpi.review.empty()) when += fmt::format(", reviewed every {}", kpi.review);
  add(list, "when", std::move(when));
  std::string goal = kpi_goal_text(kpi);
  if (kpi.warn) goal += fmt::format(", amber to {}", display_value(*kpi.warn));
  if (kpi.margin) goal += fmt::format(", amber within {}", display_value(*kpi.margin));
  if (kpi.target_by) goal += fmt::format(", by {}", to_string(*kpi.target_by));
  add(list, "goal", goal.empty() ? "no target" : goal);
  add(list, "formula", kpi.formula);
  add(list, "values", kpi.values.path);
  if (kpi.indicator) add(list, "indicator", std::string(word(*kpi.indicator)));
  if (kpi.control) add(list, "control", std::string(word(*kpi.control)));
  add(list, "decision", kpi.decision);
  if (kpi.health) add(list, "health", std::string("shown in every check-in"));
  if (kpi.level) add(list, "level", std::string(word(*kpi.level)));
  add(list, "team", kpi.team);
  add(list, "tags", join(kpi.tags, ", "));
  add(list, "source", kpi.source);
  return list;
}

std::string unit_of(const Kpi& kpi, bool points) {
  if (points) return " pp";
  return kpi.unit.empty() ? std::string() : " " + kpi.unit;
}

std::string signed_text(double value) {
  const std::string text = display_value(value);
  return value > 0 ? "+" + text : text;
}

/// "+0.9 h (12.5 %) against 7 h, favourable"
std::string against(const Kpi& kpi, const Comparison& comparison) {
  std::string text = signed_text(comparison.delta) + unit_of(kpi, comparison.points);
  if (comparison.percent && !comparison.points) text += fmt::format(" ({}{} %)", *comparison.percent > 0 ? "+" : "", rounded(*comparison.percent, 1));
  text += " against " + with_unit(comparison.reference, kpi.unit);
  if (comparison.favour == Favour::favourable) text += ", favourable";
  if (comparison.favour == Favour::unfavourable) text += ", unfavourable";
  return text;
}

void add_comparisons(KeyValues& list, const KpiNumbers& numbers) {
  const Kpi& kpi = *numbers.kpi;
  if (numbers.target) add(list, "target", against(kpi, *numbers.target));
  if (numbers.previous) add(list, "period before", against(kpi, *numbers.previous));
  if (numbers.year_ago) add(list, "a year ago", against(kpi, *numbers.year_ago));
  for (const BenchmarkComparison& benchmark : numbers.benchmarks) {
    std::string text = fmt::format("{}: {}", benchmark.benchmark->name, against(kpi, benchmark.comparison));
    if (!benchmark.benchmark->source.empty()) text += fmt::format(" ({})", benchmark.benchmark->source);
    add(list, "benchmark", std::move(text));
  }
}

void add_signal(KeyValues& list, const KpiNumbers& numbers) {
  Text signal(std::string(words_of(numbers.signal)), style_of(numbers.signal));
  if (!numbers.xmr.points.empty() && numbers.xmr.points.back().signal.any())
    signal += Text(fmt::format(", rule {}", numbers.xmr.points.back().signal.rule()));
  list.items.push_back({Text("signal"), std::move(signal)});
  if (const XmrLimits* limits = numbers.xmr.limits()) {
    std::string text = fmt::format("{} to {}, mean {}, from {} points", rounded(limits->lower, 2), rounded(limits->upper, 2),
                                   rounded(limits->mean, 2), limits->points);
    if (limits->trial) text += ", trial";
    add(list, "natural limits", std::move(text));
  }
  add(list, "assurance", std::string(words_of(numbers.assurance)));
}

void add_work(KeyValues& list, const KpiNumbers& numbers) {
  std::string names;
  for (const KpiWorker& worker : numbers.workers) {
    if (!names.empty()) names += ", ";
    names += worker.key_result ? full_id(*worker.cycle, *worker.key_result) : full_id(*worker.cycle, *worker.objective);
  }
  if (!names.empty()) add(list, "worked on by", names);
  else if (numbers.breached) add(list, "worked on by", std::string("nobody; it needs an objective"));
}

KeyValues standing_of(const Detail& detail) {
  const KpiNumbers& numbers = *detail.kpi;
  const Kpi& kpi = *numbers.kpi;
  KeyValues list;
  if (numbers.last) {
    const KpiPeriod& period = numbers.periods[*numbers.last];
    std::string text = fmt::format("{} in {}", with_unit(*period.value, kpi.unit), period_name(period.period, kpi.every, detail.workspace->fiscal_start()));
    if (period.partly_missing()) text += fmt::format(", {} of {} readings", period.covered, period.expected);
    add(list, "last period", std::move(text));
  } else {
    add(list, "last period", std::string("no complete period with a value"));
  }
  if (!numbers.periods.empty() && !numbers.periods.back().complete && numbers.periods.back().value)
    add(list, "running", with_unit(*numbers.periods.back().value, kpi.unit) + " so far");
  list.items.push_back({Text("status"), Text(std::string(words_of(numbers.status)), style_of(numbers.status))});
  if (numbers.red_in_a_row > 1) add(list, "red", fmt::format("{} periods in a row", numbers.red_in_a_row));
  add_comparisons(list, numbers);
  add_signal(list, numbers);
  add_work(list, numbers);
  if (numbers.age) add(list, "last reading", fmt::format("{}, {}", ago_text(*numbers.age), words_of(numbers.freshness)));
  if (!numbers.gaps.empty()) add(list, "missing", fmt::format("{} {} without a value", numbers.gaps.size(), numbers.gaps.size() == 1 ? "period" : "periods"));
  return list;
}

}  // namespace

void add_kpi(Document& document, const Detail& detail) {
  document.add(definition_of(*detail.found.kpi));
  document.add(Space{});
  document.add(Heading{.text = Text("WHERE IT STANDS")});
  document.add(standing_of(detail));
}

}  // namespace okr::render
