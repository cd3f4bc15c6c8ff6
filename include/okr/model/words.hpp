// SPDX-License-Identifier: MIT
// The closed vocabularies of the files: each enum and the words that stand for it, declared once; and how often
// something happens, a number of days or a unit of the calendar.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "okr/base/date.hpp"
#include "okr/base/enum_words.hpp"
#include "okr/base/number.hpp"

namespace okr {

/// What is expected of an objective: all of it, most of it, or that something is learned (method.md 2.2).
enum class ObjectiveType : std::uint8_t { committed, aspirational, learning };
OKR_WORDS(ObjectiveType, "committed", "aspirational", "learning")

/// Where in the organisation a record stands.
enum class Level : std::uint8_t { individual, team, department, company };
OKR_WORDS(Level, "individual", "team", "department", "company")

/// How far ahead an objective looks.
enum class Tier : std::uint8_t { strategic, tactical };
OKR_WORDS(Tier, "strategic", "tactical")

/// What an objective is scored from: its key results, the objectives aligned to it, or both (method.md 2.6).
enum class RollUp : std::uint8_t { krs, children, both };
OKR_WORDS(RollUp, "krs", "children", "both")

/// Where an objective or a key result stands, as people say it.
enum class State : std::uint8_t { draft, active, done, cancelled, deferred };
OKR_WORDS(State, "draft", "active", "done", "cancelled", "deferred")

/// Whether a cycle counts yet, and still.
enum class CycleState : std::uint8_t { draft, active, closed };
OKR_WORDS(CycleState, "draft", "active", "closed")

/// How a key result is measured (format.md, "Kinds of key result").
enum class Kind : std::uint8_t { number, sum, hold, percent, milestones, done, graded, measure };
OKR_WORDS(Kind, "number", "sum", "hold", "percent", "milestones", "done", "graded", "measure")

/// Which way is better; of a range, between its bounds.
enum class Good : std::uint8_t { up, down, range };
OKR_WORDS(Good, "up", "down", "range")

/// Which of its readings a number is measured by: the last, the best, or their mean.
enum class Take : std::uint8_t { last, best, mean };
OKR_WORDS(Take, "last", "best", "mean")

/// What a hold is judged by: every period, or its latest value alone.
enum class Judge : std::uint8_t { periods, latest };
OKR_WORDS(Judge, "periods", "latest")

/// How the values of one period become one (method.md 5.3).
enum class Aggregate : std::uint8_t { last, first, sum, mean, min, max, count, median };
OKR_WORDS(Aggregate, "last", "first", "sum", "mean", "min", "max", "count", "median")

/// Whether a value tells early what will be (lead) or afterwards what was (lag).
enum class Indicator : std::uint8_t { lead, lag };
OKR_WORDS(Indicator, "lead", "lag")

/// How far a KPI can be influenced.
enum class Control : std::uint8_t { direct, influence, none };
OKR_WORDS(Control, "direct", "influence", "none")

/// What a reading that did not come counts as: nothing, or 0.
enum class Missing : std::uint8_t { gap, zero };
OKR_WORDS(Missing, "gap", "zero")

/// What of a KPI is told from chance: its level, or its change from period to period (method.md 5.5).
enum class Signal : std::uint8_t { level, change };
OKR_WORDS(Signal, "level", "change")

/// Whose rules are on: those of one person, or those of several (method.md 0.14).
enum class Profile : std::uint8_t { personal, team };
OKR_WORDS(Profile, "personal", "team")

/// The zones of a key result with a stretch, and the words of a grade (method.md 2.3).
enum class Zone : std::uint8_t { fail, commit, target, stretch };
OKR_WORDS(Zone, "fail", "commit", "target", "stretch")

/// When a terminal is written to in colour.
enum class ColorWhen : std::uint8_t { automatic, always, never };
OKR_WORDS(ColorWhen, "auto", "always", "never")

/// How often something comes: "day", "week", "2 weeks", "month", "quarter", "half", "year", or a number of days. A
/// month counts 31 days and a quarter 92 where an age is compared with it (method.md 3.2); where blocks are cut, months
/// and quarters follow the calendar (2.3).
struct Rhythm {
  int days = 7;
  std::optional<PeriodUnit> calendar;  ///< month, quarter, half or year where one of these was said

  friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

/// The rhythm of a text: one of rhythm_words, or a whole number of days up to longest_rhythm; nothing for any other
/// text.
std::optional<Rhythm> parse_rhythm(std::string_view text);

/// The words a rhythm may be said with, beside a whole number of days.
inline constexpr std::array<std::string_view, 7> rhythm_words = {"day",     "week", "2 weeks", "month",
                                                                 "quarter", "half", "year"};

/// The most days a rhythm may be said with.
inline constexpr int longest_rhythm = 3660;

/// The rhythm as it is written in the files: "week", "2 weeks", "10" for ten days.
std::string to_string(const Rhythm& rhythm);

/// What a goal came to when it ended (method.md 2.3).
enum class Verdict : std::uint8_t {
  met,         ///< committed: everything that counts was reached
  missed,      ///< committed: something was not
  success,     ///< from the aspirational target (0.70) on
  too_safe,    ///< above 0.80: aim higher
  fell_short,  ///< yellow
  far_short    ///< red
};
OKR_WORDS(Verdict, "met", "missed", "success", "too safe", "short", "far short")

/// Above this shown score an aspirational goal was too safe (W216).
inline constexpr double too_safe_above = 0.80;

}  // namespace okr
