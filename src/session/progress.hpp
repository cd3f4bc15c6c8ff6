// SPDX-License-Identifier: MIT
// What long work says of itself while it lasts: one line on the stderr of a terminal, rewritten in place and taken away
// at the end. Silent where stderr is no terminal, with -q, and for screen readers (--plain).
#pragma once

#include <cstddef>
#include <string_view>

#include "session/context.hpp"

namespace okr::cli {

class Progress {
 public:
  explicit Progress(const Context& context);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// False when nothing is shown: nobody has to make the text then.
  bool is_shown() const { return is_shown_; }

  /// The text in the place of the last one, cut to the line.
  void show(std::string_view text);

  /// The line is empty again: before something else is printed.
  void clear();

 private:
  const Context& context_;
  bool is_shown_;
  std::size_t columns_ = 0;  ///< of the text that stands there
};

}  // namespace okr::cli
