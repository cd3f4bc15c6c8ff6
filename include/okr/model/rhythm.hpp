// SPDX-License-Identifier: MIT
// How often something happens: a number of days, or a unit of the calendar.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "okr/base/period.hpp"

namespace okr {

/// "day", "week", "2 weeks", "month", "quarter", "half", "year", or a number of days. A month counts 31 days and a quarter 92 where an age
/// is compared with it (method.md 3.2); where blocks are cut, months and quarters follow the calendar (2.3).
struct Rhythm {
  int days = 7;
  std::optional<PeriodUnit> calendar;  ///< month, quarter, half or year where one of these was said

  friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

/// The words a rhythm may be said with, beside a whole number of days.
std::optional<Rhythm> parse_rhythm(std::string_view text);

/// All of these words: "day", "week", ... "year".
std::span<const std::string_view> rhythm_words();

/// The most days a rhythm may be said with.
inline constexpr int longest_rhythm = 3660;

/// As it is written in the files: "week", "2 weeks", "10" for ten days.
std::string to_string(const Rhythm& rhythm);

}  // namespace okr
