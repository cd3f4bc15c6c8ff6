// SPDX-License-Identifier: MIT
// Errors as values: what a function returns when what it was asked for cannot be done.
// Faults inside a person's files are not this: they are diagnostics (model/diagnostic.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

#include "okr/base/enum_words.hpp"

namespace okr {

/// Who has to act; each kind has one exit code (commands.md, "Exit codes").
enum class ErrorKind : std::uint8_t {
  answer_no,    ///< it worked and the answer is no: exit 1
  usage,        ///< what was typed: exit 2
  data,         ///< what stands in the files: exit 3
  environment,  ///< disk, permissions, no workspace: exit 4
  interrupted,  ///< the person stopped it: exit 130
  internal      ///< a bug of ours: exit 70
};
OKR_WORDS(ErrorKind, "answer-no", "usage", "data", "environment", "interrupted", "internal")

/// One thing that could not be done: what, and how to mend it.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string what;  ///< one line, no final period, no "error:" in front
  std::string hint;  ///< what to do about it; may be empty

  // For programs.
  std::string code = {};          ///< "unknown-id", "E103"; empty: the word of its kind
  std::string file = {};          ///< where it is; empty: in no file
  unsigned line = 0, column = 0;  ///< from 1; 0 where it is not known
};

/// A value, or why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Nothing where it went well, else why it did not.
using Status = Result<void>;

/// The usage error for what was typed and names nothing that is there: an id, a cycle.
inline Error unknown_name(std::string what, std::string hint) {
  return {ErrorKind::usage, std::move(what), std::move(hint), "unknown-id"};
}

/// Any other error of what was typed, to be kept beside others.
inline Error usage_error(std::string what, std::string hint) {
  return {ErrorKind::usage, std::move(what), std::move(hint)};
}

/// The code of an error where the machine failed, and neither what was typed nor a file is wrong: a disk that reports
/// an error, too many open files. What was read until then is no answer to anything.
inline constexpr std::string_view system_failure = "system";

/// True for an error of system_failure: trying again may help, mending a file does not.
inline bool is_of_the_machine(const Error& error) { return error.code == system_failure; }

/// An error ready to be returned from any function that returns a Result.
inline tl::unexpected<Error> failure(ErrorKind kind, std::string what, std::string hint = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(what), std::move(hint)});
}

/// The same for what was typed.
inline tl::unexpected<Error> usage_failure(std::string what, std::string hint = {}) {
  return failure(ErrorKind::usage, std::move(what), std::move(hint));
}

/// The same for what stands in the files.
inline tl::unexpected<Error> data_failure(std::string what, std::string hint = {}) {
  return failure(ErrorKind::data, std::move(what), std::move(hint));
}

/// The same for what the disk, git or the folder does not give.
inline tl::unexpected<Error> environment_failure(std::string what, std::string hint = {}) {
  return failure(ErrorKind::environment, std::move(what), std::move(hint));
}

}  // namespace okr
