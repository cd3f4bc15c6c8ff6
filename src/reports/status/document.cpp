// SPDX-License-Identifier: MIT
// `okr status` as drawn in commands.md.
#include <fmt/core.h>
#include <algorithm>
#include <set>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/workspace.hpp"
#include "reports/cycle_words.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/pages.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t trail_length = 12;  // readings a sparkline shows: a quarter of weeks

// --- heading ---------------------------------------------------------------------------------------------------------

std::string right_of_heading(const CycleNumbers& numbers) {
  return cycle_day_text(numbers, day_text(numbers.as_of),
                        fmt::format("day {} of {} · {}", numbers.day, numbers.days, percent_text(numbers.elapsed)));
}

// --- the table -------------------------------------------------------------------------------------------------------

Table empty_table() {
  Table table = key_results_table("key results against their pace");
  table.header = false;
  table.columns = {
      {.name = "id", .min_width = 10},
      title_column(),
      {.name = "now", .min_width = 18},
      {.name = "pace", .gap = 1, .min_width = 10, .shrink = 2, .drop = 3},
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
  return Cell(where_drawn("ends ") + Text(short_end_text(*kr->forecast, *kr->numbers)));
}

/// "+1", and "=" for none; read out that is a word.
Text change_of(const Confidence& confidence) {
  const std::string text = change_text(confidence.change);
  return text == "=" ? where_drawn(text) + on_page(text) + in_plain_words("none") : Text(text);
}

std::vector<Cell> record_cells(const KeyResultNumbers& kr, const KeyResultForecast* forecast) {
  Sparkline trend;
  trend.values = reports::trail_of(kr, trail_length);
  return {kr.id.name,
          title_of(kr),
          now_cell(kr),
          pace_cell(kr),
          progress_cell(kr),
          status_text(kr),
          kr.confidence ? Cell(fmt::format("{}/10", kr.confidence->value)) : Cell(),
          kr.confidence ? Cell(change_of(*kr.confidence)) : Cell(),
          end_cell(forecast),
          trend,
          kr.recency.last ? Cell(short_date(kr.recency.last->date, kr.as_of), Style::dim) : Cell()};
}

void add_objective(Table& table, const Board& board, const ObjectiveNumbers& objective) {
  table.add_group(objective.id.text, {Cell(objective.id.text, Style::id), Cell(title_of(objective), Style::strong),
                                      word(objective.type), objective_status(objective)});
  for (const KeyResultNumbers& kr : objective.key_results) {
    table.add_record(to_string(kr.id), record_cells(kr, reports::find(board.forecast, objective, kr)));
    if (std::string budget = budget_text(kr); !budget.empty()) table.add_note(std::move(budget));
    if (Text counter = counter_text(board, kr); !counter.empty()) table.add_note(std::move(counter));
    add_last_word(table, kr, board.numbers.as_of);
  }
}

// --- below -----------------------------------------------------------------------------------------------------------

Text health_text(const KpiHealth& health) {
  std::string text = counts_text(health.counts);
  if (text.empty()) return {};  // the filter leaves none
  if (health.counts.signals > 0) text += ", " + counted(health.counts.signals, "signal");
  return Text("KPIs: " + text) + on_terminal(" (okr kpi)");
}

Text flagged_text(const KpiHealth& health) {
  Text text;
  for (const KpiNumbers* kpi : health.flagged) {
    text += text.empty() ? "Protect: " : ", ";
    text += named(kpi->kpi->id.text, kpi->kpi->title);
    if (kpi->value())
      text += " " + value_with_unit(*kpi) + " ";
    else
      text += " ";
    text += Text(word(kpi->status), style_of(kpi->status));
  }
  return text;
}

Text with_age(std::string_view id, std::string_view title, int age, int away) {
  return named(id, title) + Text(fmt::format(" ({})", age_words(age, away)));
}

/// What has to be recorded before a KPI that is made of others has a value again: of all below it what waits itself.
void add_awaited(const Board& board, const Kpi& kpi, std::set<const Kpi*>& seen, std::vector<std::string>& awaited) {
  if (!seen.insert(&kpi).second) return;
  for (const std::string& id : parts_of_formula(kpi))
    if (const Kpi* part = board.workspace->kpi(id)) add_awaited(board, *part, seen, awaited);
  const auto numbers = std::ranges::find(board.kpis, &kpi, &KpiNumbers::kpi);
  if (kpi.formula.empty() && numbers != board.kpis.end() && waits(numbers->freshness)) awaited.push_back(kpi.id.text);
}

/// "ratio (waits for x)"; nothing for what is not made of others. The newest reading below it is no age of its own.
Text with_awaited(const Board& board, const Kpi* kpi, std::string_view id, std::string_view title) {
  std::vector<std::string> awaited;
  std::set<const Kpi*> seen;
  if (kpi && !kpi->formula.empty()) add_awaited(board, *kpi, seen, awaited);
  return awaited.empty() ? Text() : named(id, title) + Text(fmt::format(" (waits for {})", listed(awaited)));
}

/// "Stale: a.z (47 days, 14 of them away), a.y (20 days) and 12 more, 60 without a reading."
Text staleness_text(const Board& board) {
  std::vector<Text> stale;
  int never = 0;
  for (const KeyResultNumbers* kr : board.stale) {
    const std::string id = to_string(kr->id);
    const std::string& kpi = kr->standing.definition.kpi.text;
    if (board.no_reading_yet > 0 && !kr->recency.last)
      ++never;
    else if (Text waiting = with_awaited(board, kpi_called(*board.workspace, kpi), id, title_of(*kr)); !waiting.empty())
      stale.push_back(std::move(waiting));
    else
      stale.push_back(with_age(id, title_of(*kr), kr->recency.value_age, kr->recency.value_away));
  }
  for (const DueItem& item : board.beside)
    if (item.freshness == Freshness::stale)
      stale.push_back(with_age(due_id(item), due_title(item), item.age.value_or(0), item.away));
  for (const KpiNumbers* numbers : board.stale_kpis) {
    const Kpi& kpi = *numbers->kpi;
    Text waiting = with_awaited(board, &kpi, kpi.id.text, kpi.title);
    stale.push_back(waiting.empty() ? with_age(kpi.id.text, kpi.title, numbers->age.value_or(0), numbers->age_away)
                                    : std::move(waiting));
  }
  Text text;
  const std::size_t count = std::min(stale.size(), reports::most_concerns);
  for (std::size_t i = 0; i < count; ++i) text += Text(text.empty() ? "Stale: " : ", ") + stale[i];
  if (count < stale.size()) text += fmt::format(" and {} more", stale.size() - count);
  if (never > 0) text += fmt::format("{}{} without a reading", text.empty() ? "Stale: " : ", ", never);
  return text.empty() ? text : text += ".";
}

/// "2 due now."; with some among them of which the board shows no line, where they stand.
Text due_text(const Board& board) {
  const Text due(fmt::format("{} due now", board.due_now), Style::strong);
  const bool are_all_here = board.kpis_due == 0 && board.beside.empty();
  return are_all_here ? due + Text(".", Style::strong) : due + on_terminal(": okr status --due") + Text(".");
}

bool is_all_read(const Board& board) {
  if (!all_unread(*board.numbers.cycle).empty()) return false;
  return board.filtered || std::ranges::all_of(board.kpis, [&](const KpiNumbers& numbers) {
           return unread_text(*board.workspace, *numbers.kpi).empty();
         });
}

/// "Nothing stale. 2 due now. Last check-in Mon 17 Aug, next Mon 24 Aug."
Text dates_text(const Board& board) {
  Text text = staleness_text(board);
  if (text.empty() && is_all_read(board)) text = "Nothing stale.";
  const auto space = [&] { return text.empty() ? "" : " "; };
  if (board.due_now > 0) text += Text(space()) + due_text(board);
  if (board.last_checkin)
    text += fmt::format("{}Last check-in {}", space(), day_text(*board.last_checkin, board.numbers.as_of));
  if (board.next_due)
    text += fmt::format("{} {}", board.last_checkin ? ", next" : fmt::format("{}Next check-in", space()),
                        day_text(*board.next_due, board.numbers.as_of));
  if (board.last_checkin || board.next_due) text += ".";
  return text;
}

/// "2 due now, dated 30 Sep."; with KPIs: "5 due now, 2 of them dated 30 Sep: okr status --due."
Text last_words_text(const Board& board) {
  const std::string last = short_date(board.numbers.cycle->period.last, board.numbers.as_of);
  if (board.kpis_due == 0 && board.beside.empty())
    return Text(fmt::format("{} due now, dated {}.", board.due_now, last), Style::strong);
  const int key_results = board.due_now - board.kpis_due - static_cast<int>(board.beside.size());
  const std::string dated = key_results > 0 ? fmt::format(", {} of them dated {}", key_results, last) : std::string();
  return Text(fmt::format("{} due now{}", board.due_now, dated), Style::strong) + on_terminal(": okr status --due") +
         Text(".");
}

/// What stands below a cycle that is over and waits to be closed: its key results say nothing more, KPIs go on.
Text closing_text(const Board& board) {
  Text text = staleness_text(board);
  if (board.due_now > 0) text += Text(text.empty() ? "" : " ") + last_words_text(board);
  return text;
}

}  // namespace

