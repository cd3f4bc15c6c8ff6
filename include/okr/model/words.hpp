// SPDX-License-Identifier: MIT
// The closed vocabularies of the files: each enum and the words that stand for it, declared once; and how often something
// happens, a number of days or a unit of the calendar.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "okr/base/date.hpp"
#include "okr/base/enum_words.hpp"
#include "okr/base/number.hpp"

namespace okr {

enum class ObjectiveType : std::uint8_t { committed, aspirational, learning };
OKR_WORDS(ObjectiveType, "committed", "aspirational", "learning")

enum class Level : std::uint8_t { individual, team, department, company };
OKR_WORDS(Level, "individual", "team", "department", "company")

enum class Tier : std::uint8_t { strategic, tactical };
OKR_WORDS(Tier, "strategic", "tactical")

enum class RollUp : std::uint8_t { krs, children, both };
OKR_WORDS(RollUp, "krs", "children", "both")

enum class State : std::uint8_t { draft, active, done, cancelled, deferred };
OKR_WORDS(State, "draft", "active", "done", "cancelled", "deferred")

enum class CycleState : std::uint8_t { draft, active, closed };
OKR_WORDS(CycleState, "draft", "active", "closed")

enum class Kind : std::uint8_t { number, sum, hold, percent, milestones, done, graded, measure };
OKR_WORDS(Kind, "number", "sum", "hold", "percent", "milestones", "done", "graded", "measure")

enum class Good : std::uint8_t { up, down, range };
OKR_WORDS(Good, "up", "down", "range")

enum class Take : std::uint8_t { last, best, mean };
OKR_WORDS(Take, "last", "best", "mean")

enum class Judge : std::uint8_t { periods, latest };
OKR_WORDS(Judge, "periods", "latest")

enum class Aggregate : std::uint8_t { last, first, sum, mean, min, max, count, median };
OKR_WORDS(Aggregate, "last", "first", "sum", "mean", "min", "max", "count", "median")

enum class Indicator : std::uint8_t { lead, lag };
OKR_WORDS(Indicator, "lead", "lag")

enum class Control : std::uint8_t { direct, influence, none };
OKR_WORDS(Control, "direct", "influence", "none")

enum class Missing : std::uint8_t { gap, zero };
OKR_WORDS(Missing, "gap", "zero")

enum class Signal : std::uint8_t { level, change };
OKR_WORDS(Signal, "level", "change")

enum class Profile : std::uint8_t { personal, team };
OKR_WORDS(Profile, "personal", "team")

enum class Zone : std::uint8_t { fail, commit, target, stretch };
OKR_WORDS(Zone, "fail", "commit", "target", "stretch")

enum class ColorWhen : std::uint8_t { automatic, always, never };
OKR_WORDS(ColorWhen, "auto", "always", "never")

/// "day", "week", "2 weeks", "month", "quarter", "half", "year", or a number of days. A month counts 31 days and a
/// quarter 92 where an age is compared with it (method.md 3.2); where blocks are cut, months and quarters follow the
/// calendar (2.3).
struct Rhythm {
  int days = 7;
  std::optional<PeriodUnit> calendar;  ///< month, quarter, half or year where one of these was said

  friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

/// The words a rhythm may be said with, beside a whole number of days.
std::optional<Rhythm> parse_rhythm(std::string_view text);

/// All of these words.
inline constexpr std::array<std::string_view, 7> rhythm_words = {"day",     "week", "2 weeks", "month",
                                                                 "quarter", "half", "year"};

/// The most days a rhythm may be said with.
inline constexpr int longest_rhythm = 3660;

/// As it is written in the files: "week", "2 weeks", "10" for ten days.
std::string to_string(const Rhythm& rhythm);

}  // namespace okr
