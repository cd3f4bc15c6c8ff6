// SPDX-License-Identifier: MIT
// What a person is asked when a cycle is closed, and what was answered: kept on disk where the closing did not come
// about.
#include "actions/cycle/closing.hpp"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "draw/numbers.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/carry.hpp"
#include "reports/words.hpp"
#include "session/state_folder.hpp"

namespace okr::cli {

namespace {

// --- kept answers --------------------------------------------------------------------------------------------------

/// The root and the cycle stand in the file too: a name alone may be another workspace's.
std::string head_of(const std::string& root, std::string_view cycle) {
  return fmt::format("# answers given to okr close {} in {}\n", cycle, root);
}

KeptDraft draft_of_answers(const Context& context, const std::string& root, std::string_view cycle) {
  return {context, root, fmt::format("close-{}", cycle)};
}

std::string text_of(const ClosingAnswers& answers, std::string text) {
  for (const Postmortem& one : answers.postmortems)
    text += fmt::format("postmortem {} {}\n", to_string(one.about), one.text);
  for (const std::string& win : answers.wins) text += fmt::format("win {}\n", win);
  for (const std::string& lesson : answers.lessons) text += fmt::format("lesson {}\n", lesson);
  return text;
}

void read_answer(std::string_view line, ClosingAnswers& answers) {
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return;
  const std::string_view word = line.substr(0, blank);
  const std::string text(line.substr(blank + 1));
  if (word == "win") answers.wins.push_back(text);
  if (word == "lesson") answers.lessons.push_back(text);
  const auto behind_id = text.find(' ');
  const auto dot = text.find('.');
  if (word != "postmortem" || behind_id == std::string::npos || dot > behind_id) return;
  answers.postmortems.push_back(
      {{ObjectiveId(text.substr(0, dot)), text.substr(dot + 1, behind_id - dot - 1)}, text.substr(behind_id + 1)});
}

ClosingAnswers kept_answers(const Context& context, const std::string& root, std::string_view cycle) {
  ClosingAnswers answers;
  const std::string head = head_of(root, cycle);
  const auto text = draft_of_answers(context, root, cycle).text();
  if (!text || !text->starts_with(head) || !is_valid_utf8(*text)) return answers;
  for (const std::string_view line : split(std::string_view(*text).substr(head.size()), '\n'))
    read_answer(line, answers);
  return answers;
}

// --- questions -----------------------------------------------------------------------------------------------------

/// One line that a file can hold; the end of the input is an error.
Result<std::string> answer(Context& context, const std::string& prompt, const LineHelp& help = {.is_recalled = true}) {
  while (true) {
    context.print(prompt);
    const Reply reply = context.reply(help);
    if (reply.kind != Reply::Kind::line) {
      context.print("\n");
      const bool has_ended = reply.kind == Reply::Kind::end;
      return failure(ErrorKind::interrupted, has_ended ? "the input ended" : "interrupted", "nothing was written");
    }
    const std::string text(trim(reply.line));
    if (!has_control_character(text) && is_valid_utf8(text)) return text;
    context.print("  That line holds characters that no file keeps; once more, please.\n");
  }
}

/// A line each, until an empty one.
Status ask_for_lines(Context& context, const std::string& what, std::vector<std::string>& lines) {
  while (true) {
    TRY_ASSIGN(auto line, answer(context, what + " > "));
    if (line.empty()) return {};
    lines.push_back(std::move(line));
  }
}

/// Answers of a closing that did not come about, where they are wanted.
Status offer_kept(Context& context, const std::string& root, const CycleId& cycle, ClosingAnswers& answers) {
  ClosingAnswers kept = kept_answers(context, root, cycle.text);
  if (kept.empty()) return {};
  context.print("\nAnswered the last time:\n");
  for (const Postmortem& one : kept.postmortems)
    context.print("  " + on_lines(context, fmt::format("{}: {}", to_string(one.about), safe_for_terminal(one.text))));
  for (const std::string& win : kept.wins) context.print("  " + on_lines(context, "Win: " + safe_for_terminal(win)));
  for (const std::string& lesson : kept.lessons)
    context.print("  " + on_lines(context, "Lesson: " + safe_for_terminal(lesson)));
  TRY_ASSIGN(const auto goes_on, confirmed(context, "Go on with these?"));
  if (goes_on) answers = std::move(kept);
  return {};
}

}  // namespace

std::string on_lines(const Context& context, const std::string& text) {
  constexpr std::size_t set_in = 2;
  return join(wrap(text, context.screen().width - set_in), "\n  ") + "\n";
}

std::vector<const KeyResultNumbers*> postmortems_due(const CycleNumbers& numbers) {
  std::vector<const KeyResultNumbers*> due;
  for (const ObjectiveNumbers& objective : numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      if (postmortem_is_due(objective, kr)) due.push_back(&kr);
  return due;
}

Result<bool> ask_for_closing(Context& context, const std::string& root, const CycleNumbers& numbers,
                             ClosingAnswers& answers) {
  TRY(offer_kept(context, root, numbers.cycle->id, answers));
  for (const KeyResultNumbers* kr : postmortems_due(numbers)) {
    if (std::ranges::find(answers.postmortems, kr->id, &Postmortem::about) != answers.postmortems.end()) continue;
    const std::string question = fmt::format("{} was missed: {}. What happened, and what will change? (Enter: later)",
                                             to_string(kr->id), safe_for_terminal(draw::bare(reports::now_text(*kr))));
    context.print("\n" + on_lines(context, question));
    TRY_ASSIGN(auto text, answer(context, "> "));
    if (!text.empty()) answers.postmortems.push_back({kr->id, std::move(text)});
  }
  context.print("\nA line each, Enter goes on.\n");
  TRY(ask_for_lines(context, "Win", answers.wins));
  TRY(ask_for_lines(context, "Lesson", answers.lessons));
  return confirm_closing(context, numbers.cycle->id);
}

Result<bool> confirm_closing(Context& context, const CycleId& id) {
  return confirmed(context, fmt::format("Close {} with these numbers?", id.text));
}

bool keep_answers(const Context& context, const std::string& root, std::string_view cycle,
                  const ClosingAnswers& answers) {
  if (answers.empty()) return false;
  return draft_of_answers(context, root, cycle).keep(text_of(answers, head_of(root, cycle))).has_value();
}

void drop_answers(const Context& context, const std::string& root, std::string_view cycle) {
  draft_of_answers(context, root, cycle).drop();
}

}  // namespace okr::cli
