// SPDX-License-Identifier: MIT
// Numbers that somebody typed who reads them grouped on the screen.
#pragma once

#include <optional>
#include <string_view>

#include "okr/base/number.hpp"
#include "okr/base/result.hpp"

namespace okr::session {

/// Why a number that somebody typed is not taken: where the style groups by points, "120.000" is 120 here and 120000 on
/// the screen. A usage error with both ways to write it; nothing for any other text.
std::optional<Error> grouping_doubt(std::string_view typed, std::optional<DigitStyle> style);

/// Whether a word behind a number is an abbreviation of a unit, in any case: "kg", "%", "min".
bool is_short_unit(std::string_view word);

}  // namespace okr::session
