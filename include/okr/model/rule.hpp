// SPDX-License-Identifier: MIT
// Every code the program can report, declared once: what it means and where it
// comes from (why it matters, and its two examples, stand in src/text/rules); and how much of
// something is good practice (method.md part 7): the limits that planning and the rules look at.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/enum_words.hpp"

namespace okr {

/// How much a finding weighs: with an error numbers are missing, a warning can be allowed, a hint is only told.
enum class Severity : std::uint8_t { error, warning, info };
OKR_WORDS(Severity, "error", "warning", "info")

/// Everything that can be found wrong; the order of the table of rules.
enum class Code : std::uint8_t {
  E001,
  E002,
  E003,
  E101,
  E102,
  E103,
  E104,
  E105,
  E106,
  E107,
  E108,
  E109,
  E110,
  E111,
  E112,
  E113,
  E114,
  E115,
  E116,
  E117,
  E118,
  E119,
  E120,
  E121,
  E122,
  E123,
  W201,
  W202,
  W203,
  W204,
  W205,
  W206,
  W207,
  W208,
  W209,
  W210,
  W211,
  W212,
  W213,
  W214,
  W215,
  W216,
  W217,
  W218,
  W219,
  W220,
  W221,
  W222,
  W223,
  W224,
  W225,
  W226,
  W227,
  W228,
  W229,
  W230,
  W231,
  W232,
  W233,
  W234,
  W235,
  W236,
  W237,
  W238,
  W239,
  W240,
  W241,
  W242,
  W243,
  W244,
  W245,
  W246,
  W247,
  W248,
  W249,
  W250,
  W251,
  W252,
  W253,
  I301,
  I302,
  I303,
  I304
};

/// A code with what it stands for.
struct Rule {
  Code code;
  std::string_view name;  ///< "E103"
  Severity severity;
  std::string_view title;   ///< what it says, under 70 characters
  std::string_view source;  ///< where it comes from: a page that a user has, or what was published, in words
};

/// All rules, in the order of their codes.
std::span<const Rule> rules();
/// The rule of a code.
const Rule& rule(Code code);
/// "E103".
std::string_view to_string(Code code);
constexpr std::string_view to_string(Severity severity) { return word(severity); }
/// The code of a text such as "E103", in capitals; nothing for any other text.
std::optional<Code> parse_code(std::string_view text);
/// The code that was most likely meant, in any case of letters; nothing where none is near.
std::optional<std::string> nearest_code(std::string_view typed);

/// How few and how many there may be; both ends are fine.
struct Limits {
  int least = 0;
  int most = 0;
  /// True for a count from `least` to `most`.
  constexpr bool hold(int count) const { return count >= least && count <= most; }
};

inline constexpr Limits objectives_of_a_cycle{1, 5};        ///< W201
inline constexpr Limits key_results_of_an_objective{2, 5};  ///< W202
inline constexpr Limits first_confidence{3, 7};             ///< W245, of 10; 5 is meant

// --- the words of rules ----------------------------------------------------------------------------------------------

/// The words that a rule looks for in titles.
struct RuleWords {
  Code code = Code::W206;
  std::vector<std::string> words;  ///< whole words in any case of letters, or several with a blank; # is a number
};

/// "W206: draft, sketch"
std::string to_string(const RuleWords& words);

/// The rules that read titles word by word.
inline constexpr std::array rules_of_words = {Code::W206, Code::W207, Code::W208, Code::W210,
                                              Code::W225, Code::W226, Code::W235};

}  // namespace okr
