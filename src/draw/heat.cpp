// SPDX-License-Identifier: MIT
// A value for each day as a calendar of squares, by days or weeks: drawn with characters, or as SVG.
#include "draw/chart_scale.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "draw/chart_text.hpp"
#include "draw/svg.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

std::optional<Extent> heat_extent(const HeatMap& map) {
  std::optional<Extent> extent;
  for (const HeatCell& cell : map.cells)
    if (cell.value) widen(extent, *cell.value);
  return extent;
}

/// Shares of the range, or of the most where 0 is nothing; a range without width is in the middle.
int level_of(const HeatMap& map, const Extent& extent, double value) {
  if (!std::isfinite(value)) return 0;
  if (map.counts) {
    if (!(value > 0)) return 0;
    return std::clamp(static_cast<int>(std::ceil(heat_levels * (value / extent.high) - 1e-9)), 1, heat_levels);
  }
  const auto share = extent.share(value);
  if (!share) return heat_levels / 2;
  return std::clamp(1 + static_cast<int>(std::floor(heat_levels * *share + 1e-9)), 1, heat_levels);
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

constexpr std::array<std::string_view, heat_levels + 1> shades = {"·", "░", "▒", "▓", "█"};
constexpr std::array<std::string_view, heat_levels + 1> ascii_shades = {".", ":", "+", "#", "@"};

/// Draws one map: a square is two columns wide where that fits, else one; what still does not fit is left out, the
/// oldest first.
class HeatPainter {
 public:
  HeatPainter(const HeatMap& map, const TerminalOptions& options)
      : map_(map), options_(options), grid_(heat_grid(map)) {
    for (const std::string& name : grid_.row_names) left_ = std::max(left_, name.size() + 1);
    const std::size_t room = options.width > left_ ? options.width - left_ : 1;
    cell_ = grid_.columns.size() * 2 <= room ? 2 : 1;
    from_ = grid_.columns.size() * cell_ > room ? grid_.columns.size() - room / cell_ : 0;
  }

  std::vector<Line> lines() const {
    std::vector<Line> lines{names()};
    for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
      std::string text = pad_right(grid_.row_names[row], left_);
      for (std::size_t column = from_; column < grid_.columns.size(); ++column) text += square(grid_.rows[row][column]);
      lines.push_back(Line(std::move(text)));
    }
    for (Line& line : wrapped(legend(), options_.width > left_ ? options_.width - left_ : 1))
      lines.push_back(Line(std::string(left_, ' ')) + std::move(line));
    return lines;
  }

 private:
  /// Names of months or weeks above their columns; one that would touch the one before is left out.
  Line names() const {
    Line line;
    for (std::size_t column = from_; column < grid_.columns.size(); ++column) {
      const std::size_t at = left_ + (column - from_) * cell_;
      const bool free = width_of(line) == 0 || width_of(line) < at;
      if (!grid_.columns[column] || !free || at + grid_.columns[column]->size() > options_.width) continue;
      fill_to(line, at) += Text(*grid_.columns[column]);
    }
    return line;
  }

  std::string square(const HeatSquare& square) const {
    const auto level = static_cast<std::size_t>(square.level);
    const std::string one(square.cell ? (options_.ascii ? ascii_shades : shades)[level] : " ");
    if (cell_ == 1) return one;
    // Shades touch and make an area; the dot of nothing stays one dot.
    return square.level == 0 ? one + " " : one + one;
  }

  Line legend() const {
    Text text;
    const auto names = level_names(map_);
    for (std::size_t level = 0; level < names.size(); ++level) {
      if (names[level].empty()) continue;
      if (!text.empty()) text += Text("   ");
      text += Text(fmt::format("{} {}", (options_.ascii ? ascii_shades : shades)[level], names[level]));
    }
    if (!map_.unit.empty()) text += Text("   " + map_.unit, Style::dim);
    if (from_ > 0) text += Text(fmt::format("   {} columns before are left out", from_), Style::dim);
    return shown(text, options_);
  }

  const HeatMap& map_;
  const TerminalOptions& options_;
  HeatGrid grid_;
  std::size_t left_ = 0;
  std::size_t cell_ = 1;
  std::size_t from_ = 0;
};

