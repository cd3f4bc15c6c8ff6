// SPDX-License-Identifier: MIT
#include "session/progress.hpp"

#include <string>

#include "okr/base/text.hpp"

namespace okr::cli {

Progress::Progress(const Context& context)
    : context_(context),
      is_shown_(context.terminal().errors && !context.globals().quiet && !context.screen().plain &&
                context.world().write != nullptr) {}

void Progress::show(std::string_view text) {
  if (!is_shown_) return;
  const Screen& screen = context_.screen();
  // The last column stays free: some terminals break the line there.
  const std::string shown = cut_to_width(safe_for_terminal(text), screen.width - 1, !screen.utf8);
  // A terminal that is gone is no reason to stop the work.
  static_cast<void>(context_.world().write(Stream::errors, "\r" + pad_right(shown, columns_)));
  columns_ = display_width(shown);
}

void Progress::clear() {
  if (columns_ == 0) return;
  static_cast<void>(context_.world().write(Stream::errors, "\r" + std::string(columns_, ' ') + "\r"));
  columns_ = 0;
}

}  // namespace okr::cli
