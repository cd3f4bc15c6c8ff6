// SPDX-License-Identifier: MIT
// `okr review --mid`: where every key result is heading, what has to go faster, and what there is to talk about.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "reports/cycle_words.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/review/review.hpp"
#include "reports/score/scores.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

// --- the table -------------------------------------------------------------------------------------------------------

Table empty_table() {
  Table table = key_results_table("where the key results are heading");
  table.note_column = 3;
  table.columns = {{.name = "id", .heading = "", .min_width = 8},
                   title_column(),
                   {.name = "now", .heading = "NOW", .drop = 2},
                   {.name = "pace", .heading = "PACE", .min_width = 10, .shrink = 2, .drop = 3},
                   {.name = "progress", .heading = "", .align = Align::right, .gap = 1},
                   {.name = "gap", .heading = "GAP", .align = Align::right},
                   {.name = "ends", .heading = "ENDS", .align = Align::right},
                   {.name = "p_target", .heading = "P(GOAL)", .align = Align::right},
                   {.name = "p_70", .heading = "P(0.7)", .align = Align::right},
                   {.name = "confidence", .heading = "CONF", .align = Align::right},
                   {.name = "advice", .heading = "ADVICE", .min_width = 8}};
  table.group_columns = objective_columns("status");
  return table;
}

bool is_beside_pace(const KeyResultNumbers& kr) { return kr.pace.expected && kr.progress; }

std::optional<double> gap_of(const MidRow& row) {
  return row.advice == Advice::none ? std::nullopt : row.key_result->numbers->pace.gap;
}

bool shows_chance(const MidRow& row) { return row.key_result->forecast && !row.key_result->forecast->decided; }

/// "33/52": progress and where it should be, in percent; of a bound its periods.
Cell against_pace(const KeyResultNumbers& kr) {
  if (!is_beside_pace(kr)) return progress_cell(kr);
  return Cell(fmt::format("{}/{}", whole_percents(kr.progress->value()), whole_percents(kr.pace.expected->value())));
}

std::string gap_text(double gap) {
  const std::string text = fixed(gap, 2);
  return gap > 0 && rounded(gap, 2) != "0" ? "+" + text : text;
}

std::vector<Cell> record_cells(const MidRow& row) {
  const KeyResultNumbers& kr = *row.key_result->numbers;
  const bool runs = row.advice != Advice::none;
  const std::optional<double> gap = gap_of(row);
  const Forecast* forecast = row.key_result->forecast ? &*row.key_result->forecast : nullptr;
  const Cell none("-", Style::dim);
  return {kr.id.name,
          title_of(kr),
          now_cell(kr),
          pace_cell(kr),
          against_pace(kr),
          gap ? Cell(gap_text(*gap)) : none,
          forecast ? Cell(ends_text(*forecast)) : none,
          forecast ? Cell(chance_text(forecast->target, forecast->decided)) : none,
          forecast && forecast->at_70 ? Cell(chance_text(*forecast->at_70, forecast->decided)) : Cell(),
          kr.confidence ? Cell(fmt::format("{}/10", kr.confidence->value)) : none,
          runs ? Cell(word(row.advice), style_of(row.advice)) : Cell(status_text(kr))};
}

/// "0.55 → 0.60": now, and as forecast.
std::string score_with_end(const Outlook& outlook, const ObjectiveNumbers& objective, int scale) {
  if (!counts(objective.state)) return "-";
  std::string text = score_or_none(objective.score, scale);
  const ObjectiveForecast* ahead = reports::find(outlook.forecast, objective);
  if (!ahead || !ahead->expected || ahead->forecast == 0 || objective.verdict) return text;
  return text + " → " + score_text(shown_score(*ahead->expected), scale);
}

void add_objective(Table& table, const MidReview& review, const ObjectiveNumbers& objective, int scale) {
  add_objective_line(table, objective, Cell(score_with_end(*review.outlook, objective, scale)));
  for (const KeyResultNumbers& kr : objective.key_results) {
    const MidRow* row = review.row_of(kr);
    if (!row) continue;
    table.add_record(to_string(kr.id), record_cells(*row));
    const auto& forecast = row->key_result->forecast;
    if (forecast && forecast->stale)
      table.add_note(Text("forecast ", Style::dim) + likelihood_text(*forecast, kr));
    else if (forecast && forecast->early && forecast->target.value() < 1)
      table.add_note(Text("forecast by one reading alone", Style::dim));
    if (kr.pace.cannot_end_met && kr.status() != PaceStatus::ended)
      table.add_note(Text("cannot end MET: ", Style::bad) + Text(missed_at_text(kr)));
    if (std::string budget = budget_text(kr); !budget.empty()) table.add_note(std::move(budget));
    add_last_word(table, kr, review.outlook->numbers.as_of);
  }
}

/// Numbers in percent, and gaps, where rows have them.
Text legend_of_numbers(const MidReview& review) {
  const auto has_both = [](const MidRow& row) { return is_beside_pace(*row.key_result->numbers); };
  const auto has_gap = [](const MidRow& row) { return gap_of(row).has_value(); };
  Text text;
  if (std::ranges::any_of(review.rows, has_both))
    text = Text("33/52: progress and where it should be, in percent", Style::dim);
  if (std::ranges::any_of(review.rows, has_gap))
    text += Text(text.empty() ? "" : "; ", Style::dim) + on_terminal(Text("GAP", Style::dim)) +
            on_page(Text("gap", Style::dim)) + Text(": + is behind", Style::dim);
  return text.empty() ? text : text + Text(".", Style::dim);
}

