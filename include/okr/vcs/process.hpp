// SPDX-License-Identifier: MIT
// Other programs, started by an argument vector and never through a shell; the one place that creates processes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"

namespace okr::vcs {

struct Finished {
  int exit_code = 0;   ///< 128 + signal where a signal ended it
  std::string output;  ///< its stdout
  std::string errors;  ///< its stderr
};

/// Runs the program (looked up in PATH) in `folder` with `input` as its stdin and waits. Error: environment, when it
/// cannot be started; a program that fails is no error.
Result<Finished> run(const std::vector<std::string>& words, const std::string& folder, std::string_view input = {});

/// Runs the program on our own terminal (an editor) and waits; gives its exit code.
Result<int> run_in_foreground(const std::vector<std::string>& words, const std::string& folder);

/// As run_in_foreground, with `input` as its stdin: a pager. A program that stops reading is no error.
Result<int> feed_in_foreground(const std::vector<std::string>& words, const std::string& folder,
                               std::string_view input);

}  // namespace okr::vcs
