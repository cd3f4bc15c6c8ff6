// SPDX-License-Identifier: MIT
// `okr plot` for programs: every point and every line, unrounded.
#include "reports/plot/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string record_of(const Found& found) {
  if (found.kpi) return "kpi";
  return found.key_result ? "key_result" : found.objective ? "objective" : "cycle";
}

JsonValue text_or_null(std::string_view text) { return text.empty() ? JsonValue() : JsonValue(text); }

JsonValue point_object(const PlotPoint& point) {
  JsonValue json = JsonValue::object();
  json.set("date", point.date).set("value", JsonValue(point.value)).set("complete", point.complete);
  json.set("signal", point.signal.any() ? JsonValue(machine_word(words_of(point.meaning))) : JsonValue());
  return json.set("rule", point.signal.any() ? JsonValue(point.signal.rule()) : JsonValue())
      .set("missed", point.missed);
}

JsonValue spot_object(const PlotSpot& spot) {
  JsonValue json = JsonValue::object();
  return json.set("date", spot.date).set("value", spot.value);
}

JsonValue line_object(const PlottedLine& line) {
  JsonValue json = JsonValue::object();
  json.set("line", machine_word(words_of(line.line))).set("level", JsonValue(line.level));
  return json.set("spots", JsonValue::array_of(line.spots, spot_object));
}

JsonValue fan_object(const Forecast::Day& day) {
  JsonValue json = JsonValue::object();
  return json.set("date", day.date).set("value", day.value).set("low", day.interval.low).set("high", day.interval.high);
}

JsonValue plot_object(const Plot& plot) {
  JsonValue json = JsonValue::object();
  json.set("id", plot.id()).set("record", record_of(plot.found)).set("title", text_or_null(plot.title()));
  json.set("kind", words_of(plot.kind)).set("unit", plot.counts ? JsonValue("check-ins") : text_or_null(plot.unit));
  json.set("by", plot.kind == PlotKind::heat ? JsonValue(to_string(plot.by)) : JsonValue());
  json.set("absent", plot.fault == Absence::none ? JsonValue() : JsonValue(words_of(plot.fault)));
  json.set("words", plot.kind == PlotKind::heat ? described(heat_map_of(plot)) : described(chart_of(plot, {})));
  json.set("points", JsonValue::array_of(plot.points, point_object));
  json.set("fan", JsonValue::array_of(plot.fan, fan_object));
  return json.set("lines", JsonValue::array_of(plot.lines, line_object));
}

}  // namespace

std::string_view words_of(PlotLine line) {
  switch (line) {
    case PlotLine::pace: return "pace";
    case PlotLine::target: return "target";
    case PlotLine::stretch: return "stretch";
    case PlotLine::commit: return "commit";
    case PlotLine::warn: return "warn";
    case PlotLine::min: return "min";
    case PlotLine::max: return "max";
    case PlotLine::mean: return "mean";
    case PlotLine::lower: return "lower limit";
    case PlotLine::upper: return "upper limit";
  }
  return "";
}

std::string_view words_of(PlotKind kind) {
  switch (kind) {
    case PlotKind::line: return "line";
    case PlotKind::xmr: return "xmr";
    case PlotKind::heat: return "heat";
  }
  return "";
}

std::string_view words_of(const XmrSignal& signal) {
  switch (signal.rule()) {
    case 1: return signal.above ? "above the upper limit" : "below the lower limit";
    case 2: return signal.above ? "3 of 4 near the upper limit" : "3 of 4 near the lower limit";
    case 3: return signal.above ? "8 in a row above the mean" : "8 in a row below the mean";
    default: return "";
  }
}

/// A line a point: the values first, then each line, then the forecast; a level has no date.
Records plot_records(const std::vector<Plot>& plots) {
  Records records{{"id", "line", "date", "value", "complete", "signal", "rule", "missed"}, {}};
  for (const Plot& plot : plots) {
    for (const PlotPoint& point : plot.points)
      records.rows.push_back({plot.id(), "value", point.date, point.value ? Value(*point.value) : Value(),
                              point.complete,
                              point.signal.any() ? Value(machine_word(words_of(point.meaning))) : Value(),
                              point.signal.any() ? Value(std::int64_t{point.signal.rule()}) : Value(), point.missed});
    for (const PlottedLine& line : plot.lines) {
      const std::string name = machine_word(words_of(line.line));
      if (line.level) records.rows.push_back({plot.id(), name, Value(), *line.level});
      for (const PlotSpot& spot : line.spots) records.rows.push_back({plot.id(), name, spot.date, spot.value});
    }
    for (const Forecast::Day& day : plot.fan) {
      records.rows.push_back({plot.id(), "forecast", day.date, day.value});
      records.rows.push_back({plot.id(), "forecast_low", day.date, day.interval.low});
      records.rows.push_back({plot.id(), "forecast_high", day.date, day.interval.high});
    }
  }
  return records;
}

JsonValue plot_json(const Workspace& workspace, const std::vector<Plot>& plots, Date as_of) {
  JsonValue json = report_object("plot", as_of);
  json.set("plots", JsonValue::array_of(plots, plot_object));
  return json.set("diagnostics", diagnostics_array(workspace));
}

}  // namespace okr::reports
