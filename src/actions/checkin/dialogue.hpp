// SPDX-License-Identifier: MIT
// The weekly check-in as a state machine: it is told what was typed and says what to print and what comes next. It
// reads no terminal, opens no file and knows no clock; who drives it does. What it asks and how that looks is
// question.cpp's, what was answered answer.cpp's.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/checkin/due.hpp"
#include "actions/checkin/write.hpp"
#include "okr/base/result.hpp"
#include "okr/compute/blockers.hpp"
#include "session/session.hpp"
#include "session/transaction.hpp"

namespace okr::actions {

// --- what is asked ---------------------------------------------------------------------------------------------------

/// In front of a number or a name it is a jump: "#3", "#users".
inline constexpr char jump_mark = '#';

/// A key result, or a KPI, with what a person has to see of it. What it points to has to outlive it.
struct CheckinQuestion {
  std::string id;                         ///< "ship.users", "2026/reach.visits", a KPI's "resting-hr"
  std::string reference;                  ///< the same in full: "2026-Q3/ship.users"; a KPI's id
  std::string name;                       ///< as it is shown: "users", "add km"
  std::string title;                      ///< may be empty
  std::string status;                     ///< "behind", "green"
  bool is_at_risk = false;                ///< at risk or behind; a KPI in the red
  std::string last;                       ///< "112", "2/4"; empty where nothing was said yet
  std::string last_day;                   ///< "10 Aug"; empty where nothing was said yet
  std::string stated;                     ///< "7, 6 Jul": the confidence where that alone is asked for; else empty
  std::string pace;                       ///< where it should be: "207", "31 Aug", "<= 58"; may be empty
  const KeyResult* key_result = nullptr;  ///< null for a KPI
  Kind kind = Kind::number;               ///< of a key result: what it was on the day
  bool is_confidence_only = false;        ///< of a key result whose value a KPI or another source brings
  std::string fed_by;                     ///< of a key result: the KPI that fed it on the day; may be empty
  const Kpi* kpi = nullptr;               ///< null for a key result
  std::string feeds;                      ///< of a KPI: full id of the key result that gets the confidence; or empty
  ReadingDay day;                         ///< of a KPI: the day or period its reading is for
  std::string taken;                      ///< of a KPI that adds up: "5000", what its line of that day holds; or empty
  std::optional<double> last_number;      ///< the last reading
  std::optional<double> start;            ///< of a key result: its baseline, where it has one
  std::vector<double> earlier;            ///< all readings, of a sum the amounts, oldest first
  double most = 0;                        ///< of a sum: the largest amount so far
  std::vector<double> steps_done;         ///< of steps: 0 or 1 each
  std::optional<DigitStyle> digits;       ///< how the screen groups thousands

  bool takes_amounts() const { return key_result && okr::takes_amounts(*key_result, kind); }
  bool takes_confidence() const { return key_result || !feeds.empty(); }
  /// True when "=" or a yes to "still true?" says something: there is a last value, or an amount can be 0.
  bool can_repeat() const { return !is_confidence_only && (takes_amounts() || last_number); }
};

/// "KPI users brings the values", of one that asks for the confidence alone.
std::string who_brings_values(const CheckinQuestion& question);

/// What is asked, and what stands above it.
struct DialogueScript {
  std::string heading;                     ///< "2026-Q3, week 7 of 13"
  Date date;                               ///< of which what is said will be
  std::string day;                         ///< "Mon 17 Aug"
  std::vector<CheckinQuestion> questions;  ///< in the order of the files, KPIs behind; as they are asked
  std::vector<std::string> last_week;      ///< last week's priorities that are not done yet
  std::vector<Obstacle> in_the_way;        ///< what nobody has called solved
  std::vector<std::string> records;        ///< names that what is blocked may begin with
  bool has_journal = true;                 ///< false where no cycle could hold it
};

/// Heading and questions.
DialogueScript script_of(const CheckinScene& scene, const Asking& asking);

/// Priorities of the last week that had any (of `me`, or of everybody where nobody is me), those added in its middle
/// too, without those that were done since.
std::vector<std::string> open_priorities(const CheckinScene& scene, const std::string& me);

struct DialogueStyle {
  std::size_t width = 80;
  bool utf8 = true;    ///< else ASCII stands for the signs of our own
  bool plain = false;  ///< words in lines of their own instead of columns
};

/// The lines above the first question: what, how many, how long, the keys, the columns' names.
std::string opening_text(const DialogueScript& script, const DialogueStyle& style);

/// The question, up to where the person types; its last line is not ended.
std::string question_text(const DialogueScript& script, const DialogueStyle& style, std::size_t index);

/// Which of them a jump means: its number, its name or its id ("3", "km", "fit.km"); nothing for other words.
std::optional<std::size_t> question_called(const DialogueScript& script, std::string_view typed);

/// What Tab completes there: steps, words of a kind, jumps to questions.
std::vector<std::string> words_at(const DialogueScript& script, std::size_t index);

/// "#users": a jump to each of the questions, as Tab completes it.
std::vector<std::string> jumps_of(const DialogueScript& script);

/// True when "still true?" asks about it at the end, where it was left. A KPI's last reading stands for its own day: it
/// is said again with = only.
bool is_asked_once_more(const CheckinQuestion& question);

/// What can be typed there.
std::string question_help(const CheckinQuestion& question, const DialogueStyle& style);

/// The journal's question with last week's priorities, up to where the person types.
std::string journal_text(const DialogueScript& script, const DialogueStyle& style);
std::string journal_help(const DialogueStyle& style);

/// "Unchanged: release, doctor. Still true today? [Y/n] ", wrapped; `sums` are those to which nothing is added.
std::string unchanged_text(std::span<const std::string> names, std::span<const std::string> sums,
                           const DialogueStyle& style);

/// A question in words, wrapped, up to where the person types; `indent` stands in front of each line.
std::string prompt_text(std::string_view question, const DialogueStyle& style, std::string_view indent = "");

/// "  WHAT: HINT", wrapped and ended.
std::string complaint_text(const Error& error, const DialogueStyle& style);

// --- what a typed line says ------------------------------------------------------------------------------------------

/// What was said to a question.
struct Answer {
  std::string line;  ///< as typed; empty where it was left
  Update update;     ///< of a KPI: the confidence is that of the key result it feeds

