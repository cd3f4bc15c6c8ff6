// SPDX-License-Identifier: MIT
// `okr plot` for programs: every point and every line, unrounded.
#include "reports/plot/plot.hpp"

#include "draw/chart.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr Key<PlotPoint> point_keys[] = {
    {"date", "date", "the day, or the last day of the period", [](auto& p) { return p.date; }},
    {"value", "number?", "of kind sum the total by then; null is a gap", [](auto& p) { return p.value; }},
    {"complete", "boolean", "false while its period runs", [](auto& p) { return p.complete; }},
    {"signal", or_null(some_of<SignalMeaning::improvement, SignalMeaning::concern, SignalMeaning::change>), "of xmr",
     [](auto& p) { return p.signal.any() ? json(p.meaning) : Json(); }},
    {"rule", "integer?", "of xmr: 1 beyond a limit, 2 three of four near one, 3 eight on one side of the mean",
     [](auto& p) { return p.signal.any() ? json(p.signal.rule_number()) : Json(); }},
    {"missed", "boolean", "a period of a bound that was not met", [](auto& p) { return p.missed; }},
};

constexpr Key<draw::ChartSpot> spot_keys[] = {
    {"date", "date", "the day", [](auto& s) { return s.date; }},
    {"value", "number", "the value on it", [](auto& s) { return s.value; }},
};

constexpr Key<PlottedLine> line_keys[] = {
    {"line", one_of<PlotLine>, "", [](auto& l) { return l.line; }},
    {"level", "number?", "the same on every day", [](auto& l) { return l.level; }},
    {"spots", "plot_spot[]", "where it bends, when it is no level",
     [](auto& l) { return objects_of(spot_keys, l.spots); }},
};

constexpr Key<Forecast::Day> day_keys[] = {
    {"date", "date", "the day", [](auto& d) { return d.date; }},
    {"value", "number", "what is forecast", [](auto& d) { return d.value; }},
    {"low", "number", "four of five lie above", [](auto& d) { return d.interval.low; }},
    {"high", "number", "and below", [](auto& d) { return d.interval.high; }},
};

constexpr Key<Plot> plot_keys[] = {
    {"record", "string", "objective, key_result, kpi or cycle", [](auto& p) { return record_word(p.found); }},
    {"kind", one_of<PlotKind>, "", [](auto& p) { return p.kind; }},
    {"unit", "string?", "of the values; % for steps, check-ins for counts",
     [](auto& p) { return p.counts ? json("check-ins") : json_or_null(p.unit); }},
    {"by", or_null(some_of<PeriodUnit::day, PeriodUnit::week>), "of a heat map",
     [](auto& p) { return p.kind == PlotKind::heat ? json(p.by) : Json(); }},
    {"absent", "string?", "why a key result cannot be plotted", [](auto& p) { return why_absent(p.fault); }},
    {"words", "string", "what the plot shows, as --plain says it",
     [](auto& p) {
       return json(p.kind == PlotKind::heat ? draw::described(heat_map_of(p)) : draw::described(chart_of(p)));
     }},
    {"points", "plot_point[]", "by date; of a heat map one a day or week",
     [](auto& p) { return objects_of(point_keys, p.points); }},
    {"fan", "plot_day[]", "the forecast, a day at a time; empty where there is none",
     [](auto& p) { return objects_of(day_keys, p.fan); }},
    {"lines", "plot_line[]", "what the values are seen against",
     [](auto& p) { return objects_of(line_keys, p.lines); }},
};

RecordName name_of_plot(const Plot& plot) { return record_name(plot.found); }

struct PlotsRecord {
  const Workspace& workspace;
  const std::vector<Plot>& plots;
};

constexpr Key<PlotsRecord> report_keys[] = {
    {"plots", "plotted[]", "in the order of the command line",
     [](auto& r) { return named_list(plot_keys, r.plots, name_of_plot); }},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
     [](auto& r) { return diagnostics_list(r.workspace); }},
};

/// Which line of the plot a row is of.
struct LineName {
  std::string line;
};

constexpr Key<LineName> line_name_keys[] = {{"line", "", "", [](auto& l) { return l.line; }}};

constexpr Key<PlottedLine> level_keys[] = {{"value", "", "", [](auto& l) { return l.level; }}};

void add_line(Rows& rows, const RecordName& name, const PlottedLine& line) {
  const LineName of{machine_word(word(line.line))};
  if (line.level) rows.add(name, line_name_keys, of, level_keys, line);
  for (const draw::ChartSpot& spot : line.spots) rows.add(name, line_name_keys, of, spot_keys, spot);
}

void add_day(Rows& rows, const RecordName& name, const Forecast::Day& day) {
  rows.add(name, line_name_keys, LineName{"forecast"}, spot_keys, draw::ChartSpot{day.date, day.value});
  rows.add(name, line_name_keys, LineName{"forecast_low"}, spot_keys, draw::ChartSpot{day.date, day.interval.low});
  rows.add(name, line_name_keys, LineName{"forecast_high"}, spot_keys, draw::ChartSpot{day.date, day.interval.high});
}

}  // namespace

/// A line a point: the values first, then each line, then the forecast; a level has no date.
Records plot_records(const std::vector<Plot>& plots, Date as_of) {
  Rows rows(as_of, {"line", "date", "value", "complete", "signal", "rule", "missed"});
  for (const Plot& plot : plots) {
    const RecordName name = name_of_plot(plot);
    for (const PlotPoint& point : plot.points) rows.add(name, line_name_keys, LineName{"value"}, point_keys, point);
    for (const PlottedLine& line : plot.lines) add_line(rows, name, line);
    for (const Forecast::Day& day : plot.fan) add_day(rows, name, day);
  }
  return std::move(rows).records();
}

Json plot_json(const Workspace& workspace, const std::vector<Plot>& plots, Date as_of) {
  return report_of("plot", as_of, report_keys, {workspace, plots});
}

std::vector<JsonObject> plot_objects() {
  return {
      report("plot").holds(report_keys),
      JsonObject{"plotted", "What is plotted of a record"}.holds(name_keys).holds(plot_keys),
      JsonObject{"plot_point", "A value of a plot"}.holds(point_keys),
      JsonObject{"plot_line", "A line of a plot"}.holds(line_keys),
      JsonObject{"plot_spot", "A point of a line"}.holds(spot_keys),
      JsonObject{"plot_day", "The forecast of a day"}.holds(day_keys),
  };
}

}  // namespace okr::reports
