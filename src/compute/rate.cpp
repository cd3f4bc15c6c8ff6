// SPDX-License-Identifier: MIT
#include "okr/compute/rate.hpp"

#include <algorithm>

namespace okr {
namespace {

constexpr double days_of_week = 7;

}  // namespace

std::optional<double> Rates::factor() const {
  if (so_far == 0 || (so_far > 0) != (needed > 0)) return std::nullopt;
  return needed / so_far;
}

std::optional<Rates> rates_of(const KeyResultNumbers& numbers, const Basis& basis, const Drift& drift, Date as_of) {
  if (numbers.reached || drift.decided() || as_of > numbers.window.last) return std::nullopt;
  const int left = std::max(1, days_between(as_of, numbers.window.last));
  const double from = basis.best_counts ? *basis.in_hand : drift.last.value;
  return Rates{drift.seen * drift.way * days_of_week, (basis.course.target - from) / left * days_of_week};
}

}  // namespace okr
