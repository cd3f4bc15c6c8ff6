// SPDX-License-Identifier: MIT
// When a year of the workspace begins and which number it bears: the pair that every period name is read and written
// by.
#pragma once

#include <cstdint>

#include "okr/base/enum_words.hpp"

namespace okr {

/// Which of its two calendar years a fiscal year is called after.
enum class YearName : std::uint8_t { start, end };
OKR_WORDS(YearName, "start", "end")

/// A workspace's years (method.md 0, 32): with month 10 and `end`, 2026-Q1 is October to December 2025. Months, weeks
/// and days are calendar ones under every value. A month alone names years by their start.
struct FiscalYear {
  unsigned first_month = 1;  ///< 1..12
  YearName named_by = YearName::start;

  constexpr FiscalYear(unsigned month = 1, YearName name = YearName::start) : first_month(month), named_by(name) {}
  friend constexpr bool operator==(const FiscalYear&, const FiscalYear&) = default;

  /// How far a year's number is ahead of the calendar year it begins in: 1 or 0.
  constexpr int lead() const { return named_by == YearName::end && first_month > 1 ? 1 : 0; }
};

}  // namespace okr