  bool is_left() const { return line.empty(); }
  bool says_something() const;
};

/// `value confidence note`, `= confidence note`, `- confidence note` (no value) or `-` alone. Usage errors say what is
/// wrong with which word, and how to write it.
Result<Answer> read_answer(const CheckinQuestion& question, std::string_view line);

/// The last value once more; 0 for a sum.
Update repeated(const CheckinQuestion& question);

/// "1310 is 11.7 times the last one, 112": why a value may be a slip; empty when nothing speaks for one. Ten times as
/// much or as little, the other sign, or further from all earlier ones than three natural limits.
std::optional<std::string> doubt_about(const CheckinQuestion& question, const Update& update);

/// What a journal's line may speak of.
struct JournalMatter {
  std::span<const std::string> last_week = {};  ///< priorities that are open
  std::span<const Obstacle> in_the_way = {};    ///< what nobody has called solved
  std::span<const std::string> records = {};    ///< names that what is blocked may begin with
};

/// "x1 x3 s1 Cut the beta. next: call Bo; 2  win: ...  blocked: fit.doctor moved to September  solved: 2  lesson: ..."
struct JournalLine {
  std::string line;  ///< as typed; empty where nothing was said
  Checkin journal;   ///< note; done: of last week's priorities, those ticked off; all other lists

  bool says_something() const;
};

/// What the line says. A number in `next:` is one of last week's once more, in `solved:` one of what is in the way; x
/// alone ticks them all. Usage errors: a number none of them has, a key result of an objective that has none of that
/// name, a record that is blocked by nothing, a control character.
Result<JournalLine> read_journal(std::string_view line, const JournalMatter& matter);

// --- what comes when -------------------------------------------------------------------------------------------------

/// What the dialogue wants next.
enum class Wish {
  answer,   ///< a line is typed
  preview,  ///< what was said is checked and shown; then `proposed` or `refused`
  edit,     ///< an editor is opened with what was said; then as for preview
  write,    ///< yes: it is written
  keep,     ///< no: nothing is written, what was typed is kept as a draft
  nothing,  ///< nothing was said: nothing to write, no draft
  stop      ///< interrupted: as keep, and the program ends with 130
};

struct Turn {
  std::string text;  ///< to be printed first; not ended by a newline where a line is typed behind it
  Wish wish = Wish::answer;
};

struct DraftLine {
  std::string id;              ///< of the question
  std::string typed;           ///< empty where it was left
  bool is_confidence = false;  ///< the confidence alone was asked for: no answer to a question for a value
};

/// What was typed so far, as it was typed: enough to go on another time.
struct DialogueDraft {
  std::vector<DraftLine> lines;
  std::string journal;

  bool empty() const;  ///< true when nothing was said in it
};

class Dialogue {
 public:
  Dialogue(DialogueScript script, DialogueStyle style);

