// SPDX-License-Identifier: MIT
// Values, signals, periods and the rules they break in words, for every screen that shows a KPI.
#include "reports/kpi/scorecard.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/pages.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr int most_decimals = 12;
constexpr double wide_variation = 10;  // from there on a limit needs no decimals
constexpr int year_is_clear = 300;     // days within which W33 and Jul can only be the last ones
constexpr std::size_t most_names = 3;

/// The limits that judge the point.
const XmrLimits* limits_at(const KpiNumbers& numbers, std::size_t point) {
  for (const XmrSegment& segment : numbers.xmr.segments)
    if (point >= segment.first && point < segment.first + segment.count)
      return segment.limits ? &*segment.limits : nullptr;
  return nullptr;
}

std::string broken_limit(const KpiNumbers& numbers, std::size_t point) {
  const XmrPoint& at = numbers.xmr.points[point];
  const XmrLimits& limits = *limits_at(numbers, point);
  return limit_text(at.signal.above ? limits.upper : limits.lower, at.value, limits);
}

/// What a subtraction leaves of equal values (method.md 0, 35).
bool is_dust(const Comparison& comparison) {
  return equal(comparison.reference, comparison.reference + comparison.delta);
}

std::string_view signal_word(SignalMeaning meaning) {
  return meaning == SignalMeaning::improvement ? "improved" : word(meaning);
}

std::string short_rule(const KpiNumbers& numbers, std::size_t point) {
  const XmrSignal& signal = numbers.xmr.points[point].signal;
  switch (signal.rule()) {
    case XmrRule::limit: return fmt::format("{} {}", signal.above ? ">" : "<", broken_limit(numbers, point));
    case XmrRule::three_of_four: return "3 of 4";
    case XmrRule::run: return "run of 8";
    case XmrRule::none: break;
  }
  return {};
}

}  // namespace

std::string judged_text(double value, const KpiBounds& bounds) { return judged_texts(value, bounds).value; }

std::string value_text(const KpiNumbers& numbers) {
  return numbers.value() ? judged_text(*numbers.value(), numbers.last_bounds) : "-";
}

std::string value_with_unit(const KpiNumbers& numbers) {
  return numbers.value() ? with_unit(value_text(numbers), numbers.kpi->unit) : value_text(numbers);
}

std::string goal_text(const KpiNumbers& numbers) {
  const auto running = numbers.periods.empty() ? std::nullopt : numbers.periods.back().value;
  return kpi_bounds_text(*numbers.kpi, numbers.last_bounds, numbers.value() ? numbers.value() : running);
}

std::string reference_text(const Comparison& comparison) {
  return display_together({comparison.reference, comparison.reference + comparison.delta}).front();
}

std::string delta_text(const Comparison& comparison) {
  if (is_dust(comparison)) return comparison.points ? fixed(0, 1) + " pp" : "0";
  const double delta = comparison.delta;
  const char* sign = delta > 0 ? "+" : "";
  if (!comparison.points) return sign + display_value(delta);
  std::string points = okr::display_value(delta);
  if (points.find_first_of(".e") == std::string::npos) points += ".0";
  return fmt::format("{}{} pp", sign, draw::marked(points));
}

std::string percent_change_text(double percent) {
  if (percent == 0) return "0 %";
  constexpr double tiny = 0.001;
  if (std::abs(percent) < tiny) return "about 0 %";
  const std::string text = okr::rounded(percent, 1) == "0" ? display_computed(percent) : rounded(percent, 1);
  return fmt::format("{}{} %", percent > 0 ? "+" : "", text);
}

std::string limit_text(double limit, double value, const XmrLimits& limits) {
  int decimals = limits.mean_range < wide_variation ? 1 : 0;
  if (limits.mean_range > 0)
    decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(limits.mean_range))), decimals, most_decimals);
  const auto misleads = [&](const std::string& text) {
    const auto shown = parse_number(text);
    return shown && limit != value && (limit < value ? *shown >= value : *shown <= value);
  };
  while (decimals < most_decimals && misleads(okr::rounded(limit, decimals))) ++decimals;
  return rounded(limit, decimals);
}

std::string period_name_of(const Workspace& workspace, const KpiNumbers& numbers, std::size_t period) {
  const KpiPeriod& known = numbers.periods[period];
  const auto name = [&](Date day) { return period_name(day, numbers.unit, workspace.fiscal_start()); };
  if (known.times == 1) return name(known.period.first);
  return fmt::format("{} to {}", name(known.period.first), name(known.period.last));
}

std::string period_label(const Workspace& workspace, const KpiNumbers& numbers, std::size_t period, Date as_of) {
  const Period& days = numbers.periods[period].period;
  const std::string name = period_name_of(workspace, numbers, period);
  const auto dash = name.find('-');
  if (days_between(days.first, as_of) > year_is_clear || dash == std::string::npos) return name;
  if (numbers.unit == PeriodUnit::day) return yearless_date(days.first);
  if (numbers.unit == PeriodUnit::month) return std::string(month_name(static_cast<unsigned>(days.first.month())));
  return name.substr(dash + 1);
}

