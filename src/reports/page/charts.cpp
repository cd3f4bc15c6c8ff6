// SPDX-License-Identifier: MIT
// The pictures of a page, each beside its numbers.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/compute/blockers.hpp"
#include "okr/model/current.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/page/charts.hpp"
#include "reports/page/course_tables.hpp"
#include "reports/page/page.hpp"
#include "reports/pages.hpp"
#include "reports/review/weekly.hpp"
#include "reports/show/background.hpp"
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
  const auto obstacle = std::ranges::find_if(
      obstacles, [&](const Obstacle& one) { return std::ranges::find(one.said, &blocker) != one.said.end(); });
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
  add_background(document, background_of(page.workspace->settings, objective, kr, page.as_of));
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

}  // namespace okr::reports
