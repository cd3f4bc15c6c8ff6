// SPDX-License-Identifier: MIT
#include "okr/compute/xmr.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "okr/base/number.hpp"
#include "okr/compute/kpi.hpp"

namespace okr {
namespace {

constexpr double limit_factor = 2.66;   // 3 / d2 of ranges of two
constexpr double range_factor = 3.268;  // D4 of ranges of two
constexpr double near_factor = limit_factor / 2;
constexpr double far_limits = 3;  // natural limits beyond which a value may be a slip of the finger
constexpr std::size_t near_window = 4, near_needed = 3, run_length = 8;
constexpr double alike_from = 0.25;      // lag-one correlation from which neighbours are alike
constexpr std::size_t alike_least = 12;  // points before that is asked
constexpr std::size_t growth_baseline = 8, growth_window = 12, growth_needed = 8, growth_part = 4;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double largest_of(std::span<const double> values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

/// What lies below 1e-9 of the values is no difference.
double mean_range_of(std::span<const double> values) {
  const double scale = largest_of(values);
  double total = 0;
  for (std::size_t i = 1; i < values.size(); ++i)
    if (!equal(values[i], values[i - 1], scale)) total += std::abs(values[i] - values[i - 1]);
  return total / static_cast<double>(values.size() - 1);
}

double sum_of_squares(std::span<const double> values, double mean) {
  return std::accumulate(values.begin(), values.end(), 0.0,
                         [mean](double sum, double value) { return sum + (value - mean) * (value - mean); });
}

double sum_of_products(std::span<const double> values, double mean) {
  double products = 0;
  for (std::size_t i = 1; i < values.size(); ++i) products += (values[i] - mean) * (values[i - 1] - mean);
  return products;
}

void set_limits(XmrLimits& limits, double reach, const Clip& clip) {
  limits.lower = limits.mean - reach;
  limits.upper = limits.mean + reach;
  if (clip.floor) limits.lower = std::max(limits.lower, *clip.floor);
  if (clip.ceil) limits.upper = std::min(limits.upper, *clip.ceil);
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
  const double scale = limits.mean_range;  // next to 0, what the values usually differ by is no rounding
  const auto is_high = [&](double v) { return above(v, limits.mean + step, scale); };
  const auto is_low = [&](double v) { return below(v, limits.mean - step, scale); };
  const auto is_above = [&](double v) { return above(v, limits.mean, scale); };
  const auto is_below = [&](double v) { return below(v, limits.mean, scale); };
  const bool over = above(values[at], limits.upper, scale);
  XmrSignal signal;
  signal.outside = over || below(values[at], limits.lower, scale);
  signal.above = over;
  if (limits.alike) return signal;
  const bool near_high = three_of_four(values, at, is_high);
  const bool run_above = eight_in_a_row(values, at, is_above);
  signal.near = near_high || three_of_four(values, at, is_low);
  signal.run = run_above || eight_in_a_row(values, at, is_below);
  if (!signal.outside) signal.above = signal.run ? run_above : near_high;
  return signal;
}

/// Number of rebase dates on or before the period's last day.
std::size_t segment_number(const Kpi& kpi, const Period& period) {
  return static_cast<std::size_t>(
      std::ranges::count_if(kpi.rebase, [&period](Date date) { return date <= period.last; }));
}

/// What a KPI cannot pass says nothing of its changes.
Clip clip_of(const Kpi& kpi) { return kpi.signal == Signal::change ? Clip{} : Clip{kpi.floor, kpi.ceil}; }

/// How many of the last points left the limits of the first ones on a side, by rule 1 or 3.
std::size_t count_beyond(std::span<const XmrSignal> signals, bool upwards) {
  const auto recent = signals.last(std::min(signals.size(), growth_window));
  return static_cast<std::size_t>(std::ranges::count_if(
      recent, [upwards](const XmrSignal& s) { return (s.outside || s.run) && s.above == upwards; }));
}

/// Whether the last four points go on from the four before them by more than the usual step.
bool goes_on(const LevelShift& shift, bool upwards) {
  const double moved = shift.recent - shift.earlier;
  return above(upwards ? moved : -moved, shift.limits.mean_range);
}

/// A level that left the limits of its first 8 points for good (method.md 0.28).
void add_growth(const Kpi& kpi, std::span<const double> values, Xmr& xmr) {
  const auto limits = xmr_limits(values, growth_baseline, clip_of(kpi));
  if (!limits || values.size() < 2 * growth_part || limits->no_variation()) return;
  const auto signals = xmr_signals(values, *limits);
  for (const bool upwards : {true, false}) {
    const std::size_t beyond = count_beyond(signals, upwards);
    if (beyond < growth_needed) continue;
    xmr.shift = LevelShift{*limits, beyond, mean_of(values.last(growth_part)),
                           mean_of(values.last(2 * growth_part).first(growth_part))};
    xmr.growth = goes_on(*xmr.shift, upwards) ? Growth::trending : Growth::new_level;
    xmr.grows = upwards;
  }
}

/// Takes the points of a KPI in their order and closes a segment at each rebase.
class Charting {
 public:
  Charting(const Kpi& kpi, std::size_t limit_points) : kpi_(kpi), limit_points_(limit_points) {
    xmr_.changes = kpi.signal == Signal::change;
  }

  void take(std::size_t index, const KpiPeriod& period) {
    if (!period.complete) return;
    const std::size_t number = segment_number(kpi_, period.period);
    if (number != number_) close_segment();
    const bool begins = number != number_;
    number_ = number;
    if (!period.value) {
      empty_ += static_cast<std::size_t>(period.times);
      before_ = {};
      return;
    }
    if (!xmr_.points.empty()) xmr_.skipped += empty_;
    empty_ = 0;
    const ScaledValue now = period.scaled();
    if (!xmr_.changes)
      add_point({index, *now.value, {}}, without_dust(now));
    else if (before_.value && !begins)
      add_change(index, before_, now);
    before_ = now;
  }

  Xmr chart() {
    close_segment();
    return std::move(xmr_);
  }

 private:
  void add_point(const XmrPoint& point, double judged) {
    xmr_.points.push_back(point);
    judged_.push_back(judged);
  }

  void add_change(std::size_t index, const ScaledValue& before, const ScaledValue& now) {
    const bool is_same = equal(without_dust(before), without_dust(now));
    const double change = is_same ? 0 : *now.value - *before.value;
    add_point({index, change, {}}, change);
  }

  void close_segment() {
    const std::size_t first = std::exchange(first_, xmr_.points.size());
    if (first == xmr_.points.size()) return;
    const auto values = std::span<const double>(judged_).subspan(first);
    XmrSegment segment{first, values.size(), natural_limits(values, limit_points_, clip_of(kpi_))};
    if (segment.limits) {
      const auto signals = xmr_signals(values, *segment.limits);
      for (std::size_t i = 0; i < signals.size(); ++i) xmr_.points[first + i].signal = signals[i];
    }
    xmr_.segments.push_back(segment);
    xmr_.growth = Growth::none;
    if (!xmr_.changes) add_growth(kpi_, values, xmr_);
  }

  const Kpi& kpi_;
  std::size_t limit_points_;
  Xmr xmr_;
  std::vector<double> judged_;  ///< the points without what a subtraction leaves of equal amounts
  std::size_t first_ = 0, number_ = 0, empty_ = 0;
  ScaledValue before_;
};

}  // namespace

std::optional<XmrLimits> xmr_limits(std::span<const double> values, std::size_t baseline, const Clip& clip) {
  if (values.size() < xmr_least) return std::nullopt;
  const auto base = values.first(std::min(values.size(), baseline));
  XmrLimits limits;
  limits.mean = mean_of(base);
  limits.mean_range = mean_range_of(base);
  set_limits(limits, limit_factor * limits.mean_range, clip);
  limits.range_upper = range_factor * limits.mean_range;
  limits.points = base.size();
  limits.wanted = baseline;
  limits.trial = base.size() < baseline;
  return limits;
}

std::optional<XmrLimits> natural_limits(std::span<const double> values, std::size_t baseline, const Clip& clip) {
  auto limits = xmr_limits(values, baseline, clip);
  if (!limits || limits->no_variation()) return limits;
  const auto base = values.first(limits->points);
  const double squares = sum_of_squares(base, limits->mean), products = sum_of_products(base, limits->mean);
  limits->alike = base.size() >= alike_least && products > alike_from * squares;
  if (!limits->alike) return limits;
  limits->correlation = products / squares;
  limits->deviation = std::sqrt(squares / static_cast<double>(base.size() - 1));
  set_limits(*limits, std::max(limit_factor * limits->mean_range, 3 * *limits->deviation), clip);
  return limits;
}

bool is_far_from(std::span<const double> earlier, double value) {
  const auto limits = xmr_limits(earlier, earlier.size(), {});
  if (!limits || limits->no_variation()) return false;
  const auto [least, most] = std::ranges::minmax_element(earlier);
  const double room = far_limits * limit_factor * limits->mean_range;
  return below(value, *least - room) || above(value, *most + room);
}

std::vector<XmrSignal> xmr_signals(std::span<const double> values, const XmrLimits& limits) {
  std::vector<XmrSignal> signals(values.size());
  if (limits.no_variation()) return signals;
  for (std::size_t i = 0; i < values.size(); ++i) signals[i] = signal_at(values, i, limits);
  return signals;
}

Xmr xmr_of(const Kpi& kpi, std::span<const KpiPeriod> periods, std::size_t limit_points) {
  Charting charting(kpi, limit_points);
  for (std::size_t i = 0; i < periods.size(); ++i) charting.take(i, periods[i]);
  return charting.chart();
}

SignalMeaning meaning_of(const Kpi& kpi, const Xmr& xmr, std::size_t point) {
  for (const XmrSegment& segment : xmr.segments) {
    if (point < segment.first || point >= segment.first + segment.count) continue;
    if (!segment.limits) return SignalMeaning::too_few;
    if (segment.limits->no_variation()) return SignalMeaning::no_variation;
  }
  const XmrSignal& signal = xmr.points[point].signal;
  if (!signal.any()) return SignalMeaning::routine;
  if (kpi.good_or_default() == Good::range) return SignalMeaning::change;
  return signal.above == (kpi.good_or_default() == Good::up) ? SignalMeaning::improvement : SignalMeaning::concern;
}

bool is_lasting_concern(const Kpi& kpi, const Xmr& xmr) {
  constexpr std::size_t window = 3, needed = 2;
  const auto& points = xmr.points;
  if (points.size() < window || kpi.good_or_default() == Good::range) return false;
  const auto is_bad = [&kpi](const XmrPoint& point) {
    return point.signal.outside && point.signal.above != (kpi.good_or_default() == Good::up);
  };
  const auto recent = std::span(points).last(window);
  return is_bad(recent.back()) && static_cast<std::size_t>(std::ranges::count_if(recent, is_bad)) >= needed;
}

Assurance assurance_of(const Kpi& kpi, const KpiBounds& bounds, const XmrLimits* limits,
                       std::span<const double> values) {
  const Good good = kpi.good_or_default();
  if (!limits || !has_target(good, bounds)) return Assurance::unknown;
  const auto left = [limits](double value) { return !equal(value, limits->mean); };
  if (limits->no_variation() && std::ranges::any_of(values, left)) return Assurance::unknown;
  const bool is_range = good == Good::range;
  const std::optional<double>& least = is_range ? bounds.min : bounds.target;
  const std::optional<double>& most = is_range ? bounds.max : bounds.target;
  const double scale = std::max(std::abs(limits->upper), std::abs(limits->lower));
  const auto keeps_least = [&](double v) {
    if (good == Good::down || !least) return true;
    return kpi.strict ? above(v, *least, scale) : at_least(v, *least, scale);
  };
  const auto keeps_most = [&](double v) {
    if (good == Good::up || !most) return true;
    return kpi.strict ? below(v, *most, scale) : at_most(v, *most, scale);
  };
  if (keeps_least(limits->lower) && keeps_most(limits->upper)) return Assurance::consistently_meets;
  const bool fails = !keeps_least(limits->upper) || !keeps_most(limits->lower);
  return fails ? Assurance::consistently_fails : Assurance::hit_or_miss;
}

}  // namespace okr
