// SPDX-License-Identifier: MIT
// How people write numbers: digits in groups, words for thousands and millions, and units behind them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace okr {

/// The text of a number without what groups its thousands, where it is grouped in threes; as it is where `thousands` is
/// nothing. With ' ' the narrow and the fixed blanks of spreadsheets group too, with '\'' the typographic apostrophe.
/// Empty where it is grouped otherwise.
std::optional<std::string> without_thousands(std::string_view text, char thousands, char decimal);

/// A word for thousands, millions or milliards at the front of a unit, in front of its end, a blank or money: "k€",
/// "Mio. EUR", "bn" and no "km".
struct ScaleWord {
  int power = 0;           ///< of ten
  std::size_t length = 0;  ///< of the word
};
std::optional<ScaleWord> scale_word(std::string_view unit);

/// True where what stands behind a number makes another one of it, or may: "k€", "m" (millions or metres), "h 30 min".
bool changes_number(std::string_view unit);

/// True where "12k" of what is counted in `unit` is 12000 of it; "12k" of k€, and of km, may be 12.
bool is_scaled_number(std::string_view typed_unit, std::string_view unit);

/// True for one unit in another case; but "m" and "M" are two.
bool is_same_but_for_case(std::string_view one, std::string_view other);

/// The way out of a number that was written in another unit than `unit`: only one of the same letters may be left out.
std::string other_unit_hint(std::string_view number, std::string_view typed_unit, std::string_view unit);

}  // namespace okr
