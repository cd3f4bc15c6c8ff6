// SPDX-License-Identifier: MIT
#include "okr/compute/rate.hpp"

namespace okr {
namespace {

constexpr double days_of_week = 7;

bool has_rate(const KeyResult& key_result) {
  const bool moves = key_result.kind == Kind::number || key_result.kind == Kind::sum || key_result.kind == Kind::percent;
  return moves && key_result.take == Take::last;
}

}  // namespace

std::optional<double> Rates::factor() const {
  if (so_far == 0 || (so_far > 0) != (needed > 0)) return std::nullopt;
  return needed / so_far;
}

std::optional<Rates> rates_of(const KeyResultNumbers& numbers) {
  const Standing& standing = numbers.standing;
  if (!numbers.key_result || !has_rate(*numbers.key_result) || !standing.anchors || !standing.now) return std::nullopt;
  if (numbers.reached || !standing.points || standing.points->empty()) return std::nullopt;
  const Date last = standing.points->back().date;
  const int passed = days_between(numbers.window.first, last);
  const int left = days_between(last, numbers.window.last);
  if (passed <= 0 || left <= 0) return std::nullopt;
  return Rates{(*standing.now - standing.anchors->baseline) / passed * days_of_week,
               (standing.anchors->target - *standing.now) / left * days_of_week};
}

}  // namespace okr
