// SPDX-License-Identifier: MIT
// What a person says of key results and KPIs: one type from the word that is typed to the file that holds it, each with
// the place where it stood; and what was said, understood: on which day and in which cycles, of which key results, with
// which values. Nothing is written; files are prepare's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/readings/reading_files.hpp"
#include "okr/base/result.hpp"
#include "okr/compute/definition.hpp"
#include "okr/compute/progress.hpp"
#include "okr/model/checkin_sheet.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/workspace.hpp"
#include "session/context.hpp"
#include "session/session.hpp"

namespace okr::actions {

// --- values ----------------------------------------------------------------------------------------------------------

// What a person types behind ID= (commands.md, "Values"): 131, +19, 42 min, yes, 2/4, step names, zones. Pure; which
// key result is meant, and what is done with the value, is not known here.

/// What a typed value starts from: the key result as it stands without it.
struct ValueSoFar {
  std::optional<double> last;          ///< number, percent, hold, measure: the last reading
  std::span<const double> steps_done;  ///< milestones: 0 or 1 a step
  std::optional<double> start = {};    ///< number, percent: where it begins, before anything was said
};

/// A usage error.
inline tl::unexpected<Error> refusal(std::string what, std::string hint = {}) {
  return usage_failure(std::move(what), std::move(hint));
}

/// The value in the own type of `kind`, which is that of the key result on the day of what is said. Errors (usage): not
/// of the kind, outside its domain, nothing to add to, a step that is not there or cannot be taken back; `what` speaks
/// of the value alone, without the key result's name.
Result<EntryValue> typed_value(const KeyResult& key_result, Kind kind, std::string_view text, const ValueSoFar& so_far);

/// Whether a value that came from TOML suits the key result: the checks of typed_value. Error: usage, it does not.
Status fitting(const KeyResult& key_result, Kind kind, const EntryValue& value);

/// True for the kinds whose values are numbers without an end of their own.
constexpr bool takes_numbers(Kind kind) {
  return kind != Kind::milestones && kind != Kind::done && kind != Kind::graded;
}

/// The unit of a key result's values, as it may stand behind one; % for percent where no other is said; may be empty.
std::string_view unit_of(const KeyResult& key_result, Kind kind);

/// 1 (never) to 10 (in the bag); 7/10, 70% and 70 % too.
Result<int> typed_confidence(std::string_view text);

/// "a number, the value now, or +N to add to the last one": what the kind wants where it is typed, for messages.
std::string_view wanted_value(const KeyResult& kr, Kind kind);

/// "a number, the value now": what it wants with its type. In TOML +3 is the number 3, and nothing is added.
std::string_view wanted_in_toml(const KeyResult& kr, Kind kind);

// --- what is said ----------------------------------------------------------------------------------------------------

/// What is said of one key result, or the reading of one KPI. Whoever reads what was typed fills it down to
/// `is_still_true`; `understood` looks up `about`, `with_values` makes of `typed` the value of `entry`, and preparing
/// makes the `reading`.
struct Update {
  std::string name;                            ///< "users", "2026/reach.visits", "resting-hr": as typed
  std::optional<std::string> typed = {};       ///< the value as typed; else it came with its type in `entry`
  Entry entry = {};                            ///< value, confidence, note; its places are in the text
  bool is_by_hand = false;                     ///< a word of the command, no text that a program may have made
  bool is_of_toml = false;                     ///< the entry has the types that TOML gives
  bool has_plus = false;                       ///< its number has a sign there, as what adds to the last one is typed
  std::optional<ReadingDay> reading_day = {};  ///< set for a KPI: the day or period its reading is for
  bool is_still_true = false;                  ///< the last value was only confirmed: told in one line with others
  Found about = {};                            ///< the key result; points into the workspace
  std::optional<NewReading> reading = {};      ///< of a KPI: what comes into its file

  bool says_value() const { return typed || entry.has_value(); }
  const KeyResultId& id() const { return about.key_result->id; }
  /// What it is about takes amounts on the day of the entry, which `with_values` sets.
  bool is_amount() const { return takes_amounts(*about.key_result, definition_of(*about.key_result, entry.date).kind); }
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

/// A text by its content: CSV where its first line has a column "id", JSON lines where that begins with {, else the
/// TOML of a check-in.
CheckinInput read_given_text(std::string name, std::string text, Date date);

/// Everything that is wrong, on stderr: arguments as messages, texts with FILE:LINE:COL, the line and a caret.
void complain_of(session::Context& context, const CheckinInput& input);

// --- what is meant ---------------------------------------------------------------------------------------------------

/// The day of a check-in, and the cycles that its names are looked for in.
struct CheckinScene {
  const Workspace& workspace;
  std::vector<const Cycle*> cycles;  ///< where names are looked for, the one that is meant first
  Date date;
  bool is_day_said = false;  ///< by --date: it holds in every cycle
  bool stands_in = false;    ///< no cycle is in force: the only one is the last that started, or the next
  Date today = date;
  const Cycle* named = nullptr;  ///< by --cycle; null for those in force
};

/// --date, else today. Usage errors as past_date.
Result<Date> checkin_date(const session::Context& context, const std::optional<std::string>& typed,
                          const Workspace& workspace);

/// What is said of a KPI is recorded, not checked in.
Error kpi_refused(const Kpi& kpi, std::string_view value);

/// The scene of a check-in on that day: names are looked for in the cycle of --cycle, else in those in force, else in
/// the one that stands in; nowhere when there is no cycle at all. `is_day_said`: by --date.
CheckinScene scene_of(const session::Session& session, Date date, bool is_day_said);

/// What is done from a day on, which a change says (by hand alone: check-ins say how far it got), or is cancelled or
/// deferred: what is said of it no longer counts.
bool is_over_by(const Definition& definition);

/// The day of what is said of a cycle: the scene's; in a cycle that is over its last, unless another one was said.
Date day_in(const CheckinScene& scene, const Cycle& cycle);

/// Why nothing can be said in a cycle of the scene on its day there; empty when it can. One that is over must be in
/// force, unless it `is_named`.
std::optional<Error> day_fault(const CheckinScene& scene, const Cycle& cycle, bool is_named = false);

/// The input with what each update is about. What cannot be used (unknown, a KPI, a day outside the cycle, ended, said
/// twice) becomes a fault and is left out, as is what is said of records in error: that is `broken`. Readings of KPIs
/// are passed on.
CheckinInput understood(const CheckinScene& scene, CheckinInput input);

/// The updates of one cycle with the values that are meant, and what is wrong with the others.
struct ValuedUpdates {
  std::vector<Update> updates;
  std::vector<Fault> faults;
};

/// The values of the updates that were understood; "+19" is added to what stands in `cycle`: the one they are about, or
/// a copy of it in which something was taken out.
ValuedUpdates with_values(const CheckinScene& scene, const Cycle& cycle, std::span<const Update> updates);

}  // namespace okr::actions
