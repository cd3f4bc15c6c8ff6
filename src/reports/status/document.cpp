// SPDX-License-Identifier: MIT
// `okr status` as drawn in commands.md.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/listing.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/forecast/words.hpp"
#include "reports/kpi/words.hpp"
#include "reports/status/attention.hpp"
#include "reports/status/counter.hpp"
#include "reports/status/document.hpp"
#include "reports/status/words.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t trail_length = 12;  // readings a sparkline shows: a quarter of weeks

// --- heading ----------------------------------------------------------------------------------------------------------

std::string right_of_heading(const CycleNumbers& numbers) {
  const std::string day = day_text(numbers.as_of);
  if (numbers.is_final) return fmt::format("{} · closed", day);
  if (numbers.ended) return fmt::format("{} · ended {}", day, short_date(numbers.cycle->period.last));
  if (numbers.day <= 0) return fmt::format("{} · starts {}", day, short_date(numbers.cycle->period.first));
  return fmt::format("{} · day {} of {} · {}", day, numbers.day, numbers.days, percent_text(numbers.elapsed));
}

// --- the table --------------------------------------------------------------------------------------------------------

Table empty_table() {
  Table table;
  table.header = false;
  table.record_indent = 2;
  table.record_name = "key_result";
  table.group_name = "objective";
  table.caption = "key results against their pace";
  table.columns = {
      {.name = "id", .min_width = 10},
      {.name = "now", .min_width = 18},
      {.name = "pace", .gap = 1, .min_width = 10, .shrink = 1, .drop = 3},
      {.name = "progress", .align = Align::right, .min_width = 4},
      {.name = "status", .min_width = 8},
      {.name = "confidence", .align = Align::right},
      {.name = "confidence_change", .align = Align::right, .gap = 1},
      {.name = "ends", .align = Align::right, .drop = 1},
      {.name = "trend", .drop = 1},
      {.name = "last", .drop = 2},
  };
  table.group_columns = {
      {.name = "id", .min_width = 4},
      {.name = "title", .min_width = 20, .shrink = 1, .grow = true, .spill = true},
      {.name = "type", .align = Align::right},
      {.name = "status"},
  };
  return table;
}

/// "ends 252, 2 %": the end and the chance of the target.
Cell end_cell(const KeyResultForecast* kr) {
  if (!kr || !kr->forecast || kr->forecast->decided) return {};
  return Cell(short_end_text(*kr->forecast));
}

std::vector<Cell> record_cells(const KeyResultNumbers& kr, const CycleForecast& forecast) {
  Sparkline trend;
  trend.values = reports::trail_of(kr, trail_length);
  return {Cell(kr.id.name),
          Cell(now_text(kr)),
          pace_cell(kr),
          progress_cell(kr),
          Cell(status_text(kr)),
          kr.confidence ? Cell(fmt::format("{}/10", kr.confidence->value)) : Cell(),
          kr.confidence ? Cell(change_text(kr.confidence->change)) : Cell(),
          end_cell(reports::find(forecast, kr)),
          Cell(trend),
          kr.recency.last ? Cell(short_date(kr.recency.last->date), Style::dim) : Cell()};
}

void add_objective(Table& table, const Board& board, const ObjectiveNumbers& objective) {
  const std::string title = objective.objective ? objective.objective->title : std::string();
  table.add_group(objective.id.text, {Cell(objective.id.text, Style::id), Cell(title, Style::strong),
                                      Cell(std::string(word(objective.type))), Cell(objective_status(objective))});
  for (const KeyResultNumbers& kr : objective.key_results) {
    table.add_record(to_string(kr.id), record_cells(kr, board.forecast));
    if (std::string budget = budget_text(kr); !budget.empty()) table.add_note(Text(std::move(budget)));
    if (std::string counter = counter_text(board, kr); !counter.empty()) table.add_note(Text(std::move(counter)));
  }
}

void add_groups(Document& document, const Board& board) {
  for (const BoardGroup& group : board.groups) {
    if (board.grouping != Grouping::none)
      document.add(Heading{.level = 2, .text = Text(group.name.empty() ? std::string("(none)") : group.name)});
    Table table = empty_table();
    for (const ObjectiveNumbers* objective : group.objectives) add_objective(table, board, *objective);
    document.add(std::move(table));
    document.add(Space{});
  }
}

