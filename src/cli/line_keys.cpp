// SPDX-License-Identifier: MIT
// What a terminal sends while a person types, as keys: control characters, escape sequences, pasted text, UTF-8 that
// comes in pieces. Pure; who reads the terminal is not known here.
#include "cli/line_editor.hpp"
#include "okr/base/text.hpp"

#include <algorithm>

namespace okr::cli {
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
