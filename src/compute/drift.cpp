// SPDX-License-Identifier: MIT
#include "okr/compute/drift.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

#include "okr/base/number.hpp"

namespace okr {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double tiny = 1e-300;  // stands for a zero that would be divided by
constexpr int most_terms = 10'000;
constexpr int most_guesses = 200;

/// A guess for a quantile, and by how much too great a share lies below it.
struct End {
  double t = 0, off = 0;
};

/// base to the power of `halves` / 2.
double power(double base, HalfInteger halves) {
  double result = halves.count % 2 == 0 ? 1 : std::sqrt(base);
  double square = base;
  for (int left = halves.count / 2; left > 0; left /= 2) {
    if (left % 2 == 1) result *= square;
    square *= square;
  }
  return result;
}

/// The beta function B(a, b), from B(1/2, 1/2), B(1, 1/2) or B(1, 1) up by B(a + 1, b) = B(a, b) a / (a + b).
double beta(HalfInteger a, HalfInteger b) {
  const int first_a = a.count % 2 == 1 ? 1 : 2, first_b = b.count % 2 == 1 ? 1 : 2;
  double result = first_a == 1 && first_b == 1 ? std::numbers::pi : first_a == first_b ? 1 : 2;
  for (int n = first_a; n < a.count; n += 2) result *= double(n) / (n + first_b);
  for (int n = first_b; n < b.count; n += 2) result *= double(n) / (n + a.count);
  return result;
}

double not_zero(double value) { return std::abs(value) < tiny ? tiny : value; }

/// The continued fraction of I_x(a, b), evaluated from the front (modified Lentz); quick for x < (a + 1) / (a + b + 2).
double beta_fraction(double x, double a, double b) {
  double c = 1;
  double d = 1 / not_zero(1 - (a + b) * x / (a + 1));
  double result = d;
  for (int m = 1; m <= most_terms; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / not_zero(1 + even * d);
    c = not_zero(1 + even / c);
    result *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / not_zero(1 + odd * d);
    c = not_zero(1 + odd / c);
    result *= d * c;
    if (std::abs(d * c - 1) <= 2 * epsilon) break;
  }
  return result;
}

/// I_x(a, b) with 1 - x given beside, so that neither end loses digits.
double incomplete_beta(double x, double rest, HalfInteger a, HalfInteger b) {
  if (!(x > 0)) return 0;
  if (!(rest > 0)) return 1;
  const double front = power(x, a) * power(rest, b) / beta(a, b);
  if (x < (a.value() + 1) / (a.value() + b.value() + 2))
    return front * beta_fraction(x, a.value(), b.value()) / a.value();
  return 1 - front * beta_fraction(rest, b.value(), a.value()) / b.value();
}

constexpr double prior_drift_spread = 0.75;  // of the required rate

// What stays within these can be squared and multiplied with days without an overflow.
constexpr double furthest_share = 1e100, largest_value = 1e150;

/// The start and every reading behind it, in shares of the way.
std::vector<DatedValue> path_of(const Course& course, std::span<const DatedValue> readings) {
  std::vector<DatedValue> path{{0, 0}};
  for (const DatedValue& reading : readings) {
    const double share = course.share_of(reading.value);
    if (reading.day == 0)
      path.front().value = share;
    else
      path.push_back({reading.day, share});
  }
  return path;
}

bool can_be_computed(const Course& course, std::span<const DatedValue> readings) {
  if (!(std::abs(course.start) <= largest_value && std::abs(course.target) <= largest_value) || course.way() == 0)
    return false;
  return std::ranges::all_of(readings, [&](const DatedValue& reading) {
    return std::abs(reading.value) <= largest_value && std::abs(course.share_of(reading.value)) <= furthest_share;
  });
}

/// Of the steps around the mean drift, each over its days.
double squares_of(std::span<const DatedValue> path, double drift) {
  double squares = 0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const int days = path[i].day - path[i - 1].day;
    squares += square(path[i].value - path[i - 1].value - drift * days) / days;
  }
  return squares;
}

void add_belief(const Course& course, std::span<const DatedValue> path, Drift& drift) {
  const double span = path.back().day, length = course.days;
  drift.seen = (path.back().value - path.front().value) / span;
  drift.squares = squares_of(path, drift.seen);
  drift.required = 1 / length;
  drift.prior_variance = square(prior_drift_spread * drift.required);
  const double expected = course.prior.pull * drift.required;
  const double noise = drift.squares + square(course.prior.spread) / length;
  const double without_surprise = noise / drift.steps;  // v0
  drift.surprise = without_surprise / (drift.prior_variance + without_surprise / span) * square(drift.seen - expected);
  drift.variance = (noise + drift.surprise) / drift.degrees;
  const double both = drift.prior_variance * span + drift.variance;
  drift.weight = drift.prior_variance * span / both;
  drift.believed = (1 - drift.weight) * expected + drift.weight * drift.seen;
  drift.drift_variance = drift.variance * (drift.prior_variance / both);
}

}  // namespace

double incomplete_beta(double x, HalfInteger a, HalfInteger b) { return incomplete_beta(x, 1 - x, a, b); }

double student_t_below(double t, int degrees) {
  const double square = t * t;
  if (!std::isfinite(square)) return t < 0 ? 0 : 1;
  const double whole = degrees + square;
  const double tail = incomplete_beta(degrees / whole, square / whole, HalfInteger{degrees}, HalfInteger{1}) / 2;
  return t > 0 ? 1 - tail : tail;
}

