// SPDX-License-Identifier: MIT
#include "okr/compute/basis.hpp"

#include <algorithm>

namespace okr {
namespace {

void add_totals(const Standing& standing, const Period& window, Basis& basis) {
  double total = basis.course.start;
  for (const Point& point : *standing.points) {
    total += point.value;
    basis.readings.push_back({days_between(window.first, point.date), total});
  }
  if (standing.only_gains) basis.in_hand = total;
}

void add_levels(std::span<const Point> points, const Period& window, Basis& basis) {
  const bool rises = basis.course.rises();
  for (const Point& point : points) {
    basis.readings.push_back({days_between(window.first, point.date), point.value});
    if (!basis.best_counts) continue;
    const double best = basis.in_hand.value_or(point.value);
    basis.in_hand = rises ? std::max(best, point.value) : std::min(best, point.value);
  }
}

}  // namespace

Basis basis_of(const KeyResultNumbers& numbers) {
  const Anchors& anchors = *numbers.standing.anchors;
  const KeyResult& kr = *numbers.key_result;
  const Kind kind = numbers.standing.definition.kind;
  const bool adds = kind == Kind::sum;
  Basis basis;
  basis.course = {anchors.baseline, anchors.target, days_between(numbers.window.first, numbers.window.last),
                  adds ? prior_of_sums : prior_of_levels};
  basis.best_counts = kind == Kind::number && kr.take == Take::best;
  if (adds)
    add_totals(numbers.standing, numbers.window, basis);
  else
    add_levels(*numbers.standing.points, numbers.window, basis);
  return basis;
}

}  // namespace okr
