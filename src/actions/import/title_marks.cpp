// SPDX-License-Identifier: MIT
#include "actions/import/title_marks.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

bool starts_with_word(std::string_view lower, std::string_view word) {
  return lower.starts_with(word) && (lower.size() == word.size() || !is_digit(word.back()));
}

struct MarkWord {
  std::string_view word;  ///< in lower case
  LineMark mark;
  bool needs_number = false;  ///< "O1" or "O:", but no "O -"
};

constexpr auto mark_words = std::to_array<MarkWord>({{"key result", LineMark::key_result},
                                                     {"schl\u00FCsselergebnis", LineMark::key_result},
                                                     {"kr", LineMark::key_result},
                                                     {"objective", LineMark::objective},
                                                     {"obj", LineMark::objective, true},
                                                     {"ziel", LineMark::objective},
                                                     {"objectif", LineMark::objective},
                                                     {"objetivo", LineMark::objective},
                                                     {"r\u00E9sultat cl\u00E9", LineMark::key_result},
                                                     {"resultado clave", LineMark::key_result},
                                                     {"resultado-chave", LineMark::key_result},
                                                     {"resultado chave", LineMark::key_result},
                                                     {"o", LineMark::objective, true},
                                                     {"initiative", LineMark::initiative},
                                                     {"project", LineMark::initiative},
                                                     {"ma\u00DFnahme", LineMark::initiative}});

/// "1", "1.2", " 2", "-3", " #4", "1KR2" behind the word.
std::size_t number_behind(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at < text.size() && text[at] == '#') ++at;
  const std::size_t begin = at;
  while (at < text.size() &&
         (is_digit(text[at]) || (text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]))))
    ++at;
  return at == begin ? 0 : at;
}

/// What parts a title from what stands in front of it.
constexpr auto parting_marks = std::to_array<std::string_view>({":", "\uFF1A", "-", "\u2013", "\u2014", "|", ".", ")"});
constexpr std::size_t of_titles = parting_marks.size() - 2;  ///< those that never are of the mark itself: "1.", "2)"

/// Whether a dash or a stop stands within a word: "Project|-based", "KR|.io"; behind a number where the word goes on in
/// lower case: "O1|-visa".
bool is_within_word(std::string_view mark, std::string_view behind, bool has_number) {
  if ((mark != "-" && mark != "\u2013" && mark != ".") || behind.empty()) return false;
  const std::string next = without_accents(character_at(behind, 0));
  return !next.empty() && (has_number ? is_lower(next[0]) : is_alphanumeric(next[0]));
}

/// How a mark stands to a number that it has.
enum class MarkNumber : std::uint8_t { none, beside, apart };

/// What ends a mark: ": ", " - ", ". ", ") "; nothing where something else goes on. An arrow does, but not between two
/// numbers that stand apart: "KR 3 -> 5 deals".
std::optional<std::size_t> mark_end(std::string_view text, MarkNumber number) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at == text.size()) return at;
  const std::string_view rest = text.substr(at);
  for (const std::string_view arrow : {"->", "-->", "\u2013>", "=>", "\u2192", "\u21D2", "\u27A1\uFE0F", "\u27A1"})
    if (rest.starts_with(arrow))
      return number == MarkNumber::apart && begins_number(trim(rest.substr(arrow.size())))
                 ? std::nullopt
                 : std::optional(at + arrow.size());
  for (const std::string_view mark : parting_marks)
    if (rest.starts_with(mark) && !is_within_word(mark, rest.substr(mark.size()), number != MarkNumber::none))
      return at + mark.size();
  return std::nullopt;
}

/// "(KR3) Users", "[O1] Ship": a mark with a number in brackets, and something behind it.
LineMark take_mark_in_brackets(std::string_view& text) {
  const std::size_t end = text.find(text.front() == '(' ? ')' : ']');
  if (end == std::string_view::npos || !is_digit(text[end - 1])) return LineMark::none;
  const std::string alone = std::string(text.substr(1, end - 1)) + ":";
  std::string_view rest = alone, behind = without_front_marks(text.substr(end + 1));
  const LineMark mark = behind.empty() ? LineMark::none : take_mark(rest);
  if (mark == LineMark::none || !rest.empty()) return LineMark::none;
  text = behind;
  return mark;
}

}  // namespace

