// SPDX-License-Identifier: MIT
// What rates and forecasts of a key result are made from: the way it is on, and where it stood on each day
// (method.md 4.2).
#pragma once

#include <optional>
#include <vector>

#include "okr/compute/drift.hpp"
#include "okr/compute/numbers.hpp"

namespace okr {

struct Basis {
  Course course;
  std::vector<DatedValue> readings;  ///< the totals of a sum, else the readings as they came
  /// What cannot be lost again: the best reading (`take = "best"`), the total of a sum that only ever grew towards its
  /// target; empty where a value can turn back.
  std::optional<double> in_hand;
  bool best_counts = false;  ///< `take = "best"`: to touch a goal once is enough
};

/// Anchors and points have to be there.
Basis basis_of(const KeyResultNumbers& numbers);

}  // namespace okr
