// SPDX-License-Identifier: MIT
// `okr status` as drawn in commands.md.
#include <fmt/core.h>
#include <algorithm>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/workspace.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/pages.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t trail_length = 12;  // readings a sparkline shows: a quarter of weeks

// --- heading ----------------------------------------------------------------------------------------------------------

std::string right_of_heading(const CycleNumbers& numbers) {
  const std::string day = day_text(numbers.as_of);
  if (numbers.is_final) return fmt::format("{} · closed", day);
  if (numbers.ended) return fmt::format("{} · ended {}", day, short_date(numbers.cycle->period.last, numbers.as_of));
  if (numbers.day <= 0) return fmt::format("{} · {}", day, start_text(*numbers.cycle, numbers.as_of));
  return fmt::format("{} · day {} of {} · {}", day, numbers.day, numbers.days, percent_text(numbers.elapsed));
}

// --- the table --------------------------------------------------------------------------------------------------------

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
  return Cell(short_end_text(*kr->forecast, *kr->numbers));
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
          kr.confidence ? Cell(change_text(kr.confidence->change)) : Cell(),
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

// --- below ------------------------------------------------------------------------------------------------------------

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

/// "Stale: a.z (47 days, 14 of them away), a.y (20 days) and 12 more, 60 without a reading."
Text staleness_text(const Board& board) {
  std::vector<Text> stale;
  int never = 0;
  for (const KeyResultNumbers* kr : board.stale) {
    if (board.no_reading_yet > 0 && !kr->recency.last)
      ++never;
    else
      stale.push_back(with_age(to_string(kr->id), title_of(*kr), kr->recency.value_age, kr->recency.value_away));
  }
  for (const KpiNumbers* kpi : board.stale_kpis)
    stale.push_back(with_age(kpi->kpi->id.text, kpi->kpi->title, kpi->age.value_or(0), kpi->age_away));
  Text text;
  const std::size_t count = std::min(stale.size(), reports::most_concerns);
  for (std::size_t i = 0; i < count; ++i) text += Text(text.empty() ? "Stale: " : ", ") + stale[i];
  if (count < stale.size()) text += fmt::format(" and {} more", stale.size() - count);
  if (never > 0) text += fmt::format("{}{} without a reading", text.empty() ? "Stale: " : ", ", never);
  return text.empty() ? text : text += ".";
}

/// "2 due now."; with KPIs among them, of which the board shows no line, where they stand.
Text due_text(const Board& board) {
  const Text due(fmt::format("{} due now", board.due_now), Style::strong);
  return board.kpis_due == 0 ? due + Text(".", Style::strong) : due + on_terminal(": okr status --due") + Text(".");
}

