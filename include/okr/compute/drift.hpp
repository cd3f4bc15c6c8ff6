// SPDX-License-Identifier: MIT
// Where a value that moves with a drift ends, and how sure that is (method.md 4.2): numbers in, numbers out; days count
// from the start. It knows no key result and no calendar. Student's t and the normal distribution are made of + - * /
// and square roots only, so that every machine prints the same last digit: no function of the system's mathematics
// library is called.
#pragma once

#include <optional>
#include <span>

#include "okr/base/date.hpp"
#include "okr/compute/quantities.hpp"

namespace okr {

/// A value on a day of the course.
struct DatedValue {
  int day = 0;  ///< since the start
  double value = 0;
};

/// What is believed before there are readings.
struct Prior {
  double pull = 0.5;     ///< the mean of the drift, as a share of the rate that is required (a)
  double spread = 0.40;  ///< standard deviation over the whole length, as a share of the way (f)
};
inline constexpr Prior prior_of_levels{0.5, 0.40}, prior_of_sums{0.8, 0.25};

/// The way that is to be made.
struct Course {
  double start = 0, target = 0;
  int days = 0;  ///< from the first day to the last one (C)
  Prior prior = prior_of_levels;

  /// True where the target lies above the start.
  bool rises() const { return target > start; }
  double way() const { return target - start; }
  /// How much of the way is made: 0 at the start, 1 at the target, in both directions.
  double share_of(double value) const { return (value - start) / way(); }
  /// At or beyond a goal, within the tolerance of method.md 0.35.
  bool is_at(double value, double goal) const { return (value - goal) / way() >= -reached_tolerance; }
};

/// What the readings say of the drift, in shares of the way: the same in every unit and in both directions. Names in
/// brackets are the method's, which has them in the value's own unit: `way` once (a value) or twice (a square) as much.
struct Drift {
  double way = 0;             ///< target - start, in the value's unit
  double seen = 0;            ///< a day, from start to the last reading (mu)
  double squares = 0;         ///< of the steps around it, each over its days (SS)
  double required = 0;        ///< a day over the whole length (r)
  double prior_variance = 0;  ///< of the drift before there were readings (K)
  double surprise = 0;        ///< how far the drift seen lies off the one expected, as squared noise (x)
  int degrees = 1;            ///< of freedom (nu)
  double variance = 0;        ///< a day (v)
  double weight = 0;          ///< of what was seen, 0..1 (w)
  double believed = 0;        ///< a day (b)
  double drift_variance = 0;  ///< of the drift after the readings (tau2)
  DatedValue last;            ///< the last reading, in the value's unit
  int left = 0;               ///< days from it to the end (h); 0 and less: decided
  int steps = 0;              ///< between start and last reading (k)

  /// True where no day is left: the last reading is the end.
  bool decided() const { return left <= 0; }
  /// The rate so far, a week and in the value's unit: mu of 4.2.
  double seen_a_week() const { return seen * way * days_of_week; }
};

/// From readings in order of days, one a day, none before the start; one on day 0 stands for the start value, but moves
/// neither way nor prior. Empty without a reading behind day 0, without a way, and for values that a computation cannot
/// hold (further off than 1e100 times the way, or beyond 1e150). A course without days is decided by the last reading,
/// whichever day it is of; of its drift nothing is known.
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
Probability beyond(const Prediction& prediction, const Course& course, double goal);

/// That the value touches the goal on some day up to the end (`take = "best"`): first passage from the last reading,
/// over all drifts that the readings leave possible; never less than the chance to end there. 0 when decided: what was
/// touched before, the caller knows.
Probability ever_beyond(const Drift& drift, const Course& course, double goal);

/// How much of the t distribution lies inside the interval that is shown.
inline constexpr double interval_share = 0.80;

/// How many scales (q) the interval that is shown reaches to each side of the value, by Student's t with so many
/// degrees of freedom.
double interval_quantile(int degrees);

/// Half of a whole number: 3 halves are 1.5. Student's t with n degrees of freedom needs I_x(n/2, 1/2).
struct HalfInteger {
  int count = 1;
  double value() const { return count / 2.0; }
};

/// The regularised incomplete beta function I_x(a, b) for x in 0..1 and positive a, b; relative error below
/// 1e-12. Outside 0..1 the nearer end.
double incomplete_beta(double x, HalfInteger a, HalfInteger b);

/// The share of Student's t with `degrees` >= 1 degrees of freedom that lies at or below t (method.md 4.2, F_nu).
double student_t_below(double t, int degrees);

/// The t that a share of `below` (0..1, exclusive) lies at or below of; about 1e-12 exact (method.md 4.3, last table).
double student_t_quantile(double below, int degrees);

/// The share of the standard normal distribution at or below z.
double normal_below(double z);

/// The density of the standard normal distribution at z.
double normal_density(double z);

/// e to the power of -y, for y >= 0.
double exponential_of_minus(double y);

}  // namespace okr
