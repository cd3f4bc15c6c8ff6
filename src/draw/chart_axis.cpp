// SPDX-License-Identifier: MIT
// The axis of the values: round steps, short labels.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "draw/chart_scale.hpp"
#include "okr/base/number.hpp"

namespace okr::draw {
namespace {

constexpr double too_large = 1e300;       // beyond, sums of steps may overflow
constexpr double too_close = 1e-12;       // of the magnitude: steps between such values cannot be told apart
constexpr std::size_t longest_label = 9;  // digits in full up to here, powers of ten beyond

double magnitude(const Extent& extent) { return std::max(std::abs(extent.low), std::abs(extent.high)); }

bool is_flat(const Extent& extent) {
  const double span = extent.high - extent.low;
  return !(span > std::numeric_limits<double>::min() * 1e6) || span <= magnitude(extent) * too_close;
}

/// Flat data in the middle: a tenth of their power of ten on each side ("57" becomes 56 to 58), one for zero.
Extent with_room(const Extent& extent) {
  const double size = magnitude(extent);
  const double pad = size < 1e-290 ? 1 : std::pow(10, std::floor(std::log10(size)) - 1);
  return {extent.low - pad, extent.high + pad};
}

/// The same where the magnitude leaves no room beyond.
Extent towards_zero(const Extent& extent) {
  return extent.high > 0 ? Extent{extent.low * 0.9, extent.high} : Extent{extent.low, extent.high * 0.9};
}

/// A step as a whole number of a power of ten: 2.5 is {25, -1}. Kept apart so that ticks are exact.
struct Step {
  int count = 1;
  int power = 0;

  double value(double times) const {
    const double whole = times * count;
    return power < 0 ? whole / std::pow(10, -power) : whole * std::pow(10, power);
  }
};

std::string in_powers(double value, double step) {
  if (value == 0) return "0";
  const int power = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-12));
  const int digits = std::clamp(power - static_cast<int>(std::floor(std::log10(step))) + 1, 1, 12);
  std::string text = fmt::format("{:.{}e}", value, digits);
  const std::size_t e = text.find('e');
  std::string mantissa = text.substr(0, e), exponent = text.substr(e + 1);
  if (mantissa.find('.') != std::string::npos) {
    mantissa.erase(mantissa.find_last_not_of('0') + 1);
    if (mantissa.back() == '.') mantissa.pop_back();
  }
  const bool negative = exponent.front() == '-';
  exponent.erase(0, exponent.find_first_of("123456789") == std::string::npos ? exponent.size() - 1
                                                                             : exponent.find_first_of("123456789"));
  return mantissa + "e" + (negative ? "-" : "") + exponent;
}

std::vector<std::string> labels_of(const std::vector<double>& ticks, double step) {
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 17);
  std::vector<std::string> labels;
  const bool tenths = std::abs(step * std::pow(10, decimals) - std::round(step * std::pow(10, decimals))) > 1e-6;
  bool fits = decimals + (tenths ? 1 : 0) <= 7;
  for (const double tick : ticks) {
    const std::string digits = okr::fixed(tick, std::min(decimals + (tenths ? 1 : 0), 17));
    fits = fits && digits.size() <= longest_label;
    labels.push_back(marked(digits));
  }
  if (fits) return labels;
  labels.clear();
  for (const double tick : ticks) labels.push_back(in_powers(tick, step));
  return labels;
}

/// How pleasant labels are that far apart; what fills the height best is then multiplied with it.
double taste(int steps, int rows, int count) {
  const double distance = rows == 1 ? 0.6 : rows <= 3 ? 1.0 : rows == 4 ? 0.95 : 0.8;
  return distance * (steps == 1 ? 0.75 : 1.0) * (count == 25 ? 0.9 : 1.0);
}

struct Candidate {
  Step step;
  double first = 0;  ///< in steps
  int steps = 1;
  int rows = 1;
};

std::optional<Candidate> candidate_of(const Extent& extent, Step step, int room) {
  const double unit = step.value(1);
  if (!(unit > 0) || !std::isfinite(unit)) return std::nullopt;
  const double first = std::floor(extent.low / unit + 1e-9);
  const double count = std::max(1.0, std::ceil(extent.high / unit - 1e-9) - first);
  if (!(count <= room)) return std::nullopt;
  const int steps = static_cast<int>(count);
  return Candidate{step, first, steps, room / steps};
}

Axis axis_of_candidate(const Candidate& candidate) {
  std::vector<double> ticks;
  for (int i = 0; i <= candidate.steps; ++i) ticks.push_back(candidate.step.value(candidate.first + i));
  return {ticks.front(), ticks.back(), candidate.steps, candidate.rows, labels_of(ticks, candidate.step.value(1))};
}

Axis plain_axis(const Extent& extent, int room) {
  const std::vector<double> ticks{extent.low, extent.high};
  return {
      extent.low,
      extent.high,
      1,
      room,
      {in_powers(extent.low, std::abs(extent.low) / 100 + 1), in_powers(extent.high, std::abs(extent.high) / 100 + 1)}};
}

}  // namespace

double Axis::share(double value) const {
  // Halves, so that the span of two huge numbers of different sign stays finite.
  const double span = high / 2 - low / 2;
  if (!(span > 0) || std::isnan(value)) return 0;
  return std::clamp((value / 2 - low / 2) / span, 0.0, 1.0);
}

double Axis::row(double value) const { return (1 - share(value)) * steps * rows; }

Axis axis_of(const Extent& extent, int rows) {
  const int room = std::max(rows, 2) - 1;
  if (magnitude(extent) > too_large) return plain_axis(is_flat(extent) ? towards_zero(extent) : extent, room);
  const Extent shown = is_flat(extent) ? with_room(extent) : extent;
  const double span = shown.high - shown.low;
  const int power = static_cast<int>(std::floor(std::log10(span / room)));
  std::optional<Candidate> best;
  double best_score = 0;
  for (int p = power - 1; p <= power + 2; ++p)
    for (const Step step : {Step{1, p}, Step{2, p}, Step{25, p - 1}, Step{5, p}}) {
      const auto candidate = candidate_of(shown, step, room);
      if (!candidate) continue;
      const double used = span / step.value(1) * candidate->rows / room;
      const double score = used * taste(candidate->steps, candidate->rows, step.count);
      if (score > best_score * (1 + 1e-9)) {
        best = candidate;
        best_score = score;
      }
    }
  return best ? axis_of_candidate(*best) : plain_axis(shown, room);
}

}  // namespace okr::draw
