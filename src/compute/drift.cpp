// SPDX-License-Identifier: MIT
#include "okr/compute/drift.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "okr/compute/distributions.hpp"

namespace okr {
namespace {

constexpr double prior_spread = 0.30;      // standard deviation over the whole length, as a share of the way
constexpr int prior_degrees = 2;
constexpr double prior_drift_spread = 0.75;  // of the required rate; its mean is half of it

/// The start and every reading behind it.
std::vector<DatedValue> path_of(const Course& course, std::span<const DatedValue> readings) {
  std::vector<DatedValue> path{{0, course.start}};
  for (const DatedValue& reading : readings) {
    if (reading.day == 0) path.front().value = reading.value;
    else path.push_back(reading);
  }
  return path;
}

/// Of the steps around the mean drift, each over its days.
double squares_of(std::span<const DatedValue> path, double drift) {
  double squares = 0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const int days = path[i].day - path[i - 1].day;
    const double off = path[i].value - path[i - 1].value - drift * days;
    squares += off * off / days;
  }
  return squares;
}

double square(double value) { return value * value; }

}  // namespace

std::optional<Drift> drift_of(const Course& course, std::span<const DatedValue> readings) {
  const std::vector<DatedValue> path = path_of(course, readings);
  if (path.size() < 2 || course.days <= 0) return std::nullopt;
  const double way = course.target - course.start;
  const int span = path.back().day;
  Drift drift;
  drift.last = path.back();
  drift.left = course.days - span;
  drift.steps = static_cast<int>(path.size()) - 1;
  drift.seen = (path.back().value - path.front().value) / span;
  drift.squares = squares_of(path, drift.seen);
  drift.degrees = drift.steps - 1 + prior_degrees;
  drift.variance = (drift.squares + prior_degrees * square(prior_spread * way) / course.days) / drift.degrees;
  drift.required = way / course.days;
  drift.prior_variance = square(prior_drift_spread * drift.required);
  const double both = drift.prior_variance * span + drift.variance;
  drift.weight = drift.prior_variance * span / both;
  drift.believed = (1 - drift.weight) * drift.required / 2 + drift.weight * drift.seen;
  drift.drift_variance = drift.variance * drift.prior_variance / both;
  return drift;
}

Prediction prediction_of(const Drift& drift, int days) {
  const double h = std::max(0, days);
  return {drift.last.value + drift.believed * h, std::sqrt(drift.variance * h + drift.drift_variance * h * h),
          drift.degrees};
}

Probability beyond(const Prediction& prediction, double goal, bool rises) {
  const double lead = rises ? prediction.value - goal : goal - prediction.value;
  if (!(prediction.scale > 0)) return Probability(lead >= 0 ? 1 : 0);
  return Probability(student_t_below(lead / prediction.scale, prediction.degrees));
}

Probability ever_beyond(const Drift& drift, double best, double goal, bool rises) {
  const double way = rises ? goal - best : best - goal;  // a
  if (way <= 0) return Probability(1);
  if (drift.decided() || !(drift.variance > 0)) return Probability(0);
  const double gain = (rises ? drift.believed : -drift.believed) * drift.left;  // mu' h
  const double scale = std::sqrt(drift.variance * drift.left);
  const double z = (gain - way) / scale, mirrored = (gain + way) / scale;
  // exp(2 mu' a / v) Phi(-mirrored), without the overflow of its first factor when the drift is strong.
  const double reflected = mirrored >= 0 ? normal_density(z) * mills_ratio(mirrored)
                                         : exponential_of_minus(-2 * (gain / scale) * (way / scale)) * normal_below(-mirrored);
  return Probability(std::clamp(normal_below(z) + reflected, 0.0, 1.0));
}

double interval_quantile(int degrees) { return student_t_quantile(0.5 + interval_share / 2, degrees); }

double interval_reach(const Prediction& prediction) {
  return prediction.scale > 0 ? interval_quantile(prediction.degrees) * prediction.scale : 0;
}

}  // namespace okr