  /// Takes up what was typed another time, before begin(), which names what no question asks any more or what no longer
  /// suits one; that stays in the draft until something is written.
  void restore(const DialogueDraft& draft);

  Turn begin();
  Turn take(std::string_view line);

  /// The end of the input: as q, and as no where the last question is asked.
  Turn take_end();
  Turn interrupt();

  /// The preview has been shown; `files` are what would be written ("checkins/2026-08-17-ana-x1.toml").
  Turn proposed(std::string_view files);

  /// What was said cannot be written, and why has been shown.
  Turn refused();

  /// The editor was left without a change.
  Turn edited_nothing();

  /// From now on the editor's text counts, and no question is gone back to.
  void hand_over_to_editor() { is_edited_ = true; }

  /// What Tab completes where a line is typed now, and whether Up brings it back.
  session::LineHelp help() const;

  DialogueDraft draft() const;
  const DialogueScript& script() const { return script_; }

  /// What was said so far, in the order of the questions. One that was left and is still true says its last value
  /// again.
  std::vector<Update> updates() const;
  const Checkin& journal() const { return journal_.journal; }

 private:
  /// The question that the line answers; none where nothing asks for it, or it no longer suits.
  std::optional<std::size_t> take_up(const DraftLine& line);
  std::string untaken_text() const;

  enum class Stage { question, doubt, journal, unchanged, write };

  /// Where a jump began: it leads back there.
  struct JumpedFrom {
    Stage stage = Stage::question;
    std::size_t at = 0;
  };

  Turn ask(std::string text = {});
  Turn ask_again(std::string text);
  bool is_jump(std::string_view line) const;
  Turn jump(std::string_view line);
  Turn come_back();
  Turn take_answer(std::string_view line);
  Turn take_doubt(std::string_view line);
  Turn take_journal(std::string_view line);
  Turn take_unchanged(std::string_view line);
  Turn take_write(std::string_view line);
  Turn accept(Answer answer);
  Turn back();
  Turn behind_questions(std::string text = {});
  Turn behind_journal();
  Turn finish(std::string text = {});
  bool is_left(std::size_t index) const;
  std::vector<std::string> left(bool sums) const;
  std::string so_far() const;

  DialogueScript script_;
  DialogueStyle style_;
  std::vector<Answer> answers_;  ///< one for each question
  DialogueDraft untaken_;        ///< what of a draft no question takes
  JournalLine journal_;
  Stage stage_ = Stage::question;
  std::size_t at_ = 0;       ///< the question that is asked; their number behind the last
  std::size_t reached_ = 0;  ///< how many have been asked
  std::optional<JumpedFrom> jumped_from_;
  std::set<std::size_t> answered_ahead_;  ///< by a jump, before it was their turn
  Answer pending_;                        ///< the answer in doubt
  std::string files_;                     ///< of the last preview; empty where it was refused
  bool is_true_still_ = false;
  bool is_edited_ = false;
};

// --- at a terminal ---------------------------------------------------------------------------------------------------

// `okr checkin` at a terminal: chooses the day, drives the dialogue between the person, the editor and the files, and
// keeps what was typed as a draft where it is not written. What is asked and what an answer means is the dialogue's;
// what is written is write's.

/// Asks, shows, and writes once. `request` says who, when and how, and holds no input yet; `session` has every cycle
/// opened. The value is the exit code: 0, or 130 where it was interrupted or the input ended.
Result<int> check_in_at_terminal(session::Context& context, session::Session session, CheckinRequest request,
                                 const Asking& asking);

/// A check-in that was begun and not written; one for each workspace, in the person's state folder.
struct CheckinDraft {
  Date date;
  DialogueDraft dialogue;
};

/// The draft's file and back: a word a line (root, date, answer, journal), then what was typed. Nothing where the text
/// is none, or another workspace's.
std::string draft_text(const CheckinDraft& draft, std::string_view root);
std::optional<CheckinDraft> read_draft(std::string_view text, std::string_view root);

// --- what git did not take -------------------------------------------------------------------------------------------

/// Files that are written, and the message of their commit.
struct UncommittedFiles {
  std::vector<std::string> paths;  ///< below the root
  std::string message;
};

/// Keeps them in the person's state folder. That it could not is no error: the hint names git's own command.
void keep_uncommitted(const session::Context& context, const std::string& root, const UncommittedFiles& files);

/// Commits what was kept, where commits are wanted (--git-commit, or the person's settings), and forgets it. Errors:
/// those of the commit; then it is kept on.
Status commit_kept(session::Context& context, const Workspace& workspace, bool git_commit);

}  // namespace okr::actions
