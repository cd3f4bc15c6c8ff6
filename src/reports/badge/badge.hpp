// SPDX-License-Identifier: MIT
// A cycle's score as a badge: what stands on it, for shields.io and as a picture.
#pragma once

#include <string>

#include "okr/compute/numbers.hpp"
#include "reports/words.hpp"

namespace okr::reports {

/// By how it runs, or at the end by how it ended.
enum class BadgeColor : std::uint8_t { none, red, yellow, green };

struct Badge {
  std::string label;  ///< "OKR 2026-Q3"
  /// "0.43 on track"; of a cycle that has ended the score alone; "n/a" in error, and where a file could not be read.
  std::string message;
  BadgeColor color = BadgeColor::none;
  bool is_error = false;
};

/// A cycle that runs is judged by its pace, the worse one of promises and other goals: no score is good on the first
/// day.
Badge badge_of(const CycleNumbers& numbers, const Scoring& scoring);

/// A badge as shields.io reads it: schemaVersion, label, message, color, isError.
Json badge_json(const Badge& badge);

/// A file of its own, with its words as title; nothing is fetched.
std::string badge_svg(const Badge& badge);

}  // namespace okr::reports
