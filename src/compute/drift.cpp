// SPDX-License-Identifier: MIT
#include "okr/compute/drift.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "okr/compute/distributions.hpp"

namespace okr {
namespace {

constexpr double prior_drift_spread = 0.75;  // of the required rate

// What stays within these can be squared and multiplied with days without an overflow.
constexpr double furthest_share = 1e100, largest_value = 1e150;

double square(double value) { return value * value; }

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

double interval_reach(const Prediction& prediction) {
  return prediction.scale > 0 ? interval_quantile(prediction.degrees) * prediction.scale : 0;
}

}  // namespace okr
