// SPDX-License-Identifier: MIT
// The closed vocabularies of the files: each enum and the words that stand for it, declared once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "okr/base/fiscal_year.hpp"
#include "okr/base/number.hpp"

namespace okr {

enum class ObjectiveType : std::uint8_t { committed, aspirational, learning };
enum class Level : std::uint8_t { individual, team, department, company };
enum class Tier : std::uint8_t { strategic, tactical };
enum class RollUp : std::uint8_t { krs, children, both };
enum class State : std::uint8_t { draft, active, done, cancelled, deferred };
enum class CycleState : std::uint8_t { draft, active, closed };
enum class Kind : std::uint8_t { number, sum, hold, percent, milestones, done, graded, measure };
enum class Good : std::uint8_t { up, down, range };
enum class Take : std::uint8_t { last, best, mean };
enum class Judge : std::uint8_t { periods, latest };
enum class Aggregate : std::uint8_t { last, first, sum, mean, min, max, count, median };
enum class Indicator : std::uint8_t { lead, lag };
enum class Control : std::uint8_t { direct, influence, none };
enum class Missing : std::uint8_t { gap, zero };
enum class Signal : std::uint8_t { level, change };
enum class Profile : std::uint8_t { personal, team };
enum class Zone : std::uint8_t { fail, commit, target, stretch };
enum class ColorWhen : std::uint8_t { automatic, always, never };

/// The words of an enum, in the order of its values.
template <class E>
struct WordsOf;

#define OKR_WORDS(Enum, ...)                                                      \
  template <>                                                                     \
  struct WordsOf<Enum> {                                                          \
    static constexpr auto words = std::to_array<std::string_view>({__VA_ARGS__}); \
  }

OKR_WORDS(ObjectiveType, "committed", "aspirational", "learning");
OKR_WORDS(Level, "individual", "team", "department", "company");
OKR_WORDS(Tier, "strategic", "tactical");
OKR_WORDS(RollUp, "krs", "children", "both");
OKR_WORDS(State, "draft", "active", "done", "cancelled", "deferred");
OKR_WORDS(CycleState, "draft", "active", "closed");
OKR_WORDS(Kind, "number", "sum", "hold", "percent", "milestones", "done", "graded", "measure");
OKR_WORDS(Good, "up", "down", "range");
OKR_WORDS(Take, "last", "best", "mean");
OKR_WORDS(Judge, "periods", "latest");
OKR_WORDS(Aggregate, "last", "first", "sum", "mean", "min", "max", "count", "median");
OKR_WORDS(Indicator, "lead", "lag");
OKR_WORDS(Control, "direct", "influence", "none");
OKR_WORDS(Missing, "gap", "zero");
OKR_WORDS(Signal, "level", "change");
OKR_WORDS(Profile, "personal", "team");
OKR_WORDS(Zone, "fail", "commit", "target", "stretch");
OKR_WORDS(ColorWhen, "auto", "always", "never");
OKR_WORDS(YearName, "start", "end");
OKR_WORDS(DigitStyle, "1 234.5", "1,234.5", "1.234,5");
#undef OKR_WORDS

template <class E>
constexpr std::span<const std::string_view> words_of() {
  return WordsOf<E>::words;
}

template <class E>
constexpr std::string_view word(E value) {
  return WordsOf<E>::words[static_cast<std::size_t>(value)];
}

template <class E>
constexpr std::optional<E> parse_word(std::string_view text) {
  for (std::size_t i = 0; i < WordsOf<E>::words.size(); ++i)
    if (WordsOf<E>::words[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace okr
