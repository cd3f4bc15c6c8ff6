// SPDX-License-Identifier: MIT
// The ways to forecast that are compared (method.md 4.1): ours, and what people use instead. Numbers in, numbers out;
// shared by the simulation and the back-test.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "okr/compute/drift.hpp"
#include "okr/compute/forecast.hpp"

namespace okr::bench {

/// What decides whether the target is reached.
enum class Goal : std::uint8_t {
  last,   ///< the last reading
  total,  ///< all amounts together, none of which is negative
  best    ///< the best of all readings
};

/// What a candidate may know.
struct Situation {
  Course course;
  std::span<const DatedValue> readings;  ///< by day, one a day, the last one behind the first day; totals of a sum
  Goal goal = Goal::last;
};

/// Fewer readings behind the first day, and nobody is asked: a line through two points has no scatter (method.md 4.1).
inline constexpr int least_readings = 2;

struct Answer {
  Probability chance;                ///< that the end value lies at or beyond the target
  std::optional<double> value;       ///< at the end; empty where the candidate names none
  std::optional<Interval> interval;  ///< 80 %; empty where the candidate names none
};

/// The drift of method.md 4.2, as `okr forecast` has it: what is in hand is not lost, and best readings need touch the
/// target only once.
Answer drift_with_prior(const Situation& situation);

/// 0.5 whatever happens.
Answer always_half(const Situation& situation);

/// The way made so far runs on: 0.99 when it arrives in time, or is there already and cannot be lost, 0.01 when it does
/// not.
Answer naive_pace(const Situation& situation);

/// The line of least squares through start and readings, with Student's t around it.
Answer least_squares(const Situation& situation);

struct Candidate {
  const char* name;
  Answer (*answer)(const Situation&);
};

/// Ours first.
inline constexpr std::array<Candidate, 4> candidates = {{{"okr: drift with prior", drift_with_prior},
                                                         {"always 0.5", always_half},
                                                         {"naive pace, 0.01 or 0.99", naive_pace},
                                                         {"least squares and t", least_squares}}};

/// The value a new reading of that day would have, by the least squares through the points: scale of the prediction
/// (not of the line), points less two degrees of freedom. Empty below three points or when all are of one day.
std::optional<Prediction> regression_at(std::span<const DatedValue> points, int day);

}  // namespace okr::bench
