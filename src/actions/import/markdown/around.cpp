// SPDX-License-Identifier: MIT
// What stands around the title of a line and is none of it: how urgent it is and whose in front, and a remark on how it
// went behind an arrow.
#include "actions/import/markdown/line.hpp"

#include <algorithm>
#include <utility>

#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

/// What sets off a name or a priority in front of a title, taken; false where nothing does.
bool take_set_off(std::string_view& text) {
  const std::string_view rest = trim(text);
  for (const std::string_view mark : {": ", "- ", "\u2013 ", "\u2014 ", "| "}) {
    if (!rest.starts_with(mark)) continue;
    text = trim(rest.substr(mark.size()));
    return true;
  }
  return false;
}

/// "P0 - ", "P1: ", "[P2] ", "(P3) ", "PX - " where it is not known yet: a tag.
bool take_priority(std::string_view& text, LineFacts& facts) {
  constexpr std::size_t size = 2;
  const bool is_bracketed = text.starts_with('[') || text.starts_with('(');
  std::string_view rest = text.substr(is_bracketed ? 1 : 0);
  const std::string_view priority = rest.substr(0, size);
  if (priority.size() < size || priority[0] != 'P' || (priority[1] != 'X' && (priority[1] < '0' || priority[1] > '5')))
    return false;
  rest.remove_prefix(size);
  if (is_bracketed && !rest.starts_with(text.front() == '[' ? "] " : ") ")) return false;
  if (is_bracketed) rest.remove_prefix(1);
  if (!take_set_off(rest) && !is_bracketed) return false;
  text = trim(rest);
  facts.tags.emplace_back(priority);
  return true;
}

/// "@ana - ", "@ana, @bo: ", "@ana (?) ", which nobody has settled yet.
bool take_people(std::string_view& text, MarkdownLine& line) {
  constexpr std::string_view unsettled = "(?)";
  std::size_t end = 0;
  for (std::size_t next = 0; text.substr(next).starts_with('@');) {
    end = std::min(text.find_first_of(" ,;:", next), text.size());
    next = std::min(text.find_first_not_of(" ,;&", end), text.size());
  }
  std::string_view rest = trim(text.substr(end));
  const bool is_unsettled = rest.starts_with(unsettled);
  if (is_unsettled) rest = trim(rest.substr(unsettled.size()));
  LineFacts owned = line.facts;
  const bool is_set_off = take_set_off(rest) || is_unsettled;
  if (end < 2 || !is_set_off || rest.empty() || !put_owners(text.substr(0, end), owned)) return false;
  line.facts = std::move(owned);
  if (is_unsettled) line.unread.emplace_back(unsettled);
  text = rest;
  return true;
}

bool is_whole_sentence(std::string_view text) {
  return !text.empty() && std::string_view(".!?").find(text.back()) != std::string_view::npos;
}

/// "=> Reached.", "=> Hired one so far": words on how it went, and not the second half of a measure ("5 % => below 3 %")
/// or of a change ("bronze => silver").
bool is_remark(std::string_view before, std::string_view behind) {
  if (before.empty() || behind.empty()) return false;
  if (is_whole_sentence(before)) return true;
  const std::string_view last = before.substr(before.rfind(' ') + 1);
  const bool has_words = words_in(behind).size() > 1, is_whole = is_whole_sentence(behind);
  if (begins_number(behind) || !is_upper(behind.front())) return begins_number(behind) && has_words && is_whole;
  return (is_whole || has_words) && (std::ranges::none_of(last, is_digit) || std::ranges::none_of(behind, is_digit));
}

void take_remark(std::string_view& text, MarkdownLine& line) {
  constexpr std::string_view arrow = "=> ";
  const auto at = text.find(arrow);
  if (at == std::string_view::npos) return;
  const std::string_view before = trim(text.substr(0, at));
  if (!is_remark(before, trim(text.substr(at + arrow.size())))) return;
  line.unread.emplace_back(trim(text.substr(at)));
  text = before;
}

}  // namespace

void take_words_around(std::string_view& text, MarkdownLine& line) {
  const std::string_view whole = text;
  while (take_priority(text, line.facts) || take_people(text, line)) {
  }
  line.front = whole.substr(0, whole.size() - text.size());
  take_remark(text, line);
}

bool begins_key_result(std::string_view line) {
  std::string_view text = trim(line);
  return take_mark(text) == LineMark::key_result;
}

}  // namespace okr::actions
