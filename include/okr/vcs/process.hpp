// SPDX-License-Identifier: MIT
// Other programs, started by an argument vector and never through a shell: the one place that creates processes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"

namespace okr::vcs {

/// What came of a program that has ended.
struct Finished {
  int exit_code = 0;   ///< 128 + signal where a signal ended it
  std::string output;  ///< its stdout
  std::string errors;  ///< its stderr
};

/// Runs the program (looked up in PATH) in `folder` with `input` as its stdin and waits. Error: environment, when it
/// cannot be started; a program that fails is no error.
Result<Finished> run(const std::vector<std::string>& words, const std::string& folder, std::string_view input = {});

/// How long a program of somebody's own may take, and how much it may say.
struct Limits {
  int seconds = 30;                     ///< then it is ended, with all that it started
  std::size_t most_output = 64 * 1024;  ///< bytes, of each of its two streams
};

/// Error::code where nothing can be started because there is no such program, or it is none.
inline constexpr const char* no_program = "no-program";

/// How a program ended that ran within limits.
enum class Ending : std::uint8_t { by_itself, timed_out, said_too_much };

/// What came of a program that ran within limits.
struct Bounded : Finished {
  Ending ending = Ending::by_itself;  ///< another one: its whole process group was killed
};

/// Runs the program in `folder` with an empty stdin, without our terminal and within limits: in a group of processes of
/// its own, which is killed where it goes beyond them. What it leaves running in the background is not waited for.
/// Errors: environment, when it cannot be started; interrupted by Ctrl-C or a hang-up, when it has been killed too.
Result<Bounded> run_bounded(const std::vector<std::string>& words, const std::string& folder, const Limits& limits);

/// Runs the program on our own terminal (an editor) and waits; gives its exit code.
Result<int> run_in_foreground(const std::vector<std::string>& words, const std::string& folder);

/// Runs the program on our own terminal with `input` as its stdin (a pager) and waits; gives its exit code. A program
/// that stops reading is no error.
Result<int> feed_in_foreground(const std::vector<std::string>& words, const std::string& folder,
                               std::string_view input);

/// A program that is asked and answers, again and again, for as long as this lives.
class Conversation {
 public:
  /// Starts it in `folder`. Error: environment, when it cannot be started.
  static Result<Conversation> begin(const std::vector<std::string>& words, const std::string& folder);

  Conversation(Conversation&&) noexcept;
  Conversation& operator=(Conversation&&) = delete;  // the program that it had would end unwaited for
  ~Conversation();

  /// Gives it a text that a pipe holds (4 KiB). Error: environment, when it has ended.
  Status ask(std::string_view text);

  /// The next line of its answer, without the end. Error: environment, when it ends before that.
  Result<std::string> line();

  /// So many bytes of its answer. Error: environment, when it ends before that.
  Result<std::string> bytes(std::size_t count);

 private:
  struct State;
  explicit Conversation(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace okr::vcs
