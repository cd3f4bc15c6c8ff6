// SPDX-License-Identifier: MIT
// `okr review`: what needs a person, every key result then and now, the four squares, and what is left to say.
#include <algorithm>

#include <fmt/core.h>

#include "reports/cycle_words.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/pages.hpp"
#include "reports/review/review.hpp"
#include "reports/score/scores.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

// --- the table -------------------------------------------------------------------------------------------------------

Table empty_table(const Weekly& weekly) {
  Table table = key_results_table("key results now and since " + to_string(weekly.since));
  const bool ended = weekly.board->numbers.ended;
  table.columns = {
      {.name = "id", .heading = "", .min_width = 10},
      title_column(),
      {.name = "now", .heading = "NOW", .min_width = 18},
      {.name = "moved", .heading = "MOVED", .align = Align::right},
      {.name = "progress", .heading = "", .align = Align::right, .min_width = 4, .drop = 2, .needed = true},
      {.name = "score", .heading = "SCORE", .align = Align::right},
      {.name = "confidence", .heading = "CONF", .align = Align::right},
      {.name = "confidence_change", .heading = "", .align = Align::right, .gap = 1, .drop = 1, .needed = true},
      {.name = "status", .heading = ended ? "VERDICT" : "STATUS", .min_width = 8}};
  table.group_columns = objective_columns("status");
  return table;
}

std::string value_moved_text(const Movement& movement) { return movement.by ? signed_text(*movement.by) : "new"; }

/// The periods that were decided since; where none was, how the value moved.
std::string held_text(const Movement& movement) {
  if (movement.met > 0 && movement.missed > 0) return fmt::format("+{} met, {} missed", movement.met, movement.missed);
  if (movement.missed > 0) return fmt::format("{} missed", movement.missed);
  return movement.met > 0 ? fmt::format("+{} met", movement.met) : value_moved_text(movement);
}

/// "+19", "+1 step", "1 missed", "done", "="; empty where nothing was said that counts.
std::string moved_text(const Movement& movement) {
  if (!movement.now->key_result || !movement.said) return {};
  switch (movement.now->kind()) {
    case Kind::number:
    case Kind::sum:
    case Kind::percent:
    case Kind::graded:
    case Kind::measure: return value_moved_text(movement);
    case Kind::hold: return held_text(movement);
    case Kind::milestones:
      return movement.steps == 0 ? "=" : fmt::format("{:+} step{}", movement.steps, movement.steps == 1 ? "" : "s");
    case Kind::done: return movement.now->reached && !(movement.before && movement.before->reached) ? "done" : "=";
  }
  return {};
}

/// ", was on track" behind the status; where a line is short an arrow.
Text status_before_text(const Movement& movement) {
  if (!movement.status_moved) return {};
  const PaceStatus before = movement.before->status(), now = movement.now->status();
  const std::string words = fmt::format(", {} {}", before == PaceStatus::no_data ? "had" : "was", word(before));
  const bool is_on_the_way = before != PaceStatus::no_data && std::max(before, now) <= PaceStatus::done;
  const Text arrow(!is_on_the_way ? "" : now < before ? " ↓" : " ↑");
  return where_drawn(arrow) + in_plain_words(words) + on_page(Text(words, Style::dim));
}

std::vector<Cell> record_cells(const ObjectiveNumbers& objective, const Movement& movement, int scale) {
  const KeyResultNumbers& kr = *movement.now;
  return {kr.id.name,
          title_of(kr),
          now_cell(kr),
          moved_text(movement),
          progress_cell(kr),
          score_cell(objective, kr, scale),
          kr.confidence ? Cell(fmt::format("{}/10", kr.confidence->value)) : Cell(),
          change_text(movement.confidence),
          status_text(kr) + status_before_text(movement)};
}

/// "1 of 2 misses used; second post helped": one line; a page has the note with who said it.
Text note_text(const Movement& movement) {
  Text text;
  if (std::string budget = budget_text(*movement.now); !budget.empty()) text += Text(std::move(budget));
  if (!movement.note.empty()) text += on_terminal((text.empty() ? "" : "; ") + movement.note);
  return text;
}

/// "0.55 +0.04": the change of what is printed; nothing where it was over then.
std::string score_text_with_change(const ObjectiveNumbers& now, const ObjectiveNumbers* before, int scale) {
  if (!counts(now.state)) return "-";
  std::string text = score_or_none(now.score, scale);
  if (!now.shown || !before || !before->shown || before->verdict) return text;
  return text + " " + score_change_text(now.shown->value() - before->shown->value(), scale);
}

