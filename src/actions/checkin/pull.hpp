// SPDX-License-Identifier: MIT
// Values on request: the commands that a person's own file names for KPIs and key results are run, and what they print is
// checked in and recorded in one transaction. Which commands there are is session/settings; how a program is started and
// ended is vcs/process; what a value means and where it goes is the check-in's business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// What was typed.
struct PullRequest {
  std::vector<std::string> ids;  ///< of KPIs and key results; empty: all that have a command and exist here
  std::optional<std::string> source;
  bool replace = false;  ///< what a KPI has for today gives way
  bool git_commit = false;
};

/// For `okr pull`; the value is the exit code. Errors: usage (an id that is unknown or has no command), answer_no (a
/// command failed, or printed what is no value: each is named, and nothing is written), data (the person's file),
/// interrupted, and those of a check-in.
Result<int> pull_values(Context& context, const PullRequest& request);

}  // namespace okr::cli
