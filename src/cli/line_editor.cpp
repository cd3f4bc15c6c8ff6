// SPDX-License-Identifier: MIT
#include "cli/line_editor.hpp"

#include <algorithm>
#include <utility>

#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Part of a word for Alt-B and Alt-F: letters, digits, and everything beyond ASCII.
bool is_word_part(char c) { return is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80; }

bool begins_alike(std::string_view word, std::string_view part) {
  return word.size() >= part.size() && to_lower_ascii(word.substr(0, part.size())) == to_lower_ascii(part);
}

std::vector<std::string> words_with(const std::vector<std::string>& words, std::string_view part) {
  std::vector<std::string> found;
  for (const std::string& word : words)
    if (begins_alike(word, part)) found.push_back(word);
  return found;
}

/// What all of them begin with; whole characters.
std::string common_beginning(const std::vector<std::string>& words) {
  std::string common = words.front();
  for (const std::string& word : words) {
    std::size_t length = 0;
    while (length < std::min(common.size(), word.size()) && common[length] == word[length]) ++length;
    common.resize(length);
  }
  while (!is_valid_utf8(common)) common.pop_back();
  return common;
}

/// Where a word that is being typed may begin: with the line, behind a comma, behind a blank. The longest part first, for
/// a step's name holds blanks.
std::vector<std::size_t> word_begins(std::string_view typed) {
  std::vector<std::size_t> begins;
  const auto add_behind_blanks = [&](std::size_t at) {
    while (at < typed.size() && is_blank(typed[at])) ++at;
    if (begins.empty() || begins.back() != at) begins.push_back(at);
  };
  add_behind_blanks(0);
  for (std::size_t at = 0; at < typed.size(); ++at)
    if (typed[at] == ',' || is_blank(typed[at])) add_behind_blanks(at + 1);
  return begins;
}

}  // namespace

void LineEditor::begin(LineHelp help) {
  help_ = std::move(help);
  text_.clear();
  typed_.clear();
  choices_.clear();
  cursor_ = 0;
  recalled_ = history_.size();
}

LineEditor::Outcome LineEditor::take(const KeyPress& press) {
  switch (press.key) {
    case Key::none: break;
    case Key::text: insert(press.text); break;
    case Key::enter: return enter();
    case Key::end_of_input: return delete_or_end();
    case Key::tab: return complete();
    case Key::clear: return Outcome::clear;
    case Key::left: cursor_ = before(cursor_); break;
    case Key::right: cursor_ = behind(cursor_); break;
    case Key::word_left: cursor_ = word_begin(); break;
    case Key::word_right: cursor_ = word_end(); break;
    case Key::home: cursor_ = 0; break;
    case Key::end: cursor_ = text_.size(); break;
    case Key::up: recall(recalled_ - (recalled_ > 0 ? 1 : 0)); break;
    case Key::down: recall(std::min(recalled_ + 1, history_.size())); break;
    case Key::backspace: erase_to(before(cursor_)); break;
    case Key::del: text_.erase(cursor_, behind(cursor_) - cursor_); break;
    case Key::kill_to_end: kill(cursor_, text_.size()); break;
    case Key::kill_to_begin: kill(0, cursor_); break;
    case Key::kill_word_left: kill(blank_begin(), cursor_); break;
    case Key::kill_word_right: kill(cursor_, word_end()); break;
    case Key::yank: insert(killed_); break;
  }
  return Outcome::going_on;
}

// --- places

std::size_t LineEditor::before(std::size_t at) const {
  std::size_t begin = 0;
  for (std::size_t next = 0; next < at; next += character_bytes(text_, next)) begin = next;
  return begin;
}

std::size_t LineEditor::behind(std::size_t at) const {
  return at < text_.size() ? at + character_bytes(text_, at) : at;
}

std::size_t LineEditor::word_begin() const {
  std::size_t at = cursor_;
  while (at > 0 && !is_word_part(text_[at - 1])) --at;
  while (at > 0 && is_word_part(text_[at - 1])) --at;
  return at;
}

std::size_t LineEditor::word_end() const {
  std::size_t at = cursor_;
  while (at < text_.size() && !is_word_part(text_[at])) ++at;
  while (at < text_.size() && is_word_part(text_[at])) ++at;
  return at;
}

std::size_t LineEditor::blank_begin() const {
  std::size_t at = cursor_;
  while (at > 0 && is_blank(text_[at - 1])) --at;
  while (at > 0 && !is_blank(text_[at - 1])) --at;
  return at;
}

// --- changes

void LineEditor::insert(std::string_view typed) {
  text_.insert(cursor_, typed);
  cursor_ += typed.size();
}

/// What stands between there and the cursor.
void LineEditor::erase_to(std::size_t begin) {
  text_.erase(begin, cursor_ - begin);
  cursor_ = begin;
}

void LineEditor::kill(std::size_t begin, std::size_t end) {
  if (begin == end) return;
  killed_ = text_.substr(begin, end - begin);
  text_.erase(begin, end - begin);
  cursor_ = begin;
}

void LineEditor::recall(std::size_t line) {
  if (line == recalled_) return;
  if (recalled_ == history_.size()) typed_ = text_;
  recalled_ = line;
  text_ = line == history_.size() ? typed_ : history_[line];
  cursor_ = text_.size();
}

LineEditor::Outcome LineEditor::enter() {
  const bool is_new = history_.empty() || history_.back() != text_;
  if (help_.is_recalled && !trim(text_).empty() && is_new) history_.push_back(text_);
  return Outcome::line;
}

LineEditor::Outcome LineEditor::delete_or_end() {
  if (text_.empty()) return Outcome::end;
  return take({Key::del});
}

LineEditor::Outcome LineEditor::complete() {
  const std::string_view typed = std::string_view(text_).substr(0, cursor_);
  for (const std::size_t begin : word_begins(typed)) {
    const std::string_view part = typed.substr(begin);
    const bool is_open = trim(typed).empty() || trim(typed).ends_with(',');  // else all words would fit behind a value
    if (part.empty() && !is_open) continue;
    choices_ = words_with(help_.words, part);
    if (choices_.empty()) continue;
    const std::string common = common_beginning(choices_) + (choices_.size() == 1 ? " " : "");
    const bool goes_further = common.size() > part.size();
    if (!goes_further) return Outcome::choice;
    text_.replace(begin, part.size(), common);
    cursor_ = begin + common.size();
    return Outcome::going_on;
  }
  return Outcome::going_on;
}

}  // namespace okr::cli
