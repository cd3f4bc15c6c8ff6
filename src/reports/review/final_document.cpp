// SPDX-License-Identifier: MIT
// `okr review --final`: scores and verdicts, how they are spread, what was missed, and what there is to learn.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "reports/calibration/calibration.hpp"
#include "reports/cycle_words.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/review/review.hpp"
#include "reports/score/scores.hpp"
#include "reports/show/detail.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

// --- heading ---------------------------------------------------------------------------------------------------------

/// "closed 2 Jul 2026", "ended 30 Sep 2026, not closed", "preliminary, Mon 17 Aug 2026 · 52 %"
Heading heading_of(const CycleNumbers& numbers) {
  Heading heading = review_heading(numbers, "final review");
  if (numbers.is_final)
    heading.right = closed_on_text(numbers);
  else if (numbers.ended)
    heading.right = left_open_text(numbers);
  else
    heading.right = Text("preliminary, ") + std::move(heading.right);
  return heading;
}

// --- scores ----------------------------------------------------------------------------------------------------------

Table empty_table(const FinalReview& review) {
  Table table = key_results_table("scores and verdicts");
  table.columns = {{.name = "id", .heading = "", .min_width = 10},
                   title_column(),
                   {.name = "now", .heading = review.preliminary ? "SO FAR" : "ENDED AT", .min_width = 18},
                   {.name = "progress", .heading = "", .align = Align::right, .min_width = 5},
                   {.name = "score", .heading = "SCORE", .align = Align::right},
                   {.name = "confidence", .heading = "CONFIDENCE"},
                   standing_column(!review.preliminary)};
  table.group_columns = objective_columns(review.preliminary ? "status" : "verdict");
  return table;
}

/// "5 → 7 → 8": first, half-way, last.
std::string path_text(const StatedPath* path) {
  if (!path || !path->last) return {};
  const auto said = [](const std::optional<int>& confidence) {
    return confidence ? std::to_string(*confidence) : std::string("-");
  };
  return fmt::format("{} → {} → {}", said(path->first), said(path->middle), said(path->last));
}

void add_objective(Table& table, const FinalReview& review, const ObjectiveNumbers& objective, int scale) {
  add_objective_line(table, objective, score_cell(objective, scale));
  for (const KeyResultNumbers& kr : objective.key_results) {
    const bool counted = is_scored(objective, kr);
    table.add_record(to_string(kr.id),
                     {kr.id.name, title_of(kr), now_cell(kr), progress_cell(kr), score_cell(objective, kr, scale),
                      path_text(review.path_of(kr)),
                      counted ? standing_text(kr.status(), kr.verdict) : resting_text(objective, kr)});
    add_last_word(table, kr, review.scores->numbers.as_of);
  }
}

// --- how they are spread ---------------------------------------------------------------------------------------------

Table empty_distribution(const FinalReview& review) {
  Table table;
  table.record_name = "part";
  table.caption = "how the objectives ended";
  table.columns = {{.name = "part", .heading = ""},
                   {.name = "objectives", .heading = "GOALS", .align = Align::right},
                   {.name = "mean", .heading = "MEAN", .align = Align::right},
                   {.name = "green", .heading = "GREEN", .align = Align::right},
                   {.name = "yellow", .heading = "YELLOW", .align = Align::right},
                   {.name = "red", .heading = "RED", .align = Align::right},
                   {.name = "met", .heading = "MET", .align = Align::right},
                   {.name = "missed", .heading = "MISSED", .align = Align::right},
                   {.name = "as_planned", .heading = "PLANNED", .align = Align::right},
                   {.name = "previous",
                    .heading = review.scores->previous ? review.scores->previous->cycle->id.text : "",
                    .align = Align::right}};
  return table;
}

Cell mean_cell(const Computed<Score>& score, int scale) {
  return score || is_fault(score.absence) ? score_cell(score, scale) : Cell();
}