// --- below ------------------------------------------------------------------------------------------------------------

Text health_text(const KpiHealth& health) {
  std::string text = counts_text(health.counts);
  if (health.signals > 0) text += ", " + counted(health.signals, "signal");
  return Text("KPIs: " + text + " (okr kpi)");
}

Text flagged_text(const KpiHealth& health) {
  Text text;
  for (const KpiNumbers* kpi : health.flagged) {
    text += Text(text.empty() ? "Protect: " : ", ");
    text += Text(kpi->kpi->id.text, Style::id);
    if (kpi->value())
      text += Text(" " + value_with_unit(*kpi) + " ");
    else
      text += Text(" ");
    text += Text(std::string(word(kpi->status)), style_of(kpi->status));
  }
  return text;
}

/// "Stale: a.z (47 days, 14 of them away), a.y (20 days) and 12 more, 60 without a reading."
Text staleness_text(const Board& board) {
  std::vector<const KeyResultNumbers*> named;
  int never = 0;
  for (const KeyResultNumbers* kr : board.stale) {
    if (board.no_reading_yet > 0 && !kr->recency.last)
      ++never;
    else
      named.push_back(kr);
  }
  Text text;
  const std::size_t count = std::min(named.size(), reports::most_concerns);
  for (std::size_t i = 0; i < count; ++i) {
    text += Text(text.empty() ? "Stale: " : ", ") + Text(to_string(named[i]->id), Style::id);
    text += Text(fmt::format(" ({})", age_words(named[i]->recency.value_age, named[i]->recency.value_away)));
  }
  if (count < named.size()) text += Text(fmt::format(" and {} more", named.size() - count));
  if (never > 0) text += Text(fmt::format("{}{} without a reading", text.empty() ? "Stale: " : ", ", never));
  if (!text.empty()) return text += Text(".");
  return board.numbers.cycle->unread.empty() ? Text("Nothing stale.") : Text();
}

/// "Nothing stale. 2 due now. Last check-in Mon 17 Aug, next Mon 24 Aug."
Text dates_text(const Board& board) {
  Text text = staleness_text(board);
  const auto space = [&] { return text.empty() ? "" : " "; };
  if (board.due_now > 0) text += Text(fmt::format("{}{} due now.", space(), board.due_now), Style::strong);
  if (board.last_checkin) text += Text(fmt::format("{}Last check-in {}", space(), day_text(*board.last_checkin)));
  if (board.next_due)
    text += Text(fmt::format("{} {}", board.last_checkin ? ", next" : fmt::format("{}Next check-in", space()),
                             day_text(*board.next_due)));
  if (board.last_checkin || board.next_due) text += Text(".");
  return text;
}

/// "2 due now, dated 30 Sep."
Text last_words_text(const Board& board) {
  return Text(fmt::format("{} due now, dated {}.", board.due_now, short_date(board.numbers.cycle->period.last)),
              Style::strong);
}

void add_footer(Document& document, const Board& board) {
  if (!board.kpis.empty())
    document.add(
        Paragraph{.text = health_text(board.health), .right = Text("│ where you should be"), .right_is_legend = true});
  if (!board.health.flagged.empty()) document.add(Paragraph{.text = flagged_text(board.health)});
  if (board.numbers.ended) {
    if (board.due_now > 0) document.add(Paragraph{.text = last_words_text(board)});
    return;
  }
  if (Text dates = dates_text(board); !dates.empty()) document.add(Paragraph{.text = std::move(dates)});
}

}  // namespace

Document board_document(const Board& board) {
  Document document;
  const Cycle& cycle = *board.numbers.cycle;
  document.add(Heading{
      .level = 1, .text = Text(cycle.id.text + "  " + cycle.title), .right = Text(right_of_heading(board.numbers))});
  document.add(Space{});
  add_unread(document, cycle);
  add_look_here(document, board);
  if (board.numbers.objectives.empty()) {
    add_no_objective(document, board.numbers, board.workspace->settings.scoring.scale, board.filtered).add(Space{});
  } else {
    add_groups(document, board);
  }
  add_footer(document, board);
  return document;
}

}  // namespace okr::reports
