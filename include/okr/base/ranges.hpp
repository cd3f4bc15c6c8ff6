// SPDX-License-Identifier: MIT
// What C++23 has for ranges and C++20 has not.
#pragma once

#include <algorithm>
#include <functional>
#include <ranges>
#include <utility>

namespace okr {

/// True where one of the elements, or what `of` makes of it, is equal to the value.
template <std::ranges::input_range Range, class Value, class Of = std::identity>
constexpr bool contains(const Range& range, const Value& value, Of of = {}) {
  return std::ranges::find(range, value, std::move(of)) != std::ranges::end(range);
}

}  // namespace okr
