// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/core.h>

#include "draw/chart_text.hpp"
#include "draw/heat.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

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

}  // namespace

std::vector<Line> heat_lines(const HeatMap& map, const TerminalOptions& options) {
  if (map.cells.empty()) return wrapped(shown(Text(described(map), Style::dim), options), options.width);
  return HeatPainter(map, options).lines();
}

}  // namespace okr::draw
