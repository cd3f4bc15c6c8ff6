// SPDX-License-Identifier: MIT
#include "okr/base/written_number.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr {
namespace {

/// Bytes of the mark that groups thousands, where it stands at the front.
std::size_t bytes_of_mark(std::string_view text, char thousands) {
  if (text.starts_with(thousands)) return 1;
  for (const std::string_view blank : {"\u00A0", "\u202F", "\u2009"})
    if (thousands == ' ' && text.starts_with(blank)) return blank.size();
  constexpr std::string_view apostrophe = "\u2019";
  return thousands == '\'' && text.starts_with(apostrophe) ? apostrophe.size() : 0;
}

struct Scale {
  std::string_view word;
  int power = 0;
};

constexpr auto scales = std::to_array<Scale>(
    {{"bn", 9},      {"billion", 9},  {"Mrd.", 9},     {"Mrd", 9},       {"Milliarde", 9}, {"Milliarden", 9},
     {"million", 6}, {"millions", 6}, {"Million", 6},  {"Millionen", 6}, {"Mio.", 6},      {"Mio", 6},
     {"mn", 6},      {"M", 6},        {"thousand", 3}, {"Tausend", 3},   {"tausend", 3},   {"Tsd.", 3},
     {"Tsd", 3},     {"k", 3},        {"K", 3}});

/// "€", "$ MRR", "EUR": behind a scale no blank is needed then, where "km" is no thousand.
bool begins_with_currency(std::string_view text) {
  constexpr auto signs = std::to_array<std::string_view>({"$", "\u20AC", "\u00A3", "\u00A5", "\u20B9"});
  constexpr std::size_t code = 3;
  const std::string_view word = text.substr(0, text.find(' '));
  return std::ranges::any_of(signs, [&](std::string_view sign) { return text.starts_with(sign); }) ||
         (word.size() == code && std::ranges::all_of(word, is_upper));
}

}  // namespace

std::optional<std::string> without_thousands(std::string_view text, char thousands, char decimal) {
  if (thousands == '\0') return std::string(text);
  std::string plain;
  int digits = -1;  // since the last mark; -1 in front of the first one
  bool is_whole = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = is_whole ? bytes_of_mark(text.substr(at), thousands) : 0;
    if (bytes > 0) {
      const bool is_first = digits < 0;
      const auto leading = std::ranges::count_if(plain, is_digit);
      if (is_first ? leading < 1 || leading > 3 || plain.find('0') < plain.find_first_of("123456789") : digits != 3)
        return std::nullopt;  // nothing is grouped behind a 0: there the mark is the decimal one
      digits = 0;
      at += bytes;
      continue;
    }
    const char c = text[at++];
    if (is_whole && !is_digit(c) && digits >= 0 && digits != 3) return std::nullopt;
    if (c == decimal || c == 'e' || c == 'E') is_whole = false;
    if (is_whole && is_digit(c) && digits >= 0) ++digits;
    plain += c;
  }
  if (is_whole && digits >= 0 && digits != 3) return std::nullopt;
  return plain;
}

bool is_same_but_for_case(std::string_view one, std::string_view other) {
  const auto is_large = [](std::string_view unit) { return unit.starts_with('M'); };
  return to_lower_ascii(one) == to_lower_ascii(other) && is_large(one) == is_large(other);
}

std::optional<ScaleWord> scale_word(std::string_view unit) {
  for (const Scale& scale : scales) {
    if (!unit.starts_with(scale.word)) continue;
    const std::string_view rest = unit.substr(scale.word.size());
    if (rest.empty() || rest.front() == ' ' || begins_with_currency(rest))
      return ScaleWord{scale.power, scale.word.size()};
  }
  return std::nullopt;
}

bool changes_number(std::string_view unit) {
  return scale_word(unit) || unit == "m" || unit == "B" || std::ranges::any_of(unit, is_digit);
}

bool is_scaled_number(std::string_view typed_unit, std::string_view unit) {
  const auto scale = scale_word(typed_unit);
  if (!scale || scale->length != typed_unit.size() || scale_word(unit)) return false;
  const bool is_letter = typed_unit.size() == 1 && !unit.empty();
  const char letter = typed_unit.front() == 'K' ? 'k' : typed_unit.front();
  return !is_letter || unit.front() != letter;
}

std::string other_unit_hint(std::string_view number, std::string_view typed_unit, std::string_view unit) {
  const std::string own = safe_for_terminal(unit);
  return is_same_but_for_case(typed_unit, unit) ? fmt::format("its unit is {1}: {0} {1}, or {0} alone", number, own)
                                                : fmt::format("convert it: a number alone is in {}", own);
}

}  // namespace okr
