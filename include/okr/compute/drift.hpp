// SPDX-License-Identifier: MIT
// Where a value that moves with a drift ends, and how sure that is (method.md 4.2): numbers in, numbers out; days count
// from the start. It knows no key result and no calendar.
#pragma once

#include <optional>
#include <span>

#include "okr/compute/quantities.hpp"

namespace okr {

/// Where a thing stood on a day.
struct DatedValue {
  int day = 0;  ///< since the start
  double value = 0;
};

/// The way that is to be made.
struct Course {
  double start = 0, target = 0;
  int days = 0;  ///< from the first day to the last one (C)

  bool rises() const { return target > start; }
};

/// What the readings say of the drift; names in brackets are the method's.
struct Drift {
  double seen = 0;             ///< a day, from start to the last reading (mu)
  double squares = 0;          ///< of the steps around it, each over its days (SS)
  int degrees = 0;             ///< of freedom (nu)
  double variance = 0;         ///< a day (v)
  double required = 0;         ///< a day over the whole length (r)
  double prior_variance = 0;   ///< of the drift before there were readings (K)
  double weight = 0;           ///< of what was seen, 0..1 (w)
  double believed = 0;         ///< a day (b)
  double drift_variance = 0;   ///< of the drift after the readings: v K / (K S + v)
  DatedValue last;             ///< the last reading
  int left = 0;                ///< days from it to the end (h); 0 and less: decided
  int steps = 0;               ///< between start and last reading (k)

  bool decided() const { return left <= 0; }
};

/// From readings in order of days, one a day, none before the start; one on day 0 stands for the start value. Empty
/// without a reading behind day 0, or for a course without days.
std::optional<Drift> drift_of(const Course& course, std::span<const DatedValue> readings);

/// A t distribution around the value believed on a later day.
struct Prediction {
  double value = 0;  ///< m
  double scale = 0;  ///< s; 0 when nothing is open
  int degrees = 1;
};

/// `days` behind the last reading; for 0 and less the last reading itself.
Prediction prediction_of(const Drift& drift, int days);

/// That the predicted value lies at or beyond a goal, in the direction of the course; 0 or 1 when nothing is open.
Probability beyond(const Prediction& prediction, double goal, bool rises);

/// That the value touches the goal on some day up to the end, from the best value so far (`take = "best"`).
Probability ever_beyond(const Drift& drift, double best, double goal, bool rises);

/// How much of the t distribution lies inside the interval that is shown.
inline constexpr double interval_share = 0.80;

/// What is added to and taken from the prediction's value: q s; with q at hand where there are many of one drift.
double interval_quantile(int degrees);
double interval_reach(const Prediction& prediction);

}  // namespace okr
