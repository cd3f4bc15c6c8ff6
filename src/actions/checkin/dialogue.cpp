// SPDX-License-Identifier: MIT
#include "actions/checkin/dialogue.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// A KPI's reading, its note with it, and what is said of the key result that it feeds: the confidence, and a note that
/// stands without a value.
void add_both(const CheckinQuestion& question, const Update& said, std::vector<Update>& updates) {
  Update fed{.name = question.feeds};
  fed.entry.confidence = said.entry.confidence;
  if (said.says_value())
    updates.push_back(said);
  else
    fed.entry.note = said.entry.note;
  if (fed.entry.confidence || !fed.entry.note.empty()) updates.push_back(std::move(fed));
}

JournalMatter matter_of(const DialogueScript& script) { return {script.last_week, script.in_the_way, script.records}; }

}  // namespace

bool DialogueDraft::empty() const {
  return journal.empty() && std::ranges::all_of(lines, [](const DraftLine& line) { return line.typed.empty(); });
}

Dialogue::Dialogue(DialogueScript script, DialogueStyle style)
    : script_(std::move(script)), style_(style), answers_(script_.questions.size()) {}

// --- drafts

void Dialogue::restore(const DialogueDraft& draft) {
  std::vector<bool> is_taken_up(answers_.size());
  for (const DraftLine& line : draft.lines)
    if (const auto at = take_up(line))
      is_taken_up[*at] = true;
    else if (!line.typed.empty())
      untaken_.lines.push_back(line);
  at_ = static_cast<std::size_t>(std::ranges::find(is_taken_up, false) - is_taken_up.begin());
  reached_ = at_;
  if (auto journal = read_journal(draft.journal, matter_of(script_)))
    journal_ = std::move(*journal);
  else
    untaken_.journal = draft.journal;
}

std::optional<std::size_t> Dialogue::take_up(const DraftLine& line) {
  const auto is_asked = [&](const CheckinQuestion& question) {
    return line.id == question.id && line.is_confidence == question.is_confidence_only;
  };
  const auto question = std::ranges::find_if(script_.questions, is_asked);
  if (question == script_.questions.end()) return std::nullopt;
  auto answer = read_answer(*question, line.typed);
  if (!answer) return std::nullopt;
  const auto at = static_cast<std::size_t>(question - script_.questions.begin());
  answers_[at] = std::move(*answer);
  return at;
}

std::string Dialogue::untaken_text() const {
  if (untaken_.empty()) return {};
  std::string text = "Typed then and not taken up, as nothing asks for it any more or it no longer suits:\n";
  for (const DraftLine& line : untaken_.lines)
    text += fmt::format("  {}: {}\n", line.id, safe_for_terminal(line.typed));
  if (!untaken_.journal.empty()) text += fmt::format("  journal: {}\n", safe_for_terminal(untaken_.journal));
  return text + "What still holds is to be said anew: okr checkin ID=VALUE.\n";
}

DialogueDraft Dialogue::draft() const {
  DialogueDraft draft;
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    const CheckinQuestion& question = script_.questions[i];
    if (i < reached_ || !answers_[i].line.empty())
      draft.lines.push_back({question.id, answers_[i].line, question.is_confidence_only});
  }
  for (const DraftLine& line : untaken_.lines) {
    const auto says_it = [&](const DraftLine& said) { return said.id == line.id && !said.typed.empty(); };
    if (std::ranges::none_of(draft.lines, says_it)) draft.lines.push_back(line);
  }
  draft.journal = journal_.line.empty() ? untaken_.journal : journal_.line;
  return draft;
}

// --- asking

Turn Dialogue::begin() {
  std::string text = opening_text(script_, style_) + untaken_text();
  for (std::size_t i = 0; i < at_; ++i)
    text += question_text(script_, style_, i) + safe_for_terminal(answers_[i].line) + "\n";
  if (at_ < answers_.size()) return ask(std::move(text));
  return behind_questions(std::move(text));
}

std::string Dialogue::so_far() const {
  const std::string& line = stage_ == Stage::journal ? journal_.line : answers_[at_].line;
  if (line.empty()) return {};
  return fmt::format("  so far: {}  (Enter keeps it)\n", safe_for_terminal(line));
}

Turn Dialogue::ask(std::string text) {
  stage_ = Stage::question;
  return {std::move(text) + so_far() + question_text(script_, style_, at_), Wish::answer};
}

Turn Dialogue::behind_questions(std::string text) {
  at_ = reached_ = answers_.size();
  stage_ = Stage::journal;
  if (!script_.has_journal) return behind_journal();
  return {std::move(text) + so_far() + journal_text(script_, style_), Wish::answer};
}

