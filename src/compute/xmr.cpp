// SPDX-License-Identifier: MIT
#include "okr/compute/xmr.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "okr/compute/kpi_status.hpp"

namespace okr {
namespace {

constexpr double limit_factor = 2.66;   // 3 / d2 of ranges of two
constexpr double range_factor = 3.268;  // D4 of ranges of two
constexpr double near_factor = limit_factor / 2;
constexpr std::size_t near_window = 4, near_needed = 3, run_length = 8;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double mean_range_of(std::span<const double> values) {
  double total = 0;
  for (std::size_t i = 1; i < values.size(); ++i) total += std::abs(values[i] - values[i - 1]);
  return total / static_cast<double>(values.size() - 1);
}

/// True when 3 of the 4 values ending at `at` satisfy the test.
template <class Test>
bool three_of_four(std::span<const double> values, std::size_t at, Test test) {
  if (at + 1 < near_window) return false;
  const auto window = values.subspan(at + 1 - near_window, near_window);
  return static_cast<std::size_t>(std::ranges::count_if(window, test)) >= near_needed;
}

template <class Test>
bool eight_in_a_row(std::span<const double> values, std::size_t at, Test test) {
  return at + 1 >= run_length && std::ranges::all_of(values.subspan(at + 1 - run_length, run_length), test);
}

XmrSignal signal_at(std::span<const double> values, std::size_t at, const XmrLimits& limits) {
  const double step = near_factor * limits.mean_range;
  const auto is_high = [&](double v) { return v > limits.mean + step; };
  const auto is_low = [&](double v) { return v < limits.mean - step; };
  const auto is_above = [&](double v) { return v > limits.mean; };
  const auto is_below = [&](double v) { return v < limits.mean; };
  const bool near_high = three_of_four(values, at, is_high);
  const bool run_above = eight_in_a_row(values, at, is_above);
  XmrSignal signal;
  signal.outside = values[at] > limits.upper || values[at] < limits.lower;
  signal.near = near_high || three_of_four(values, at, is_low);
  signal.run = run_above || eight_in_a_row(values, at, is_below);
  signal.above = signal.outside ? values[at] > limits.upper : signal.run ? run_above : near_high;
  return signal;
}

/// Number of rebase dates on or before the period's last day.
std::size_t segment_number(const Kpi& kpi, const Period& period) {
  return static_cast<std::size_t>(
      std::ranges::count_if(kpi.rebase, [&period](Date date) { return date <= period.last; }));
}

void close_segment(const Kpi& kpi, Xmr& xmr, std::size_t first) {
  if (first == xmr.points.size()) return;
  std::vector<double> values;
  for (std::size_t i = first; i < xmr.points.size(); ++i) values.push_back(xmr.points[i].value);
  XmrSegment segment{first, values.size(), xmr_limits(values, xmr_baseline, {kpi.floor, kpi.ceil})};
  if (segment.limits) {
    const auto signals = xmr_signals(values, *segment.limits);
    for (std::size_t i = 0; i < signals.size(); ++i) xmr.points[first + i].signal = signals[i];
  }
  xmr.segments.push_back(segment);
}

}  // namespace

std::optional<XmrLimits> xmr_limits(std::span<const double> values, std::size_t baseline, const Clip& clip) {
  if (values.size() < xmr_least) return std::nullopt;
  const auto base = values.first(std::min(values.size(), baseline));
  XmrLimits limits;
  limits.mean = mean_of(base);
  limits.mean_range = mean_range_of(base);
  limits.lower = limits.mean - limit_factor * limits.mean_range;
  limits.upper = limits.mean + limit_factor * limits.mean_range;
  if (clip.floor) limits.lower = std::max(limits.lower, *clip.floor);
  if (clip.ceil) limits.upper = std::min(limits.upper, *clip.ceil);
  limits.range_upper = range_factor * limits.mean_range;
  limits.points = base.size();
  limits.trial = base.size() < xmr_baseline;
  return limits;
}

std::vector<XmrSignal> xmr_signals(std::span<const double> values, const XmrLimits& limits) {
  std::vector<XmrSignal> signals(values.size());
  if (limits.no_variation()) return signals;
  for (std::size_t i = 0; i < values.size(); ++i) signals[i] = signal_at(values, i, limits);
  return signals;
}

Xmr xmr_of(const Kpi& kpi, std::span<const KpiPeriod> periods) {
  Xmr xmr;
  std::size_t first = 0, number = 0, empty_since = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (!periods[i].complete) continue;
    if (!periods[i].value) {
      ++empty_since;
      continue;
    }
    if (const std::size_t now = segment_number(kpi, periods[i].period); now != number) {
      close_segment(kpi, xmr, first);
      first = xmr.points.size();
      number = now;
    }
    if (!xmr.points.empty()) xmr.skipped += empty_since;
    empty_since = 0;
    xmr.points.push_back({i, *periods[i].value, {}});
  }
  close_segment(kpi, xmr, first);
  return xmr;
}

Meaning meaning_of(const Kpi& kpi, const Xmr& xmr, std::size_t point) {
  for (const XmrSegment& segment : xmr.segments) {
    if (point < segment.first || point >= segment.first + segment.count) continue;
    if (!segment.limits) return Meaning::too_few;
    if (segment.limits->no_variation()) return Meaning::no_variation;
  }
  const XmrSignal& signal = xmr.points[point].signal;
  if (!signal.any()) return Meaning::routine;
  if (kpi.good_or_default() == Good::range) return Meaning::change;
  return signal.above == (kpi.good_or_default() == Good::up) ? Meaning::improvement : Meaning::concern;
}

Assurance assurance_of(const Kpi& kpi, const XmrLimits* limits) {
  if (!limits || !has_target(kpi)) return Assurance::unknown;
  if (kpi.good_or_default() == Good::range) {
    const bool meets = (!kpi.min || *kpi.min <= limits->lower) && (!kpi.max || limits->upper <= *kpi.max);
    const bool fails = (kpi.min && limits->upper < *kpi.min) || (kpi.max && limits->lower > *kpi.max);
    return meets ? Assurance::consistently_meets : fails ? Assurance::consistently_fails : Assurance::hit_or_miss;
  }
  const bool up = kpi.good_or_default() == Good::up;
  const bool beyond_upper = *kpi.target > limits->upper;
  const bool beyond_lower = *kpi.target < limits->lower;
  if (up ? beyond_upper : beyond_lower) return Assurance::consistently_fails;
  return (up ? beyond_lower : beyond_upper) ? Assurance::consistently_meets : Assurance::hit_or_miss;
}

}  // namespace okr
