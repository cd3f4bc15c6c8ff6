// SPDX-License-Identifier: MIT
// What `okr plot` shows of a record: its values by date, the lines they are seen against, or a calendar of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draw/chart.hpp"
#include "okr/base/enum_words.hpp"
#include "okr/base/result.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/objects.hpp"
#include "reports/words.hpp"

namespace okr::reports {

enum class PlotKind : std::uint8_t {
  line,  ///< values over time
  xmr,   ///< a KPI's periods with mean, natural limits and signals
  heat   ///< a calendar of check-ins, or of a KPI's values
};
OKR_WORDS(PlotKind, "line", "xmr", "heat")

struct PlotPoint {
  Date date;
  std::optional<double> value;  ///< none: the period has no value
  bool complete = true;         ///< false: its period still runs
  XmrSignal signal = {};        ///< with PlotKind::xmr
  SignalMeaning meaning = SignalMeaning::routine;
  bool is_of_trend = false;           ///< its level goes on growing or falling: the signal is none of its own
  bool missed = false;                ///< a period of a hold that was not met
  std::optional<Period> period = {};  ///< that it is of: of a hold its days in the key result's window, of a KPI
  int times = 1;                      ///< periods that it stands for, see KpiPeriod
};

enum class PlotLine : std::uint8_t { pace, target, stretch, commit, warn, min, max, mean, lower, upper };
OKR_WORDS(PlotLine, "pace", "target", "stretch", "commit", "warn", "min", "max", "mean", "lower limit", "upper limit")

/// Straight from spot to spot, or a level.
struct PlottedLine {
  PlotLine line = PlotLine::target;
  std::optional<double> level;
  std::vector<draw::ChartSpot> spots = {};  ///< empty for a level
};

struct Plot {
  const Workspace* workspace = nullptr;
  Found found;
  PlotKind kind = PlotKind::line;
  Date as_of{};
  std::string unit;                 ///< "%" for steps and for what is done or not; empty for counts
  bool is_share = false;            ///< of 100 %: a percent, steps, what is done or not
  bool yes_or_no = false;           ///< of a key result that is done or not
  std::optional<PeriodUnit> every;  ///< what the points stand for: of a KPI, of a hold by the calendar; empty for days
  std::optional<Period> days;       ///< the key result's own; empty for a KPI
  std::vector<PlotPoint> points;    ///< by date; of a heat map one a cell
  std::vector<PlottedLine> lines;
  std::vector<Forecast::Day> fan;   ///< of a key result with three readings and more: from its last one to its end
  bool few = false;                 ///< natural limits were wanted, but there are fewer than 6 points
  PeriodUnit by = PeriodUnit::day;  ///< heat map: day or week
  bool counts = false;              ///< heat map: check-ins, not values
  std::optional<Date> since = {};   ///< what lies before it is left out
  Absence fault = Absence::none;    ///< why a key result cannot be plotted
  std::optional<KeyResultNumbers> key_result;  ///< of the record; left out within a Detail, which has them
  std::optional<KpiNumbers> kpi;

  std::string id() const { return id_of(found); }               ///< in full
  const std::string& title() const { return title_of(found); }  ///< may be empty
};

struct PlotQuery {
  std::optional<PlotKind> kind;  ///< else line for a key result, xmr for a KPI, heat for a cycle
  std::optional<Date> since;     ///< nothing before it
};

/// False: xmr of what is no KPI, a calendar of a KPI that is read by the month or longer, a line of what is made of
/// several records.
bool can_plot(const Found& found, PlotKind kind);

/// What is drawn of a record, a plot each: of objectives and cycles their key results where that is a line. Errors:
/// usage, for a kind that one of them cannot be drawn as, with what fed it on the day.
Result<std::vector<Found>> records_to_plot(const Found& found, const std::optional<PlotKind>& kind, Date as_of);

/// One plot; the kind must be possible. A calendar is by day up to 53 weeks, by week beyond or where a KPI's period is
/// the week.
Plot plot_of(const Workspace& workspace, const Found& found, const PlotQuery& query, Date as_of);

/// The plot of a key result whose numbers are there already; they are not copied into it.
Plot plot_of(const Subject& subject, const KeyResultForecast& forecast, Date as_of);
Plot plot_of(const Workspace& workspace, const KpiNumbers& numbers, PlotKind kind, Date as_of);

/// Leaves the last `most` points, and the lines from the first of them on. How many values were left out.
std::size_t shorten(Plot& plot, std::size_t most);

/// "2026-07", of the day of a value that stands for a month or longer; empty where days are named.
std::string period_name_of(const Plot& plot, Date date);

/// How many values it shows.
std::size_t count_values(const Plot& plot);

/// True for KPIs whose period, or whose readings' own rhythm, is the day or the week.
bool has_calendar(const Kpi& kpi);

/// A point for every day, or week, from the first to the last.
void add_calendar(Plot& plot, std::optional<Date> since);

/// `height` rows each at most.
Document plot_document(const std::vector<Plot>& plots, int height);
std::string plot_svg(const std::vector<Plot>& plots, int height);

/// The chart of a plot that is no calendar, and the calendar of one that is.
Chart chart_of(const Plot& plot, int height = 12);
HeatMap heat_map_of(const Plot& plot);

Records plot_records(const std::vector<Plot>& plots, Date as_of);
Json plot_json(const Workspace& workspace, const std::vector<Plot>& plots, Date as_of);

}  // namespace okr::reports