bool is_all_read(const Board& board) {
  if (!board.numbers.cycle->unread.empty()) return false;
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
  if (board.kpis_due == 0) return Text(fmt::format("{} due now, dated {}.", board.due_now, last), Style::strong);
  const int key_results = board.due_now - board.kpis_due;
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

/// True where its line says where it will end: not of one reading alone, nor of readings that are old.
bool tells_end(const Attention& attention) {
  return attention.rates && attention.forecast && !attention.forecast->early && !attention.forecast->stale;
}

/// "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %", "19.5 a week so far, 42.8 needed; silent for 17 days"
std::string pace_text(const Attention& attention) {
  const KeyResultNumbers& kr = *attention.key_result;
  const std::string text = rates_text(*attention.rates, kr.unit == "%" ? " points" : "");
  if (tells_end(attention)) return fmt::format("{}; {}", text, end_text(*attention.forecast, kr));
  if (!attention.forecast || !attention.forecast->stale) return text;
  return fmt::format("{}; silent for {}", text, age_words(kr.recency.value_age, kr.recency.value_away));
}

/// "week" where the periods are weeks, ...
std::string_view period_noun(const HoldTally& tally) {
  return !tally.unit || *tally.unit == PeriodUnit::half ? "period" : to_string(*tally.unit);
}

/// "above 58", "not over 7", "outside 15..30": beyond the bounds, with as many decimals as tell them from the value.
std::string miss_text(const Bounds& bounds, bool strict, std::optional<double> value) {
  const double first = bounds.min.value_or(bounds.max.value_or(0));
  const auto texts = display_together({first, bounds.max.value_or(first), value.value_or(first)});
  if (bounds.min && bounds.max)
    return fmt::format("{} {}", strict ? "not" : "outside", range_text(texts[0], texts[1], strict));
  if (bounds.max) return fmt::format("{} {}", strict ? "not under" : "above", texts[1]);
  return fmt::format("{} {}", strict ? "not over" : "below", texts[0]);
}

/// The same of all periods that were missed: a bound that was moved meanwhile is no one number (method.md 0.27).
std::string misses_of_all(const KeyResultNumbers& kr) {
  const bool strict = kr.standing.definition.strict;
  std::optional<Bounds> bounds;
  for (const HoldPeriod& period : kr.standing.hold->periods) {
    if (period.holding == Holding::ahead || period.holding == Holding::met) continue;
    if (!bounds) bounds = period.bounds;
    if (*bounds != period.bounds) return "beyond the bound of its time";
  }
  return miss_text(bounds.value_or(Bounds{kr.standing.definition.min, kr.standing.definition.max}), strict, {});
}

/// "above 58 in 4 of 7 weeks": of the periods that its row counts, the running one too where it is judged.
std::string misses_text(const KeyResultNumbers& kr) {
  const HoldTally& tally = *kr.standing.hold;
  const bool unreported = std::ranges::any_of(tally.periods, [](const HoldPeriod& period) {
    return period.over && !period.value && period.holding != Holding::ahead;
  });
  return fmt::format("{}{} in {} of {}", misses_of_all(kr), unreported ? " or not reported" : "", tally.missed,
                     counted(tally.due(), period_noun(tally)));
}

/// "cannot end MET: rest-hr was above 58 in 4 of 7 weeks", "... users is done, at 60 %", "... 2026-Q1/reach ended missed"
Text missed_text(const Attention& attention) {
  const KeyResultNumbers* kr = attention.key_result;
  const Text lost("cannot end MET");
  if (kr && (kr->state == State::done || kr->pace.misses)) {
    const std::string why = kr->state == State::done
                                ? fmt::format(" is done, at {}", percent_text(kr->progress ? kr->progress->value() : 0))
                                : fmt::format(" was {}", misses_text(*kr));
    return lost + Text(": " + kr->id.name) + title_behind(title_of(*kr)) + Text(why);
  }
  for (const ChildNumbers& child : attention.objective->children)
    if (child.part.lost && counts(child.part.state) && child.part.weight > 0)
      return lost + Text(": " + child.part.name) +
             title_behind(child.objective ? child.objective->title : std::string()) + Text(" ended missed");
  return lost;
}

/// What the value was measured against, where it was none that moves along a pace.
std::string bound_reason(const KeyResultNumbers& kr) {
  if (kr.pace.misses && kr.pace.misses->lost()) return misses_text(kr);
  const HoldPeriod* last = kr.pace.misses ? kr.standing.hold->last_due() : nullptr;
  if (last && !last->value) return "the last period was not reported";
  const Definition& definition = kr.standing.definition;
  const Bounds bounds = last ? last->bounds : Bounds{definition.min, definition.max};
  const auto value = last ? last->value : kr.recency.last ? std::optional(kr.recency.last->value) : std::nullopt;
  if (!value) return "- is " + miss_text(bounds, definition.strict, {});
  const double first = bounds.min.value_or(bounds.max.value_or(*value));
  const auto shown = display_together({*value, first, bounds.max.value_or(first)}).front();
  return fmt::format("{} is {}", shown, miss_text(bounds, definition.strict, value));
}

/// Why it is at risk: "overdue 3 days", "above 58 in 4 of 7 weeks", "20 %, should be 45 %", "stated 3/10".
std::string risk_reason(const Attention& attention) {
  const KeyResultNumbers& kr = *attention.key_result;
  if (kr.pace.overdue_days > 0) return "overdue " + counted(kr.pace.overdue_days, "day");
  if (attention.rates) return pace_text(attention);
  if (kr.key_result && kr.standing.definition.kind == Kind::hold) return bound_reason(kr);
  if (kr.pace.expected && kr.progress)
    return fmt::format("{}, should be {}", percent_text(kr.progress->value()), percent_text(kr.pace.expected->value()));
  if (kr.key_result && !is_paced(kr.standing.definition.kind) && kr.confidence)
    return fmt::format("stated {}/10", kr.confidence->value);
  return now_text(kr);
}

/// "blocked for 7 days: moved to September"; where no record is named, that stands in front: "for 7 days: legal review".
std::string blocked_text(const Attention& attention) {
  const std::string since = attention.age == 0 ? "since today" : "for " + counted(attention.age, "day");
  return fmt::format("{}{}: {}", attention.obstacle->id.empty() ? "" : "blocked ", since, attention.obstacle->text);
}

Text concern_text(const Attention& attention) {
  const KeyResultNumbers* kr = attention.key_result;
  switch (attention.concern) {
    case Concern::cannot_end_met: return missed_text(attention);
    case Concern::blocked: return blocked_text(attention);
    case Concern::at_risk: return "at risk: " + risk_reason(attention);
    case Concern::no_miss_left: return fmt::format("{}: one more is one too many", budget_text(*kr));
    case Concern::too_slow: return pace_text(attention);
    case Concern::too_sure:
      return fmt::format("stated {}/10, but at risk: {}", kr->confidence->value, risk_reason(attention));
    case Concern::too_doubtful: return fmt::format("stated {}/10, but ahead of its pace", kr->confidence->value);
    case Concern::no_data:
      if (kr->recency.last) return "readings of its KPI, and no whole period with one is over";
      return "no reading in " + age_words(kr->recency.value_age, kr->recency.value_away);
    case Concern::stale: return "stale: nothing said in " + age_words(kr->recency.value_age, kr->recency.value_away);
    case Concern::kpi_red: return "red; no objective works on it";
    case Concern::kpi_signal: return "beyond its natural limit; no objective works on it";
  }
  return {};
}

/// "6.1 h, under its natural limit 6.5; no objective works on it"
std::string kpi_concern_text(const KpiNumbers& numbers) {
  const std::string value = numbers.value() ? value_with_unit(numbers) : "no value";
  const std::size_t last = numbers.xmr.points.size();
  if (numbers.signal == SignalMeaning::concern && numbers.xmr.points[last - 1].signal.outside)
    return fmt::format("{}, {}; no objective works on it", charted_text(numbers), rule_text(numbers, last - 1));
  return fmt::format("{}, red; no objective works on it", value);
}

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

/// "ship.users", "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %".
}  // namespace

