// SPDX-License-Identifier: MIT
// Numbers as people type them and as the screens show them; never by the locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/base/result.hpp"

namespace okr {

/// The largest magnitude an integer may have so that a double holds it exactly: 2^53.
inline constexpr double largest_exact_integer = 9007199254740992.0;

/// A finite decimal number with `.`: 131, -2.5, 1e3. Errors name the way out: "1,5" says "use 1.5"; nan, inf,
/// hex and trailing text are refused.
Result<double> parse_number(std::string_view text);

/// The shortest text that reads back as the same number, without exponent for 1e-6 <= |x| < 1e15: "131", "0.4", "-2.5".
std::string shortest(double value);

/// At most `decimals` decimals, trailing zeros dropped, never "-0": 22.75 -> "22.8" with 1.
std::string rounded(double value, int decimals);

/// Exactly `decimals` decimals: 0.7 -> "0.70" with 2; never "-0.00".
std::string fixed(double value, int decimals);

/// How a measured value is shown: up to 4 significant decimals as typed, thousands ungrouped ("1350000", "4.25", "57").
std::string display_value(double value);

}  // namespace okr
