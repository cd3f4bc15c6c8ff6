// SPDX-License-Identifier: MIT
// Signals as something to read: what a handler notes is told to whoever waits for input.
#pragma once

#include <array>
#include <csignal>
#include <string>

namespace okr::cli {

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

}  // namespace okr::cli
