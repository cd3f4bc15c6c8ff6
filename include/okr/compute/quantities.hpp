// SPDX-License-Identifier: MIT
// Progress, score and probability as types of their own, so that 0.42 and 42 cannot be confused; no formulas.
#pragma once

#include <compare>

#include "okr/base/number.hpp"

namespace okr {

/// A number of one kind: built and read only by name, compared only with its own kind.
template <class Kind>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}
  constexpr double value() const { return value_; }

  friend constexpr bool operator==(const Quantity&, const Quantity&) = default;
  friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;

 private:
  double value_ = 0;
};

/// The way from baseline (0) to target (1), raw: below 0 after a regress, above 1 beyond the target (method.md 2.3).
using Progress = Quantity<struct ProgressKind>;

/// 0 to 1, capped; with a stretch the target is 0.70 (method.md 2.3).
using Score = Quantity<struct ScoreKind>;

/// 0 to 1.
using Probability = Quantity<struct ProbabilityKind>;

/// How near to 1 counts as reached: eight times 0.1 towards 0.8 is 0.9999999999999999 (method.md 0.2).
inline constexpr double reached_tolerance = tolerance;

constexpr bool is_reached(Progress progress) { return progress.value() >= 1 - reached_tolerance; }
constexpr bool is_full(Score score) { return score.value() >= 1 - reached_tolerance; }

/// The score of a key result without stretch: progress cut to 0..1 (method.md 2.3).
constexpr Score capped(Progress progress) {
  if (progress.value() <= 0) return Score(0);
  return Score(progress.value() < 1 ? progress.value() : 1);
}

/// A confidence of 1..10 read as a probability of n/10 (method.md 4.5).
constexpr Probability stated_probability(int confidence) { return Probability(confidence / 10.0); }

}  // namespace okr