Text signal_text(const KpiNumbers& numbers) {
  if (numbers.xmr.points.empty()) return {};
  const std::size_t point = numbers.xmr.points.size() - 1;
  const Xmr& xmr = numbers.xmr;
  const std::string_view way = xmr.grows ? "up" : "down";
  if (xmr.growth == Growth::trending) return Text(fmt::format("trending {}", way), style_of(numbers.signal));
  const bool is_new_level = xmr.growth == Growth::new_level;
  if (is_new_level && !is_signal(numbers.signal)) return Text(fmt::format("new level, {}", way));
  const std::string rule = is_new_level && !leaves_new_level(numbers) ? "new level" : short_rule(numbers, point);
  Text text(std::string(signal_word(numbers.signal)), style_of(numbers.signal));
  return rule.empty() ? text : text + Text(": " + rule);
}

bool leaves_new_level(const KpiNumbers& numbers) {
  const Xmr& xmr = numbers.xmr;
  if (xmr.growth != Growth::new_level || xmr.points.empty()) return false;
  const XmrSignal& last = xmr.points.back().signal;
  return last.any() && last.above != xmr.grows;
}

std::string left_level_text(const KpiNumbers& numbers) {
  return fmt::format("its level had moved {} before", numbers.xmr.grows ? "up" : "down");
}

std::string rule_text(const KpiNumbers& numbers, std::size_t point) {
  const XmrSignal& signal = numbers.xmr.points[point].signal;
  const std::string_view upper = signal.above ? "upper" : "lower";
  switch (signal.rule()) {
    case XmrRule::limit:
      return fmt::format("{} its natural limit {}", signal.above ? "over" : "under", broken_limit(numbers, point));
    case XmrRule::three_of_four: return fmt::format("3 of 4 near its {} natural limit", upper);
    case XmrRule::run: return fmt::format("8 in a row {} its mean", signal.above ? "above" : "below");
    case XmrRule::none: break;
  }
  return {};
}

std::string broken_rule_text(const KpiNumbers& numbers) {
  const std::string rule = rule_text(numbers, numbers.xmr.points.size() - 1);
  if (numbers.signal != SignalMeaning::trending) return rule;
  return fmt::format("trending {}: {}", numbers.xmr.grows ? "up" : "down", rule);
}

std::string worker_name(const KpiWorker& worker, Date as_of, std::span<const KpiWorker> beside) {
  const auto is_called_alike = [&](const KpiWorker& other) {
    return other.cycle != worker.cycle && other.objective->id == worker.objective->id &&
           (other.key_result == nullptr) == (worker.key_result == nullptr) &&
           (!worker.key_result || other.key_result->id == worker.key_result->id);
  };
  const bool runs = contains(worker.cycle->period, as_of) && std::ranges::none_of(beside, is_called_alike);
  if (worker.key_result) return runs ? to_string(worker.key_result->id) : full_id(*worker.cycle, *worker.key_result);
  return runs ? worker.objective->id.text : full_id(*worker.cycle, *worker.objective);
}

Text worker_named(const KpiWorker& worker, Date as_of, std::span<const KpiWorker> beside) {
  const std::string& title = worker.key_result ? worker.key_result->title : worker.objective->title;
  return Text(worker_name(worker, as_of, beside)) + title_behind(title);
}

Text workers_text(const std::vector<KpiWorker>& workers, Date as_of) {
  Text text;
  for (const KpiWorker& worker : workers) text += Text(text.empty() ? "" : ", ") + worker_named(worker, as_of, workers);
  return text;
}

std::string unknown_work_text(const KpiNumbers& numbers) {
  return "who works on it is not known: " + unread_text(*numbers.unread);
}

std::string periods_text(const Workspace& workspace, const KpiNumbers& numbers,
                         const std::vector<std::size_t>& periods) {
  std::vector<std::string> names;
  for (const std::size_t period : periods) names.push_back(period_name_of(workspace, numbers, period));
  const auto count = static_cast<std::size_t>(count_periods(numbers.periods, periods));
  if (count == names.size()) return listed(names, most_names);
  names.resize(std::min(names.size(), most_names));
  return fmt::format("{} and {} more", join(names, ", "), count - names.size());
}

std::string charted_text(const KpiNumbers& numbers) {
  if (!numbers.xmr.changes || numbers.xmr.points.empty()) return value_with_unit(numbers);
  const double change = numbers.xmr.points.back().value;
  return fmt::format("{}{} from the {} before", change > 0 ? "+" : "", with_unit(change, numbers.kpi->unit),
                     to_string(numbers.unit));
}

std::string running_text(const KpiNumbers& numbers) {
  if (numbers.periods.empty()) return {};
  const KpiPeriod& period = numbers.periods.back();
  if (period.complete || !period.value) return {};
  return with_unit(judged_text(*period.value, numbers.last_bounds), numbers.kpi->unit) + "*";
}

std::string coverage_text(const KpiNumbers& numbers) {
  if (!numbers.last || !numbers.periods[*numbers.last].partly_missing()) return {};
  const KpiPeriod& period = numbers.periods[*numbers.last];
  return fmt::format("{} of {}", period.covered, counted(period.expected, "reading"));
}

std::string counts_text(const KpiCounts& counts) {
  std::string text;
  const auto add = [&](int count, std::string_view what) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what);
  };
  add(counts.green, "green");
  add(counts.amber, "amber");
  add(counts.red, "red");
  add(counts.no_target, "without target");
  add(counts.no_data, "without data");
  add(counts.in_error, "in error");
  return text;
}

}  // namespace okr::reports
