// SPDX-License-Identifier: MIT
// How fast a key result moves, and how fast it has to (method.md 4.2, "needed rate").
#pragma once

#include <optional>

#include "okr/compute/numbers.hpp"

namespace okr {

/// Units of the value a week; negative where the value falls.
struct Rates {
  double so_far = 0;  ///< mu of 4.2 times 7: from the baseline at the start to the last value
  double needed = 0;  ///< from the last reading's day to the due date
  /// How many times as fast it has to go; empty where nothing moved yet, or it moved away from the target.
  std::optional<double> factor() const;
};

/// Empty without readings after the start, behind the due date, when it is reached, and for kinds without a rate (hold,
/// done, graded, milestones, measure) or with `take` other than last.
std::optional<Rates> rates_of(const KeyResultNumbers& numbers);

}  // namespace okr
