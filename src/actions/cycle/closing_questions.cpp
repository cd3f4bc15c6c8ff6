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
#include "session/settings.hpp"

namespace okr::actions {
using namespace session;

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
Result<std::string> answer(Context& context, const std::string& prompt) {
  while (true) {
    context.print(prompt);
    const Reply reply = context.reply({.is_recalled = true});
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

std::string closing_question(std::string_view cycle) { return fmt::format("Close {} with these numbers?", cycle); }

/// The keys of the check-in's dialogue mean the same here: a word is never taken for something else.
constexpr std::string_view to_go_back = "<", to_be_helped = "?", nothing_to_say = "-";

/// A single letter, digit or sign that means nothing here, as q and 2 do in the check-in: no sentence of anybody.
bool is_stray_key(std::string_view line) {
  return line.size() == 1 && line != to_go_back && line != to_be_helped && line != nothing_to_say;
}

constexpr std::string_view one_key = "That key means nothing here: say it in words. Enter goes on; ?: help.";

enum class Went : std::uint8_t { on, back };

/// What the person is asked, one thing behind the other, until all is said.
class Questions {
 public:
  Questions(Context& context, const CycleNumbers& numbers, ClosingAnswers& answers)
      : context_(context), cycle_(numbers.cycle->id.text), missed_(postmortems_due(numbers)), answers_(answers) {}

  /// Begins at the first that has no answer; the value is whether to close.
  Result<bool> ask() {
    const auto is_open = [&](const KeyResultNumbers* kr) { return !said_of(*kr); };
    std::size_t at = static_cast<std::size_t>(std::ranges::find_if(missed_, is_open) - missed_.begin());
    if (at < missed_.size()) print("\n" + on_lines(context_, std::string(postmortem_keys)));
    while (true) {
      std::optional<bool> closes;
      TRY_ASSIGN(const Went went, ask(at, closes));
      if (closes) return *closes;
      at = went == Went::on ? behind(at) : before(at);
    }
  }

 private:
  static constexpr std::string_view postmortem_keys = "Why was it missed? A line each; Enter: later, <: back, ?: help.";
  static constexpr std::string_view line_keys = "A line each, Enter goes on; <: the last one away, or back; ?: help.";

  /// What was answered the last time is asked only after a step back.
  std::size_t behind(std::size_t at) {
    ++at;
    while (!has_gone_back_ && at < missed_.size() && said_of(*missed_[at])) ++at;
    return at;
  }

  std::size_t before(std::size_t at) {
    has_gone_back_ = true;
    if (at == 0) print("  This is the first one.\n");
    return at == 0 ? 0 : at - 1;
  }

  void print(const std::string& text) { context_.print(text); }
  void explain(std::string_view text) { print("  " + on_lines(context_, std::string(text))); }

  /// Postmortems, then wins, lessons, and the last question.
  Result<Went> ask(std::size_t at, std::optional<bool>& closes) {
    if (at < missed_.size()) return ask_why(*missed_[at]);
    if (at == missed_.size())
      return ask_for_lines("Win", "what went well, for the review and the next cycle", answers_.wins);
    if (at == missed_.size() + 1) return ask_for_lines("Lesson", "what you would do otherwise", answers_.lessons);
    return ask_to_close(closes);
  }

  Postmortem* said_of(const KeyResultNumbers& kr) {
    const auto said = std::ranges::find(answers_.postmortems, kr.id, &Postmortem::about);
    return said == answers_.postmortems.end() ? nullptr : &*said;
  }

  Result<Went> ask_why(const KeyResultNumbers& kr) {
    print("\n" +
          on_lines(context_, fmt::format("{} was missed: {}. What happened, and what will change?", to_string(kr.id),
                                         safe_for_terminal(draw::bare(reports::missed_at_text(kr))))));
    if (const Postmortem* said = said_of(kr))
      print("  " + on_lines(context_, "said: " + safe_for_terminal(said->text)));
    while (true) {
      TRY_ASSIGN(auto line, answer(context_, "> "));
      if (line == to_go_back) return Went::back;
      if (line == to_be_helped) {
        explain(
            "One line, kept as the postmortem of this key result. Enter leaves it as it is: okr set says it later, and "
            "okr check reminds of it (W218). - takes back what was said. <: the question before. Ctrl-C closes "
            "nothing and keeps what was typed.");
        continue;
      }
      if (is_stray_key(line)) {
        explain(one_key);
        continue;
      }
      if (!line.empty()) say(kr, line == nothing_to_say ? std::string() : std::move(line));
      return Went::on;
    }
  }

  void say(const KeyResultNumbers& kr, std::string text) {
    std::erase_if(answers_.postmortems, [&](const Postmortem& one) { return one.about == kr.id; });
    if (!text.empty()) answers_.postmortems.push_back({kr.id, std::move(text)});
  }

  /// A line each, until an empty one.
  Result<Went> ask_for_lines(const std::string& what, std::string_view meaning, std::vector<std::string>& lines) {
    print("\n" + on_lines(context_, std::string(line_keys)));
    while (true) {
      TRY_ASSIGN(auto line, answer(context_, what + " > "));
      if (line.empty() || line == nothing_to_say) return Went::on;
      if (is_stray_key(line)) {
        explain(one_key);
      } else if (line == to_be_helped) {
        explain(fmt::format(
            "{}: {}. Enter or - goes on. < takes the last one away; where none is left, it goes back. Ctrl-C "
            "closes nothing and keeps what was typed.",
            what, meaning));
      } else if (line != to_go_back) {
        lines.push_back(std::move(line));
      } else if (lines.empty()) {
        return Went::back;
      } else {
        explain(fmt::format("taken away: {}", safe_for_terminal(lines.back())));
        lines.pop_back();
      }
    }
  }

  Result<Went> ask_to_close(std::optional<bool>& closes) {
    const std::string question = join(wrap(closing_question(cycle_) + " [Y/n]", context_.screen().width), "\n") + " ";
    std::string prompt = question;
    while (true) {
      TRY_ASSIGN(const auto line, answer(context_, prompt));
      if (line == to_go_back) return Went::back;
      closes = yes_or_no(line, true);
      if (closes) return Went::on;
      if (line == to_be_helped) explain("y closes the cycle, n keeps what was typed for later, < goes back.");
      prompt = line == to_be_helped ? question : "  y or n? ";
    }
  }

  Context& context_;
  std::string cycle_;
  std::vector<const KeyResultNumbers*> missed_;
  ClosingAnswers& answers_;
  bool has_gone_back_ = false;
};

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
  TRY_ASSIGN(const auto goes_on, confirmed(context, "Go on with these?",
                                           "y takes them as said, and asks for the rest; n asks for everything anew."));
  if (goes_on)
    answers = std::move(kept);
  else
    context.print(on_lines(context, "They stay until the cycle is closed or you type others."));
  return {};
}

}  // namespace

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
  return Questions(context, numbers, answers).ask();
}

Result<bool> confirm_closing(Context& context, const CycleId& id) {
  return confirmed(context, closing_question(id.text), "y closes the cycle with the numbers above, n leaves it open.");
}

bool keep_answers(const Context& context, const std::string& root, std::string_view cycle,
                  const ClosingAnswers& answers) {
  if (answers.empty()) return false;
  return draft_of_answers(context, root, cycle).keep(text_of(answers, head_of(root, cycle))).has_value();
}

void drop_answers(const Context& context, const std::string& root, std::string_view cycle) {
  draft_of_answers(context, root, cycle).drop();
}

}  // namespace okr::actions
