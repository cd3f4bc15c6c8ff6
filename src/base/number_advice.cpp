// SPDX-License-Identifier: MIT
// The usual slips in typed numbers and the way out of each; it never guesses a value, it only proposes one.
#include "base/number_advice.hpp"

#include <algorithm>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

constexpr std::size_t most_columns_quoted = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string use(const std::string& text) { return "use " + text; }

std::string without(std::string_view text, std::string_view dropped) {
  std::string kept;
  for (const char c : text) {
    if (dropped.find(c) == std::string_view::npos) kept += c;
  }
  return kept;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    result.append(text.substr(0, at)).append(to);
    text.remove_prefix(at + from.size());
  }
  return result.append(text);
}

/// Three digits behind the only comma or the only point may be thousands or decimals.
bool is_group_of_three(std::string_view text, std::size_t separator) { return text.size() - separator == 4; }

/// "1,5", "1,234", "1.234,5", "1,234.5", "1.234.567".
std::string advice_on_separators(std::string_view text) {
  const std::size_t comma = text.rfind(',');
  const std::size_t point = text.rfind('.');
  const std::string joined = without(text, ",.");
  if (!is_number(joined)) return {};
  const auto count = [&](char c) { return std::count(text.begin(), text.end(), c); };
  if (comma != std::string_view::npos && point != std::string_view::npos) {
    const std::size_t last = std::max(comma, point);
    return use(without(text.substr(0, last), ",.") + "." + std::string(text.substr(last + 1)));
  }
  if (count(',') > 1 || count('.') > 1) return use(joined);
  if (comma == std::string_view::npos) return {};
  const std::string with_point = replaced(text, ",", ".");
  return is_group_of_three(text, comma) ? use(joined) + " or " + with_point : use(with_point);
}

/// "1O", "l2".
std::string advice_on_letters(std::string_view text) {
  std::string digits(text);
  std::replace_if(
      digits.begin(), digits.end(), [](char c) { return c == 'O' || c == 'o'; }, '0');
  if (digits != text && is_number(digits)) return "letter O? " + use(digits);
  digits = text;
  std::replace_if(
      digits.begin(), digits.end(), [](char c) { return c == 'l' || c == 'I'; }, '1');
  return digits != text && is_number(digits) ? "letter l or I? " + use(digits) : "";
}

/// Minus signs and dashes that word processors and phones write: U+2212, U+2010 to U+2014.
std::string advice_on_minus(std::string_view text) {
  std::string plain(text);
  for (const char* dash : {"\u2212", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014"}) {
    plain = replaced(plain, dash, "-");
  }
  return plain != text && is_number(plain) ? "the minus is not the one of the keyboard: " + use(plain) : "";
}

/// "1 000", "1_000", "1'000", with no-break and thin spaces.
std::string advice_on_groups(std::string_view text) {
  std::string plain(text);
  for (const char* space : {"\u00A0", "\u202F", "\u2009", "\u2019"}) plain = replaced(plain, space, "");
  plain = without(plain, " _'");
  return plain != text && is_number(plain) ? use(plain) : "";
}

std::string advice_on_plus(std::string_view text) {
  if (text.empty() || text.front() != '+') return {};
  const std::string plain(text.substr(1));
  return is_number(plain) ? use(plain) : "";
}

/// "5%", "12 ms", "1h".
std::string advice_on_unit(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || (end == 0 && text[end] == '-'))) ++end;
  const std::string number(text.substr(0, end));
  return is_number(number) ? "the number alone: " + number : "";
}

std::string advice(std::string_view text) {
  for (const auto find :
       {advice_on_separators, advice_on_minus, advice_on_groups, advice_on_plus, advice_on_letters, advice_on_unit}) {
    if (std::string found = find(text); !found.empty()) return found;
  }
  return "a number looks like 131, -2.5 or 1e3";
}

}  // namespace

std::string quoted(std::string_view text) {
  return '"' + cut_to_width(safe_for_terminal(text), most_columns_quoted, false) + '"';
}

Error not_a_number(std::string_view text) {
  if (text.empty()) return {ErrorKind::usage, "a number is missing", "a number looks like 131, -2.5 or 1e3"};
  return {ErrorKind::usage, quoted(text) + " is not a number", advice(text)};
}

}  // namespace okr
