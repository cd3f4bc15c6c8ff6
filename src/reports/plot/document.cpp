// SPDX-License-Identifier: MIT
// `okr plot` for people: a plot as a chart or a calendar, with its names and its words.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "reports/cycle_words.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/plot/plot.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// "above the upper limit", "3 of 4 near the lower limit"; empty without a signal.
std::string_view rule_text(const XmrSignal& signal) {
  switch (signal.rule()) {
    case XmrRule::limit: return signal.above ? "above the upper limit" : "below the lower limit";
    case XmrRule::three_of_four: return signal.above ? "3 of 4 near the upper limit" : "3 of 4 near the lower limit";
    case XmrRule::run: return signal.above ? "8 in a row above the mean" : "8 in a row below the mean";
    case XmrRule::none: break;
  }
  return "";
}

ChartRole role_of(PlotLine line) {
  switch (line) {
    case PlotLine::pace: return ChartRole::pace;
    case PlotLine::target: return ChartRole::target;
    case PlotLine::stretch: return ChartRole::stretch;
    case PlotLine::commit: return ChartRole::commit;
    case PlotLine::warn:
    case PlotLine::min:
    case PlotLine::max: return ChartRole::bound;
    case PlotLine::mean: return ChartRole::mean;
    case PlotLine::lower:
    case PlotLine::upper: return ChartRole::limit;
  }
  return ChartRole::target;
}

/// Computed values with a digit more than they vary by: a mean of 59.285714 among values from 57 to 63 is 59.3.
class Digits {
 public:
  explicit Digits(const Plot& plot) {
    double low = INFINITY, high = -INFINITY;
    for (const PlotPoint& point : plot.points)
      if (point.value) {
        low = std::min(low, *point.value);
        high = std::max(high, *point.value);
      }
    if (high > low) decimals_ = decimals_for(high - low, 2, 8);
  }
  std::string text(double value) const { return rounded(value, decimals_); }

 private:
  int decimals_ = 2;
};

bool is_computed(PlotLine line) { return line == PlotLine::mean || line == PlotLine::lower || line == PlotLine::upper; }

/// "target 400", "pace"; a segment of several is named where it is the last of its sort.
std::string name_of(const PlottedLine& line, const Digits& digits, bool percent) {
  if (line.line == PlotLine::pace) return "pace";
  const double value = line.level ? *line.level : line.spots.back().value;
  return fmt::format("{} {}{}", word(line.line), is_computed(line.line) ? digits.text(value) : display_value(value),
                     percent ? " %" : "");
}

/// "yes", "15 %", "131": as a line or a point is told of.
std::string value_in_words(const Plot& plot, double value) {
  if (plot.yes_or_no) return value > 0 ? "yes" : "no";
  return display_value(value) + (plot.unit == "%" ? " %" : "");
}

/// "max 5, from 27 Jul 8": of a bound that was moved; who sees no steps is told of them. Empty for all others.
std::string said_of(const Plot& plot, const PlottedLine& line) {
  if (line.line == PlotLine::pace || is_computed(line.line)) return {};
  if (line.level) return fmt::format("{} {}", word(line.line), value_in_words(plot, *line.level));
  std::string text = fmt::format("{} {}", word(line.line), value_in_words(plot, line.spots.front().value));
  for (std::size_t i = 1; i < line.spots.size(); ++i)
    if (line.spots[i].value != line.spots[i - 1].value)
      text += fmt::format(", from {} {}", short_date(line.spots[i].date, plot.as_of),
                          value_in_words(plot, line.spots[i].value));
  return text;
}

bool is_last_of_its_sort(const Plot& plot, const PlottedLine& line) {
  const auto last = std::find_if(plot.lines.rbegin(), plot.lines.rend(),
                                 [&](const PlottedLine& other) { return other.line == line.line; });
  return &*last == &line;
}

ChartLine chart_line(const Plot& plot, const PlottedLine& line, const Digits& digits) {
  ChartLine result;
  result.role = role_of(line.line);
  if (is_last_of_its_sort(plot, line)) result.name = name_of(line, digits, plot.unit == "%");
  result.said = said_of(plot, line);
  if (line.level) result.spots.push_back({plot.as_of, *line.level});
  result.spots.insert(result.spots.end(), line.spots.begin(), line.spots.end());
  return result;
}

TimeMarks marks_of(PeriodUnit unit) {
  if (unit == PeriodUnit::year) return TimeMarks::names;
  return unit <= PeriodUnit::week ? TimeMarks::days : TimeMarks::months;
}

ChartPoint chart_point(const Plot& plot, const PlotPoint& point) {
  ChartPoint result;
  result.name = period_name_of(plot, point.date);
  result.date = point.date;
  result.value = point.value;
  result.open = !point.complete;
  result.times = point.times;
  if (point.value) result.said = value_in_words(plot, *point.value);
  const bool is_signal = point.signal.any() && !point.is_of_trend;  // a trend is no movement more than chance (0.28)
  result.flagged = is_signal || point.missed;
  result.welcome = point.meaning == SignalMeaning::improvement;
  if (is_signal) result.remark = fmt::format("{}: {}", word(point.meaning), rule_text(point.signal));
  return result;
}

