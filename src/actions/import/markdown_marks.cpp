// SPDX-License-Identifier: MIT
#include "actions/import/markdown_marks.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "okr/base/text.hpp"

namespace okr::cli {
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
                                                     {"o", LineMark::objective, true},
                                                     {"initiative", LineMark::initiative},
                                                     {"project", LineMark::initiative},
                                                     {"ma\u00DFnahme", LineMark::initiative}});

/// "1", "1.2", " 2", "-3", "1KR2" behind the word.
std::size_t number_behind(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  while (at < text.size() && text[at] == ' ') ++at;
  const std::size_t begin = at;
  while (at < text.size() &&
         (is_digit(text[at]) || (text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]))))
    ++at;
  return at == begin ? 0 : at;
}

/// What ends a mark: ": ", " - ", ". ", ") "; nothing where something else goes on.
std::optional<std::size_t> mark_end(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at == text.size()) return at;
  for (const std::string_view mark : {":", "-", "\u2013", "\u2014", ".", ")", "|"})
    if (text.substr(at).starts_with(mark)) return at + mark.size();
  return std::nullopt;
}

}  // namespace

LineMark take_mark(std::string_view& text) {
  if (const std::size_t number = number_behind(text); number > 0) {
    const auto end = mark_end(text.substr(number));
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
    if (number == 0 && known.needs_number && !rest.starts_with(':')) continue;
    rest.remove_prefix(number);
    if (const std::string of_rest = to_lower_ascii(rest);
        number > 0 && (of_rest.starts_with("kr") || of_rest.starts_with(".kr"))) {
      text = rest.substr(rest.starts_with('.') ? 1 : 0);
      return take_mark(text);
    }
    auto end = mark_end(rest);
    if (!end && number > 0 && is_digit(text[known.word.size()]) && known.mark == LineMark::key_result) end = 0;
    if (!end) continue;  // "KR1.1 Weekly users" needs none
    text = trim(rest.substr(*end));
    return known.mark;
  }
  return LineMark::none;
}

std::optional<bool> take_box(std::string_view& text) {
  static constexpr auto boxes = std::to_array<std::pair<std::string_view, bool>>({{"[ ]", false},
                                                                                  {"[x]", true},
                                                                                  {"[X]", true},
                                                                                  {"[/]", false},
                                                                                  {"\u2705", true},
                                                                                  {"\u2611", true},
                                                                                  {"\u274C", false},
                                                                                  {"\u2610", false},
                                                                                  {"\u2B1C", false}});
  for (const auto& [box, is_done] : boxes) {
    const bool is_behind = box.front() != '[' && text.ends_with(box);
    if (!text.starts_with(box) && !is_behind) continue;
    text = trim(is_behind ? text.substr(0, text.size() - box.size()) : text.substr(box.size()));
    return is_done;
  }
  return std::nullopt;
}

bool take_cancelled_box(std::string_view& text) {
  constexpr std::string_view box = "[-]";
  if (!text.starts_with(box)) return false;
  text = trim(text.substr(box.size()));
  return true;
}

std::string take_light(std::string_view& text) {
  constexpr std::string_view variation = "\uFE0F";
  for (const std::string_view light :
       {"\U0001F7E2", "\U0001F7E1", "\U0001F7E0", "\U0001F534", "\U0001F535", "\U0001F7E3", "\u26AA", "\u26AB"}) {
    std::string_view rest = text;
    if (rest.ends_with(variation)) rest.remove_suffix(variation.size());
    if (rest.starts_with(light)) {
      text.remove_prefix(light.size());
      if (text.starts_with(variation)) text.remove_prefix(variation.size());
    } else if (rest.ends_with(light)) {
      text = rest.substr(0, rest.size() - light.size());
    } else {
      continue;
    }
    text = trim(text);
    return std::string(light);
  }
  return {};
}

std::string take_sign_behind_bracket(std::string_view& text) {
  const auto end = text.find_last_of(")]");
  if (end == std::string_view::npos) return {};
  const std::string_view sign = trim(text.substr(end + 1));
  const bool is_symbol = sign.starts_with('\xF0') || sign.starts_with('\xE2');  // U+2000 to U+2FFF, U+10000 and more
  if (!is_symbol || std::ranges::any_of(sign, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return {};
  for (const std::string_view dash : {"\u2013", "\u2014"})
    if (sign.starts_with(dash)) return {};
  text = text.substr(0, end + 1);
  return std::string(sign);
}

}  // namespace okr::cli
