// SPDX-License-Identifier: MIT
// How much of something is good practice (method.md part 7): the limits that planning and the rules look at.
#pragma once

namespace okr {

/// Both ends are fine.
struct Limits {
  int least = 0;
  int most = 0;
  constexpr bool hold(int count) const { return count >= least && count <= most; }
};

inline constexpr Limits objectives_of_a_cycle{1, 5};        ///< W201
inline constexpr Limits key_results_of_an_objective{2, 5};  ///< W202
inline constexpr Limits first_confidence{3, 7};             ///< W245, of 10; 5 is meant

}  // namespace okr
