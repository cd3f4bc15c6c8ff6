// SPDX-License-Identifier: MIT
// The weekly check-in as a state machine: it is told what was typed and says what to print and what comes next. It
// reads no terminal, opens no file and knows no clock; who drives it does.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "actions/checkin/answer.hpp"

namespace okr::cli {

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
  /// The line that answers the same question; null where there is none.
  const DraftLine* answer_to(const CheckinQuestion& question) const;
};

class Dialogue {
 public:
  Dialogue(DialogueScript script, DialogueStyle style);

  /// Takes up what was typed another time, before begin(). What no question asks any more, or no longer suits it, is
  /// left.
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
  LineHelp help() const;

  DialogueDraft draft() const;
  const DialogueScript& script() const { return script_; }

  /// What was said so far, in the order of the questions. One that was left and is still true says its last value again.
  std::vector<Update> updates() const;
  const Checkin& journal() const { return journal_.journal; }

 private:
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

}  // namespace okr::cli
