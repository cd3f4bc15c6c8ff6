// SPDX-License-Identifier: MIT
// A score as people see it: rounded, coloured, and what it amounts to when the cycle is over (method.md 2.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "okr/compute/quantities.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/settings.hpp"

namespace okr {

/// Two decimals, halves up; 1.00 only when reached. Gates compare this number.
Score shown_score(Score score);

enum class Band : std::uint8_t { red, yellow, green };

/// From the shown score: red below the first bound, green from the second.
Band band_of(Score shown, const Scoring& scoring);

enum class Verdict : std::uint8_t {
  met,         ///< committed: everything that counts was reached
  missed,      ///< committed: something was not
  success,     ///< from the aspirational target (0.70) on
  too_safe,    ///< above 0.80: aim higher
  fell_short,  ///< yellow
  far_short    ///< red
};

/// As `[result]` keeps it and the screens say it: "met", "missed", "success", "too safe", "short", "far short".
std::string_view to_string(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view text);

/// Above this shown score an aspirational goal was too safe (W216).
inline constexpr double too_safe_above = 0.80;

/// Committed: all or nothing. Others: by the shown score; what reached its target, which scores 0.7 beside a stretch, is
/// a success whatever the aspirational target is (0.39).
Verdict verdict_of(ObjectiveType type, bool reached, Score shown, const Scoring& scoring);

}  // namespace okr
