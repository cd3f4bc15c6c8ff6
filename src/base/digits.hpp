// SPDX-License-Identifier: MIT
// Whole numbers of fixed width inside dates and period names; private to the base layer.
#pragma once

#include <string_view>

namespace okr {

/// The number the digits spell, -1 when one of them is no digit; for at most nine digits.
constexpr int number_from_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace okr