double student_t_quantile(double below, int degrees) {
  if (below < 0.5) return -student_t_quantile(1 - below, degrees);
  const auto off_at = [&](double t) { return student_t_below(t, degrees) - below; };
  End low{0, 0.5 - below}, high{1, off_at(1)};
  while (high.off < 0 && high.t < 1e12) low = std::exchange(high, End{2 * high.t, off_at(2 * high.t)});
  // Regula falsi; an end that stays twice has its weight halved (Illinois), so that both close in.
  int stayed = 0;
  for (int i = 0; i < most_guesses; ++i) {
    const double t = low.t - low.off * (high.t - low.t) / (high.off - low.off);
    const End guess{t, off_at(t)};
    if (std::abs(guess.off) <= epsilon || !(low.t < t && t < high.t)) return t;
    End& moved = guess.off < 0 ? low : high;
    End& left = guess.off < 0 ? high : low;
    const int side = guess.off < 0 ? 1 : -1;
    if (std::exchange(stayed, side) == side) left.off /= 2;
    moved = guess;
  }
  return high.t;
}

double exponential_of_minus(double y) {
  if (y > 745) return 0;  // below the smallest number there is
  int halvings = 0;       // until the series is short
  for (; y > 0.5; y /= 2) ++halvings;
  double term = 1, sum = 1;
  for (int n = 1; n <= 20; ++n) sum += term *= -y / n;
  for (; halvings > 0; --halvings) sum *= sum;
  return sum;
}

double normal_density(double z) {
  constexpr double at_zero = 0.3989422804014326779;  // 1 / sqrt(2 pi)
  return at_zero * exponential_of_minus(z * z / 2);
}

namespace {

/// normal_below(-z) over the density at z, for z >= 0 (Mills' ratio): keeps its digits where both are tiny.
double mills_ratio(double z) {
  if (z < 3) {  // half the distribution less the series z + z^3/3 + z^5/15 + ...
    double term = z, sum = z;
    for (int n = 3; n < most_terms && term > sum * epsilon / 4; n += 2) sum += term *= z * z / n;
    return 0.5 / normal_density(z) - sum;
  }
  double fraction = z;  // 1 / (z + 1 / (z + 2 / (z + ...))), from the back
  for (int n = 200; n >= 1; --n) fraction = z + n / fraction;
  return 1 / fraction;
}

}  // namespace

double normal_below(double z) {
  if (!std::isfinite(z)) return z < 0 ? 0 : 1;
  const double tail = normal_density(z) * mills_ratio(std::abs(z));
  return z < 0 ? tail : 1 - tail;
}

std::optional<Drift> drift_of(const Course& course, std::span<const DatedValue> readings) {
  if (readings.empty() || !can_be_computed(course, readings)) return std::nullopt;
  const std::vector<DatedValue> path = path_of(course, readings);
  Drift drift;
  drift.way = course.way();
  drift.last = readings.back();
  drift.left = std::max(0, course.days - drift.last.day);
  drift.steps = static_cast<int>(path.size()) - 1;
  drift.degrees = drift.steps + 1;
  if (course.days <= 0) return drift;
  if (drift.steps == 0) return std::nullopt;
  add_belief(course, path, drift);
  return drift;
}

Prediction prediction_of(const Drift& drift, int days) {
  const double h = std::max(0, days);
  return {drift.last.value + drift.way * (drift.believed * h),
          std::abs(drift.way) * std::sqrt(drift.variance * h + drift.drift_variance * h * h), drift.degrees};
}

Probability beyond(const Prediction& prediction, const Course& course, double goal) {
  if (!(prediction.scale > 0)) return Probability(course.is_at(prediction.value, goal) ? 1 : 0);
  const double lead = course.rises() ? prediction.value - goal : goal - prediction.value;
  return Probability(student_t_below(lead / prediction.scale, prediction.degrees));
}

Probability ever_beyond(const Drift& drift, const Course& course, double goal) {
  if (drift.decided()) return Probability(0);
  const double way = course.share_of(goal) - course.share_of(drift.last.value);  // a
  if (way <= 0) return Probability(1);
  const double h = drift.left, gain = drift.believed * h;             // b' h
  const double lean = way * (drift.drift_variance / drift.variance);  // a tau2 / v
  const double scale = std::sqrt(drift.variance * h + drift.drift_variance * h * h);
  const double z = (gain - way) / scale, mirrored = (way + gain + 2 * lean * h) / scale;
  // exp((2 a / v) (b' + a tau2 / v)) Phi(-mirrored). Its first factor overflows when the drift is strong, but it is the
  // ratio of two densities; below 0 it is small.
  const double reflected = mirrored >= 0 ? normal_density(z) * mills_ratio(mirrored)
                                         : exponential_of_minus(-2 * way / drift.variance * (drift.believed + lean)) *
                                               normal_below(-mirrored);
  const double touched = std::clamp(normal_below(z) + reflected, 0.0, 1.0);
  return std::max(Probability(touched), beyond(prediction_of(drift, drift.left), course, goal));
}

double interval_quantile(int degrees) { return student_t_quantile(0.5 + interval_share / 2, degrees); }

}  // namespace okr