LineMark take_mark(std::string_view& text) {
  if (text.starts_with('(') || text.starts_with('[')) return take_mark_in_brackets(text);
  if (const std::size_t number = number_behind(text); number > 0) {
    const auto end = mark_end(text.substr(number), MarkNumber::beside);
    std::string_view rest = trim(text.substr(number + end.value_or(0)));
    const LineMark mark = rest.empty() || is_digit(rest.front()) ? LineMark::none : take_mark(rest);
    if (mark != LineMark::none) text = rest;
    return mark;
  }
  const std::string lower = to_lower_ascii(text);
  for (const MarkWord& known : mark_words) {
    if (!starts_with_word(lower, known.word)) continue;
    std::string_view rest = text.substr(known.word.size());
    const std::size_t number = number_behind(rest);
    if (number == 0 && known.needs_number && !rest.starts_with(':') && !rest.starts_with("\uFF1A")) continue;
    rest.remove_prefix(number);
    std::string_view inner = rest.substr(rest.starts_with('.') || rest.starts_with('-') ? 1 : 0);  // "O1KR2", "O1-KR2"
    if (number > 0 && to_lower_ascii(inner.substr(0, 2)) == "kr")
      if (const LineMark mark = take_mark(inner); mark != LineMark::none) {
        text = inner;
        return mark;
      }
    const bool is_number_beside = number > 0 && is_digit(text[known.word.size()]);
    auto end = mark_end(rest, number == 0        ? MarkNumber::none
                              : is_number_beside ? MarkNumber::beside
                                                 : MarkNumber::apart);
    if (!end && is_number_beside && known.mark == LineMark::key_result) end = 0;
    if (!end) continue;  // "KR1.1 Weekly users" needs none
    text = trim(rest.substr(*end));
    return known.mark;
  }
  return LineMark::none;
}

std::string_view without_front_marks(std::string_view text) {
  text = trim(text);
  for (const std::string_view mark : std::span(parting_marks).first(of_titles))
    if (text.starts_with(mark)) return trim(text.substr(mark.size()));
  return text;
}

std::string_view owner_of_mark(std::string_view text) {
  constexpr std::size_t least = 2, longest = 6, longest_word = 12;
  std::size_t end = text.find_first_of(" -");
  if (end == std::string_view::npos || end < least || end > longest) return {};
  const std::size_t second = text[end] == ' ' ? text.find(' ', end + 1) : std::string_view::npos;  // "VP Product KR3:"
  const bool is_of_letters = second != std::string_view::npos && second < end + longest_word &&
                             is_upper(text[end + 1]) &&
                             std::ranges::all_of(text.substr(end + 2, second - end - 2), is_lower);
  const std::size_t first_end = end;
  if (is_of_letters) end = second;
  const std::string_view owner = text.substr(0, end);
  const auto is_capital = [](char c) { return is_upper(c) || is_digit(c); };
  const bool may_be =
      text[end] == '-' ? is_upper(owner[0]) : std::ranges::all_of(owner.substr(0, first_end), is_capital);
  std::string_view mark = text.substr(end + 1, text.find_first_of(":\u2013- ", end + 3) - end - 1);
  if (!may_be || mark.empty() || !is_upper(mark[0]) || !is_digit(mark.back())) return {};
  const std::string alone = std::string(mark) + ":";
  std::string_view rest = alone;
  const bool is_set_off = mark_end(text.substr(end + 1 + mark.size()), MarkNumber::beside).has_value();
  return is_set_off && take_mark(rest) != LineMark::none && rest.empty() ? owner : std::string_view();
}

std::string_view without_end_marks(std::string_view text) {
  text = trim(text);
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const std::string_view mark : {":", "\uFF1A", "-", "\u2013", "\u2014", "|", ",", ";", "="}) {
      if (!text.ends_with(mark)) continue;
      text = trim(text.substr(0, text.size() - mark.size()));
      is_cut = true;
    }
  }
  return text;
}

}  // namespace okr::actions
