// SPDX-License-Identifier: MIT
// `okr plot` for programs: every point and every line, unrounded.
#include "reports/plot/plot.hpp"

#include "draw/chart.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

using P = PlotPoint;
constexpr Key<P> point_keys[] = {
    {"date", "date", "the day, or the last day of the period", [](const P& p) { return json(p.date); }},
    {"value", "number?", "of kind sum the total by then; null is a gap", [](const P& p) { return json(p.value); }},
    {"complete", "boolean", "false while its period runs", [](const P& p) { return json(p.complete); }},
    {"signal", "string?", "of xmr: improvement, concern or change",
     [](const P& p) { return p.signal.any() ? json(machine_word(word(p.meaning))) : Json(); }},
    {"rule", "integer?", "of xmr: 1 beyond a limit, 2 three of four near one, 3 eight on one side of the mean",
     [](const P& p) { return p.signal.any() ? json(p.signal.rule()) : Json(); }},
    {"missed", "boolean", "a period of a bound that was not met", [](const P& p) { return json(p.missed); }},
};

using S = PlotSpot;
constexpr Key<S> spot_keys[] = {
    {"date", "date", "the day", [](const S& s) { return json(s.date); }},
    {"value", "number", "the value on it", [](const S& s) { return json(s.value); }},
};

using L = PlottedLine;
constexpr Key<L> line_keys[] = {
    {"line", "string", "pace, target, stretch, commit, warn, min, max, mean, lower_limit or upper_limit",
     [](const L& l) { return json(machine_word(word(l.line))); }},
    {"level", "number?", "the same on every day", [](const L& l) { return json(l.level); }},
    {"spots", "plot_spot[]", "where it bends, when it is no level",
     [](const L& l) { return objects_of(spot_keys, l.spots); }},
};

using D = Forecast::Day;
constexpr Key<D> day_keys[] = {
    {"date", "date", "the day", [](const D& d) { return json(d.date); }},
    {"value", "number", "what is forecast", [](const D& d) { return json(d.value); }},
    {"low", "number", "four of five lie above", [](const D& d) { return json(d.interval.low); }},
    {"high", "number", "and below", [](const D& d) { return json(d.interval.high); }},
};

std::string_view record_word(const Found& found) {
  if (found.kpi) return "kpi";
  return found.key_result ? "key_result" : found.objective ? "objective" : "cycle";
}

constexpr Key<Plot> plot_keys[] = {
    {"id", "string", "in full: 2026-Q3/ship.users, kpi/sleep", [](const Plot& p) { return json(p.id()); }},
    {"record", "string", "objective, key_result, kpi or cycle",
     [](const Plot& p) { return json(record_word(p.found)); }},
    {"title", "string?", "its title", [](const Plot& p) { return json_or_null(p.title()); }},
    {"kind", "string", "line, xmr or heat", [](const Plot& p) { return json(word(p.kind)); }},
    {"unit", "string?", "of the values; % for steps, check-ins for counts",
     [](const Plot& p) { return p.counts ? json("check-ins") : json_or_null(p.unit); }},
    {"by", "string?", "of a heat map: day or week",
     [](const Plot& p) { return p.kind == PlotKind::heat ? json(to_string(p.by)) : Json(); }},
    {"absent", "string?", "why a key result cannot be plotted", [](const Plot& p) { return why_absent(p.fault); }},
    {"words", "string", "what the plot shows, as --plain says it",
     [](const Plot& p) {
       return json(p.kind == PlotKind::heat ? draw::described(heat_map_of(p)) : draw::described(chart_of(p, {})));
     }},
    {"points", "plot_point[]", "by date; of a heat map one a day or week",
     [](const Plot& p) { return objects_of(point_keys, p.points); }},
    {"fan", "plot_day[]", "the forecast, a day at a time; empty where there is none",
     [](const Plot& p) { return objects_of(day_keys, p.fan); }},
    {"lines", "plot_line[]", "what the values are seen against",
     [](const Plot& p) { return objects_of(line_keys, p.lines); }},
};

struct PlotsRecord {
  const Workspace& workspace;
  const std::vector<Plot>& plots;
};

using R = PlotsRecord;
constexpr Key<R> report_keys[] = {
    {"plots", "plotted[]", "in the order of the command line",
     [](const R& r) { return objects_of(plot_keys, r.plots); }},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
     [](const R& r) { return diagnostics_list(r.workspace); }},
};

/// The first columns of a row: of which plot, and which line of it.
struct RowHead {
  const Plot& plot;
  std::string line;
};

constexpr Key<RowHead> head_keys[] = {
    {"id", "", "", [](const RowHead& h) { return json(h.plot.id()); }},
    {"line", "", "", [](const RowHead& h) { return json(h.line); }},
};

void add_line(Records& records, const Plot& plot, const PlottedLine& line) {
  const RowHead head{plot, machine_word(word(line.line))};
  if (line.level) records.rows.push_back({json(plot.id()), json(head.line), Json(), json(line.level)});
  for (const PlotSpot& spot : line.spots) add_row(records, head_keys, head, spot_keys, spot);
}

void add_day(Records& records, const Plot& plot, const Forecast::Day& day) {
  add_row(records, head_keys, RowHead{plot, "forecast"}, spot_keys, PlotSpot{day.date, day.value});
  add_row(records, head_keys, RowHead{plot, "forecast_low"}, spot_keys, PlotSpot{day.date, day.interval.low});
  add_row(records, head_keys, RowHead{plot, "forecast_high"}, spot_keys, PlotSpot{day.date, day.interval.high});
}

}  // namespace

/// A line a point: the values first, then each line, then the forecast; a level has no date.
Records plot_records(const std::vector<Plot>& plots) {
  Records records{{"id", "line", "date", "value", "complete", "signal", "rule", "missed"}, {}};
  for (const Plot& plot : plots) {
    for (const PlotPoint& point : plot.points) add_row(records, head_keys, RowHead{plot, "value"}, point_keys, point);
    for (const PlottedLine& line : plot.lines) add_line(records, plot, line);
    for (const Forecast::Day& day : plot.fan) add_day(records, plot, day);
  }
  return records;
}

Json plot_json(const Workspace& workspace, const std::vector<Plot>& plots, Date as_of) {
  Json object = report_object("plot", as_of);
  add_keys(object, report_keys, {workspace, plots});
  return object;
}

std::vector<JsonObject> plot_objects() {
  return {
      report("plot").holds(report_keys),
      JsonObject{"plotted", "What is plotted of a record"}.holds(plot_keys),
      JsonObject{"plot_point", "A value of a plot"}.holds(point_keys),
      JsonObject{"plot_line", "A line of a plot"}.holds(line_keys),
      JsonObject{"plot_spot", "A point of a line"}.holds(spot_keys),
      JsonObject{"plot_day", "The forecast of a day"}.holds(day_keys),
  };
}

}  // namespace okr::reports