void add_footer(Document& document, const Board& board) {
  Text health = health_text(board.health);
  if (!board.kpis.empty() && !(health.empty() && board.numbers.objectives.empty()))
    document.add(
        Paragraph{.text = std::move(health), .right = on_terminal("│ where you should be"), .right_is_legend = true});
  if (!board.health.flagged.empty()) document.add(Paragraph{.text = flagged_text(board.health)});
  Text text = board.numbers.ended ? closing_text(board) : dates_text(board);
  if (!text.empty()) document.add(Paragraph{.text = std::move(text)});
}

void add_objectives(Document& document, const Board& board) {
  for (const BoardGroup& group : board.groups) {
    if (board.grouping != Grouping::none)
      document.add(Heading{.level = 2,
                           .text = group.name.empty() ? on_terminal("(none)") + on_page("Others") : Text(group.name),
                           .is_name = true});
    Table table = empty_table();
    for (const ObjectiveNumbers* objective : group.objectives) add_objective(table, board, *objective);
    document.add(std::move(table));
    document.add(Space{});
  }
}

void add_board_legend(Document& document, const Board& board) {
  if (board.numbers.objectives.empty()) return;
  add_legend(document, {Sign::progress, Sign::status, Sign::confidence, Sign::ends, Sign::trend, Sign::kinds},
             board.workspace->settings.scoring);
}

