// SPDX-License-Identifier: MIT
// Words behind a number that mark-up sets off from it ("400 [[Ana]]", "400 [dashboard](...)"): no unit of that number.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/import/markdown/line.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"
#include "session/typed_number.hpp"

namespace okr::actions {
namespace {

bool is_separating(char c) { return std::string_view(",;:|).]").find(c) != std::string_view::npos; }

/// "400", "(400", "0/400", and not "400," or "KR1:".
bool ends_in_number(std::string_view word) {
  const auto first = word.find_first_not_of("([<>=~");
  return first != std::string_view::npos && begins_number(word.substr(first)) && !is_separating(word.back());
}

/// The one of `set_off` that the unit ends in; empty where none is, for "kg" is one, emphasised or not.
std::string_view words_in_unit(const std::string& unit, SetOff set_off) {
  const std::vector<std::string_view> of_unit = words_in(unit);
  for (const std::string& words : set_off) {
    const std::vector<std::string_view> all = words_in(words);
    const bool is_unit = all.empty() || session::is_short_unit(words);
    if (!is_unit && std::ranges::find(of_unit, all.front()) != of_unit.end()) return words;
  }
  return {};
}

/// Where they stand behind a number.
std::size_t place_behind_number(std::string_view text, const std::string& words) {
  const std::string parted = " " + words;
  auto at = text.find(parted);
  while (at != std::string_view::npos && !is_behind_number(text.substr(0, at))) at = text.find(parted, at + 1);
  return at;
}

/// The text without the words that it has behind a number and whose `unit` they would be, which are `cut`; as it is,
/// and none, where there are no such.
std::string without_words_of_unit(std::string_view text, const std::string& unit, SetOff set_off, std::string& cut) {
  cut = words_in_unit(unit, set_off);
  const auto at = cut.empty() ? std::string_view::npos : place_behind_number(text, cut);
  std::string plain(text);
  if (at == std::string_view::npos)
    cut.clear();
  else
    plain.erase(at, 1 + cut.size());
  return plain;
}

}  // namespace

bool is_behind_number(std::string_view before) {
  constexpr std::size_t most_words = 4;  // of a unit
  std::vector<std::string_view> words = words_in(before.substr(before.rfind('\n') + 1));
  for (std::size_t count = 0; count <= most_words && !words.empty(); ++count, words.pop_back()) {
    if (ends_in_number(words.back())) return true;
    if (is_separating(words.back().back())) return false;
  }
  return false;
}

bool take_beside(Takes take, std::string_view text, const CsvForm& form, LineFacts& facts, Beside beside) {
  const LineFacts before = facts;
  if (!take(text, form, facts)) return false;
  const std::string unit = facts.unit == before.unit ? std::string() : facts.unit;
  std::string cut;
  const std::string plain = without_words_of_unit(text, unit, beside.set_off, cut);
  if (cut.empty()) return true;
  facts = before;
  if (!take_beside(take, plain, form, facts, beside)) return false;
  beside.unread.push_back(std::move(cut));
  return true;
}

MarkdownLine markdown_line(std::string_view text, const CsvForm& form, SetOff set_off) {
  MarkdownLine said = markdown_line(text, form);
  std::string cut;
  const std::string plain = without_words_of_unit(text, said.facts.unit, set_off, cut);
  const bool is_of_title =
      said.title == said.facts.unit || place_behind_number(said.title, cut) != std::string_view::npos;
  if (cut.empty() || is_of_title) return said;
  MarkdownLine again = markdown_line(plain, form, set_off);
  again.whole = std::move(said.whole);
  again.unread.push_back(std::move(cut));
  return again;
}

}  // namespace okr::actions