/// "keep: go on · decide: help, adjust or drop": the words that stand above.
Text legend_of(const MidReview& review) {
  const Text text = legend_of_numbers(review);
  std::string words;
  for (const Advice advice : {Advice::keep, Advice::watch, Advice::raise, Advice::decide, Advice::escalate})
    if (contains(review.rows, advice, &MidRow::advice))
      words += fmt::format("{}{}: {}",
                           !words.empty() ? ", "
                           : text.empty() ? ""
                                          : " ",
                           word(advice), meaning_of(advice));
  return words.empty() ? text : text + Text(words + ".", Style::dim);
}

// --- below -----------------------------------------------------------------------------------------------------------

void add_stated(KeyValues& lines, const MidReview& review) {
  for (const KeyResultForecast* kr : review.disagreements) {
    Text text = named(to_string(kr->numbers->id), title_of(*kr->numbers));
    text += fmt::format(" said {}/10, the readings say {}", rounded(kr->stated->value() * 10, 0),
                        chance_text(kr->forecast->target, false));
    lines.add("STATED", std::move(text));
  }
}

void add_signals(KeyValues& lines, const MidReview& review) {
  std::vector<const KpiNumbers*> signals;
  for (const KpiNumbers& numbers : review.signals) signals.push_back(&numbers);
  add_kpi_signals(lines, signals);
}

void add_all_changes(KeyValues& lines, const MidReview& review) {
  add_changes(lines, review.changes, review.outlook->numbers.as_of);
  for (const LeftOut& left : review.left_out) lines.add("CHANGED", left_out_text(left, review.outlook->numbers.as_of));
  if (review.changes.empty() && review.left_out.empty())
    lines.add("CHANGED", Text("nothing since the start", Style::dim));
}

void add_questions(Document& document, const MidReview& review) {
  document.add(section_heading("QUESTIONS"));
  List list;
  for (const MidQuestion& asked : review.questions)
    list.items.push_back({question_line(review, asked), Bullet::number, std::string(word(asked.topic))});
  document.add(std::move(list)).add(Space{});
  document.add(section_heading("DECISIONS"));
  List open;
  for (const MidRow& row : review.rows)
    if (row.advice == Advice::raise || row.advice == Advice::decide || row.advice == Advice::escalate)
      open.items.push_back({named(to_string(row.key_result->numbers->id), title_of(*row.key_result->numbers)) +
                                Text(": ") + Text(word(row.advice), style_of(row.advice)),
                            Bullet::open});
  if (!open.items.empty()) document.add(std::move(open));
  document.add(Paragraph{.text = Text("keep | adjust (reason, date) | drop (reason) | escalate") +
                                 on_terminal("; okr set ID.KEY=VALUE --why REASON"),
                         .indent = 2});
}

std::string score_line(const MidReview& review, int scale) {
  const CycleNumbers& numbers = review.outlook->numbers;
  const std::string expected = expected_score_text(review.outlook->forecast, scale);
  return "score " + score_text(numbers.shown, scale) + (expected.empty() ? "" : ", expected ") + expected;
}

}  // namespace

Document document_of(const MidReview& review) {
  const int scale = review.workspace->settings.scoring.scale;
  Document document;
  const CycleNumbers& numbers = review.outlook->numbers;
  document.add(review_heading(numbers, "mid-cycle review, " + week_text(numbers)));
  document.add(Paragraph{.text = numbers.cycle->title, .right = score_line(review, scale)}).add(Space{});
  if (numbers.ended) document.add(over_line(numbers)).add(Space{});
  add_unread(document, *numbers.cycle);
  if (numbers.objectives.empty()) return add_no_objective(document, numbers, scale);
  Table table = empty_table();
  for (const ObjectiveNumbers& objective : numbers.objectives) add_objective(table, review, objective, scale);
  table.drop_if_empty("p_70");
  const bool has_chances = std::ranges::any_of(review.rows, [](const MidRow& row) { return shows_chance(row); });
  const Text chances = has_chances ? on_terminal(chances_text(table) + Text(".", Style::dim)) : Text();
  document.add(std::move(table));
  if (!chances.empty()) document.add(Paragraph{.text = chances});
  if (Text legend = legend_of(review); !legend.empty()) document.add(Paragraph{.text = std::move(legend)});
  add_on_top(document, numbers);
  document.add(Divider{});
  add_pulls(document, review.outlook->forecast);
  if (!review.lagging.empty()) document.add(rates_table(review.lagging, review.outlook->numbers.as_of)).add(Divider{});
  KeyValues lines;
  lines.indent = 0;
  add_stated(lines, review);
  add_signals(lines, review);
  add_kpi_reviews(lines, review.kpi_reviews);
  add_all_changes(lines, review);
  document.add(std::move(lines)).add(Space{});
  add_questions(document, review);
  add_legend(document,
             {Sign::progress, Sign::status, Sign::confidence, Sign::ends, Sign::chances, Sign::rates, Sign::kinds},
             review.outlook->workspace->settings.scoring);
  return document;
}

}  // namespace okr::reports
