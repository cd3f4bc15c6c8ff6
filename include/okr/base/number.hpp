// SPDX-License-Identifier: MIT
// Numbers as people type them and as the screens show them, never by the locale; how large they may be, and when two of
// them count as the same.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/base/result.hpp"

namespace okr {

/// The largest magnitude an integer may have so that a double holds it exactly: 2^53.
inline constexpr double largest_exact_integer = 9007199254740992.0;

/// The largest magnitude of a value in a file or typed (E102): below it sums and differences stay finite and exact to
/// more digits than anybody measures.
inline constexpr double largest_value = 1e15;
inline constexpr std::string_view value_limit_advice =
    "at most 1000000000000000 in size; count in thousands or millions";

/// True for a finite value, at most largest_value in size, and not closer to 0 than smallest_value, unless it is 0.
bool is_storable(double value);

/// A finite decimal number with `.`: 131, -2.5, 1e3. Errors (kind usage) name the way out: "1,5" says "use 1.5"; nan,
/// inf, hex, a leading plus, blanks and trailing text are refused, and what is not is_storable. -0 is 0.
Result<double> parse_number(std::string_view text);

/// True when parse_number accepts the text; cheaper where nobody asks why not.
bool is_number(std::string_view text);

/// A text of digits and nothing else, or a minus in front of them where the type has one; nothing for what it cannot
/// hold.
template <std::integral T>
std::optional<T> whole_number(std::string_view text) {
  T number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, code] = std::from_chars(text.data(), end, number);
  return code == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

/// "400 km", "25%": a number, and behind it what may be its unit.
bool has_unit(std::string_view text);

/// A number, read like parse_number, with the record's own unit behind it where one is typed: "25%", "400 km". Any
/// other unit is an error that names the own one; `unit` is empty where there is none.
Result<double> parse_measure(std::string_view text, std::string_view unit);

/// A number, read like parse_number, but with the decimal mark that is said ('.' or ','); the other mark, and grouping,
/// are errors.
Result<double> parse_decimal(std::string_view text, char mark);

/// The shortest text that reads back as the same number, without exponent for 1e-6 <= |x| <= 1e15: "131", "0.4",
/// "-2.5".
std::string shortest(double value);

/// At most `decimals` decimals (0..17), trailing zeros dropped, never "-0": 22.75 -> "22.8" with 1. Halves go away from
/// zero, with the guard of method.md 2.3 ("Shown value"), so that 0.145 is "0.15"; as `shortest` from 1e21 on.
std::string rounded(double value, int decimals);

/// Exactly `decimals` decimals (0..17), rounded as `rounded` does: 0.7 -> "0.70" with 2; never "-0.00".
std::string fixed(double value, int decimals);

/// A share in whole percent, half up, but 100 only when it is reached (method.md 6.2): 0.997 -> "99 %". "n/a" for what
/// is not finite.
std::string percent_text(double share);

/// How many decimals (0..most) show so many significant digits of a magnitude: 2 digits of 81 need none, of 2.5 one.
/// `most` for 0 and what is not finite.
int decimals_for(double magnitude, int digits, int most);

/// How a measured value is shown: as it is where it has up to 4 decimals (below 0.1 four significant digits), one that
/// goes on, as a mean does, with 2 decimals or 3 significant digits; trailing zeros dropped, thousands ungrouped
/// ("1350000", "4.25", "57", "0.01235", 26/218 % is "11.93"); no decimals beyond the 15th digit, no exponent below
/// 1e21.
std::string display_value(double value);

/// How a computed value is shown that nobody measured (a rate, where something ends): three significant digits, with a
/// tenth up to 999.9 and without decimals from 1000 on, zeros dropped ("42.8", "0.00263", "128.7", "41049380771605").
std::string display_computed(double value);

/// Measured values that stand in one row (baseline, now, target; low, high), each shown as display_value shows it, with
/// as many more decimals for all as it takes that numbers which differ are never shown alike, or the greater one as the
/// smaller (method.md 0, 31). Equal within a relative 1e-9 is equal. One text a value, in their order.
std::vector<std::string> display_together(std::span<const double> values);
/// Computed values that stand in one row, by the rule of display_together, each shown as display_computed shows it.
std::vector<std::string> display_computed_together(std::span<const double> values);

/// How thousands are parted on a screen, and what the decimal mark is there.
enum class DigitStyle : std::uint8_t { space_and_point, comma_and_point, point_and_comma };
OKR_WORDS(DigitStyle, "1 234.5", "1,234.5", "1.234,5")

/// The square of a value; finite for every storable one.
constexpr double square(double value) { return value * value; }

/// The smallest magnitude of a value but 0: above it squares and shares are still numbers.
inline constexpr double smallest_value = 1e-100;

/// What is wrong with a number that is not is_storable: "is larger than a value may be".
std::string_view value_fault(double value);
/// The way out for a number that is not is_storable: "at most ...".
std::string_view value_advice(double value);

/// True for the text of a number that parse_number refuses for its size alone.
bool is_beyond_limits(std::string_view text);

/// How far apart two amounts may lie, as a share of the greater one, and still be equal.
inline constexpr double tolerance = 1e-9;

/// True where two amounts count as the same (method.md 0, 35). Next to 0 nothing is relative: `scale` is what both are
/// small against, the largest amount that went into them; without one only 0 equals 0.
constexpr bool equal(double a, double b, double scale = 0) {
  if (a == b) return true;
  const auto size = [](double value) { return value < 0 ? -value : value; };
  const double greater = size(a) > size(b) ? size(a) : size(b);
  return size(a - b) <= tolerance * (a == 0 || b == 0 ? size(scale) : greater);
}

/// a >= b: an inclusive bound b is kept from below.
constexpr bool at_least(double a, double b, double scale = 0) { return a >= b || equal(a, b, scale); }

/// a <= b: an inclusive bound b is kept from above.
constexpr bool at_most(double a, double b, double scale = 0) { return a <= b || equal(a, b, scale); }

/// a > b: a strict bound b is kept from below; equal does not keep it.
constexpr bool above(double a, double b, double scale = 0) { return !at_most(a, b, scale); }

/// a < b: a strict bound b is kept from above; equal does not keep it.
constexpr bool below(double a, double b, double scale = 0) { return !at_least(a, b, scale); }

}  // namespace okr