namespace {

/// "must not suffer: enps (24 %, amber)"; on pages with the title in front of the brackets.
Text guarded_text(const std::string& id, const std::string& title, std::string_view standing) {
  return Text("must not suffer: ") + named_key(id, title) + Text(fmt::format(" ({})", standing));
}

/// With the period whose value it is: a key result that the KPI feeds may show the running one's.
Text text_of(const Workspace& workspace, const KpiNumbers& numbers) {
  std::string value;
  if (numbers.value())
    value = fmt::format("{} in {}, ", value_with_unit(numbers), period_name_of(workspace, numbers, *numbers.last));
  return guarded_text(numbers.kpi->id.text, numbers.kpi->title, fmt::format("{}{}", value, word(numbers.status)));
}

Text text_of(const KeyResultNumbers& numbers) {
  return guarded_text(to_string(numbers.id), title_of(numbers),
                      fmt::format("{}, {}", now_text(numbers), word(numbers.status())));
}

/// True where it is a question whose they are.
bool has_several_owners(const std::vector<DueItem>& items) {
  return std::ranges::any_of(items, [&](const DueItem& item) { return item.owner != items.front().owner; });
}

Table due_table(const std::vector<DueItem>& items) {
  const bool says_owner = has_several_owners(items);
  Table table;
  table.columns = {{.name = "id", .heading = "DUE"},
                   {.name = "title", .min_width = 10, .shrink = 1},
                   {.name = "age", .heading = "AGE", .align = Align::right},
                   {.name = "away", .heading = "", .drop = 1},
                   {.name = "freshness", .heading = ""}};
  if (says_owner) table.columns.push_back({.name = "owner", .heading = "WHO"});
  for (const DueItem& item : items) {
    const Style style = item.freshness == Freshness::stale ? Style::warn : Style::normal;
    std::vector<Cell> cells = {
        Cell(due_id(item), Style::id), due_title(item), item.age ? fmt::format("{} d", *item.age) : std::string("-"),
        item.away > 0 ? fmt::format("{} of them away", item.away) : std::string(), Cell(word(item.freshness), style)};
    if (says_owner) cells.emplace_back(item.owner);
    table.add_record(due_id(item), std::move(cells));
  }
  return table;
}

// Cycles that are over and not closed, as every board names them.

Text line_of(const EndedCycle& ended, bool with_command) {
  const std::string_view days = ended.days_ago == 1 ? "day" : "days";
  std::string rest = fmt::format(" ended {} {} ago", ended.days_ago, days);
  rest += with_command ? ": " + close_command(ended) : std::string(" and is not closed.");
  return Text(ended.id.text, Style::id) + Text(std::move(rest), ended.in_force ? Style::strong : Style::normal);
}

}  // namespace

