// SPDX-License-Identifier: MIT
// How fast a key result moves, and how fast it has to (method.md 4.2, "needed rate", and 0.20).
#pragma once

#include <optional>

#include "okr/compute/basis.hpp"

namespace okr {

/// Units of the value a week; negative where the value falls.
struct Rates {
  double so_far = 0;  ///< mu of 4.2: from the start to the last reading
  double needed = 0;  ///< from the day of the report to the due date
  /// How many times as fast it has to go; empty where nothing moved yet, or it moved away from the target.
  std::optional<double> factor() const;
};

/// `basis` and `drift` are those of the numbers. Empty behind the due date, when it is reached and when it is decided.
/// With `take = "best"` the best reading is what the rest is counted from.
std::optional<Rates> rates_of(const KeyResultNumbers& numbers, const Basis& basis, const Drift& drift, Date as_of);

}  // namespace okr
