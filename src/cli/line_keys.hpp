// SPDX-License-Identifier: MIT
// What a terminal sends while a person types, as keys: control characters, escape sequences, pasted text, UTF-8 that
// comes in pieces. Pure; who reads the terminal is not known here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace okr::cli {

enum class Key : std::uint8_t {
  none,  ///< one that says nothing to a line
  text,
  enter,
  end_of_input,  ///< Ctrl-D
  tab,
  left,
  right,
  word_left,
  word_right,
  home,
  end,
  up,
  down,
  backspace,
  del,
  kill_to_end,
  kill_to_begin,
  kill_word_left,  ///< back to a blank, as Ctrl-W does in a terminal's own lines
  kill_word_right,
  yank,
  clear
};

struct KeyPress {
  Key key = Key::none;
  std::string text = {};  ///< of Key::text
};

class KeyReader {
 public:
  /// The next key, taken off the front of the bytes; nothing where they end in the middle of one. Text comes as far as it
  /// goes. What was pasted is text: its line ends and tabs are blanks, its other control characters are dropped.
  std::optional<KeyPress> next(std::string& bytes);

 private:
  std::optional<KeyPress> next_pasted(std::string& bytes);
  std::optional<KeyPress> next_escaped(std::string& bytes);

  bool is_pasting_ = false;
};

}  // namespace okr::cli
