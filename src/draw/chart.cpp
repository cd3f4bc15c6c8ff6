// SPDX-License-Identifier: MIT
// Charts and heat maps in words, for those who do not see them and for --plain.
#include "draw/chart.hpp"

#include <algorithm>
#include <functional>

#include <fmt/core.h>

#include "draw/chart_scale.hpp"
#include "okr/base/number.hpp"

namespace okr::draw {
namespace {

constexpr std::size_t most_flagged = 6;  // named one by one; more are counted

/// Days with their year where several years are shown.
std::string day_of(Date date, const Period& days) {
  return days.first.year() == days.last.year() ? yearless_date(date) : long_date(date);
}

std::string named(const ChartPoint& point, const Period& days) {
  const std::string value = !point.is_there()    ? "no value"
                            : point.said.empty() ? display_value(*point.value)
                                                 : point.said;
  if (!point.name.empty()) return fmt::format("{} in {}", value, point.name);
  return fmt::format("{} on {}", value, day_of(point.date, days));
}

/// Those that are there and will not change, or those that may.
std::vector<const ChartPoint*> shown_points(const Chart& chart, bool open) {
  std::vector<const ChartPoint*> points;
  for (const ChartPoint& point : chart.points)
    if (point.is_there() && point.open == open) points.push_back(&point);
  return points;
}

std::string course(const std::vector<const ChartPoint*>& points, const Period& days) {
  if (points.empty()) return "no value yet";
  if (points.size() == 1) return named(*points.front(), days);
  const auto by_value = [](const ChartPoint* a, const ChartPoint* b) { return *a->value < *b->value; };
  const ChartPoint* lowest = *std::ranges::min_element(points, by_value);
  const ChartPoint* highest = *std::ranges::max_element(points, by_value);
  const std::string way = fmt::format("from {} to {}", named(*points.front(), days), named(*points.back(), days));
  if (*lowest->value == *highest->value) return way + ", level";
  return fmt::format("{}; lowest {}, highest {}", way, named(*lowest, days), named(*highest, days));
}

/// What is not the last word yet is neither the end of the course nor its lowest point.
std::string open_text(const Chart& chart, const Period& days) {
  std::string text;
  for (const ChartPoint* point : shown_points(chart, true))
    text += (text.empty() ? chart.opens + ": " : ", ") + named(*point, days);
  return text;
}

/// Lines by their names; the pace by its values at both ends.
std::string lines_text(const Chart& chart, const Period& days) {
  std::string text;
  for (const ChartLine& line : chart.lines) {
    if (line.name.empty() || line.spots.empty()) continue;
    text += "; " + (line.said.empty() ? line.name : line.said);
    if (line.role != ChartRole::pace) continue;
    const ChartSpot &a = line.spots.front(), &b = line.spots.back();
    const std::string_view unit = chart.unit == "%" ? " %" : "";
    text += fmt::format(" from {}{} on {} to {}{} on {}", display_value(a.value), unit, day_of(a.date, days),
                        display_value(b.value), unit, day_of(b.date, days));
  }
  if (chart.band && !chart.band->intervals.empty()) {
    text += fmt::format("; {} {} on {}", chart.band->name, chart.band->ends,
                        day_of(chart.band->intervals.back().date, days));
  }
  return text;
}

std::string flagged_text(const Chart& chart, const Period& days) {
  std::string text;
  std::size_t count = 0;
  for (const ChartPoint& point : chart.points) {
    if (!point.flagged || ++count > most_flagged) continue;
    text += (text.empty() ? "; flagged: " : ", ") + named(point, days);
    if (!point.remark.empty()) text += fmt::format(" ({})", point.remark);
  }
  if (count > most_flagged) text += fmt::format(" and {} more", count - most_flagged);
  return text;
}

std::string gaps_text(const Chart& chart) {
  int gaps = 0;
  for (const ChartPoint& point : chart.points)
    if (!point.is_there() && !point.flagged) gaps += point.times;
  return gaps == 0 ? std::string() : fmt::format("; {} without a value", gaps);
}

/// The first cell whose value comes before all others in the order of `before`; null where none has a value.
template <class Order>
const HeatCell* first_of(const HeatMap& map, Order before) {
  const HeatCell* first = nullptr;
  for (const HeatCell& cell : map.cells)
    if (cell.value && (!first || before(*cell.value, *first->value))) first = &cell;
  return first;
}

const HeatCell* most_of(const HeatMap& map) { return first_of(map, std::greater<>()); }
const HeatCell* least_of(const HeatMap& map) { return first_of(map, std::less<>()); }

std::string_view unit_word(HeatUnit unit) { return unit == HeatUnit::day ? "days" : "weeks"; }

std::string counts_text(const HeatMap& map, const Period& days) {
  double total = 0;
  std::size_t busy = 0;
  for (const HeatCell& cell : map.cells) {
    total += cell.value.value_or(0);
    busy += cell.value.value_or(0) > 0 ? 1 : 0;
  }
  const std::string_view one_word =
      std::string_view(map.unit).substr(0, map.unit.size() - (map.unit.ends_with('s') ? 1 : 0));
  std::string text = fmt::format("{} {} on {} of {} {}", shortest(total), total == 1 ? one_word : map.unit, busy,
                                 map.cells.size(), unit_word(map.by));
  if (const HeatCell* most = most_of(map); most && *most->value > 1)
    text += fmt::format(", the most {} on {}", shortest(*most->value), day_of(most->date, days));
  return text;
}

}  // namespace

std::string described(const Chart& chart) {
  const auto days = days_of(chart);
  if (!days) return "no value yet";
  const auto points = shown_points(chart, false);
  const std::string open = open_text(chart, *days);
  std::string text = points.empty() && !open.empty() ? open : course(points, *days);
  if (!points.empty() && !open.empty()) text += "; " + open;
  text += lines_text(chart, *days) + flagged_text(chart, *days);
  if (!points.empty()) text += gaps_text(chart);
  if (!chart.remark.empty()) text += "; " + chart.remark;
  return text;
}

std::string described(const HeatMap& map) {
  if (map.cells.empty()) return "no value yet";
  const Period days{map.cells.front().date, map.cells.back().date};
  if (map.counts) return counts_text(map, days);
  const HeatCell* least = least_of(map);
  if (!least) return "no value yet";
  const HeatCell* most = most_of(map);
  const auto known = std::ranges::count_if(map.cells, [](const HeatCell& cell) { return cell.value.has_value(); });
  return fmt::format("{} of {} {} with a value; lowest {} on {}, highest {} on {}", known, map.cells.size(),
                     unit_word(map.by), display_value(*least->value), day_of(least->date, days),
                     display_value(*most->value), day_of(most->date, days));
}

}  // namespace okr::draw
