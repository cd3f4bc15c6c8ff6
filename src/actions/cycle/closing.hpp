// SPDX-License-Identifier: MIT
// A cycle closed, and opened again: what is checked, asked, written and said; its final numbers, and what of it goes
// on. How it was typed is the command's business.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/records/actions.hpp"
#include "draw/document.hpp"
#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/result.hpp"
#include "okr/compute/carry.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/checkin_sheet.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {

struct ClosingRequest {
  std::string cycle;
  std::optional<std::string> note, carry_to;
  bool early = false;  ///< also before its last day is over
  bool git_commit = false;
};

/// Writes the final numbers, and carries to another cycle when that is asked for: all or nothing. A cycle that is
/// closed stays as it is, and can still be carried from. The value is the exit code. Errors: usage (not over, a draft),
/// data (its files are in error), environment, interrupted (a person stopped it).
Result<int> close_cycle(session::Context& context, const ClosingRequest& request);

/// Takes the final numbers out again.
Result<int> open_again(session::Context& context, const ClosingRequest& request);

// --- what a person is asked ------------------------------------------------------------------------------------------

struct Postmortem {
  KeyResultId about;
  std::string text;
};

struct ClosingAnswers {
  std::vector<Postmortem> postmortems = {};
  std::vector<std::string> wins = {}, lessons = {};

  bool empty() const { return postmortems.empty() && wins.empty() && lessons.empty(); }
};

/// Key results that count, of committed objectives that count, which were missed and of which nobody said why.
std::vector<const KeyResultNumbers*> postmortems_due(const CycleNumbers& numbers);

/// One line a postmortem, a line each for wins and lessons, and whether to close (the value). Answers that were kept
/// are offered first; `<` goes back to what was answered, ? explains. The end of the input, or Ctrl-C, is an error of
/// kind interrupted; `answers` holds what was said till then.
Result<bool> ask_for_closing(session::Context& context, const std::string& root, const CycleNumbers& numbers,
                             ClosingAnswers& answers);

/// The last question alone: once more, where the numbers changed meanwhile.
Result<bool> confirm_closing(session::Context& context, const CycleId& id);

/// Keeps them in the person's state folder for the next time; false where there are none, or they cannot be kept.
bool keep_answers(const session::Context& context, const std::string& root, std::string_view cycle,
                  const ClosingAnswers& answers);

/// They have been written, or are wanted no more.
void drop_answers(const session::Context& context, const std::string& root, std::string_view cycle);

// --- the final numbers in the file -----------------------------------------------------------------------------------

/// What a person says of the cycle as a whole.
struct CycleWords {
  std::string note = {};
  std::vector<std::string> wins = {}, lessons = {};
};

/// The numbers of the cycle as they are on the day on which it is closed: with the verdicts of a cycle that is over,
/// also before its last day. `workspace` is left as it is; the result speaks of its records.
CycleNumbers closing_numbers(Workspace& workspace, const CycleId& id, Date closed);

/// The text of cycle.toml with `[result]` behind it, and with the state it says, if it says one, changed to "closed".
/// Every number reads back to the same value. Errors: data, when the file cannot hold it.
Result<std::string> with_result(const std::string& text, const CycleNumbers& numbers, const CycleWords& words);

/// Where keys of a person's own (x-) that stood in [result] are kept once it is taken out.
inline constexpr std::string_view own_result = "x-result";

/// The text as it was before with_result: its inverse, byte for byte. Comments stay, and so do keys of a person's own,
/// below [x-result]. Errors: data, for a result that was written in another form; usage, where [x-result] is there.
Result<std::string> without_result(const std::string& text);

/// Note, wins and lessons of the cycle's result as a check-in of the day on which it was closed, at the latest its last
/// day. Empty where nothing was said.
CheckinSheet words_of(const Cycle& cycle);

// --- what is unfinished, in the next cycle ---------------------------------------------------------------------------

/// Days and file of the cycle that is carried to.
struct NextCycle {
  CycleId id;
  Period days;
  const Cycle* cycle = nullptr;  ///< null when it is not there yet
};

