// SPDX-License-Identifier: MIT
// The pictures of a page, each beside its numbers.

#include <fmt/core.h>
#include <algorithm>
#include <map>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/blockers.hpp"
#include "okr/model/current.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/page/page.hpp"
#include "reports/pages.hpp"
#include "reports/show/detail.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t most_said = 20;  // check-ins
constexpr int chart_height = 10;

/// The picture, its words below it, and its table beside both.
void add_figure(Document& document, Chart chart, Table table) {
  Document picture, numbers;
  const std::string words = described(chart);
  picture.add(std::move(chart)).add(Paragraph{.text = Text(words, Style::dim)});
  numbers.add(std::move(table));
  document.add(Beside{{std::move(picture), std::move(numbers)}});
}

/// What is in the way, and of what.
Text blocker_words(const std::vector<Obstacle>& obstacles, const Blocker& blocker) {
  const auto obstacle =
      std::ranges::find_if(obstacles, [&](const Obstacle& one) { return contains(one.said, &blocker); });
  return obstacle == obstacles.end() ? Text(blocker.text) : obstacle_words(*obstacle);
}

/// What a check-in said beside its values.
Text said_in(const Checkin& checkin, const std::vector<Obstacle>& obstacles) {
  Text text(std::string(trim(checkin.note)));
  const auto add = [&](std::string_view what, Text words) {
    for (draw::Span& span : words.spans) std::ranges::replace(span.text, '\n', ' ');
    text += Text(fmt::format("{}{}: ", text.empty() ? "" : " · ", what)) + std::move(words);
  };
  for (const std::string& win : checkin.wins) add("won", win);
  for (const Blocker& blocker : checkin.blockers) add("in the way", blocker_words(obstacles, blocker));
  for (const std::string& need : checkin.needs) add("needed", need);
  for (const std::string& lesson : checkin.lessons) add("learned", lesson);
  return text;
}

Table checkins_table(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  const std::vector<Obstacle> obstacles = obstacles_of(workspace, cycle, as_of);
  Table table;
  table.caption = "check-ins, the latest first";
  table.columns = {{.name = "day", .heading = "DAY"},
                   {.name = "who", .heading = "WHO", .drop = 1},
                   {.name = "of", .heading = "KEY RESULTS", .align = Align::right},
                   {.name = "said", .heading = "SAID", .shrink = 1, .drop = 1}};
  std::size_t known = 0;
  for (auto checkin = cycle.checkins.rbegin(); checkin != cycle.checkins.rend(); ++checkin) {
    if (checkin->date > as_of || ++known > most_said) continue;
    table.add_record(to_string(checkin->date), {short_date(checkin->date, as_of), author_of(*checkin),
                                                std::to_string(checkin->about.size()), said_in(*checkin, obstacles)});
  }
  tell_earlier(table, known);
  return table;
}

}  // namespace

void add_background(Document& document, KeyValues background) {
  background.indent = 0;
  if (!background.items.empty()) document.add(std::move(background));
}

void add_course(Document& document, const CyclePage& page, const ObjectiveNumbers& objective,
                const KeyResultNumbers& kr) {
  const KeyResultForecast* forecast = reports::find(page.board->forecast, objective, kr);
  if (!kr.key_result || !objective.objective || !forecast) return;
  const Plot plot = plot_of({*page.workspace, *kr.cycle, *objective.objective, *kr.key_result}, *forecast, page.as_of);
  Text standing(now_text(kr));
  if (!is_scored(objective, kr)) standing += Text(", ") + resting_text(objective, kr);
  document.add(Heading{
      .level = 4, .text = named_key(to_string(kr.id), title_of(kr)), .right = std::move(standing), .is_name = true});
  KeyValues background = background_of(page.workspace->settings, objective, kr, page.as_of);
  if (forecast->forecast)
    if (std::string text = pull_text(*forecast->forecast, kr.kind()); !text.empty())
      background.add(Text("straight on"), Text(std::move(text)));
  add_background(document, std::move(background));
  Chart chart = chart_of(plot, chart_height);
  Table table = key_result_table(plot, chart, kr);
  if (count_values(plot) > 0) return add_figure(document, std::move(chart), std::move(table));
  if (!table.rows.empty())
    document.add(std::move(table));
  else if (!page.board->numbers.is_final)
    document.add(Paragraph{.text = Text("No value to show yet.", Style::dim)});
}