/// `means`: now, as planned, of the cycle before; nothing is missed before the end.
void add_part(Table& table, const char* name, const Distribution& part, const std::vector<Cell>& means, int promises,
              bool has_ended) {
  if (part.objectives == 0) return;
  const bool coloured = part.green + part.yellow + part.red > 0, promised = promises > 0;
  const auto count = [](bool there, int number) {
    return there ? Cell(std::to_string(number)) : Cell("-", Style::dim);
  };
  table.add_record(name, {name, std::to_string(part.objectives), means[0], count(coloured, part.green),
                          count(coloured, part.yellow), count(coloured, part.red), count(promised, part.met),
                          count(promised && has_ended, part.missed), means[1], means[2]});
}

Table distribution_table(const FinalReview& review, int scale) {
  Table table = empty_distribution(review);
  const CycleNumbers& numbers = review.scores->numbers;
  const auto& previous = review.scores->previous;
  const bool has_ended = !review.preliminary;
  const auto before = [&](Computed<Score> CycleNumbers::*score) {
    return previous ? mean_cell((*previous).*score, scale) : Cell();
  };
  add_part(table, "aspirational", review.aspirational,
           {mean_cell(numbers.aspirational, scale), mean_cell(numbers.totals.aspirational_as_planned, scale),
            before(&CycleNumbers::aspirational)},
           0, has_ended);
  add_part(table, "committed", review.committed,
           {mean_cell(numbers.committed, scale), Cell(), before(&CycleNumbers::committed)}, review.committed.objectives,
           has_ended);
  add_part(table, "all", review.all,
           {mean_cell(numbers.score, scale), mean_cell(numbers.as_planned, scale), before(&CycleNumbers::score)},
           review.committed.objectives, has_ended);
  table.drop_if_empty("previous");
  return table;
}

// --- below -----------------------------------------------------------------------------------------------------------

void add_kpis(KeyValues& lines, const FinalReview& review) {
  if (review.kpis.empty()) return;
  lines.add("KPIS", fmt::format("{} on {}", counts_text(review.kpi_counts),
                                day_text(review.kpis_on, review.scores->numbers.as_of)));
  add_kpi_signals(lines, review.signals);
  add_kpi_reviews(lines, review.kpi_reviews);
}

void add_postmortems(KeyValues& lines, const FinalReview& review, int scale) {
  const std::string& cycle = review.scores->numbers.cycle->id.text;
  for (const KeyResultNumbers* kr : review.postmortems) {
    Text text = named(to_string(kr->id), title_of(*kr));
    text += fmt::format(" {}, a promise", kr->shown ? score_text(kr->shown, scale) : "without a reading");
    text += on_terminal(fmt::format(": okr set {}/{}.postmortem=\"...\"", cycle, to_string(kr->id)));
    lines.items.push_back({Text("POSTMORTEM", Style::bad), std::move(text)});
  }
}

void add_facts(Document& document, const FinalReview& review, int scale) {
  KeyValues lines;
  lines.indent = 0;
  for (const LeftOut& left : review.scores->left_out)
    lines.add("PLANNED", left_out_text(left, review.scores->numbers.as_of));
  if (Text text = calibration_text(review.calibration); !text.empty()) lines.add("CALIBRATION", std::move(text));
  add_kpis(lines, review);
  add_postmortems(lines, review, scale);
  if (!lines.items.empty()) document.add(std::move(lines)).add(Space{});
}

/// "fit.km: the plan was made for dry weather", as paragraphs.
void add_explained(Document& document, const FinalReview& review) {
  if (review.explained.empty()) return;
  document.add(section_heading("POSTMORTEMS"));
  for (const KeyResultNumbers* kr : review.explained)
    document.add(Paragraph{
        .text = named(to_string(kr->id), title_of(*kr)) + (": " + std::string(trim(kr->key_result->postmortem))),
        .indent = 2});
  document.add(Space{});
}

