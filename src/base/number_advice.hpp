// SPDX-License-Identifier: MIT
// What to say about a text that was meant as a number; private to the base layer.
#pragma once

#include <string>
#include <string_view>

#include "okr/base/result.hpp"

namespace okr {

/// The error for a text that is no number, with the way out where the slip is a known one: a decimal comma, grouped
/// thousands, a letter O, a typographic minus, a unit behind the number.
Error not_a_number(std::string_view text);

/// What was typed, in quotation marks, harmless for a terminal and cut when it is long.
std::string quoted(std::string_view text);

}  // namespace okr