void add_course(Document& document, const Workspace& workspace, const KpiNumbers& numbers, Date as_of) {
  const Plot plot = plot_of(workspace, numbers, PlotKind::xmr, as_of);
  if (count_values(plot) == 0) return;
  Text standing = Text(value_with_unit(numbers)) + Text(", ") + Text(word(numbers.status), style_of(numbers.status));
  document.add(Heading{.level = 3,
                       .text = named_key(numbers.kpi->id.text, numbers.kpi->title),
                       .right = std::move(standing),
                       .is_name = true});
  Chart chart = chart_of(plot, chart_height);
  Table table = kpi_table(plot, chart);
  add_figure(document, std::move(chart), std::move(table));
}

void add_checkins(Document& document, const Workspace& workspace, const Cycle& cycle, Date as_of) {
  const Plot plot = plot_of(workspace, Found{&cycle, nullptr, nullptr, nullptr}, {PlotKind::heat, {}}, as_of);
  if (plot.points.empty() || cycle.checkins.empty()) return;
  HeatMap map = heat_map_of(plot);
  document.add(Heading{.text = "CHECK-INS"});
  Document picture, numbers;
  const std::string words = described(map);
  picture.add(std::move(map)).add(Paragraph{.text = Text(words, Style::dim)});
  numbers.add(checkins_table(workspace, cycle, as_of));
  document.add(Beside{{std::move(picture), std::move(numbers)}});
}

namespace {

/// Cycles of one length, as `okr score --last` compares them; each group and its cycles the latest first.
std::vector<std::vector<const CycleNumbers*>> by_length(const Workspace& workspace,
                                                        const std::vector<CycleNumbers>& cycles) {
  const std::vector<CycleSpan> spans = spans_of(workspace);
  const auto span_of = [&](const CycleNumbers* numbers) {
    return std::ranges::find(spans, numbers->cycle->id, &CycleSpan::id);
  };
  std::vector<std::vector<const CycleNumbers*>> groups;
  for (const CycleNumbers& numbers : cycles) {
    const auto span = span_of(&numbers);
    if (span == spans.end()) continue;
    const auto group = std::ranges::find_if(
        groups, [&](const auto& others) { return are_of_one_length(*span_of(others.front()), *span); });
    if (group == groups.end())
      groups.push_back({&numbers});
    else
      group->push_back(&numbers);
  }
  return groups;
}

/// "Aspirational scores of 2025-Q3 to 2026-Q2"
Chart history_chart(const std::vector<const CycleNumbers*>& cycles, const Scoring& scoring) {
  const bool stretches =
      std::ranges::any_of(cycles, [](const CycleNumbers* numbers) { return numbers->aspirational.has_value(); });
  Chart chart;
  chart.title = fmt::format("{} of {} to {}", stretches ? "Aspirational scores" : "Scores",
                            cycles.back()->cycle->id.text, cycles.front()->cycle->id.text);
  chart.height = chart_height;
  chart.marks = TimeMarks::names;
  chart.opens = "so far";
  for (auto at = cycles.rbegin(); at != cycles.rend(); ++at) {
    const CycleNumbers& numbers = **at;
    ChartPoint point;
    point.date = numbers.cycle->period.last;
    const auto shown = stretches ? shown_of(numbers.aspirational) : numbers.shown;
    if (shown) point.value = shown->value() * scoring.scale;
    point.open = !numbers.ended;
    point.name = numbers.cycle->id.text;
    chart.points.push_back(std::move(point));
  }
  if (!stretches) return chart;
  const double target = scoring.aspirational_target * scoring.scale;
  chart.lines.push_back({ChartRole::target, "success " + display_value(target), {{chart.points.front().date, target}}});
  return chart;
}

}  // namespace

void add_history_charts(Document& document, const Workspace& workspace, const std::vector<CycleNumbers>& cycles) {
  for (const auto& group : by_length(workspace, cycles)) {
    if (std::ranges::count_if(group, [](const CycleNumbers* numbers) { return numbers->shown.has_value(); }) < 2)
      continue;
    Chart chart = history_chart(group, workspace.settings.scoring);
    std::string words = fmt::format("{}: {}", chart.title, described(chart));
    document.add(std::move(chart)).add(Paragraph{.text = Text(std::move(words), Style::dim)});
  }
}

// --- what stands beside the pictures ---------------------------------------------------------------------------------

