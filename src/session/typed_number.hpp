// SPDX-License-Identifier: MIT
// Numbers that somebody typed, who reads them grouped on the screen, and the units behind them.
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

/// Whether a word behind a value of this unit names one: an abbreviation of any, a word of time or money, the own one in
/// other letters or another number. Other words begin a note.
bool names_unit(std::string_view word, std::string_view unit);

}  // namespace okr::session