Turn Dialogue::behind_journal() {
  const auto names = left(false), sums = left(true);
  if (names.empty() && sums.empty()) return finish();
  stage_ = Stage::unchanged;
  return {unchanged_text(names, sums, style_), Wish::answer};
}

Turn Dialogue::finish(std::string text) {
  stage_ = Stage::write;
  jumped_from_.reset();
  files_.clear();
  if (updates().empty() && !journal_.says_something())
    return {std::move(text) + "Nothing was said: nothing is written.\n", Wish::nothing};
  return {std::move(text) + "\n", Wish::preview};
}

/// The same question once more, below what is said of the last answer.
Turn Dialogue::ask_again(std::string text) {
  switch (stage_) {
    case Stage::question:
    case Stage::doubt: return ask(std::move(text));
    case Stage::journal: return behind_questions(std::move(text));
    case Stage::unchanged:
      return {text + prompt_text("y, n or the number of a question? [Y/n]", style_, "  "), Wish::answer};
    case Stage::write: break;
  }
  return {text + take_write("?").text, Wish::answer};
}

Turn Dialogue::back() {
  if (jumped_from_) return come_back();
  switch (stage_) {
    case Stage::question:
    case Stage::doubt:
      if (at_ == 0) return ask("  This is the first one.\n");
      --at_;
      return ask();
    case Stage::journal:
      if (answers_.empty()) return behind_questions("  There is nothing before it.\n");
      at_ = answers_.size() - 1;
      return ask();
    case Stage::unchanged:
    case Stage::write:
      is_true_still_ = false;
      if (at_ == answers_.size() && !script_.has_journal && at_ > 0) --at_;
      return at_ < answers_.size() ? ask() : behind_questions();
  }
  return ask();
}

// --- jumps

/// "#3" and "#users"; where no value is asked for a bare number is one too. A step may be called so.
bool Dialogue::is_jump(std::string_view line) const {
  if (script_.questions.empty()) return false;
  const bool takes_values = stage_ == Stage::question || stage_ == Stage::doubt;
  if (!takes_values && !line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos) return true;
  if (!line.starts_with(jump_mark)) return false;
  return !takes_values || !read_answer(script_.questions[at_], line);
}

Turn Dialogue::jump(std::string_view line) {
  const std::string_view typed = trim(line.substr(line.starts_with(jump_mark) ? 1 : 0));
  const auto to = question_called(script_, typed);
  if (!to)
    return ask_again(complaint_text({ErrorKind::usage, fmt::format("there is no question {}", safe_for_terminal(typed)),
                                     fmt::format("#1 to #{}, or # and a name", script_.questions.size())},
                                    style_));
  const bool is_here = stage_ == Stage::question && *to == at_;
  if (!jumped_from_ && !is_here) jumped_from_ = JumpedFrom{stage_ == Stage::doubt ? Stage::question : stage_, at_};
  if (jumped_from_ && jumped_from_->stage == Stage::question && jumped_from_->at == *to) jumped_from_.reset();
  at_ = *to;
  return ask();
}

Turn Dialogue::come_back() {
  const JumpedFrom origin = *std::exchange(jumped_from_, std::nullopt);
  at_ = origin.at;
  switch (origin.stage) {
    case Stage::question:
    case Stage::doubt: return ask();
    case Stage::journal: return behind_questions();
    case Stage::unchanged: return behind_journal();
    case Stage::write: return finish();
  }
  return ask();
}

// --- what is typed

LineHelp Dialogue::help() const {
  switch (stage_) {
    case Stage::question: return {words_at(script_, at_), true};
    case Stage::journal: {
      std::vector<std::string> words = {"next:", "win:", "blocked:"};
      std::ranges::move(jumps_of(script_), std::back_inserter(words));
      return {std::move(words), true};
    }
    case Stage::doubt:
    case Stage::unchanged:
    case Stage::write: break;
  }
  return {jumps_of(script_), false};
}

Turn Dialogue::take(std::string_view line) {
  line = trim(line);
  const bool is_asked = stage_ == Stage::question || stage_ == Stage::doubt || stage_ == Stage::journal;
  const bool goes_elsewhere = line == "<" || is_jump(line);
  if (goes_elsewhere && is_edited_)
    return {prompt_text("What stands in the editor counts now: e opens it again. [Y/n/e]", style_, "  "), Wish::answer};
  if (line == "<") return back();
  if (goes_elsewhere) return jump(line);
  if (is_asked && line == "q") return finish();
  if (is_asked && line == "e") return {"", Wish::edit};
  switch (stage_) {
    case Stage::question: return take_answer(line);
    case Stage::doubt: return take_doubt(line);
    case Stage::journal: return take_journal(line);
    case Stage::unchanged: return take_unchanged(line);
    case Stage::write: return take_write(line);
  }
  return interrupt();
}

