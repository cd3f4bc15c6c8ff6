// SPDX-License-Identifier: MIT
// Lines that are edited on a terminal. While one is typed the terminal hands over every key; on every way out it is as
// it was.
#pragma once

#include <string>
#include <string_view>

#include "cli/line_editor.hpp"
#include "cli/line_view.hpp"
#include "cli/signals.hpp"

namespace okr::cli {

class LineTerminal {
 public:
  /// Descriptors of the terminal that is read and of the one that is drawn on.
  LineTerminal(int input, int output) : input_(input), output_(output) {}

  /// Prints the prompt and has a line typed behind it. `pending` holds bytes that were read and not used yet; what comes
  /// behind the line stays there.
  Reply read(std::string& pending, std::string_view prompt, const LineHelp& help);

 private:
  class RawMode;

  LineEditor::Outcome take_keys(KeyReader& keys, std::string& pending);
  void go_on_after(const Woken& woken, const RawMode& raw);
  void show(LineEditor::Outcome outcome);
  void put(std::string_view text) const;
  std::size_t columns() const;

  int input_, output_;
  LineEditor editor_;
  LineView view_;
};

}  // namespace okr::cli
