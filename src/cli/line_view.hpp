// SPDX-License-Identifier: MIT
// How a line that is edited looks on a terminal: behind its prompt, in one row that scrolls sideways where it is too
// long, drawn with as few bytes as it takes. Pure: what it returns is written by whoever has the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace okr::cli {

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
