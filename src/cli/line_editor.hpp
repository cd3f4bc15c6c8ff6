// SPDX-License-Identifier: MIT
// A line as it is typed: what a terminal sends as keys, what they make of the line, and how that looks. Pure; who reads
// the terminal and writes to it is line_terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session/context.hpp"

namespace okr::cli {

// --- keys ------------------------------------------------------------------------------------------------------------

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
  /// The next key, taken off the front of the bytes; nothing where they end in the middle of one. Text comes as far as
  /// it goes. What was pasted is text: its line ends and tabs are blanks, its other control characters are dropped.
  std::optional<KeyPress> next(std::string& bytes);

 private:
  std::optional<KeyPress> next_pasted(std::string& bytes);
  std::optional<KeyPress> next_escaped(std::string& bytes);

  bool is_pasting_ = false;
};

// --- the line --------------------------------------------------------------------------------------------------------

class LineEditor {
 public:
  /// What a key came to.
  enum class Outcome : std::uint8_t {
    going_on,
    line,    ///< Enter: text() is the answer
    end,     ///< Ctrl-D on an empty line
    choice,  ///< Tab, and several words fit: choices() are shown
    clear    ///< the screen is to be cleared
  };

  /// A new, empty line. What was entered before is still known.
  void begin(session::LineHelp help);

  Outcome take(const KeyPress& press);

  const std::string& text() const { return text_; }
  std::size_t cursor() const { return cursor_; }  ///< a byte of the text, or its end
  const std::vector<std::string>& choices() const { return choices_; }

 private:
  std::size_t before(std::size_t at) const;
  std::size_t behind(std::size_t at) const;
  std::size_t word_begin() const;
  std::size_t word_end() const;
  std::size_t blank_begin() const;
  void insert(std::string_view typed);
  void erase_to(std::size_t begin);
  void kill(std::size_t begin, std::size_t end);
  void recall(std::size_t line);
  Outcome complete();
  Outcome enter();
  Outcome delete_or_end();

  session::LineHelp help_;
  std::string text_;
  std::size_t cursor_ = 0;
  std::string killed_;                ///< what Ctrl-Y puts back
  std::vector<std::string> history_;  ///< the last one at the end
  std::size_t recalled_ = 0;          ///< which of them stands there; their number for the line that is typed
  std::string typed_;                 ///< that line, while another one stands there
  std::vector<std::string> choices_;
};

// --- how it looks ----------------------------------------------------------------------------------------------------

class LineView {
 public:
  /// The prompt and an empty line. `columns` are those of the terminal; 0 when it does not tell.
  std::string begin(std::string_view prompt, std::size_t columns);

  /// Brings the screen from what was drawn last to this text, with the cursor at that byte.
  std::string draw(std::string_view text, std::size_t cursor);

  /// The row anew: another program drew there, or the terminal has another width now.
  std::string draw_anew(std::string_view text, std::size_t cursor, std::size_t columns);

  /// On a screen that is cleared.
  std::string draw_cleared(std::string_view text, std::size_t cursor);

  /// The words in rows of their own, and the line anew below them.
  std::string draw_choices(const std::vector<std::string>& words, std::string_view text, std::size_t cursor);

  /// The line as it was entered, the whole of it, and the end of the row.
  std::string finish(std::string_view text);

 private:
  /// A character with its marks, as it is shown.
  struct Cell {
    std::size_t at = 0;  ///< its byte in the text
    std::string shown;
    std::size_t width = 0;
  };

  static std::vector<Cell> cells_of(std::string_view text);
  std::string prompt_again();
  std::string row_for(std::string_view text);
  std::size_t room() const;
  void scroll_to(const std::vector<Cell>& cells, std::size_t cursor);
  std::string move_to(std::size_t column);

  std::string prompt_;
  std::size_t columns_ = 0;
  bool needs_row_ = false;   ///< the prompt leaves no room to type
  std::size_t start_ = 0;    ///< the column behind the prompt
  std::size_t first_ = 0;    ///< the byte of the text that stands there
  std::vector<Cell> drawn_;  ///< what stands behind the prompt
  std::size_t cursor_ = 0;   ///< in columns behind the prompt
};

}  // namespace okr::cli