void add_initiatives(Document& document, const FinalReview& review) {
  if (review.initiatives.empty()) return;
  List list;
  for (const InitiativeOf& one : review.initiatives)
    list.items.push_back({named(one.name.id, one.name.title) +
                              (": " + initiative_text(*one.initiative, false, review.scores->numbers.as_of)),
                          one.initiative->done ? Bullet::done : Bullet::open});
  document.add(section_heading("INITIATIVES")).add(std::move(list)).add(Space{});
}

/// "10 Aug  fit.doctor: moved to September (ana), solved 17 Aug"
List obstacles_said(const FinalReview& review) {
  List list;
  for (const Obstacle& obstacle : review.obstacles) {
    Text text = Text(short_date(obstacle.since, review.scores->numbers.as_of) + "  ", Style::dim) +
                said_text(obstacle_words(obstacle), obstacle.by, review.several_people);
    if (obstacle.solved) text += ", solved " + short_date(*obstacle.solved, review.scores->numbers.as_of);
    list.items.push_back({std::move(text), Bullet::point});
  }
  return list;
}

void add_learning(Document& document, const FinalReview& review) {
  document.add(section_heading("REFLECTION"));
  List questions;
  for (const FinalQuestion& asked : review.reflections)
    questions.items.push_back({question_line(review, asked), Bullet::number, std::string(word(asked.topic))});
  document.add(std::move(questions)).add(Space{});
  if (!review.wins.empty())
    document.add(section_heading("WINS"))
        .add(dated_list(review.wins, review.several_people, review.scores->numbers.as_of))
        .add(Space{});
  if (!review.obstacles.empty()) document.add(section_heading("BLOCKED BY")).add(obstacles_said(review)).add(Space{});
  if (review.lessons.empty() && review.lessons_said.empty()) return;
  List lessons = dated_list(review.lessons_said, review.several_people, review.scores->numbers.as_of);
  for (const std::string& lesson : review.lessons) lessons.items.push_back({Text(lesson), Bullet::point});
  document.add(section_heading("LESSONS")).add(std::move(lessons)).add(Space{});
}

void add_how_to_close(Document& document, const CycleNumbers& numbers) {
  if (!numbers.ended || numbers.is_final || numbers.cycle->incomplete) return;
  const Cycle& cycle = *numbers.cycle;
  const auto say = [&](std::string_view what, std::string how) {
    document.add(Paragraph{.text = Text(what) + on_page(".") + on_terminal(std::move(how))});
  };
  if (is_draft(cycle)) return say("A draft to its end: nothing of it counts", ".");
  if (cycle.state != CycleState::closed)
    return say("Not closed yet", fmt::format(": okr close {} keeps these numbers.", cycle.id.text));
  say("It says that it is closed, and keeps no numbers", fmt::format(": {}.", closing_hint(cycle, numbers.as_of)));
}

}  // namespace

Document document_of(const FinalReview& review) {
  const int scale = review.workspace->settings.scoring.scale;
  Document document;
  const CycleNumbers& numbers = review.scores->numbers;
  document.add(heading_of(numbers));
  document.add(Paragraph{.text = numbers.cycle->title, .right = "score " + score_text(numbers.shown, scale)})
      .add(Space{});
  add_unread(document, *numbers.cycle);
  if (numbers.objectives.empty()) return add_no_objective(document, numbers, scale);
  Table table = empty_table(review);
  for (const ObjectiveNumbers& objective : numbers.objectives) add_objective(table, review, objective, scale);
  table.drop_if_empty("confidence");
  document.add(std::move(table));
  if (review.all.objectives > 0) document.add(Divider{}).add(distribution_table(review, scale));
  add_on_top(document, numbers);
  document.add(Divider{});
  add_facts(document, review, scale);
  add_explained(document, review);
  add_initiatives(document, review);
  add_learning(document, review);
  add_how_to_close(document, numbers);
  document.add(Paragraph{.text = "Scores describe goals, not people; they are not input to pay."});
  add_legend(document,
             {Sign::progress, Sign::status, Sign::stated_path, Sign::score, Sign::bands, Sign::kinds, Sign::planned,
              Sign::kpi},
             review.scores->workspace->settings.scoring);
  return document;
}

}  // namespace okr::reports
