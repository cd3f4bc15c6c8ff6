// SPDX-License-Identifier: MIT
// What a person says of key results and KPIs: one type from the word that is typed to the file that holds it; and how
// it is read from arguments, a CSV or the TOML of a check-in. Nothing is looked up here; each update keeps where it
// stood, so that whatever is wrong with it can be shown there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "actions/readings/record_plan.hpp"
#include "okr/model/checkin_sheet.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/workspace.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// What is said of one key result, or the reading of one KPI. Whoever reads what was typed fills it down to
/// `is_still_true`; `understood` looks up `about`, `with_values` makes of `typed` the value of `entry`, and preparing
/// makes the `reading`.
struct Update {
  std::string name;                            ///< "users", "2026/reach.visits", "resting-hr": as typed
  std::optional<std::string> typed = {};       ///< the value as typed; else it came with its type in `entry`
  Entry entry = {};                            ///< value, confidence, note; its places are in the text
  std::optional<ReadingDay> reading_day = {};  ///< set for a KPI: the day or period its reading is for
  bool is_still_true = false;                  ///< the last value was only confirmed: told in one line with others
  Found about = {};                            ///< the key result; points into the workspace
  std::optional<NewReading> reading = {};      ///< of a KPI: what comes into its file

  bool says_value() const { return typed || entry.has_value(); }
  const KeyResultId& id() const { return about.key_result->id; }
};

/// Something that cannot be used. An argument's has no place.
struct Fault {
  Code code = Code::E110;
  Error error;
  Place where = {};
};

struct CheckinInput {
  std::optional<Date> date;  ///< where the text says it
  Checkin head;              ///< note and lists
  std::vector<Update> updates;
  std::vector<Fault> faults;
  std::vector<std::string> broken;  ///< ids of key results that are in error, of which something was said
  Diagnostics diagnostics;          ///< of a text that was given, with their lines
  std::string name;                 ///< how messages call that text; empty for arguments
  std::string text;

  bool is_usable() const { return faults.empty() && !has_errors(diagnostics); }
};

/// "users=131" words and --confidence words ("users=6", or "6" where only one record is spoken of).
void read_arguments(std::span<const std::string> words, std::span<const std::string> confidences, CheckinInput& input);

/// A text by its content: CSV where its first line has a column "id", JSON lines where that begins with {, else the TOML
/// of a check-in.
CheckinInput read_given_text(std::string name, std::string text, Date date);

/// Everything that is wrong, on stderr: arguments as messages, texts with FILE:LINE:COL, the line and a caret.
void complain_of(Context& context, const CheckinInput& input);

}  // namespace okr::cli