KeyValue attention_line(const Attention& attention) {
  if (attention.kpi)
    return {named_key(attention.kpi->kpi->id.text, attention.kpi->kpi->title), Text(kpi_concern_text(*attention.kpi))};
  if (attention.obstacle) {
    const std::string& id = attention.obstacle->id;
    const Found& about = attention.obstacle->about;
    if (id.empty()) return {Text("blocked"), concern_text(attention)};
    const bool is_known = about.kpi || about.cycle;
    return {named_key(id, is_known ? title_of(about) : std::string()), concern_text(attention)};
  }
  const bool of_objective = attention.concern == Concern::cannot_end_met;
  Text key = of_objective ? named_key(attention.objective->id.text, title_of(*attention.objective))
                          : named_key(to_string(attention.key_result->id), title_of(*attention.key_result));
  return {std::move(key), concern_text(attention)};
}

Document board_document(const Board& board) {
  Document document;
  const Cycle& cycle = *board.numbers.cycle;
  document.add(
      Heading{.level = 1, .text = cycle.id.text + "  " + cycle.title, .right = right_of_heading(board.numbers)});
  document.add(Space{});
  add_unread(document, cycle);
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

/// "P(400): the chance of reaching 400", where a line says so.
std::string chance_legend(const Board& board) {
  const auto it = std::ranges::find_if(board.look_here, tells_end);
  if (it == board.look_here.end()) return {};
  const std::string target = display_value(it->key_result->standing.anchors->target);
  return fmt::format("P({}): {}", target, chance_of_reaching(target));
}

void add_look_here(Document& document, const Board& board) {
  if (board.look_here.empty() && board.no_reading_yet == 0) return;
  document.add(
      Heading{.text = "LOOK HERE", .right = on_terminal(Text(chance_legend(board), Style::dim)), .alert = true});
  KeyValues lines;
  for (const Attention& attention : board.look_here) lines.items.push_back(attention_line(attention));
  if (!lines.items.empty()) document.add(std::move(lines));
  const auto add_line = [&](Text text) { document.add(Paragraph{.text = std::move(text), .indent = 2}); };
  if (board.no_reading_yet > 0) add_line(fmt::format("no reading yet: {} key results", board.no_reading_yet));
  if (board.look_here_more > 0)
    add_line(Text(fmt::format("and {} more", board.look_here_more)) + on_terminal(": okr status --sort risk"));
  document.add(Space{});
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

Text obstacle_words(const Obstacle& obstacle) {
  const bool is_known = obstacle.about.kpi || obstacle.about.cycle;
  if (obstacle.id.empty() || !is_known) return obstacle_text(obstacle);
  return named(obstacle.id, title_of(obstacle.about)) + Text(": " + obstacle.text);
}

std::string obstacle_text(const Obstacle& obstacle) {
  return obstacle.id.empty() ? obstacle.text : obstacle.id + ": " + obstacle.text;
}

// `okr status --due`: what waits for a word, the longest waiting first, and what waits to be closed.

std::string due_title(const DueItem& item) { return item.kpi ? item.kpi->title : item.key_result->title; }

std::string due_id(const DueItem& item) {
  return item.kpi ? full_id(item.kpi->id) : full_id(*item.cycle, *item.key_result);
}

Document due_document(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, bool with_commands) {
  Document document;
  const bool is_waiting = !items.empty() || std::ranges::any_of(ended, &EndedCycle::in_force);
  if (!is_waiting) document.add(Paragraph{.text = "Nothing is due."});
  if (!items.empty()) document.add(due_table(items));
  if (!items.empty() && !ended.empty()) document.add(Space{});
  add_ended(document, ended, with_commands);
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