constexpr double largest = 18;  // pixels from square to square
constexpr double top_names = 20;
constexpr double names_gap = 16;  // letters of names are wider than those of numbers

class HeatWriter {
 public:
  HeatWriter(const HeatMap& map, double width) : map_(map), grid_(heat_grid(map)), page_(width) {
    for (const std::string& name : grid_.row_names) left_ = std::max(left_, svg_text_width(name) + names_gap);
    pitch_ = std::min(largest, (page_ - left_) / static_cast<double>(std::max<std::size_t>(grid_.columns.size(), 1)));
  }

  SvgPart part() {
    add_names();
    for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
      body_ += svg_text({left_ - 6, y_of(row) + pitch_ / 2 + 4, "end"}, grid_.row_names[row]);
      for (std::size_t column = 0; column < grid_.columns.size(); ++column)
        add_square(grid_.rows[row][column], x_of(column), y_of(row));
    }
    add_legend();
    return {std::move(body_), page_, y_of(grid_.rows.size()) + 32};
  }

 private:
  double x_of(std::size_t column) const { return left_ + pitch_ * static_cast<double>(column); }
  double y_of(std::size_t row) const { return top_names + largest * static_cast<double>(row); }

  void add_names() {
    double free = 0;
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) {
      if (!grid_.columns[column] || x_of(column) < free ||
          x_of(column) + svg_text_width(*grid_.columns[column]) > page_)
        continue;
      body_ += svg_text({x_of(column), top_names - 6}, *grid_.columns[column]);
      free = x_of(column) + svg_text_width(*grid_.columns[column]) + 6;
    }
  }

  void add_rectangle(int level, double x, double y, const std::string& words) {
    body_ += "<rect class=\"heat" + std::to_string(level) + "\"" + svg_attribute("x", x) + svg_attribute("y", y) +
             svg_attribute("width", pitch_ - 2) + svg_attribute("height", largest - 2) + " rx=\"2\"";
    body_ += words.empty() ? "/>" : "><title>" + html_escaped(words) + "</title></rect>";
  }

  void add_square(const HeatSquare& square, double x, double y) {
    if (!square.cell) return;
    std::string words =
        to_string(square.cell->date) + ": " + (square.cell->value ? display_value(*square.cell->value) : "no value");
    if (square.cell->value && !map_.unit.empty()) words += " " + map_.unit;
    add_rectangle(square.level, x, y, words);
  }

  void add_legend() {
    const double y = y_of(grid_.rows.size()) + 8;
    double x = left_;
    const auto names = level_names(map_);
    for (std::size_t level = 0; level < names.size(); ++level) {
      if (names[level].empty()) continue;
      add_rectangle(static_cast<int>(level), x, y, {});
      body_ += svg_text({x + pitch_ + 4, y + 12}, names[level]);
      x += pitch_ + svg_text_width(names[level]) + 18;
    }
    if (!map_.unit.empty()) body_ += svg_text({x, y + 12}, map_.unit);
  }

  const HeatMap& map_;
  HeatGrid grid_;
  double page_;
  double left_ = 0, pitch_ = largest;
  std::string body_;
};

}  // namespace

HeatGrid heat_grid(const HeatMap& map) {
  if (map.cells.empty()) return {};
  const Extent extent = heat_extent(map).value_or(Extent{});
  return map.by == HeatUnit::day ? grid_of_days(map, extent) : grid_of_weeks(map, extent);
}

std::vector<std::string> level_names(const HeatMap& map) {
  const auto extent = heat_extent(map);
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

std::vector<Line> heat_lines(const HeatMap& map, const TerminalOptions& options) {
  if (map.cells.empty()) return wrapped(shown(Text(described(map), Style::dim), options), options.width);
  return HeatPainter(map, options).lines();
}

SvgPart heat_part(const HeatMap& map, double width) {
  if (map.cells.empty()) return {svg_text({10, 20}, described(map)), width, 32};
  return HeatWriter(map, width).part();
}

}  // namespace okr::draw
