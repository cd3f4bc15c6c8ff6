// SPDX-License-Identifier: MIT
#include "reports/page/course_tables.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/review/weekly.hpp"
#include "reports/words.hpp"

namespace okr::reports {
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

// --- a line a day -----------------------------------------------------------------------------------------------------

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
  const KeyResult& definition = *kr.key_result;
  if (definition.kind == Kind::done) return point.said;
  if (definition.kind != Kind::milestones) return with_unit(*point.value, plot.unit);
  const Subject subject{*plot.workspace, *plot.found.cycle, *plot.found.objective, definition};
  const auto done = steps_done(subject, kr.standing.definition, point.date);
  return fmt::format("{} of {}", std::ranges::count_if(done, [](double share) { return share >= 1; }), done.size());
}

std::vector<Cell> cells_of(const Plot& plot, const Chart& chart, const KeyResultNumbers& kr, const DayRow& row,
                           Date day) {
  const Entry* last = row.said.empty() ? nullptr : row.said.back();
  const bool is_uncounted = !row.point && last && last->has_value() && plot.fault == Absence::none;
  std::vector<Cell> cells{short_date(day, plot.as_of),
                          row.point      ? value_words(plot, kr, *row.point)
                          : is_uncounted ? entry_text(last->value)
                                         : std::string(),
                          row.point      ? remark_of(chart, *row.point)
                          : is_uncounted ? std::string("does not count")
                                         : std::string()};
  if (!last) return cells;
  std::string said(trim(last->note));
  for (auto entry = row.said.rbegin() + 1; entry != row.said.rend(); ++entry)
    add_line(said, said_text(words_of(**entry, *kr.key_result), who_said(*plot.found.cycle, **entry), day, plot.as_of));
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

// --- a line a period --------------------------------------------------------------------------------------------------

/// "14 Jul", "6 Jul to 12 Jul", "2026-07"
std::string period_text(const Plot& plot, const Period& period) {
  if (std::string name = period_name_of(plot, period.last); !name.empty()) return name;
  if (period.first == period.last) return short_date(period.last, plot.as_of);
  return fmt::format("{} to {}", short_date(period.first, plot.as_of), short_date(period.last, plot.as_of));
}

/// All that was said in a period, the latest first; what was said late belongs to the last one.
std::string said_within(const Plot& plot, const Period& period, bool is_last) {
  std::string lines;
  const KeyResult& kr = *plot.found.key_result;
  for (auto entry = kr.entries.rbegin(); entry != kr.entries.rend(); ++entry)
    if (period.first <= entry->date && (is_last || entry->date <= period.last) && entry->date <= plot.as_of)
      add_line(lines, said_text(words_of(*entry, kr), who_said(*plot.found.cycle, *entry), entry->date, plot.as_of));
  return lines;
}

std::string held_text(const Plot& plot, const ChartPoint& point, const Bounds& bounds) {
  if (!point.value) return {};
  const std::string value = judged_text(*point.value, {.min = bounds.min, .max = bounds.max});
  return plot.unit.empty() ? value : fmt::format("{} {}", value, plot.unit);
}

Table period_table(const Plot& plot, const Chart& chart, const HoldTally& tally) {
  Table table = empty_table(chart, true);
  table.columns.push_back(said_column());
  std::size_t known = 0;
  for (auto held = tally.periods.rbegin(); held != tally.periods.rend(); ++held) {
    const auto at = std::ranges::find(plot.points, std::optional(held->period), &PlotPoint::period);
    const bool is_drawn = at != plot.points.end();
    const ChartPoint point = is_drawn ? chart.points[static_cast<std::size_t>(at - plot.points.begin())] : ChartPoint{};
    std::string said = said_within(plot, held->period, held == tally.periods.rbegin());
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
  if (kpi.notes.empty()) return lines;
  for (auto reading = kpi.readings.rbegin(); reading != kpi.readings.rend(); ++reading) {
    if (!period || reading->note < 0 || reading->date > plot.as_of || !contains(*period, reading->date)) continue;
    const auto file = reading->place.known() ? plot.workspace->files[reading->place.file] : std::string();
    add_line(lines, said_text(std::string(trim(kpi.note_of(*reading))), std::string(source_of_readings(file)),
                              reading->date, plot.as_of));
  }
  return lines;
}

}  // namespace

void tell_earlier(Table& table, std::size_t all) {
  if (all > table.rows.size()) table.add_note(Text(fmt::format("and {} earlier", all - table.rows.size()), Style::dim));
}

Table key_result_table(const Plot& plot, const Chart& chart, const KeyResultNumbers& kr) {
  return kr.standing.hold ? period_table(plot, chart, *kr.standing.hold) : day_table(plot, chart, kr);
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