/// "2026-Q4" as a cycle behind `from`: one that is there, or a name that says its dates. Usage errors: it is closed,
/// ends no later than `from`, or says no dates.
Result<NextCycle> next_cycle(const Workspace& workspace, const Cycle& from, const std::string& id);

struct CarryOver {
  std::vector<session::FileChange> files;  ///< the next cycle's; one that would stay as it is is not among them
  std::vector<std::string> carried;        ///< "ship", "ship.users", as they are called there
  std::vector<std::string> present;        ///< carried earlier: `carried-from` says so
  std::vector<std::string> occupied;       ///< another record there bears the name: it was left alone
  std::vector<LeftParents> left_parents;   ///< of what was carried, and of a new cycle itself
  std::vector<std::string> alike;          ///< these, and those in them that bear the names of what goes on

  // Of what was carried earlier, on numbers that have moved since.
  std::vector<std::string> updated;   ///< "ship.users.baseline 131 → 250": as it was given earlier, and nobody's own
  std::vector<std::string> edited;    ///< what a person may have set, left as it is, and the command that would set it
  std::vector<std::string> finished;  ///< "2026-Q4/ship.release": it does not go on any more
};

/// What became of those: for stdout, and for stderr.
std::string updated_text(const CarryOver& carry, const CycleId& to);
std::string left_text(const Workspace& workspace, const CarryOver& carry, const Cycle& from, const CycleId& to);

/// That what was carried is due at once, as the cycle has run for so long, and how a key result of it begins today: for
/// stderr. Nothing of a draft, and where no key result was carried. A cycle that is not there yet is like `from`.
std::string late_text(const Workspace& workspace, const CarryOver& carry, const Cycle& from, const NextCycle& next,
                      Date today);

/// `numbers` are of the cycle that is carried from, which is over or treated so. A new file gets the title, the cadence
/// and, where it holds its days too, the parent of that cycle; `state` is written when it is not active. Nothing is
/// carried twice: the numbers of what was carried earlier follow, where they are still as an earlier day gave them.
/// Errors: environment, data.
Result<CarryOver> carry_over(const Workspace& workspace, const CycleNumbers& numbers, const NextCycle& next,
                             CycleState state);

// --- reviews ---------------------------------------------------------------------------------------------------------

// What `okr review` writes: a review saved beside the check-ins of its cycle (2026-Q3/reviews/2026-08-17-weekly.md);
// and --plan NEXT: the page from which the next cycle is planned, and its draft: what carries, and the objectives that
// KPIs call for.

struct PlanRequest {
  std::optional<std::string> from;  ///< the cycle before; without it the current one, or the one before `next`
  std::string next;                 ///< "2026-Q4", or `next`
  bool write = false;               ///< make the draft instead of showing the page
  bool git_commit = false;          ///< and commit it
};

/// The value is the exit code. Errors: usage (no such cycle, a next one that is closed or does not come after), data.
Result<int> plan_next(session::Context& context, const PlanRequest& request);

/// The document as Markdown under the day's name and `word` ("weekly", "mid", "final"). A page of that name is written
/// anew, with the answers that stand in it; one that was edited elsewhere stays and is exit 1, as an error of kind
/// answer_no. A new page takes the answers of the last one of its kind along.
Result<session::Action> action_for_review(const session::Context& context, const session::Session& session,
                                          const std::string& word, const draw::Document& document);

// --- a saved page and its answers ------------------------------------------------------------------------------------

/// The document as a page without answers.
std::string review_page(const draw::Document& document, std::optional<DigitStyle> digits);

/// The page as it is computed now, with the answers of the one that is there, byte for byte, and its line ends. Errors
/// of kind answer_no complete a sentence that begins with the file: "was edited outside the room for answers", ...
Result<std::string> written_anew(const std::string& there, const std::string& fresh);

struct BegunPage {
  std::string text;
  std::string from;  ///< the page whose answers were taken along, below the root; empty where there was none
};

/// The page with the answers of the last earlier one of its kind in the folder, where it is asked the same. `folder` is
/// below `root`. Errors: environment.
Result<BegunPage> with_earlier_answers(const std::string& root, const std::string& folder, const std::string& word,
                                       Date today, const std::string& fresh);

}  // namespace okr::actions
