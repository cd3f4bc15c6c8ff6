// SPDX-License-Identifier: MIT
// `okr status` as drawn in commands.md.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/render/views.hpp"
#include "okr/render/words.hpp"
#include "render/views/board_counter.hpp"
#include "render/views/forecast_words.hpp"
#include "render/views/kpi_words.hpp"

namespace okr::render {
namespace {

using report::Attention;
using report::Board;
using report::Concern;

constexpr std::size_t trail_length = 12;  // readings a sparkline shows: a quarter of weeks

// --- heading ----------------------------------------------------------------------------------------------------------

std::string right_of_heading(const CycleNumbers& numbers) {
  const std::string day = day_text(numbers.as_of);
  if (numbers.is_final) return fmt::format("{} · closed", day);
  if (numbers.ended) return fmt::format("{} · ended {}", day, short_date(numbers.cycle->period.last));
  if (numbers.day <= 0) return fmt::format("{} · starts {}", day, short_date(numbers.cycle->period.first));
  return fmt::format("{} · day {} of {} · {}", day, numbers.day, numbers.days, percent_text(numbers.elapsed));
}

// --- LOOK HERE --------------------------------------------------------------------------------------------------------

std::string rate_text(const Rates& rates, const KeyResultNumbers& kr) {
  const std::string unit = kr.unit == "%" ? " points" : "";
  return fmt::format("{}{} a week so far, {} needed", rounded(rates.so_far, 1), unit, rounded(rates.needed, 1));
}

/// "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %"
std::string pace_text(const Attention& attention) {
  const std::string text = rate_text(*attention.rates, *attention.key_result);
  const Forecast* forecast = attention.forecast;
  return forecast && !forecast->early ? fmt::format("{}; {}", text, end_text(*forecast, *attention.key_result)) : text;
}

/// "weeks" where the periods are weeks, ...
std::string_view period_noun(const HoldTally& tally) {
  const int days = length_in_days(tally.periods.front().period);
  if (days == 1) return "days";
  if (days == 7) return "weeks";
  return days >= 28 && days <= 31 ? "months" : "periods";
}

std::string miss_text(const KeyResultNumbers& kr) {
  const Definition& definition = kr.standing.definition;
  const bool strict = kr.key_result->strict;
  if (definition.min && definition.max)
    return fmt::format("outside {} to {}", display_value(*definition.min), display_value(*definition.max));
  if (definition.max) return fmt::format("{} {}", strict ? "not under" : "above", display_value(*definition.max));
  return fmt::format("{} {}", strict ? "not over" : "below", display_value(definition.min.value_or(0)));
}

/// "cannot end MET: rest-hr was above 58 in 4 of 7 weeks"
std::string missed_text(const KeyResultNumbers& kr) {
  const HoldTally& tally = *kr.standing.hold;
  const bool unreported = std::ranges::any_of(
      tally.periods, [](const HoldPeriod& period) { return period.over && !period.value && period.holding != Holding::ahead; });
  return fmt::format("cannot end MET: {} was {}{} in {} of {} {}", kr.id.name, miss_text(kr), unreported ? " or not reported" : "",
                     tally.missed_for_good, tally.due(), period_noun(tally));
}

std::string concern_text(const Attention& attention) {
  const KeyResultNumbers* kr = attention.key_result;
  const auto with_rate = [&](std::string text) {
    return attention.rates ? fmt::format("{}: {}", text, pace_text(attention)) : text;
  };
  switch (attention.concern) {
    case Concern::cannot_end_met: return missed_text(*kr);
    case Concern::at_risk: return with_rate("at risk");
    case Concern::too_slow: return pace_text(attention);
    case Concern::too_sure: return with_rate(fmt::format("stated {}/10, but at risk", kr->confidence->value));
    case Concern::too_doubtful: return fmt::format("stated {}/10, but ahead of its pace", kr->confidence->value);
    case Concern::no_data: return fmt::format("no reading in {} days", kr->recency.value_age);
    case Concern::stale: return fmt::format("stale: last heard of {} days ago", kr->recency.value_age);
    case Concern::kpi_red: return "red; no objective works on it";
    case Concern::kpi_signal: return "beyond its natural limit; no objective works on it";
  }
  return {};
}

/// "6.1 h, under its natural limit 6.5; no objective works on it"
std::string kpi_concern_text(const KpiNumbers& numbers) {
  const std::string value = numbers.value() ? value_with_unit(numbers) : "no value";
  const XmrLimits* limits = numbers.xmr.limits();
  const bool outside = limits && numbers.value() && numbers.signal == Meaning::concern;
  if (outside && *numbers.value() < limits->lower)
    return fmt::format("{}, under its natural limit {}; no objective works on it", value, limit_text(limits->lower, *numbers.value(), *limits));
  if (outside && *numbers.value() > limits->upper)
    return fmt::format("{}, over its natural limit {}; no objective works on it", value, limit_text(limits->upper, *numbers.value(), *limits));
  return fmt::format("{}, red; no objective works on it", value);
}

KeyValue attention_line(const Attention& attention) {
  if (attention.kpi) return {Text(attention.kpi->kpi->id.text, Style::id), Text(kpi_concern_text(*attention.kpi))};
  const bool of_objective = attention.concern == Concern::cannot_end_met;
  const std::string id = of_objective ? attention.objective->id.text : to_string(attention.key_result->id);
  return {Text(id, Style::id), Text(concern_text(attention))};
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

/// The status in its word, and "stale" beside every word that would otherwise sound fine.
Text status_text(const KeyResultNumbers& kr) {
  if (kr.verdict && kr.status() == PaceStatus::ended) return Text(std::string(to_string(*kr.verdict)), style_of(*kr.verdict));
  Text text(std::string(words_of(kr.status())), style_of(kr.status()));
  if (kr.recency.freshness == Freshness::stale) text += Text(", ") + Text("stale", Style::warn);
  return text;
}

Cell pace_cell(const KeyResultNumbers& kr) {
  if (kr.standing.hold) {
    Dots dots;
    for (const HoldPeriod& period : kr.standing.hold->periods) {
      const bool judged = period.holding != Holding::ahead;
      dots.periods.push_back(!judged ? Dot::open : period.holding == Holding::met ? Dot::met : Dot::missed);
    }
    return dots;
  }
  if (!kr.progress || (!kr.pace.expected && kr.progress->value() <= 0)) return {};
  Bar bar;
  bar.share = kr.progress->value();
  if (kr.pace.expected) bar.marker = kr.pace.expected->value();
  bar.style = style_of(kr.status());
  return bar;
}

Cell progress_cell(const KeyResultNumbers& kr) {
  if (kr.standing.hold) {
    const HoldTally& tally = *kr.standing.hold;
    return Cell(tally.due() == 0 ? std::string("-") : fmt::format("{}/{}", tally.met, tally.due())).aligned(Align::left);
  }
  if (is_fault(kr.progress.absence)) return Cell("n/a", Style::bad);
  return Cell(percent_text(kr.progress));
}

/// "ends 252, 2 %": the end and the chance of the target.
Cell end_cell(const KeyResultForecast* kr) {
  if (!kr || !kr->forecast || kr->forecast->decided) return {};
  const Forecast& forecast = *kr->forecast;
  return Cell(fmt::format("ends {}, {}", value_text(forecast.value, forecast), chance_text(forecast.target, false)));
}

std::vector<Cell> record_cells(const KeyResultNumbers& kr, const CycleForecast& forecast) {
  Sparkline trend;
  trend.values = report::trail_of(kr, trail_length);
  return {Cell(kr.id.name),
          Cell(now_text(kr)),
          pace_cell(kr),
          progress_cell(kr),
          Cell(status_text(kr)),
          kr.confidence ? Cell(fmt::format("{}/10", kr.confidence->value)) : Cell(),
          kr.confidence ? Cell(change_text(kr.confidence->change)) : Cell(),
          end_cell(report::find(forecast, kr)),
          Cell(trend),
          kr.recency.last ? Cell(short_date(kr.recency.last->date), Style::dim) : Cell()};
}

/// "ahead, 1 behind": the objective's word, then how many of its key results are worse.
Text objective_status(const ObjectiveNumbers& objective) {
  if (objective.verdict) return Text(std::string(to_string(*objective.verdict)), style_of(*objective.verdict));
  Text text(std::string(words_of(objective.status)), style_of(objective.status));
  if (objective.type == ObjectiveType::committed) return text;
  for (const PaceStatus status : {PaceStatus::at_risk, PaceStatus::no_data, PaceStatus::behind}) {
    if (status >= objective.status || objective.counts[status] == 0) continue;
    text += Text(fmt::format(", {} ", objective.counts[status])) + Text(std::string(words_of(status)), style_of(status));
  }
  return text;
}

void add_objective(Table& table, const Board& board, const ObjectiveNumbers& objective) {
  const std::string title = objective.objective ? objective.objective->title : std::string();
  table.add_group(objective.id.text, {Cell(objective.id.text, Style::id), Cell(title, Style::strong),
                                      Cell(std::string(word(objective.type))), Cell(objective_status(objective))});
  for (const KeyResultNumbers& kr : objective.key_results) {
    table.add_record(to_string(kr.id), record_cells(kr, board.forecast));
    if (std::string counter = counter_text(board, kr); !counter.empty()) table.add_note(Text(std::move(counter)));
  }
}

void add_groups(Document& document, const Board& board) {
  for (const report::BoardGroup& group : board.groups) {
    if (board.grouping != report::Grouping::none)
      document.add(Heading{.level = 2, .text = Text(group.name.empty() ? std::string("(none)") : group.name)});
    Table table = empty_table();
    for (const ObjectiveNumbers* objective : group.objectives) add_objective(table, board, *objective);
    document.add(std::move(table));
    document.add(Space{});
  }
}

// --- below ------------------------------------------------------------------------------------------------------------

void add_count(std::string& text, int count, std::string_view what) {
  if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what);
}

Text health_text(const report::KpiHealth& health) {
  std::string text;
  add_count(text, health.green, "green");
  add_count(text, health.amber, "amber");
  add_count(text, health.red, "red");
  add_count(text, health.no_target, "without target");
  add_count(text, health.no_data, "without data");
  add_count(text, health.signals, health.signals == 1 ? "signal" : "signals");
  return Text("KPIs: " + text + " (okr kpi)");
}

Text flagged_text(const report::KpiHealth& health) {
  Text text;
  for (const KpiNumbers* kpi : health.flagged) {
    text += Text(text.empty() ? "Protect: " : ", ");
    text += Text(kpi->kpi->id.text, Style::id);
    if (kpi->value()) text += Text(" " + value_with_unit(*kpi) + " ");
    else text += Text(" ");
    text += Text(std::string(words_of(kpi->status)), style_of(kpi->status));
  }
  return text;
}

Text staleness_text(const Board& board) {
  Text text;
  for (const KeyResultNumbers* kr : board.stale) {
    text += Text(text.empty() ? "Stale: " : ", ") + Text(to_string(kr->id), Style::id);
    text += Text(fmt::format(" ({} days)", kr->recency.value_age));
  }
  text += Text(text.empty() ? "Nothing stale." : ".");
  return text;
}

/// "Nothing stale. 2 due now. Last check-in Mon 17 Aug, next Mon 24 Aug."
Text dates_text(const Board& board) {
  Text text = staleness_text(board);
  if (board.due_now > 0) text += Text(fmt::format(" {} due now.", board.due_now), Style::strong);
  if (board.last_checkin) text += Text(fmt::format(" Last check-in {}", day_text(*board.last_checkin)));
  if (board.next_due) text += Text(fmt::format("{} {}", board.last_checkin ? ", next" : " Next check-in", day_text(*board.next_due)));
  if (board.last_checkin || board.next_due) text += Text(".");
  return text;
}

void add_footer(Document& document, const Board& board) {
  if (!board.kpis.empty())
    document.add(Paragraph{.text = health_text(board.health), .right = Text("│ where you should be"), .right_is_legend = true});
  if (!board.health.flagged.empty()) document.add(Paragraph{.text = flagged_text(board.health)});
  if (!board.numbers.ended) document.add(Paragraph{.text = dates_text(board)});
}

// --- due --------------------------------------------------------------------------------------------------------------

std::string due_id(const report::DueItem& item) {
  return item.kpi ? "kpi/" + item.kpi->id.text : full_id(*item.cycle, *item.key_result);
}

std::string due_title(const report::DueItem& item) { return item.kpi ? item.kpi->title : item.key_result->title; }

}  // namespace

Document board_document(const Board& board) {
  Document document;
  const Cycle& cycle = *board.numbers.cycle;
  document.add(Heading{.level = 1, .text = Text(cycle.id.text + "  " + cycle.title), .right = Text(right_of_heading(board.numbers))});
  document.add(Space{});
  if (!board.look_here.empty()) {
    KeyValues lines;
    for (const Attention& attention : board.look_here) lines.items.push_back(attention_line(attention));
    document.add(Heading{.text = Text("LOOK HERE"), .alert = true});
    document.add(std::move(lines));
    document.add(Space{});
  }
  if (board.numbers.objectives.empty()) {
    const char* text = board.filtered ? "Nothing matches." : "No objective yet: okr new objective ID --title \"...\"";
    document.add(Paragraph{.text = Text(text)});
    document.add(Space{});
  } else {
    add_groups(document, board);
  }
  add_footer(document, board);
  return document;
}

Document due_document(const std::vector<report::DueItem>& items) {
  Document document;
  if (items.empty()) {
    document.add(Paragraph{.text = Text("Nothing is due.")});
    return document;
  }
  Table table;
  table.columns = {{.name = "id", .heading = "DUE"},
                   {.name = "title", .min_width = 10, .shrink = 1},
                   {.name = "age", .heading = "AGE", .align = Align::right},
                   {.name = "freshness", .heading = ""}};
  for (const report::DueItem& item : items) {
    const Style style = item.freshness == Freshness::stale ? Style::warn : Style::normal;
    table.add_record(due_id(item), {Cell(due_id(item), Style::id), Cell(due_title(item)),
                                    Cell(item.age ? fmt::format("{} d", *item.age) : std::string("-")),
                                    Cell(std::string(words_of(item.freshness)), style)});
  }
  document.add(std::move(table));
  return document;
}

Records due_records(const std::vector<report::DueItem>& items) {
  Records records{{"id", "title", "age_days", "freshness"}, {}};
  for (const report::DueItem& item : items)
    records.rows.push_back({due_id(item), due_title(item), item.age ? Value(static_cast<std::int64_t>(*item.age)) : Value(),
                            std::string(words_of(item.freshness))});
  return records;
}

JsonValue due_json(const std::vector<report::DueItem>& items, Date as_of) {
  JsonValue json = report_object("status", as_of);
  json.set("due", JsonValue::array_of(items, [](const report::DueItem& item) {
             JsonValue one = JsonValue::object();
             one.set("id", due_id(item)).set("title", due_title(item)).set("age_days", JsonValue(item.age));
             return one.set("freshness", words_of(item.freshness));
           }));
  return json;
}

}  // namespace okr::render