std::string heading_of(const Plot& plot) {
  const std::string title = plot.title();
  return title.empty() ? plot.id() : fmt::format("{}  {}", plot.id(), title);
}

/// Where it stands, at the right of the heading.
std::string standing_of(const Plot& plot) {
  if (plot.key_result) return now_text(*plot.key_result);
  if (!plot.kpi || !plot.kpi->value()) return {};
  const std::string goal = kpi_goal_text(*plot.found.kpi, plot.kpi->last_bounds, plot.kpi->value());
  return value_with_unit(*plot.kpi) + (goal.empty() ? "" : ", goal " + goal);
}

/// What there is to say instead of a chart; empty where there is one.
std::string nothing_of(const Plot& plot) {
  if (plot.fault != Absence::none) return fmt::format("n/a: {}", word(plot.fault));
  if (plot.kind == PlotKind::heat ? !plot.points.empty() : count_values(plot) > 0) return {};
  const std::string_view what = plot.kind == PlotKind::heat && !plot.found.kpi ? "day" : "value";
  return plot.since ? fmt::format("No {} to show since {}.", what, short_date(*plot.since, plot.as_of))
                    : fmt::format("No {} to show yet.", what);
}

/// Where four of five ends lie, from the last reading on.
ChartBand band_of(const Plot& plot) {
  const Interval& last = plot.fan.back().interval;
  ChartBand band{"80 % within", fmt::format("{} to {}", value_text(last.low, last), value_text(last.high, last)), {}};
  for (const Forecast::Day& day : plot.fan) band.intervals.push_back({day.date, day.interval.low, day.interval.high});
  return band;
}

}  // namespace

std::string period_name_of(const Plot& plot, Date date) {
  if (!plot.every || *plot.every < PeriodUnit::month) return {};
  const FiscalYear fiscal = plot.workspace->fiscal_start();
  return period_name(date, *plot.every, fiscal);
}

Chart chart_of(const Plot& plot, int height) {
  const Digits digits(plot);
  Chart chart;
  chart.title = heading_of(plot);
  chart.unit = plot.unit;
  chart.height = height;
  chart.days = plot.days;
  if (plot.is_share) chart.values = {0, 100};
  chart.flags = plot.kind == PlotKind::xmr ? "signal" : "missed";
  chart.welcomes = word(SignalMeaning::improvement);
  chart.opens = plot.found.kpi ? "so far" : "still running";
  if (plot.every) chart.marks = marks_of(*plot.every);
  if (plot.few) chart.remark = "natural limits need 6 points";
  for (const PlotPoint& point : plot.points) chart.points.push_back(chart_point(plot, point));
  if (!plot.fan.empty()) chart.band = band_of(plot);
  for (const PlottedLine& line : plot.lines) chart.lines.push_back(chart_line(plot, line, digits));
  return chart;
}

HeatMap heat_map_of(const Plot& plot) {
  HeatMap map;
  map.title = heading_of(plot);
  map.unit = plot.counts ? "check-ins" : plot.unit;
  map.by = plot.by == PeriodUnit::day ? HeatUnit::day : HeatUnit::week;
  map.counts = plot.counts;
  for (const PlotPoint& point : plot.points) map.cells.push_back({point.date, point.value});
  return map;
}

Document plot_document(const std::vector<Plot>& plots, int height) {
  Document document;
  if (plots.empty()) document.add(Paragraph{.text = "No key result to show."});
  for (const Plot& plot : plots) {
    if (!document.blocks.empty()) document.add(Space{});
    document.add(Heading{.level = document.blocks.empty() ? 1 : 2,
                         .text = heading_of(plot),
                         .right = standing_of(plot),
                         .is_name = true});
    add_unread(document, *plot.workspace, plot.found);
    const std::string nothing = nothing_of(plot);
    if (!nothing.empty())
      document.add(Paragraph{.text = Text(nothing, Style::dim)});
    else if (plot.kind == PlotKind::heat)
      document.add(heat_map_of(plot));
    else
      document.add(chart_of(plot, height));
    if (plot.few && nothing.empty()) document.add(Paragraph{.text = Text("Natural limits need 6 points.", Style::dim)});
  }
  return document;
}

std::string plot_svg(const std::vector<Plot>& plots, int height) {
  std::vector<SvgFigure> figures;
  for (const Plot& plot : plots) {
    if (plot.kind == PlotKind::heat)
      figures.emplace_back(heat_map_of(plot));
    else
      figures.emplace_back(chart_of(plot, height));
  }
  return svg_file(figures);
}

}  // namespace okr::reports
