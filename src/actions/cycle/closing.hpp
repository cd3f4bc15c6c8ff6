// SPDX-License-Identifier: MIT
// A cycle closed, and opened again: what is checked, asked, written and said. How it was typed is the command's
// business.
#pragma once

#include <optional>
#include <string>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

struct ClosingRequest {
  std::string cycle;
  std::optional<std::string> note, carry_to;
  bool early = false;  ///< also before its last day is over
  bool git_commit = false;
};

/// Writes the final numbers, and carries to another cycle when that is asked for: all or nothing. A cycle that is
/// closed stays as it is, and can still be carried from. The value is the exit code. Errors: usage (not over, a draft),
/// data (its files are in error), environment, interrupted (a person stopped it).
Result<int> close_cycle(Context& context, const ClosingRequest& request);

/// Takes the final numbers out again.
Result<int> open_again(Context& context, const ClosingRequest& request);

}  // namespace okr::cli
