// SPDX-License-Identifier: MIT
#include "candidates.hpp"

#include <cmath>
#include <vector>

namespace okr::bench {
namespace {

constexpr double surely = 0.99, hardly = 0.01;

std::vector<DatedValue> points_of(const Situation& situation) {
  std::vector<DatedValue> points;
  if (situation.readings.empty() || situation.readings.front().day != 0) points.push_back({0, situation.course.start});
  points.insert(points.end(), situation.readings.begin(), situation.readings.end());
  return points;
}

bool is_beyond(double value, const Course& course) {
  return course.rises() ? value >= course.target : value <= course.target;
}

Answer answer_from(const Prediction& prediction, const Course& course) {
  const double reach = interval_reach(prediction);
  return {beyond(prediction, course.target, course.rises()), prediction.value,
          Interval{prediction.value - reach, prediction.value + reach}};
}

}  // namespace

Answer drift_with_prior(const Situation& situation) {
  const auto drift = drift_of(situation.course, situation.readings);
  return drift ? answer_from(prediction_of(*drift, drift->left), situation.course) : always_half(situation);
}

Answer always_half(const Situation&) { return {Probability(0.5), {}, {}}; }

Answer naive_pace(const Situation& situation) {
  const std::vector<DatedValue> points = points_of(situation);
  const DatedValue first = points.front(), last = points.back();
  if (last.day <= first.day) return always_half(situation);
  const double pace = (last.value - first.value) / (last.day - first.day);
  const double end = last.value + pace * (situation.course.days - last.day);
  return {Probability(is_beyond(end, situation.course) ? surely : hardly), end, {}};
}

Answer least_squares(const Situation& situation) {
  const auto prediction = regression_at(points_of(situation), situation.course.days);
  return prediction ? answer_from(*prediction, situation.course) : always_half(situation);
}

std::optional<Prediction> regression_at(std::span<const DatedValue> points, int day) {
  if (points.size() < 3) return std::nullopt;
  const double count = static_cast<double>(points.size());
  double mean_day = 0, mean_value = 0;
  for (const DatedValue& point : points) {
    mean_day += point.day / count;
    mean_value += point.value / count;
  }
  double days = 0, both = 0;
  for (const DatedValue& point : points) {
    days += (point.day - mean_day) * (point.day - mean_day);
    both += (point.day - mean_day) * (point.value - mean_value);
  }
  if (!(days > 0)) return std::nullopt;
  const double slope = both / days, ahead = day - mean_day;
  double squares = 0;
  for (const DatedValue& point : points) {
    const double off = point.value - mean_value - slope * (point.day - mean_day);
    squares += off * off;
  }
  const int degrees = static_cast<int>(points.size()) - 2;
  const double scale = std::sqrt(squares / degrees * (1 + 1 / count + ahead * ahead / days));
  return Prediction{mean_value + slope * ahead, scale, degrees};
}

}  // namespace okr::bench
