// SPDX-License-Identifier: MIT
// A check-in from what was given to what is written and said. How it was given (arguments, a file, an editor) is the
// command's business.
#pragma once

#include <optional>
#include <string>

#include "cli/author.hpp"
#include "cli/checkin_editor.hpp"
#include "cli/checkin_input.hpp"
#include "cli/checkin_plan.hpp"
#include "okr/cli/session.hpp"

namespace okr::cli {

struct CheckinRequest {
  CheckinInput input;
  Author author;
  std::optional<std::string> typed_date;       ///< --date
  std::optional<EditedText> from_editor = {};  ///< the input is this text
  bool again = false;
  bool amend = false;
  bool git_commit = false;
};

/// --date, else today. Usage errors as past_date.
Result<Date> checkin_date(const Context& context, const std::optional<std::string>& typed, const Workspace& workspace);

/// Where names are looked for on that day: in the cycle of --cycle, else in the current ones.
CheckinScene scene_of(const Context& context, const Session& session, Date date);

/// Checks everything, writes, and prints what changed; the value is the exit code. Nothing where another writer was
/// faster: the workspace has to be read again, and the same asked again.
Result<std::optional<int>> settle(Context& context, const Session& session, const CheckinRequest& request);

}  // namespace okr::cli
