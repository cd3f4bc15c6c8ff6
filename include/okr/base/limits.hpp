// SPDX-License-Identifier: MIT
// How large and how small a value may be (E102), in the words of a message.
#pragma once

#include <string_view>

#include "okr/base/number.hpp"

namespace okr {

/// The smallest magnitude of a value but 0: above it squares and shares are still numbers.
inline constexpr double smallest_value = 1e-100;

/// What is wrong with a number that is not is_storable, and the way out: "is larger than a value may be", "at most
/// ...".
std::string_view value_fault(double value);
std::string_view value_advice(double value);

/// True for the text of a number that parse_number refuses for its size alone.
bool is_beyond_limits(std::string_view text);

}  // namespace okr