namespace {

constexpr std::size_t most_rows = 13;  // of a table beside a chart: a quarter of weeks, a year of months

std::string remark_of(const Chart& chart, const ChartPoint& point) {
  if (!point.remark.empty()) return point.remark;
  if (point.flagged && point.welcome) return chart.welcomes;
  if (point.flagged) return point.is_there() ? chart.flags : chart.flags + ", no value";
  return point.open ? chart.opens : std::string();
}

Table empty_table(const Chart& chart, bool by_period) {
  Table table;
  table.caption = "values of " + chart.title;
  table.columns = {{.name = "day", .heading = by_period ? "PERIOD" : "DAY"},
                   {.name = "value", .heading = "VALUE", .align = Align::right},
                   {.name = "remark", .heading = "REMARK", .shrink = 1, .drop = 1}};
  return table;
}

Column said_column() { return {.name = "said", .heading = "SAID", .shrink = 1, .drop = 1}; }

std::string who_said(const Cycle& cycle, const Entry& entry) {
  return entry.checkin < cycle.checkins.size() ? author_of(cycle.checkins[entry.checkin]) : std::string();
}

void add_line(std::string& lines, const std::string& line) { lines += (lines.empty() ? "" : "\n") + line; }

// --- a line a day ----------------------------------------------------------------------------------------------------

/// What counts on a day, and what was said on it, the last one last.
struct DayRow {
  const ChartPoint* point = nullptr;
  std::vector<const Entry*> said;
};

std::map<Date, DayRow> rows_by_day(const Plot& plot, const Chart& chart) {
  std::map<Date, DayRow> rows;
  for (const ChartPoint& point : chart.points)
    if (point.is_there()) rows[point.date].point = &point;
  for (const Entry& entry : plot.found.key_result->entries)
    if (entry.date <= plot.as_of) rows[entry.date].said.push_back(&entry);
  return rows;
}

/// As its row says it: "131 users", "yes", "2 of 4".
std::string value_words(const Plot& plot, const KeyResultNumbers& kr, const ChartPoint& point) {
  if (plot.yes_or_no) return point.said;
  if (kr.kind() != Kind::milestones) return with_unit(*point.value, plot.unit);
  const Subject subject{*plot.workspace, *plot.found.cycle, *plot.found.objective, *kr.key_result};
  const auto done = steps_done(subject, kr.standing.definition, point.date);
  return fmt::format("{} of {}", std::ranges::count_if(done, [](double share) { return share >= 1; }), done.size());
}

std::vector<Cell> cells_of(const Plot& plot, const Chart& chart, const KeyResultNumbers& kr, const DayRow& row,
                           Date day) {
  const Entry* last = row.said.empty() ? nullptr : row.said.back();
  const bool is_uncounted = !row.point && last && last->has_value() && plot.fault == Absence::none;
  std::vector<Cell> cells{short_date(day, plot.as_of),
                          row.point      ? value_words(plot, kr, *row.point)
                          : is_uncounted ? entry_text(last->value, kr.standing.definition)
                                         : std::string(),
                          row.point      ? remark_of(chart, *row.point)
                          : is_uncounted ? std::string("does not count")
                                         : std::string()};
  if (!last) return cells;
  std::string said(trim(last->note));
  for (auto entry = row.said.rbegin() + 1; entry != row.said.rend(); ++entry)
    add_line(said, said_text(words_of(**entry, kr), who_said(*plot.found.cycle, **entry), day, plot.as_of));
  cells.emplace_back(last->confidence ? fmt::format("{}/10", *last->confidence) : std::string());
  cells.emplace_back(std::move(said));
  cells.emplace_back(who_said(*plot.found.cycle, *last));
  return cells;
}

Table day_table(const Plot& plot, const Chart& chart, const KeyResultNumbers& kr) {
  Table table = empty_table(chart, false);
  table.columns.push_back({.name = "confidence", .heading = "CONFIDENCE", .align = Align::right, .drop = 1});
  table.columns.push_back(said_column());
  table.columns.push_back({.name = "who", .heading = "WHO", .drop = 1});
  const auto rows = rows_by_day(plot, chart);
  for (auto row = rows.rbegin(); row != rows.rend() && table.rows.size() < most_rows; ++row)
    table.add_record(to_string(row->first), cells_of(plot, chart, kr, row->second, row->first));
  tell_earlier(table, rows.size());
  return table;
}

// --- a line a period -------------------------------------------------------------------------------------------------

/// "14 Jul", "6 Jul to 12 Jul", "2026-07"
std::string period_text(const Plot& plot, const Period& period) {
  if (std::string name = period_name_of(plot, period.last); !name.empty()) return name;
  if (period.first == period.last) return short_date(period.last, plot.as_of);
  return fmt::format("{} to {}", short_date(period.first, plot.as_of), short_date(period.last, plot.as_of));
}

/// All that was said in a period, the latest first; what was said late belongs to the last one.
std::string said_within(const Plot& plot, const KeyResultNumbers& kr, const Period& period, bool is_last) {
  std::string lines;
  const auto& entries = kr.key_result->entries;
  const auto first = std::ranges::lower_bound(entries, period.first, {}, &Entry::date);
  const Date until = is_last ? plot.as_of : std::min(period.last, plot.as_of);
  for (auto behind = std::ranges::upper_bound(entries, until, {}, &Entry::date); first < behind; --behind) {
    const Entry& entry = *std::prev(behind);
    add_line(lines, said_text(words_of(entry, kr), who_said(*plot.found.cycle, entry), entry.date, plot.as_of));
  }
  return lines;
}

std::string held_text(const Plot& plot, const ChartPoint& point, const Bounds& bounds) {
  if (!point.value) return {};
  return with_unit(judged_text(*point.value, {.min = bounds.min, .max = bounds.max}), plot.unit);
}

Table period_table(const Plot& plot, const Chart& chart, const KeyResultNumbers& kr) {
  const HoldTally& tally = *kr.standing.hold;
  Table table = empty_table(chart, true);
  table.columns.push_back(said_column());
  std::map<Date, std::size_t> drawn;
  for (std::size_t at = 0; at < plot.points.size(); ++at)
    if (const auto& period = plot.points[at].period) drawn.emplace(period->first, at);
  std::size_t known = 0;
  for (auto held = tally.periods.rbegin(); held != tally.periods.rend(); ++held) {
    const auto at = drawn.find(held->period.first);
    const bool is_drawn = at != drawn.end();
    const ChartPoint point = is_drawn ? chart.points[at->second] : ChartPoint{};
    std::string said = said_within(plot, kr, held->period, held == tally.periods.rbegin());
    if ((!is_drawn && said.empty()) || ++known > most_rows) continue;
    table.add_record(to_string(held->period.last),
                     {period_text(plot, held->period), held_text(plot, point, held->bounds), remark_of(chart, point),
                      std::move(said)});
  }
  tell_earlier(table, known);
  return table;
}

/// The notes of a KPI's readings of a period, the latest first.
std::string noted_in(const Plot& plot, const std::optional<Period>& period) {
  std::string lines;
  const Kpi& kpi = *plot.found.kpi;
  if (kpi.notes.empty() || !period) return lines;
  const auto first = std::ranges::lower_bound(kpi.readings, period->first, {}, &Reading::date);
  const Date until = std::min(period->last, plot.as_of);
  for (auto behind = std::ranges::upper_bound(kpi.readings, until, {}, &Reading::date); first < behind; --behind) {
    const Reading& reading = *std::prev(behind);
    if (reading.note < 0) continue;
    const std::string source(source_of_readings(plot.workspace->file_of(reading.place)));
    add_line(lines, said_text(std::string(trim(kpi.note_of(reading))), source, reading.date, plot.as_of));
  }
  return lines;
}

}  // namespace

void tell_earlier(Table& table, std::size_t all) {
  if (all > table.rows.size()) table.add_note(Text(fmt::format("and {} earlier", all - table.rows.size()), Style::dim));
}

Table key_result_table(const Plot& plot, const Chart& chart, const KeyResultNumbers& kr) {
  return kr.standing.hold ? period_table(plot, chart, kr) : day_table(plot, chart, kr);
}

Table kpi_table(const Plot& plot, const Chart& chart) {
  const bool by_period = std::ranges::any_of(chart.points, [](const ChartPoint& point) { return !point.name.empty(); });
  Table table = empty_table(chart, by_period);
  table.columns.push_back(said_column());
  std::size_t known = 0;
  for (std::size_t i = chart.points.size(); i > 0; --i) {
    const ChartPoint& point = chart.points[i - 1];
    if (!point.is_there() || ++known > most_rows) continue;
    table.add_record(to_string(point.date), {point.name.empty() ? short_date(point.date, plot.as_of) : point.name,
                                             with_unit(*point.value, chart.unit), remark_of(chart, point),
                                             noted_in(plot, plot.points[i - 1].period)});
  }
  tell_earlier(table, known);
  return table;
}

}  // namespace okr::reports
