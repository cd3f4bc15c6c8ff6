// SPDX-License-Identifier: MIT
// A chart as data: values over time with the lines they are seen against, and a heat map of a calendar. What stands on
// it is decided by the views; how it is drawn, with characters or as SVG, by the canvases. Nothing here is computed.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "draw/numbers.hpp"
#include "okr/base/date.hpp"
#include "okr/base/enum_words.hpp"

namespace okr::draw {

/// A value on a day. No value is a gap: the line is interrupted there.
struct ChartPoint {
  Date date;
  std::optional<double> value = {};
  bool flagged = false;     ///< drawn as a sign that is seen without colour; of a gap on the axis of time
  bool welcome = false;     ///< flagged because it is better than chance: another sign
  bool open = false;        ///< not the last word yet: a hollow point beside the line
  std::string remark = {};  ///< why it is flagged, for the words: "above the upper limit"
  std::string name = {};    ///< what the day stands for where it is not the day itself: "2026-07"
  std::string said = {};    ///< its value where that is no number for people: "yes", "40 %"
  int times = 1;            ///< points that it stands for: the middle of a long gap is one

  /// False for a gap.
  bool is_there() const { return value && std::isfinite(*value); }
};

/// What a line stands for; each canvas has a pattern and a colour for it.
enum class ChartRole { pace, target, stretch, commit, bound, mean, limit };
OKR_WORDS(ChartRole, "pace", "target", "stretch", "commit", "bound", "mean", "limit")

/// A place that a line goes through.
struct ChartSpot {
  Date date;
  double value = 0;
};

/// A line that the values are seen against: straight from spot to spot; a single spot is a level across the whole
/// chart.
struct ChartLine {
  ChartRole role = ChartRole::target;
  std::string name = {};  ///< stands at the right end of the line: "target 400"; empty: unnamed
  std::vector<ChartSpot> spots = {};
  std::string said = {};  ///< in words, where its end does not say all: "max 5, from 27 Jul 8"
};

/// Between which values something is expected on a day.
struct ChartInterval {
  Date date;
  double low = 0;
  double high = 0;
};

/// The fan of a forecast: straight from interval to interval.
struct ChartBand {
  std::string name = {};  ///< "80 % within"
  std::string ends = {};  ///< where the last interval lies, in words: "232 to 320"
  std::vector<ChartInterval> intervals = {};
};

/// What the marks of the time axis name.
enum class TimeMarks {
  days,    ///< days, weeks, months or years where they begin
  months,  ///< of values that stand for months or longer: a month below its last day, a year where it begins
  names    ///< the values themselves, by ChartPoint::name: they stand for years, or for cycles
};

/// Values over time, and what they are seen against.
struct Chart {
  std::string title = {};  ///< "ship.users  Weekly active users": for screen readers, and on top of a standalone SVG
  std::string unit = {};
  std::vector<ChartPoint> points = {};  ///< by date
  std::vector<ChartLine> lines = {};
  std::optional<ChartBand> band = {};
  std::optional<Period> days = {};                       ///< shown at least, also where nothing stands
  std::optional<std::pair<double, double>> values = {};  ///< shown at least, so too
  TimeMarks marks = TimeMarks::days;
  std::string flags = {};     ///< what the sign of a flagged point means: "signal"
  std::string welcomes = {};  ///< what the sign of a flagged point that is welcome means: "improvement"
  std::string opens = {};     ///< what a hollow point means: "so far"
  std::string remark = {};    ///< closes the words: "limits need 6 points"
  int height = 12;            ///< rows of text for the plot, at most; 3 at least

  bool shows_flags() const {
    return std::ranges::any_of(points, [](const ChartPoint& one) { return one.flagged && !one.welcome; });
  }
  bool shows_welcomes() const {
    return std::ranges::any_of(points, [](const ChartPoint& one) { return one.flagged && one.welcome; });
  }
  bool shows_open() const {
    return std::ranges::any_of(points, [](const ChartPoint& one) { return one.open && one.is_there(); });
  }
};

/// What a cell of a heat map stands for.
enum class HeatUnit { day, week };

/// The value of one day or week of a heat map.
struct HeatCell {
  Date date;  ///< the day, or a day of the week
  std::optional<double> value = {};
};

/// A calendar whose cells are shaded by their values.
struct HeatMap {
  std::string title = {};
  std::string unit = {};             ///< of the values; "check-ins" for counts
  HeatUnit by = HeatUnit::day;       ///< days: weeks as columns, weekdays as rows; weeks: a row a year
  bool counts = false;               ///< 0 is nothing, and the shades are shares of the most
  std::vector<HeatCell> cells = {};  ///< by date; what has no cell is blank
};

/// The chart in words: "from 61 on 5 Jul to 57 on 16 Aug; lowest 57 on 9 Aug, highest 63 on 26 Jul; target 58".
std::string described(const Chart& chart);

/// The heat map in words: "7 check-ins on 6 of 48 days, the most 2 on 6 Jul".
std::string described(const HeatMap& map);

/// What an SVG file may show.
using SvgFigure = std::variant<Chart, HeatMap>;
/// An SVG file that needs no page, the figures below each other: its own colours, light and dark. The same figures give
/// the same bytes.
std::string svg_file(const std::vector<SvgFigure>& figures);

}  // namespace okr::draw
