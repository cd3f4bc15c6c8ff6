// SPDX-License-Identifier: MIT

#include "cli/line_editor.hpp"

#include <algorithm>
#include <utility>

#include "okr/base/text.hpp"

namespace okr::cli {
using namespace session;

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

/// Where a word that is being typed may begin: with the line, behind a comma, behind a blank. The longest part first,
/// for a step's name holds blanks.
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

// --- keys ------------------------------------------------------------------------------------------------------------

// What a terminal sends while a person types, as keys: control characters, escape sequences, pasted text, UTF-8 that
// comes in pieces. Pure; who reads the terminal is not known here.

namespace {

constexpr char escape = '\x1b';
constexpr char delete_character = '\x7f';
constexpr std::string_view paste_ends = "\x1b[201~";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == delete_character; }

KeyPress taken(std::string& bytes, std::size_t count, Key key) {
  bytes.erase(0, count);
  return {key};
}

KeyPress text_taken(std::string& bytes, std::size_t count) {
  KeyPress press{Key::text, bytes.substr(0, count)};
  bytes.erase(0, count);
  return press;
}

// --- UTF-8

/// How many bytes a character that begins with this one takes; 1 for what begins none.
std::size_t length_by_lead(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 1;
}

/// Bytes at the end of the text whose character has not come as a whole yet.
std::size_t unfinished_tail(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const char byte = text[text.size() - back];
    if (!is_continuation(byte)) return length_by_lead(byte) > back ? back : 0;
  }
  return 0;
}

/// Up to the next control character; a character that is cut by the end of the bytes waits for its rest.
std::size_t length_of_text(std::string_view bytes) {
  const auto end = static_cast<std::size_t>(std::find_if(bytes.begin(), bytes.end(), is_control) - bytes.begin());
  return end < bytes.size() ? end : end - unfinished_tail(bytes);
}

// --- keys

Key control_key(char c) {
  switch (c) {
    case '\n':
    case '\r': return Key::enter;
    case '\t': return Key::tab;
    case '\b':
    case delete_character: return Key::backspace;
    case 'A' - '@': return Key::home;
    case 'B' - '@': return Key::left;
    case 'D' - '@': return Key::end_of_input;
    case 'E' - '@': return Key::end;
    case 'F' - '@': return Key::right;
    case 'K' - '@': return Key::kill_to_end;
    case 'L' - '@': return Key::clear;
    case 'N' - '@': return Key::down;
    case 'P' - '@': return Key::up;
    case 'U' - '@': return Key::kill_to_begin;
    case 'W' - '@': return Key::kill_word_left;
    case 'Y' - '@': return Key::yank;
    default: return Key::none;
  }
}

/// Alt and a letter come as the letter behind an escape.
Key alt_key(char c) {
  switch (c) {
    case 'b':
    case 'B': return Key::word_left;
    case 'f':
    case 'F': return Key::word_right;
    case 'd':
    case 'D': return Key::kill_word_right;
    case '\b':
    case delete_character: return Key::kill_word_left;
    default: return Key::none;
  }
}

/// "\x1b[C", "\x1b[1;5C" (with Ctrl or Alt), "\x1bOC": the letter at the end, and what stands in front of it.
Key arrow_key(char letter, std::string_view parameters) {
  const bool is_by_word = parameters.find(';') != std::string_view::npos && !parameters.ends_with(";2");
  switch (letter) {
    case 'A': return Key::up;
    case 'B': return Key::down;
    case 'C': return is_by_word ? Key::word_right : Key::right;
    case 'D': return is_by_word ? Key::word_left : Key::left;
    case 'F': return Key::end;
    case 'H': return Key::home;
    default: return Key::none;
  }
}

/// "\x1b[3~": keys with a number.
Key numbered_key(std::string_view parameters) {
  const std::string_view number = parameters.substr(0, parameters.find(';'));
  if (number == "1" || number == "7") return Key::home;
  if (number == "4" || number == "8") return Key::end;
  return number == "3" ? Key::del : Key::none;
}

}  // namespace

std::optional<KeyPress> KeyReader::next(std::string& bytes) {
  if (bytes.empty()) return std::nullopt;
  if (is_pasting_) return next_pasted(bytes);
  if (bytes.front() == escape) return next_escaped(bytes);
  if (is_control(bytes.front())) return taken(bytes, 1, control_key(bytes.front()));
  const std::size_t length = length_of_text(bytes);
  if (length == 0) return std::nullopt;
  return text_taken(bytes, length);
}

std::optional<KeyPress> KeyReader::next_escaped(std::string& bytes) {
  if (bytes.size() < 2) return std::nullopt;
  if (bytes[1] == 'O') {
    if (bytes.size() < 3) return std::nullopt;
    return taken(bytes, 3, arrow_key(bytes[2], {}));
  }
  const bool is_letter = static_cast<unsigned char>(bytes[1]) < 0x80 && bytes[1] != escape;
  if (bytes[1] != '[') return taken(bytes, is_letter ? 2 : 1, alt_key(bytes[1]));
  std::size_t last = 2;
  while (last < bytes.size() && bytes[last] >= 0x20 && bytes[last] < 0x40) ++last;
  if (last == 2 && last < bytes.size() && bytes[last] == '[') ++last;  // the function keys of Linux's own console
  if (last == bytes.size()) return std::nullopt;
  const std::string parameters = bytes.substr(2, last - 2);
  const char letter = bytes[last];
  if (letter < 0x40 || letter == delete_character) return taken(bytes, last, Key::none);  // it breaks off
  bytes.erase(0, last + 1);
  if (letter == '~' && parameters == "200") is_pasting_ = true;
  return KeyPress{letter == '~' ? numbered_key(parameters) : arrow_key(letter, parameters)};
}

std::optional<KeyPress> KeyReader::next_pasted(std::string& bytes) {
  if (bytes.starts_with(paste_ends)) {
    is_pasting_ = false;
    return taken(bytes, paste_ends.size(), Key::none);
  }
  if (paste_ends.starts_with(bytes)) return std::nullopt;
  if (!is_control(bytes.front())) {
    const std::size_t length = length_of_text(bytes);
    return length == 0 ? std::nullopt : std::optional(text_taken(bytes, length));
  }
  const char c = bytes.front();
  bytes.erase(0, 1);
  const bool is_blank = c == '\n' || c == '\r' || c == '\t';
  return is_blank ? KeyPress{Key::text, " "} : KeyPress{};
}

}  // namespace okr::cli
