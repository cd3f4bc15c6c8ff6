// SPDX-License-Identifier: MIT
// A line that is edited while it is typed: the text, the cursor, the lines of this session, what Tab completes. Pure:
// keys in, the line out; line_view draws it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/line_keys.hpp"
#include "session/context.hpp"

namespace okr::cli {

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
  void begin(LineHelp help);

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

  LineHelp help_;
  std::string text_;
  std::size_t cursor_ = 0;
  std::string killed_;                ///< what Ctrl-Y puts back
  std::vector<std::string> history_;  ///< the last one at the end
  std::size_t recalled_ = 0;          ///< which of them stands there; their number for the line that is typed
  std::string typed_;                 ///< that line, while another one stands there
  std::vector<std::string> choices_;
};

}  // namespace okr::cli
