// SPDX-License-Identifier: MIT
// What long work says of itself while it lasts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "okr/base/text.hpp"
#include "session/context.hpp"

namespace okr::session {

/// One line on the stderr of a terminal, rewritten in place and taken away at the end. Silent where stderr is no
/// terminal, with -q, and for screen readers (--plain).
class Progress {
 public:
  explicit Progress(const Context& context)
      : context_(context),
        is_shown_(context.terminal().errors && !context.globals().quiet && !context.screen().plain &&
                  context.world().write != nullptr) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// False when nothing is shown: nobody has to make the text then.
  bool is_shown() const { return is_shown_; }

  /// The text in the place of the last one, cut to the line.
  void show(std::string_view text) {
    if (!is_shown_) return;
    const Screen& screen = context_.screen();
    // The last column stays free: some terminals break the line there.
    const std::string shown = cut_to_width(safe_for_terminal(text), screen.width - 1, !screen.utf8);
    // A terminal that is gone is no reason to stop the work.
    static_cast<void>(context_.world().write(Stream::errors, "\r" + pad_right(shown, columns_)));
    columns_ = display_width(shown);
  }

 private:
  void clear() {
    if (columns_ == 0) return;
    static_cast<void>(context_.world().write(Stream::errors, "\r" + std::string(columns_, ' ') + "\r"));
  }

  const Context& context_;
  bool is_shown_;
  std::size_t columns_ = 0;  ///< of the text that stands there
};

}  // namespace okr::session