void add_objective(Table& table, const Weekly& weekly, const ObjectiveNumbers& objective, int scale) {
  const ObjectiveNumbers* before = weekly.before.day > 0 ? weekly.before_of(objective) : nullptr;
  add_objective_line(table, objective, Cell(score_text_with_change(objective, before, scale)));
  for (const KeyResultNumbers& kr : objective.key_results) {
    const Movement& movement = *weekly.movement_of(kr);
    table.add_record(to_string(kr.id), record_cells(objective, movement, scale));
    if (Text note = note_text(movement); !note.empty()) table.add_note(std::move(note));
    add_last_word(table, kr, weekly.board->numbers.as_of);
  }
}

// --- the squares -----------------------------------------------------------------------------------------------------

/// Too old to be of this week, or of the one before it.
bool is_old(const Weekly& weekly, Date said) {
  return days_between(said, weekly.board->numbers.as_of) >= 2 * weekly.cadence_days;
}

/// The day of the latest of them, where even that is old.
std::optional<Date> old_day_of(const Weekly& weekly, const std::vector<Priority>& priorities) {
  if (priorities.empty()) return std::nullopt;
  const Date latest = std::ranges::max_element(priorities, {}, &Priority::said)->said;
  return is_old(weekly, latest) ? std::optional(latest) : std::nullopt;
}

/// "THIS WEEK"; of what was meant long ago with its day: "PRIORITIES of 17 Aug".
Heading priorities_heading(const char* usual, std::optional<Date> old_day, Date as_of) {
  if (!old_day) return section_heading(usual);
  Heading heading = section_heading("PRIORITIES");
  heading.text += " of " + short_date(*old_day, as_of);
  return heading;
}

/// With its day where it is old and the heading does not say that.
Text priority_text(const Weekly& weekly, const Priority& priority, std::optional<Date> said_above) {
  Text text = said_text(priority.text, priority.by, weekly.several_people);
  if (priority.said == said_above || !is_old(weekly, priority.said)) return text;
  return text + Text(", " + short_date(priority.said, weekly.board->numbers.as_of), Style::dim);
}

void add_priorities(Document& square, const Weekly& weekly, const std::vector<Priority>& priorities,
                    const char* usual) {
  const auto old_day = old_day_of(weekly, priorities);
  square.add(priorities_heading(usual, old_day, weekly.board->numbers.as_of));
  if (priorities.empty()) {
    square.add(Paragraph{.text = Text("no priorities", Style::dim), .indent = 1});
    return;
  }
  List list;
  list.indent = 1;
  for (const Priority& priority : priorities)
    list.items.push_back({priority_text(weekly, priority, old_day), priority.done ? Bullet::done : Bullet::open});
  square.add(std::move(list));
}

void add_health(Document& square, const Weekly& weekly) {
  square.add(section_heading("HEALTH"));
  if (weekly.health.empty()) {
    square.add(Paragraph{.text = Text("no KPI says health = true", Style::dim), .indent = 1});
    return;
  }
  Table table = draw::list_table("kpi",
                                 {{.name = "kpi"},
                                  {.name = "value", .align = Align::right},
                                  {.name = "status"},
                                  {.name = "goal", .drop = 2},
                                  {.name = "signal", .drop = 1}},
                                 1);
  table.caption = "KPIs to protect";
  for (const KpiNumbers* kpi : weekly.health)
    table.add_record(kpi->kpi->id.text, {named(kpi->kpi->id.text, kpi->kpi->title), value_with_unit(*kpi),
                                         Cell(word(kpi->status), style_of(kpi->status)), goal_text(*kpi),
                                         is_signal(kpi->signal) ? Cell(signal_text(*kpi)) : Cell()});
  square.add(std::move(table));
}

void add_coming(Document& square, const Weekly& weekly) {
  square.add(section_heading("NEXT FOUR WEEKS"));
  if (weekly.coming.empty()) square.add(Paragraph{.text = Text("nothing has a date", Style::dim), .indent = 1});
  KeyValues dated;
  dated.indent = 1;
  dated.gap = 1;
  List said;
  said.indent = 1;
  for (const Coming& coming : weekly.coming) {
    if (coming.date)
      dated.items.push_back({Text(short_date(*coming.date, weekly.board->numbers.as_of)), coming_line(weekly, coming)});
    else
      said.items.push_back({coming_line(weekly, coming), Bullet::point});
  }
  if (!dated.items.empty()) square.add(std::move(dated));
  if (!said.items.empty()) square.add(std::move(said));
}

void add_squares(Document& document, const Weekly& weekly) {
  const bool every_week = weekly.cadence_days == days_of_week;
  const Priorities& said = weekly.priorities;
  Document left, right;
  add_priorities(left, weekly, said.last, every_week ? "LAST WEEK" : "LAST TIME");
  add_priorities(left, weekly, said.next, every_week ? "THIS WEEK" : "UNTIL THE NEXT");
  add_health(right, weekly);
  add_coming(right, weekly);
  document.add(Divider{}).add(Beside{{std::move(left), std::move(right)}}).add(Divider{});
}

