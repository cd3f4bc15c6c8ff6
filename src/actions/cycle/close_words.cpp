// SPDX-License-Identifier: MIT
#include "actions/cycle/close_words.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "draw/terminal.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/carry.hpp"
#include "reports/words.hpp"
#include "session/yes_or_no.hpp"

namespace okr::cli {

namespace {

using draw::Cell;
using draw::Style;

Cell score_cell(const Computed<Score>& score, int scale) {
  return Cell(score ? reports::score_text(shown_score(*score), scale) : std::string("-"));
}

draw::Text outcome_text(State state, const std::optional<Verdict>& verdict) {
  if (!counts(state)) return draw::Text(std::string(word(state)), Style::dim);
  return verdict ? reports::standing_text(PaceStatus::ended, verdict) : draw::Text("-", Style::dim);
}

void add_objective(draw::Table& table, const ObjectiveNumbers& objective, int scale) {
  table.add_record(objective.id.text,
                   {Cell(objective.id.text, Style::id), Cell(objective.objective->title, Style::strong),
                    score_cell(objective.score, scale), outcome_text(objective.state, objective.verdict)});
  for (const KeyResultNumbers& kr : objective.key_results)
    table.add_record(to_string(kr.id), {Cell("  " + kr.id.name), Cell(reports::now_text(kr)),
                                        score_cell(kr.score, scale), outcome_text(kr.state, kr.verdict)});
}

/// As lines that fit on the screen; those behind the first are set in.
std::string on_lines(const Context& context, const std::string& text) {
  constexpr std::size_t set_in = 2;
  return join(wrap(text, context.screen().width - set_in), "\n  ") + "\n";
}

// --- questions -----------------------------------------------------------------------------------------------------

/// One line that a file can hold; the end of the input is an error.
Result<std::string> answer(Context& context, const std::string& prompt) {
  while (true) {
    context.print(prompt);
    const auto line = context.read_line();
    if (!line) {
      context.print("\n");
      return failure(ErrorKind::interrupted, "the input ended", "nothing was written");
    }
    const std::string text(trim(*line));
    if (!has_control_character(text) && is_valid_utf8(text)) return text;
    context.print("  That line holds characters that no file keeps; once more, please.\n");
  }
}

/// A line each, until an empty one.
Result<std::vector<std::string>> answers(Context& context, const std::string& what) {
  std::vector<std::string> lines;
  while (true) {
    TRY_ASSIGN(auto line, answer(context, what + " > "));
    if (line.empty()) return lines;
    lines.push_back(std::move(line));
  }
}

Result<bool> confirmed(Context& context, const std::string& question) {
  while (true) {
    TRY_ASSIGN(const auto line, answer(context, question + " [Y/n] "));
    if (const auto is_yes = yes_or_no(line, true)) return *is_yes;
  }
}

}  // namespace

std::string closing_line(const CycleNumbers& numbers, int scale) {
  const auto shown = [&](const Computed<Score>& score) { return reports::score_text(shown_score(*score), scale); };
  std::string line = numbers.score ? "score " + shown(numbers.score) : "no score";
  if (numbers.as_planned && numbers.score && shown(numbers.as_planned) != shown(numbers.score))
    line += fmt::format(", as planned {}", shown(numbers.as_planned));
  if (numbers.aspirational && numbers.committed_count > 0)
    line += fmt::format(", aspirational {}", shown(numbers.aspirational));
  if (numbers.committed_count > 0)
    line += fmt::format(", {} of {} committed met", numbers.committed_met, numbers.committed_count);
  return line;
}

draw::Document closing_document(const CycleNumbers& numbers, int scale) {
  draw::Document document;
  draw::Text name(numbers.cycle->id.text, Style::id);
  if (!numbers.cycle->title.empty()) name += draw::Text("  " + numbers.cycle->title);
  document.add(draw::Heading{1, std::move(name), "closed " + long_date(numbers.as_of)});
  draw::Table table;
  table.columns = {{.name = "id"},
                   {.name = "what", .shrink = 1, .grow = true},
                   {.name = "score", .align = draw::Align::right},
                   {.name = "verdict"}};
  table.header = false;
  table.record_name = "record";
  for (const ObjectiveNumbers& objective : numbers.objectives)
    if (objective.objective && objective.state != State::draft) add_objective(table, objective, scale);
  document.add(draw::Space{});
  if (!table.rows.empty()) document.add(std::move(table)).add(draw::Space{});
  std::string line = closing_line(numbers, scale);
  line[0] = static_cast<char>(line[0] - 'a' + 'A');
  document.add(draw::Paragraph{draw::Text(line + ".")});
  return document;
}

std::vector<const KeyResultNumbers*> postmortems_due(const CycleNumbers& numbers) {
  std::vector<const KeyResultNumbers*> due;
  for (const ObjectiveNumbers& objective : numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      if (postmortem_is_due(objective, kr)) due.push_back(&kr);
  return due;
}

Result<bool> confirm_closing(Context& context, const CycleId& id) {
  return confirmed(context, fmt::format("Close {} with these numbers?", id.text));
}

Result<ClosingAnswers> ask_for_closing(Context& context, const CycleNumbers& numbers) {
  ClosingAnswers answers_given;
  for (const KeyResultNumbers* kr : postmortems_due(numbers)) {
    const std::string question = fmt::format("{} was missed: {}. What happened, and what will change? (Enter: later)",
                                             to_string(kr->id), safe_for_terminal(draw::bare(reports::now_text(*kr))));
    context.print("\n" + on_lines(context, question));
    TRY_ASSIGN(auto text, answer(context, "> "));
    if (!text.empty()) answers_given.postmortems.push_back({kr->id, std::move(text)});
  }
  context.print("\nA line each, Enter goes on.\n");
  TRY_ASSIGN(auto wins, answers(context, "Win"));
  TRY_ASSIGN(auto lessons, answers(context, "Lesson"));
  answers_given.wins = std::move(wins);
  answers_given.lessons = std::move(lessons);
  TRY_ASSIGN(const auto closes, confirm_closing(context, numbers.cycle->id));
  answers_given.closes = closes;
  return answers_given;
}

std::string carried_text(const Context& context, const CarryOver& carry, const std::string& to) {
  if (carry.carried.empty()) return {};
  return on_lines(context, fmt::format("Carried to {}: {}", to, join(carry.carried, ", ")));
}

std::string occupied_text(const CarryOver& carry, const std::string& to) {
  if (carry.occupied.empty()) return {};
  return fmt::format("okr: left as they are, since {} has others of that name: {}\n", to, join(carry.occupied, ", "));
}

std::string postmortems_due_text(const CycleNumbers& numbers, const std::vector<Postmortem>& given) {
  std::string lines;
  for (const KeyResultNumbers* kr : postmortems_due(numbers))
    if (std::ranges::find(given, kr->id, &Postmortem::about) == given.end())
      lines += fmt::format("  okr set {}/{}.postmortem=\"...\"\n", numbers.cycle->id.text, to_string(kr->id));
  return lines.empty() ? lines : "okr: committed and missed, a postmortem is due:\n" + lines;
}

std::string left_behind_text(const Workspace& workspace, const Cycle& cycle) {
  std::string text;
  for (const Cycle& other : workspace.cycles) {
    const bool carries = std::ranges::any_of(other.objectives, [&](const Objective& objective) {
      return objective.carried_from.starts_with(cycle.id.text + "/");
    });
    if (carries) text += fmt::format("okr: what was carried to {} stays there\n", other.id.text);
  }
  return text;
}

}  // namespace okr::cli
