// SPDX-License-Identifier: MIT
// Errors as values: what a function returns when what it was asked for cannot be done.
// Faults inside a person's files are not this: they are diagnostics (model/diagnostic.hpp).
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace okr {

/// Who has to act; each kind has one exit code (commands.md, "Exit codes").
enum class ErrorKind {
  answer_no,    ///< it worked and the answer is no: exit 1
  usage,        ///< what was typed: exit 2
  data,         ///< what stands in the files: exit 3
  environment,  ///< disk, permissions, no workspace: exit 4
  interrupted,  ///< the person stopped it: exit 130
  internal      ///< a bug of ours: exit 70
};

/// One thing that could not be done: what, and how to mend it.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string what;  ///< one line, no final period, no "error:" in front
  std::string hint;  ///< what to do about it; may be empty
};

template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

/// An error ready to be returned from any function that returns a Result.
inline tl::unexpected<Error> failure(ErrorKind kind, std::string what, std::string hint = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(what), std::move(hint)});
}

}  // namespace okr
