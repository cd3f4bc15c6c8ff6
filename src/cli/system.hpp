// SPDX-License-Identifier: MIT
// The process's surroundings as a World: environment, terminal, standard streams. Everything but the clock.
#pragma once

#include <string>

#include "session/context.hpp"

namespace okr::cli {

/// What surrounds this process; `clock` and `words` are the caller's to fill in.
session::World surroundings();

/// Writes all bytes to a file descriptor. A closed pipe is an `interrupted` error (and no signal), everything else
/// that cannot be written, a full disk among it, an `environment` error.
Status write_all(int descriptor, std::string_view bytes);

/// Lines and rest of a file descriptor, read in blocks.
class Input {
 public:
  explicit Input(int descriptor) : descriptor_(descriptor) {}

  /// The next line without its end; nothing at the end of the input or when it cannot be read.
  std::optional<std::string> line();

  /// The next line, as line() reads it; Ctrl-C, a hang-up and a request to end are answers, from the first call to the
  /// end of the process.
  session::Reply reply();

  /// Bytes that were read and not used yet.
  std::string& pending() { return buffer_; }

  /// Everything that is left.
  Result<std::string> rest();

  /// Some of what is left; empty at the end.
  Result<std::string> piece();

 private:
  /// Takes the first line, or what there is without an end; nothing where there is nothing.
  std::optional<std::string> line_in_buffer();

  /// False at the end and on an error, which `error_` then holds (an errno).
  bool fill();

  int descriptor_;
  int error_ = 0;
  std::string buffer_;
};

}  // namespace okr::cli
