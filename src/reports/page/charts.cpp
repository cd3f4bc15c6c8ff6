// SPDX-License-Identifier: MIT
// The pictures of a page, each beside its numbers.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/page/charts.hpp"
#include "reports/page/page.hpp"
#include "reports/pages.hpp"
#include "reports/review/weekly.hpp"
#include "reports/show/background.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t most_rows = 13;  // of a table beside a chart: a quarter of weeks, a year of months
constexpr std::size_t most_said = 20;  // check-ins
constexpr int chart_height = 10;

std::string remark_of(const Chart& chart, const ChartPoint& point) {
  if (!point.remark.empty()) return point.remark;
  if (point.flagged) return chart.flags;
  return point.open ? chart.opens : std::string();
}

/// Those that are there, the latest first.
std::vector<const ChartPoint*> latest(const Chart& chart, std::size_t most) {
  std::vector<const ChartPoint*> points;
  for (auto point = chart.points.rbegin(); point != chart.points.rend() && points.size() < most; ++point)
    if (point->is_there()) points.push_back(&*point);
  return points;
}

/// "and 34 earlier", where a table shows only the latest ones.
void tell_earlier(Table& table, std::size_t all) {
  if (all > table.rows.size()) table.add_note(Text(fmt::format("and {} earlier", all - table.rows.size()), Style::dim));
}

void tell_earlier(Table& table, const Chart& chart) {
  tell_earlier(table, static_cast<std::size_t>(std::ranges::count_if(chart.points, &ChartPoint::is_there)));
}

std::vector<Cell> cells_of(const Chart& chart, const ChartPoint& point, Date as_of) {
  return {point.name.empty() ? short_date(point.date, as_of) : point.name, with_unit(*point.value, chart.unit),
          remark_of(chart, point)};
}

Table empty_table(const Chart& chart) {
  const bool by_period = std::ranges::any_of(chart.points, [](const ChartPoint& point) { return !point.name.empty(); });
  Table table;
  table.caption = "values of " + chart.title;
  table.columns = {{.name = "day", .heading = by_period ? "PERIOD" : "DAY"},
                   {.name = "value", .heading = "VALUE", .align = Align::right},
                   {.name = "remark", .heading = "REMARK", .shrink = 1, .drop = 1}};
  return table;
}

/// The entry of a day, the last one said; null where nothing was.
const Entry* entry_on(const KeyResult& kr, Date day) {
  const Entry* found = nullptr;
  for (const Entry& entry : kr.entries)
    if (entry.date == day) found = &entry;
  return found;
}

/// Beside each value what was said with it, and by whom.
Table key_result_table(const Chart& chart, const Cycle& cycle, const KeyResult& kr, Date as_of) {
  Table table = empty_table(chart);
  table.columns.push_back({.name = "confidence", .heading = "CONFIDENCE", .align = Align::right, .drop = 1});
  table.columns.push_back({.name = "said", .heading = "SAID", .shrink = 1, .drop = 1});
  table.columns.push_back({.name = "who", .heading = "WHO", .drop = 1});
  for (const ChartPoint* point : latest(chart, most_rows)) {
    std::vector<Cell> cells = cells_of(chart, *point, as_of);
    if (const Entry* entry = entry_on(kr, point->date)) {
      cells.emplace_back(entry->confidence ? fmt::format("{}/10", *entry->confidence) : std::string());
      cells.emplace_back(trim(entry->note));
      if (entry->checkin < cycle.checkins.size()) cells.emplace_back(author_of(cycle.checkins[entry->checkin]));
    }
    table.add_record(to_string(point->date), std::move(cells));
  }
  tell_earlier(table, chart);
  return table;
}

/// The picture, its words below it, and its table beside both.
void add_figure(Document& document, Chart chart, Table table) {
  Document picture, numbers;
  const std::string words = described(chart);
  picture.add(std::move(chart)).add(Paragraph{.text = Text(words, Style::dim)});
  numbers.add(std::move(table));
  document.add(Beside{{std::move(picture), std::move(numbers)}});
}

/// What a check-in said beside its values.
std::string said_in(const Checkin& checkin) {
  std::string text(trim(checkin.note));
  const auto add = [&](std::string_view what, const std::string& words) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : " · ", what, on_one_line(words));
  };
  for (const std::string& win : checkin.wins) add("won", win);
  for (const Blocker& blocker : checkin.blockers) add("in the way", blocker.text);
  for (const std::string& need : checkin.needs) add("needed", need);
  for (const std::string& lesson : checkin.lessons) add("learned", lesson);
  return text;
}

Table checkins_table(const Cycle& cycle, Date as_of) {
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
                                                std::to_string(checkin->about.size()), said_in(*checkin)});
  }
  tell_earlier(table, known);
  return table;
}

}  // namespace

Table table_of(const Chart& chart, std::size_t most, Date as_of) {
  Table table = empty_table(chart);
  for (const ChartPoint* point : latest(chart, most))
    table.add_record(to_string(point->date), cells_of(chart, *point, as_of));
  tell_earlier(table, chart);
  return table;
}

void add_background(Document& document, KeyValues background) {
  background.indent = 0;
  if (!background.items.empty()) document.add(std::move(background));
}

void add_course(Document& document, const CyclePage& page, const ObjectiveNumbers& objective,
                const KeyResultNumbers& kr) {
  const KeyResultForecast* forecast = reports::find(page.board->forecast, objective, kr);
  if (!kr.key_result || !objective.objective || !forecast) return;
  const Plot plot = plot_of({*page.workspace, *kr.cycle, *objective.objective, *kr.key_result}, *forecast, page.as_of);
  document.add(
      Heading{.level = 4, .text = named_key(to_string(kr.id), title_of(kr)), .right = now_text(kr), .is_name = true});
  add_background(document, background_of(page.workspace->settings, objective, kr, page.as_of));
  if (plot.fault != Absence::none || count_values(plot) == 0) {
    document.add(Paragraph{.text = Text("No value to show yet.", Style::dim)});
    return;
  }
  Chart chart = chart_of(plot, chart_height);
  Table table = key_result_table(chart, *kr.cycle, *kr.key_result, page.as_of);
  add_figure(document, std::move(chart), std::move(table));
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
  Table table = table_of(chart, most_rows, as_of);
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
  numbers.add(checkins_table(cycle, as_of));
  document.add(Beside{{std::move(picture), std::move(numbers)}});
}

Chart history_chart(const std::vector<CycleNumbers>& cycles, const Scoring& scoring) {
  const bool stretches =
      std::ranges::any_of(cycles, [](const CycleNumbers& numbers) { return numbers.aspirational.has_value(); });
  Chart chart;
  chart.title = stretches ? "Aspirational scores of the cycles" : "Scores of the cycles";
  chart.height = chart_height;
  chart.ends = true;
  chart.opens = "so far";
  for (auto numbers = cycles.rbegin(); numbers != cycles.rend(); ++numbers) {
    ChartPoint point;
    point.date = numbers->cycle->period.last;
    const auto shown = stretches ? shown_of(numbers->aspirational) : numbers->shown;
    if (shown) point.value = shown->value() * scoring.scale;
    point.open = !numbers->ended;
    point.name = numbers->cycle->id.text;
    chart.points.push_back(std::move(point));
  }
  if (!stretches) return chart;
  const double target = scoring.aspirational_target * scoring.scale;
  chart.lines.push_back({ChartRole::target, "success " + display_value(target), {{chart.points.front().date, target}}});
  return chart;
}

}  // namespace okr::reports
