// SPDX-License-Identifier: MIT
#include "candidates.hpp"

#include <algorithm>
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

/// What cannot be lost again.
std::optional<double> in_hand(const Situation& situation) {
  if (situation.goal == Goal::last || situation.readings.empty()) return std::nullopt;
  if (situation.goal == Goal::total) return situation.readings.back().value;
  const auto [least, most] = std::ranges::minmax(situation.readings, {}, &DatedValue::value);
  return situation.course.rises() ? most.value : least.value;
}

double kept(double value, const std::optional<double>& hand, const Course& course) {
  if (!hand) return value;
  return course.rises() ? std::max(value, *hand) : std::min(value, *hand);
}

Answer answer_from(const Prediction& prediction, const Course& course) {
  const double reach = prediction.scale > 0 ? interval_quantile(prediction.degrees) * prediction.scale : 0;
  return {beyond(prediction, course, course.target), prediction.value,
          Interval{prediction.value - reach, prediction.value + reach}};
}

}  // namespace

Answer drift_with_prior(const Situation& situation) {
  const Course& course = situation.course;
  const auto drift = drift_of(course, situation.readings);
  if (!drift) return always_half(situation);
  Answer answer = answer_from(prediction_of(*drift, drift->left), course);
  const auto hand = in_hand(situation);
  if (situation.goal == Goal::best) answer.chance = ever_beyond(*drift, course, course.target);
  if (hand && course.is_at(*hand, course.target)) answer.chance = Probability(1);
  return {answer.chance, kept(*answer.value, hand, course),
          Interval{kept(answer.interval->low, hand, course), kept(answer.interval->high, hand, course)}};
}

Answer always_half(const Situation&) { return {Probability(0.5), {}, {}}; }

Answer naive_pace(const Situation& situation) {
  const std::vector<DatedValue> points = points_of(situation);
  const DatedValue first = points.front(), last = points.back();
  if (last.day <= first.day) return always_half(situation);
  const double pace = (last.value - first.value) / (last.day - first.day);
  const double end = kept(last.value + pace * (situation.course.days - last.day), in_hand(situation), situation.course);
  return {Probability(situation.course.is_at(end, situation.course.target) ? surely : hardly), end, {}};
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
