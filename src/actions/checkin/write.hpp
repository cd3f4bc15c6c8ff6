// SPDX-License-Identifier: MIT
// A check-in from what is said to the files: one new file a cycle, or the last one amended in place, and the readings
// of KPIs in the same transaction; prepared, then written and told. How it was given (arguments, a file, an editor) is
// not known here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "actions/checkin/due.hpp"
#include "actions/checkin/understand.hpp"
#include "draw/document.hpp"
#include "okr/base/result.hpp"
#include "okr/compute/blockers.hpp"
#include "session/context.hpp"
#include "session/settings.hpp"
#include "session/writing/action.hpp"

namespace okr::actions {

struct CheckinRequest {
  CheckinInput input;
  session::Author author;
  std::optional<std::string> typed_date;  ///< --date, or the day of a dialogue
  bool is_day_said = false;               ///< it holds in cycles that are over too
  bool from_editor = false;               ///< the input is a text that was edited, kept in its file until it is used
  bool again = false;                     ///< also when the same was said already
  bool readings_give_way = true;          ///< what a KPI has for the day already is replaced, else refused
  std::vector<std::string> said_already = {};  ///< names of what was left out, as it is there: told as unchanged
  std::vector<std::string> kept_files = {};    ///< where that stands: what --git-commit looks at too
  bool amend = false;                          ///< change the last one of the day and source instead
  bool git_commit = false;
  bool is_source_said = false;  ///< --source
};

/// How a reading of a KPI is recorded with it.
RecordOptions record_options(const Workspace& workspace, const CheckinRequest& request, const Update& reading);

/// A cycle with what is said in it.
struct CycleCheckin {
  const Cycle* before = nullptr;
  Cycle after;                                 ///< a copy that holds the check-in
  Checkin head;                                ///< journal, day and author
  std::vector<Update> updates;                 ///< with their values
  CheckinSheet said_before = {};               ///< with --amend: what its file says
  CheckinSheet says = {};                      ///< what it says then
  std::string path;                            ///< of the file, below the root
  std::vector<KeyResultId> taken_out = {};     ///< with --amend: what the check-in no longer gives a value of
  std::vector<std::string> said_already = {};  ///< names of what its source gave before: not written once more
  bool is_unchanged = false;                   ///< the file is there and says the same: nothing is to be written
  bool is_amended = false;                     ///< by --amend, which knows no --again
};

/// All that would be written. Points into the session it was made from.
struct PreparedCheckin {
  CheckinScene scene;
  std::vector<CycleCheckin> checkins;  ///< one for each cycle that is spoken of; the journal is in the first
  std::vector<Update> readings;        ///< of KPIs
  session::Transaction transaction;
};

/// False where there is no value, confidence, note nor journal in it, nor a fault that would have to be said.
bool is_anything_said(const CheckinInput& input);

enum class CheckinOutcome : std::uint8_t {
  refused,      ///< something cannot be used, and that has been said
  not_allowed,  ///< by `may_write`
  written       ///< or shown as a diff, with --dry-run
};

/// Is asked before everything that is written, with what would be written to the files as they are now; may add to what
/// is said of it.
using MayWrite = std::function<bool(const PreparedCheckin&, session::Action&)>;

/// Checks everything and writes, once more where another writer was faster. Errors: usage (the day, nothing to amend),
/// data (a record in error, a file that cannot be amended), environment; those of write.
Result<CheckinOutcome> write_checkin(session::Context& context, session::Session session, const CheckinRequest& request,
                                     const MayWrite& may_write);

/// Writes, and prints what changed. An edited text is gone only then; an error names where it is kept. The value is the
/// exit code.
Result<int> check_in(session::Context& context, session::Session session, const CheckinRequest& request);

/// "okr checkin --from FILE --amend --source ana-x1": what uses the text of the request's file as was meant.
std::string command_to_use(const session::Context& context, const CheckinRequest& request);

/// "Unchanged: ship.users of today"; nothing where nothing was left out, nor with -q and -n.
std::string left_out_text(const session::Context& context, const CheckinRequest& request);

/// Which files say the same already; nothing with -q.
std::string unchanged_files_text(const session::Context& context, const PreparedCheckin& prepared);

/// The workspace as it is now, for another attempt. What was said when it was first opened is not said again.
Result<session::Session> reopened(const session::Context& context, const std::string& root);

/// What is said, as its file holds it.
CheckinSheet sheet_of(const Checkin& head, std::vector<Update> updates);

// --- --amend ---------------------------------------------------------------------------------------------------------

/// What is said now over what was said.
void merge(const CheckinSheet& now, CheckinSheet& sheet);

/// True for `km=` alone: with --amend the value goes.
bool takes_value_out(const Update& update);

/// The value of an entry away, and the entry too where it says nothing more; false where it gives none.
bool drop_value(const KeyResultId& id, CheckinSheet& sheet);

/// The file with what is said now. `given` is the text that it was read from, may be empty; its x- keys of the top come
/// along where `with_top`. Errors: data, also where the file would say something else.
Result<std::string> amended_text(std::string text, const CycleCheckin& checkin, const std::string& given,
                                 bool with_top);

/// The file as it was edited, without what `all` say of other cycles, and with names as its cycle has them. Errors:
/// data, also where the file would say something else.
Result<std::string> edited_text(std::string text, const CycleCheckin& checkin, const std::vector<Update>& all);

/// The text of a check-in with the x- keys that stand in `given` (TOML, else there are none): those of the entries of
/// `updates`, and those at the top where `with_top`.
Result<std::string> with_own_keys(std::string text, const std::string& given, const std::vector<Update>& updates,
                                  bool with_top);

// --- what it did, for people -----------------------------------------------------------------------------------------

// What a check-in did, a line a key result: last and new value, progress and status before and after; and the same in
// one line for git.

/// A row for each update, named with its cycle where that is not the one that is meant, and for each reading of a KPI;
/// numbers on the day of the check-in. What was only confirmed is one line below; so is the day where it is another
/// one.
draw::Document preview_of(const PreparedCheckin& prepared);

/// What a check-in changes, for a program: value and confidence before and after, notes and the journal as they stood
/// in a check-in that is amended and as they are now, readings. What was only confirmed changes nothing.
std::vector<reports::FieldChange> changes_of(const PreparedCheckin& prepared);

/// What the journal says besides its note, in the order of a commit: what is over in front of what is to come.
std::vector<JournalList> journal_for_people(const Checkin& head);

/// What is kept and counts nowhere, in a line for stderr: "okr: a.l starts on 2026-09-01: what is said before is kept
/// and does not count [W243]"; empty where all counts.
std::string uncounted_text(const PreparedCheckin& prepared);

/// The names of all that it speaks of.
std::vector<std::string> names_in(const PreparedCheckin& prepared);

/// "Check in 2026-Q3, week 7: users 131, km +12", the note and the priorities below an empty line where there are some.
std::string commit_message(const PreparedCheckin& prepared);

/// The first line of commit_message.
std::string summary_line(const PreparedCheckin& prepared);

// --- blocked ---------------------------------------------------------------------------------------------------------

// What a check-in says to be in the way, and what it calls solved: names and texts against what is there.

/// What stands in the way in the cycle of the journal: the first one.
std::vector<Obstacle> obstacles_on(const CheckinScene& scene);

/// The obstacles of a scene, a line each, and how each is called solved, for who is not asked; empty where nothing is
/// in the way.
std::string obstacles_text(const CheckinScene& scene);

/// The names of all that can be held up, as a check-in of that cycle says them.
std::vector<std::string> blockable_names(const CheckinScene& scene);

/// Settles what blockers and `solved` name: ids in full; texts of what was in the way stay as they are. What names
/// neither is a fault with the nearest name.
void settle_blockers(const CheckinScene& scene, CheckinInput& input);

// --- in an editor ----------------------------------------------------------------------------------------------------

// A whole check-in in a person's editor: opened with what is due and what was said already, taken as what is said. It
// is kept on disk until it has been used, so that nothing typed is ever lost.

/// A text that could not be used, or was not written, the last time.
struct KeptText {
  std::string path, text;
};

/// The latest that was begun in the workspace, where a person goes on with it; one that is not wanted stays. Who says
/// something else, and whoever cannot be asked, is told where it is: it holds none of that. Errors: interrupted.
Result<std::optional<KeptText>> wanted_text(session::Context& context, const std::string& root,
                                            bool says_something_else);

/// True when there is something to go on with; what was typed replaces the input, but for the readings of KPIs. False:
/// the text was left as it was. An input that cannot be used opens no editor: it is refused later. A text that was
/// edited before is opened once more; `kept` is opened instead of what is asked. Errors: environment; the file stays
/// where something was typed, and the hint names it.
Result<bool> edit_checkin(session::Context& context, const CheckinScene& scene, const Asking& asking,
                          CheckinRequest& request, const std::optional<KeptText>& kept);

/// The text of a file that was edited, without the lines that were put above it to find it again.
std::string without_draft_lines(std::string text);

/// The text has been used, where there is one.
void discard_edited(const CheckinRequest& request);

// --- values on request -----------------------------------------------------------------------------------------------

// Values on request: the commands that a person's own file names for KPIs and key results are run, and what they print
// is checked in and recorded in one transaction. Which commands there are is session/settings; how a program is started
// and ended is vcs/process; what a value means and where it goes is the check-in's business.

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
Result<int> pull_values(session::Context& context, const PullRequest& request);

}  // namespace okr::actions