// --- below -----------------------------------------------------------------------------------------------------------

/// Empty where nothing waits so.
Text waiting_text(const Weekly& weekly, Freshness freshness) {
  Text text;
  int never = 0;
  for (const DueItem& item : weekly.due) {
    if (item.freshness != freshness) continue;
    if (weekly.board->no_reading_yet > 0 && item.key_result && !item.ever) {
      ++never;
      continue;
    }
    if (!text.empty()) text += ", ";
    text +=
        named_below(weekly, item.cycle == weekly.board->numbers.cycle ? to_string(item.key_result->id) : due_id(item),
                    due_title(item));
    text += item.age ? fmt::format(" ({})", age_words(*item.age, item.away)) : std::string(" (never)");
  }
  if (never > 0) text += fmt::format("{}{} without a reading", text.empty() ? "" : ", ", never);
  return text;
}

void add_waiting(KeyValues& lines, const Weekly& weekly) {
  const Text stale = waiting_text(weekly, Freshness::stale), due = waiting_text(weekly, Freshness::due);
  if (!stale.empty()) lines.add("STALE", stale);
  if (!due.empty()) lines.add("DUE", due);
  if (stale.empty() && due.empty()) lines.add("DUE", Text("nothing, and nothing is stale", Style::dim));
}

void add_footer(Document& document, const Weekly& weekly) {
  const Date as_of = weekly.board->numbers.as_of;
  KeyValues lines;
  lines.indent = 0;
  for (const Obstacle& obstacle : weekly.board->in_the_way)
    lines.items.push_back({Text("BLOCKED"), obstacle_line(weekly, obstacle)});
  add_remarks(lines, "NEEDS", weekly.needs, weekly.several_people, as_of);
  add_remarks(lines, "WIN", weekly.wins, weekly.several_people, as_of);
  add_remarks(lines, "LESSON", weekly.lessons, weekly.several_people, as_of);
  add_remarks(lines, "SAID", weekly.notes, weekly.several_people, as_of);
  add_changes(lines, weekly.changes, as_of);
  for (const Coming& late : weekly.late)
    lines.items.push_back({Text("LATE", Style::warn),
                           coming_line(weekly, late) + Text(fmt::format(", since {}", short_date(*late.date, as_of)))});
  if (!weekly.board->numbers.ended) {
    add_waiting(lines, weekly);
    add_kpi_reviews(lines, weekly.kpi_reviews);
  }
  if (!lines.items.empty()) document.add(std::move(lines));
}

/// "score 0.47, +0.06 since Mon 10 Aug"
std::string score_line(const Weekly& weekly, int scale) {
  const std::string text = "score " + score_text(weekly.board->numbers.shown, scale);
  if (!weekly.score_change || weekly.before.ended) return text;
  const std::string change = score_change_text(*weekly.score_change, scale),
                    since = day_text(weekly.since, weekly.board->numbers.as_of);
  return text + (change == "=" ? ", as on " + since : fmt::format(", {} since {}", change, since));
}

}  // namespace

Document document_of(const Weekly& weekly) {
  const int scale = weekly.workspace->settings.scoring.scale;
  Document document;
  const CycleNumbers& numbers = weekly.board->numbers;
  document.add(review_heading(numbers, week_text(numbers)));
  document.add(Paragraph{.text = numbers.cycle->title, .right = score_line(weekly, scale)}).add(Space{});
  add_unread(document, *numbers.cycle);
  add_look_here(document, *weekly.board);
  if (numbers.objectives.empty()) return add_no_objective(document, numbers, scale);
  Table table = empty_table(weekly);
  for (const ObjectiveNumbers& objective : numbers.objectives) add_objective(table, weekly, objective, scale);
  table.drop_if_empty("moved");
  document.add(std::move(table));
  if (!numbers.ended) {
    if (weekly.silent_from)
      document.add(Space{}).add(Paragraph{
          .text = Text(fmt::format("Nobody has checked in since {}", day_text(*weekly.silent_from, numbers.as_of))) +
                  on_page(".") + on_terminal(": okr checkin")});
    add_squares(document, weekly);
  } else {
    document.add(Space{}).add(over_line(numbers));
  }
  add_footer(document, weekly);
  add_legend(document, {Sign::progress, Sign::status, Sign::confidence, Sign::score, Sign::kinds},
             weekly.workspace->settings.scoring);
  return document;
}

}  // namespace okr::reports
