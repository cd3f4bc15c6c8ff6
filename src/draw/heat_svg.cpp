// SPDX-License-Identifier: MIT
#include <algorithm>

#include "draw/chart_svg.hpp"
#include "draw/heat.hpp"
#include "draw/svg.hpp"
#include "okr/base/number.hpp"

namespace okr::draw {
namespace {

constexpr double page = 720;
constexpr double largest = 18;  // pixels from square to square
constexpr double top = 20;
constexpr double names_gap = 16;  // letters of names are wider than those of numbers

class HeatWriter {
 public:
  explicit HeatWriter(const HeatMap& map) : map_(map), grid_(heat_grid(map)) {
    for (const std::string& name : grid_.row_names) left_ = std::max(left_, svg_text_width(name) + names_gap);
    pitch_ = std::min(largest, (page - left_) / static_cast<double>(std::max<std::size_t>(grid_.columns.size(), 1)));
  }

  SvgPart part() {
    add_names();
    for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
      body_ += svg_text({left_ - 6, y_of(row) + pitch_ / 2 + 4, "end"}, grid_.row_names[row]);
      for (std::size_t column = 0; column < grid_.columns.size(); ++column)
        add_square(grid_.rows[row][column], x_of(column), y_of(row));
    }
    add_legend();
    return {std::move(body_), page, y_of(grid_.rows.size()) + 32};
  }

 private:
  double x_of(std::size_t column) const { return left_ + pitch_ * static_cast<double>(column); }
  double y_of(std::size_t row) const { return top + largest * static_cast<double>(row); }

  void add_names() {
    double free = 0;
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) {
      if (!grid_.columns[column] || x_of(column) < free || x_of(column) + svg_text_width(*grid_.columns[column]) > page)
        continue;
      body_ += svg_text({x_of(column), top - 6}, *grid_.columns[column]);
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
  double left_ = 0, pitch_ = largest;
  std::string body_;
};

}  // namespace

SvgPart heat_part(const HeatMap& map) {
  if (map.cells.empty()) return {svg_text({10, 20}, described(map)), page, 32};
  return HeatWriter(map).part();
}

}  // namespace okr::draw
