// SPDX-License-Identifier: MIT
#include "draw/heat.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "draw/chart_scale.hpp"
#include "okr/base/number.hpp"

namespace okr::draw {
namespace {

std::optional<Extent> extent_of(const HeatMap& map) {
  std::optional<Extent> extent;
  for (const HeatCell& cell : map.cells) {
    if (!cell.value || !std::isfinite(*cell.value)) continue;
    if (!extent) extent = Extent{*cell.value, *cell.value};
    extent->low = std::min(extent->low, *cell.value);
    extent->high = std::max(extent->high, *cell.value);
  }
  return extent;
}

/// Shares of the range, or of the most where 0 is nothing; a range without width is in the middle.
int level_of(const HeatMap& map, const Extent& extent, double value) {
  if (!std::isfinite(value)) return 0;
  if (map.counts) {
    if (!(value > 0)) return 0;
    return std::clamp(static_cast<int>(std::ceil(heat_levels * (value / extent.high) - 1e-9)), 1, heat_levels);
  }
  const double span = extent.high / 2 - extent.low / 2;
  if (!(span > 0)) return heat_levels / 2;
  const double share = (value / 2 - extent.low / 2) / span;
  return std::clamp(1 + static_cast<int>(std::floor(heat_levels * share + 1e-9)), 1, heat_levels);
}

Date monday_of(Date date) { return add_days(date, 1 - iso_weekday(date)); }

/// Year and week by ISO 8601: those of the week's Thursday.
struct IsoWeek {
  int year;
  int week;
};
IsoWeek iso_week_of(Date date) {
  const Date thursday = add_days(monday_of(date), 3);
  const int year = static_cast<int>(thursday.year());
  return {year, days_between(make_date(year, 1, 1), thursday) / 7 + 1};
}

HeatGrid grid_of_days(const HeatMap& map, const Extent& extent) {
  const Date first = monday_of(map.cells.front().date);
  const auto weeks = static_cast<std::size_t>(days_between(first, map.cells.back().date) / 7 + 1);
  HeatGrid grid;
  for (int weekday = 1; weekday <= 7; ++weekday) grid.row_names.emplace_back(weekday_name(weekday));
  grid.rows.assign(7, std::vector<HeatSquare>(weeks));
  grid.columns.resize(weeks);
  for (const HeatCell& cell : map.cells) {
    const auto day = static_cast<std::size_t>(days_between(first, cell.date));
    grid.rows[day % 7][day / 7] = {&cell, cell.value ? level_of(map, extent, *cell.value) : 0};
    const bool begins = static_cast<unsigned>(cell.date.day()) == 1;
    // A month that begins right behind the first column has its name, not the days left of the one before.
    if (begins && day / 7 <= 2) grid.columns[0].reset();
    if (begins || &cell == &map.cells.front())
      grid.columns[day / 7] = std::string(month_name(static_cast<unsigned>(cell.date.month())));
  }
  return grid;
}

HeatGrid grid_of_weeks(const HeatMap& map, const Extent& extent) {
  const IsoWeek begin = iso_week_of(map.cells.front().date), end = iso_week_of(map.cells.back().date);
  const bool one_year = begin.year == end.year;
  const int from = one_year ? begin.week : 1, to = one_year ? end.week : 53;
  HeatGrid grid;
  for (int year = begin.year; year <= end.year; ++year) grid.row_names.push_back(fmt::format("{}", year));
  grid.rows.assign(grid.row_names.size(), std::vector<HeatSquare>(static_cast<std::size_t>(to - from + 1)));
  for (int week = from; week <= to; ++week)
    grid.columns.push_back(week == from || week % 5 == 0 ? std::optional(fmt::format("W{:02}", week)) : std::nullopt);
  for (const HeatCell& cell : map.cells) {
    const IsoWeek at = iso_week_of(cell.date);
    auto& row = grid.rows[static_cast<std::size_t>(at.year - begin.year)];
    row[static_cast<std::size_t>(at.week - from)] = {&cell, cell.value ? level_of(map, extent, *cell.value) : 0};
  }
  return grid;
}

}  // namespace

HeatGrid heat_grid(const HeatMap& map) {
  if (map.cells.empty()) return {};
  const Extent extent = extent_of(map).value_or(Extent{});
  return map.by == HeatUnit::day ? grid_of_days(map, extent) : grid_of_weeks(map, extent);
}

std::vector<std::string> level_names(const HeatMap& map) {
  const auto extent = extent_of(map);
  std::vector<std::string> names(heat_levels + 1);
  const bool missing = std::ranges::any_of(map.cells, [](const HeatCell& cell) { return !cell.value; });
  names[0] = map.counts || missing ? "none" : "";
  if (!extent || (map.counts && !(extent->high > 0))) return names;
  if (map.counts) {
    // Whole numbers: the lowest and the highest of each level that has one.
    for (int level = 1; level <= heat_levels; ++level) {
      const double low = std::floor(extent->high * (level - 1) / heat_levels + 1e-9) + 1,
                   high = std::floor(extent->high * level / heat_levels + 1e-9);
      if (low <= high)
        names[static_cast<std::size_t>(level)] =
            low == high ? shortest(low) : fmt::format("{} to {}", shortest(low), shortest(high));
    }
    return names;
  }
  if (extent->low == extent->high) {
    names[heat_levels / 2] = display_value(extent->low);
    return names;
  }
  const double step = extent->high / heat_levels - extent->low / heat_levels;
  const int decimals = std::clamp(static_cast<int>(std::ceil(1 - std::log10(step))), 0, 6);
  for (int level = 1; level <= heat_levels; ++level)
    names[static_cast<std::size_t>(level)] =
        fmt::format("from {}", rounded(extent->low + step * (level - 1), decimals));
  names[heat_levels] += fmt::format(" to {}", rounded(extent->high, decimals));
  return names;
}

}  // namespace okr::draw