Document document_of(const Board& board) {
  Document document;
  add_report_heading(document, *board.numbers.cycle, right_of_heading(board.numbers));
  add_broken(document, board);
  add_look_here(document, board);
  if (board.numbers.objectives.empty()) {
    add_no_objective(document, board.numbers, board.workspace->settings.scoring.scale, board.filtered).add(Space{});
  } else {
    add_objectives(document, board);
  }
  add_footer(document, board);
  return document;
}

Text counter_text(const Board& board, const KeyResultNumbers& kr) {
  if (!kr.key_result || kr.key_result->counter.empty() || kr.state != State::active) return {};
  const Found found = resolve(*board.workspace, *board.numbers.cycle, kr.key_result->counter.text);
  for (const KpiNumbers& numbers : board.kpis)
    if (found.kpi && numbers.kpi == found.kpi) return text_of(*board.workspace, numbers);
  for (const ObjectiveNumbers& objective : board.numbers.objectives)
    for (const KeyResultNumbers& other : objective.key_results)
      if (found.key_result && other.key_result == found.key_result) return text_of(other);
  return {};
}

// `okr status --due`: what waits for a word, the longest waiting first, and what waits to be closed.

std::string due_title(const DueItem& item) { return item.kpi ? item.kpi->title : item.key_result->title; }

std::string due_id(const DueItem& item) {
  return item.kpi ? full_id(item.kpi->id) : full_id(*item.cycle, *item.key_result);
}

Document due_document(std::span<const Cycle* const> cycles, const std::vector<DueItem>& items,
                      const std::vector<EndedCycle>& ended, bool with_commands) {
  Document document;
  for (const Cycle* cycle : cycles) add_unread(document, *cycle);
  if (!document.blocks.empty() && items.empty()) return document;
  const bool is_waiting = !items.empty() || std::ranges::any_of(ended, &EndedCycle::in_force);
  if (!is_waiting) document.add(Paragraph{.text = "Nothing is due."});
  if (!items.empty()) document.add(due_table(items));
  if (!items.empty() && !ended.empty()) document.add(Space{});
  add_ended(document, ended, with_commands);
  if (!items.empty()) add_legend(document, {Sign::due});
  return document;
}

std::string close_command(const EndedCycle& ended) {
  const std::string carry = ended.follower ? " --carry-to " + ended.follower->text : std::string();
  return fmt::format("okr close {}{}", ended.id.text, carry);
}

void add_ended(Document& document, const std::vector<EndedCycle>& ended, bool with_commands) {
  for (const EndedCycle& one : ended) document.add(Paragraph{.text = line_of(one, with_commands)});
}

}  // namespace okr::reports
