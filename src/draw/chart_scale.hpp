// SPDX-License-Identifier: MIT
// The layout of a chart, in numbers: round steps of the values, days on the time axis, labels that do not overlap;
// which square of a heat map lies in which row and column, and how dark it is.
// Shared by all canvases; knows neither characters nor SVG.
#pragma once

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "draw/chart.hpp"

namespace okr::draw {

/// A range of values.
struct Extent {
  double low = 0;
  double high = 0;

  /// 0 at the low end, 1 at the high end; empty where the range has no width.
  std::optional<double> share(double value) const;
};

/// True for a value a chart has a place for.
inline bool is_shown(const std::optional<double>& value) { return value && std::isfinite(*value); }

/// What the sign of a flagged value means, "missed", and that of a flagged gap, "missed, no value"; empty where the chart
/// has none.
std::string flagged_values(const Chart& chart);
std::string flagged_gaps(const Chart& chart);

/// Makes a range hold one more value; one that is not finite changes nothing.
void widen(std::optional<Extent>& extent, double value);

/// The range of everything that is drawn: points, lines, band; empty when nothing is finite.
std::optional<Extent> extent_of(const Chart& chart);

/// All days that the chart shows; empty when it shows none.
std::optional<Period> days_of(const Chart& chart);

/// Values from `low` on in `steps` round steps (1, 2, 2.5 or 5 times a power of ten), each `rows` rows high. Where the
/// numbers are too large for round steps the axis ends at the extent itself.
struct Axis {
  double low = 0;
  double high = 1;
  int steps = 1;
  int rows = 1;
  std::vector<std::string> labels = {};  ///< from the lowest on, steps + 1 of them, all different

  /// 0 at the low end, 1 at the high end; values beyond lie at the ends.
  double share(double value) const;
  /// The row of a value, counted from the top: 0 to steps * rows.
  double row(double value) const;
  int height() const { return steps * rows + 1; }  ///< rows taken, the lowest and the highest included
};

/// An axis that holds the extent within at most `rows` rows (2 at least), as much of them used as round steps allow.
/// Flat data get room above and below.
Axis axis_of(const Extent& extent, int rows);

/// How far a day lies on the time axis: 0 the first, 1 the last; 0.5 where there is one day.
double day_share(const Period& days, Date date);

/// A named day of the time axis; `at` and `start` (of its label) in the units of the room.
struct DateTick {
  Date date;
  std::string label;
  double at = 0;
  double start = 0;
};

/// How much room the labels have: `width` units from the first day to the last, `gap` between labels. With `ends`
/// months are named below their last days.
struct DateRoom {
  double width = 0;
  double gap = 0;
  std::function<double(const std::string&)> label_width = {};
  bool ends = false;
};

/// The named days of a time axis: days, weeks (Mondays), months or years, the finest whose labels fit. At least the
/// first day, where its label fits.
std::vector<DateTick> date_ticks(const Period& days, const DateRoom& room);

/// The named days of a chart's time axis; of values that name themselves the last one, and as many before it as there
/// is room for, evenly.
std::vector<DateTick> date_ticks(const Chart& chart, const Period& days, DateRoom room);

/// Positions as near as possible to those wanted (ascending), `size` apart, within 0 to `room` - `size`; the same
/// order. The labels must fit: wanted.size() * size <= room.
std::vector<double> spread(std::vector<double> wanted, double size, double room);

/// The line's value on a day, by interpolation; empty outside its days.
std::optional<double> value_on(const ChartLine& line, Date date);

/// How many shades a value may have, the blank one for nothing not counted.
inline constexpr int heat_levels = 4;

/// A square of a heat map, and how dark it is: 0 nothing, 1 to heat_levels; no cell where there is none.
struct HeatSquare {
  const HeatCell* cell = nullptr;
  int level = 0;
};

/// The squares of a heat map in rows and columns.
struct HeatGrid {
  std::vector<std::string> row_names = {};               ///< "Mon", or "2026"
  std::vector<std::vector<HeatSquare>> rows = {};        ///< each as long as `columns`
  std::vector<std::optional<std::string>> columns = {};  ///< a name where a month begins ("Jul"), or a week's number
};

/// The grid of a heat map. By days: seven rows from Monday on, a column a week. By weeks: a row a year, a column a week
/// of it.
HeatGrid heat_grid(const HeatMap& map);

/// What a level stands for: "6.1 to 6.4", "2"; empty where no cell can have it.
std::vector<std::string> level_names(const HeatMap& map);

}  // namespace okr::draw
