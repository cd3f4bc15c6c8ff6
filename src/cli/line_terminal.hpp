// SPDX-License-Identifier: MIT
// Lines that are edited on a terminal. While one is typed the terminal hands over every key; on every way out it is as
// it was.
#pragma once

#include <array>
#include <csignal>
#include <string>
#include <string_view>

#include "cli/line_editor.hpp"

namespace okr::cli {

// --- signals as something to read ------------------------------------------------------------------------------------

/// From now on Ctrl-C, a hang-up and a request to end do not end the program: wait_for_input tells of them. False where
/// that cannot be: they end it, as always.
bool catch_interruptions();

/// What came before there was something to read; all false when there is.
struct Woken {
  bool is_interrupted = false;
  bool is_stopping = false;   ///< Ctrl-Z: only while EditSignals lives, as those below
  bool is_continued = false;  ///< it was stopped, and goes on
  bool is_resized = false;
  bool is_quitting = false;

  bool any() const { return is_interrupted || is_stopping || is_continued || is_resized || is_quitting; }
};

/// Waits until there is something to read from `descriptor`, or one of the signals has come.
Woken wait_for_input(int descriptor);

/// While it lives the terminal is not as others expect it: a signal that stops or ends the program is told of, so that
/// it can be put in order first.
class EditSignals {
 public:
  EditSignals();
  EditSignals(const EditSignals&) = delete;
  EditSignals& operator=(const EditSignals&) = delete;
  ~EditSignals();

  static constexpr std::array<int, 4> numbers = {SIGTSTP, SIGCONT, SIGWINCH, SIGQUIT};

 private:
  std::array<struct sigaction, numbers.size()> before_;
};

/// Lets a signal do what it does by itself: stop the program until it is continued, or end it.
void obey(int signal);

// --- the terminal ----------------------------------------------------------------------------------------------------

class LineTerminal {
 public:
  /// Descriptors of the terminal that is read and of the one that is drawn on.
  LineTerminal(int input, int output) : input_(input), output_(output) {}

  /// Prints the prompt and has a line typed behind it. `pending` holds bytes that were read and not used yet; what
  /// comes behind the line stays there.
  session::Reply read(std::string& pending, std::string_view prompt, const session::LineHelp& help);

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