Turn Dialogue::take_answer(std::string_view line) {
  const CheckinQuestion& question = script_.questions[at_];
  if (line == "?") return ask(question_help(question, style_));
  if (line.empty()) return accept(answers_[at_]);
  auto answer = read_answer(question, line);
  if (!answer) return ask(complaint_text(answer.error(), style_));
  const auto doubt = doubt_about(question, answer->update);
  if (!doubt) return accept(std::move(*answer));
  pending_ = std::move(*answer);
  stage_ = Stage::doubt;
  return {prompt_text(*doubt + ". Is it right? [y/N]", style_, "  "), Wish::answer};
}

Turn Dialogue::take_doubt(std::string_view line) {
  if (line == pending_.line) return accept(std::move(pending_));
  const auto is_right = yes_or_no(line, false);
  if (!is_right) return take_answer(line);
  if (*is_right) return accept(std::move(pending_));
  return ask();
}

Turn Dialogue::accept(Answer answer) {
  answers_[at_] = std::move(answer);
  if (jumped_from_) {
    if (at_ >= reached_ && !answers_[at_].is_left()) answered_ahead_.insert(at_);
    return come_back();
  }
  ++at_;
  while (at_ >= reached_ && answered_ahead_.contains(at_)) ++at_;
  reached_ = std::max(reached_, at_);
  if (at_ < answers_.size()) return ask();
  return behind_questions();
}

Turn Dialogue::take_journal(std::string_view line) {
  if (line == "?") return behind_questions(journal_help(style_));
  if (!line.empty()) {
    auto journal = read_journal(line, matter_of(script_));
    if (!journal) return behind_questions(complaint_text(journal.error(), style_));
    journal_ = std::move(*journal);
  }
  return behind_journal();
}

Turn Dialogue::take_unchanged(std::string_view line) {
  const auto is_true = yes_or_no(line, true);
  if (!is_true)
    return {prompt_text("y: they count as said today; n: nothing is said of them; < or a number goes back. [Y/n]",
                        style_, "  "),
            Wish::answer};
  is_true_still_ = *is_true;
  return finish();
}

Turn Dialogue::take_write(std::string_view line) {
  if (line == "e") return {"", Wish::edit};
  const bool can_write = !files_.empty();
  const auto is_yes = line == "q" ? std::optional(false) : yes_or_no(line, can_write);
  if (is_yes && !*is_yes) return {"", Wish::keep};
  if (is_yes && can_write) return {"", Wish::write};
  return {
      prompt_text(can_write ? "y writes it, n keeps it for later, e opens your editor, < or a number goes back. [Y/n/e]"
                            : "e opens your editor, < or a number goes back, n keeps it for later. [e/</n]",
                  style_, "  "),
      Wish::answer};
}

// --- ends

Turn Dialogue::take_end() {
  if (stage_ == Stage::write) return {"\n", Wish::keep};
  return finish("\n");
}

Turn Dialogue::interrupt() { return {"\n", Wish::stop}; }

Turn Dialogue::proposed(std::string_view files) {
  stage_ = Stage::write;
  files_ = std::string(files);
  return {prompt_text(fmt::format("Write {}? [Y/n/e]", files_), style_), Wish::answer};
}

Turn Dialogue::refused() {
  stage_ = Stage::write;
  files_.clear();
  return {
      prompt_text("Nothing can be written like this: e opens your editor, < goes back, n keeps it for later. [e/</n]",
                  style_),
      Wish::answer};
}

Turn Dialogue::edited_nothing() {
  if (stage_ == Stage::write) return {"", Wish::preview};
  if (at_ < answers_.size()) return ask();
  return behind_questions();
}

// --- what was said

std::vector<Update> Dialogue::updates() const {
  std::vector<Update> updates;
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    const CheckinQuestion& question = script_.questions[i];
    if (question.kpi) {
      add_both(question, answers_[i].update, updates);
    } else if (answers_[i].says_something()) {
      updates.push_back(answers_[i].update);
    } else if (is_true_still_ && is_left(i)) {
      updates.push_back(repeated(question));
      updates.back().is_still_true = true;
    }
  }
  return updates;
}

bool Dialogue::is_left(std::size_t index) const {
  return answers_[index].is_left() && is_asked_once_more(script_.questions[index]);
}

std::vector<std::string> Dialogue::left(bool sums) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    const CheckinQuestion& question = script_.questions[i];
    if (!is_left(i) || question.takes_amounts() != sums) continue;
    const bool has_verb = sums && question.name.starts_with("add ");
    names.push_back(has_verb ? question.name.substr(4) : question.name);
  }
  return names;
}

}  // namespace okr::actions
