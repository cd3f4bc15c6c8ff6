// SPDX-License-Identifier: MIT
// A check-in from what was given to what is written and said. How it was given (arguments, a file, an editor) is the
// command's business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/checkin/editor.hpp"
#include "actions/checkin/prepare.hpp"
#include "actions/checkin/readings.hpp"
#include "actions/checkin/understand.hpp"
#include "actions/checkin/update.hpp"
#include "draw/document.hpp"
#include "session/author.hpp"
#include "session/session.hpp"

namespace okr::cli {

struct CheckinRequest {
  CheckinInput input;
  Author author;
  std::optional<std::string> typed_date;       ///< --date, or the day of a dialogue
  std::optional<EditedText> from_editor = {};  ///< the input is this text
  std::vector<SaidReading> readings = {};      ///< of KPIs, in the same transaction
  std::vector<std::string> still_true = {};    ///< full ids whose last value was only confirmed: told in one line
  bool is_day_said = false;                    ///< it holds in cycles that are over too
  bool again = false;
  bool amend = false;
  bool git_commit = false;
};

/// --date, else today. Usage errors as past_date.
Result<Date> checkin_date(const Context& context, const std::optional<std::string>& typed, const Workspace& workspace);

/// Where names are looked for on that day: in the cycle of --cycle, else in those in force. `is_day_said`: by --date.
CheckinScene scene_of(const Session& session, Date date, bool is_day_said);

/// All that would be written, checked and not yet written. Points into the session it was made from.
struct PreparedCheckin {
  CheckinScene scene;
  std::vector<CycleCheckin> checkins;
  PreparedReadings readings;
  std::vector<std::string> still_true;  ///< of the request
  Transaction transaction;
  std::string summary;  ///< its first line for git
  std::string message;  ///< the whole of it
};

/// Checks everything. Nothing where something was refused: that has been said, and the program ends with 2.
Result<std::optional<PreparedCheckin>> prepare_checkin(Context& context, const Session& session,
                                                       const CheckinRequest& request);

/// What it changes, a line a key result and KPI.
draw::Document preview_of(const PreparedCheckin& prepared);

/// Prints the preview as the screen wants it.
void print_preview(Context& context, const PreparedCheckin& prepared);

/// Says which files say the same already.
void say_unchanged(Context& context, const PreparedCheckin& prepared);

/// Writes, and says what was written. False where another writer was faster: prepare again.
Result<bool> write_checkin(Context& context, const PreparedCheckin& prepared, const CheckinRequest& request);

/// The workspace as it is now, for another attempt. What was said when it was first opened is not said again.
Result<Session> reopened(const Context& context, const std::string& root);

/// Prepares, writes, and prints what changed, again where another writer was faster; the value is the exit code.
Result<int> settle(Context& context, Session session, const CheckinRequest& request);

}  // namespace okr::cli
