// SPDX-License-Identifier: MIT
// When two amounts count as the same: every comparison with a bound, a target, a limit or an earlier value asks here,
// so that seven days of 99.9 have a mean of 99.9 (method.md 0.2, 0.35).
#pragma once

namespace okr {

/// How far apart two amounts may lie, as a share of the greater one, and still be equal.
inline constexpr double tolerance = 1e-9;

/// The same amount. Next to 0 nothing is relative: `scale` is what both are small against, the largest amount that went
/// into them; without one only 0 equals 0.
constexpr bool equal(double a, double b, double scale = 0) {
  if (a == b) return true;
  const auto size = [](double value) { return value < 0 ? -value : value; };
  const double greater = size(a) > size(b) ? size(a) : size(b);
  return size(a - b) <= tolerance * (a == 0 || b == 0 ? size(scale) : greater);
}

/// a >= b: an inclusive bound b is kept from below.
constexpr bool at_least(double a, double b, double scale = 0) { return a >= b || equal(a, b, scale); }

/// a <= b: an inclusive bound b is kept from above.
constexpr bool at_most(double a, double b, double scale = 0) { return a <= b || equal(a, b, scale); }

/// a > b: a strict bound b is kept from below; equal does not keep it.
constexpr bool above(double a, double b, double scale = 0) { return !at_most(a, b, scale); }

/// a < b: a strict bound b is kept from above; equal does not keep it.
constexpr bool below(double a, double b, double scale = 0) { return !at_least(a, b, scale); }

}  // namespace okr
