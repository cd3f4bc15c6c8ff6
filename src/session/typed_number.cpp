// SPDX-License-Identifier: MIT
#include "session/typed_number.hpp"

#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr::session {

std::optional<Error> grouping_doubt(std::string_view typed, std::optional<DigitStyle> style) {
  constexpr std::size_t group_size = 3;
  if (style != DigitStyle::point_and_comma) return std::nullopt;
  const std::size_t first = std::min(typed.find_first_of("123456789"), typed.size());
  const std::size_t point = std::min(typed.find_first_not_of("0123456789", first), typed.size());
  const std::size_t end = std::min(typed.find_first_not_of("0123456789", point + 1), typed.size());
  const bool has_sign_alone = typed.substr(0, first).find_first_not_of("+- ") == std::string_view::npos;
  const bool is_group = point > first && point - first <= group_size && end - point == group_size + 1;
  const bool goes_on = end < typed.size() && (typed[end] == '.' || typed[end] == ',' || typed[end] == 'e');
  if (!has_sign_alone || !is_group || typed[point] != '.' || goes_on) return std::nullopt;
  const std::string_view number = typed.substr(first, end - first);
  const double value = parse_number(number).value_or(0);
  const std::string decimal = shortest(value);
  return usage_error(
      fmt::format("\"{}\" can be read in two ways, as thousands are grouped here", number),
      fmt::format("write {} or {}{}",
                  std::string(typed.substr(first, point - first)) + std::string(typed.substr(point + 1, group_size)),
                  decimal, decimal == number ? "0" : ""));
}

bool is_short_unit(std::string_view word) {
  constexpr std::string_view units[] = {"%",   "d",   "eur", "g",  "gb", "h",   "hrs", "kg",    "km", "l",
                                        "mb",  "mi",  "min", "ml", "ms", "pcs", "pp",  "pts",   "s",  "sec",
                                        "std", "stk", "t",   "tb", "tg", "usd", "x",   "\u20AC"};
  return contains(units, to_lower_ascii(word));
}

bool names_unit(std::string_view word, std::string_view unit) {
  constexpr std::string_view others[] = {"k", "m",      "bn",  "cm",  "mm",   "mg",    "kb",      "hr",      "mins",
                                         "$", "\u00A3", "chf", "gbp", "secs", "hours", "minutes", "seconds", "percent"};
  while (!word.empty() && std::string_view(",;:.").find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  const std::string lower = to_lower_ascii(word), own = to_lower_ascii(unit);
  if (is_short_unit(word) || contains(others, lower)) return true;
  return !own.empty() && (lower == own || lower == own + "s" || lower + "s" == own);
}

}  // namespace okr::session
