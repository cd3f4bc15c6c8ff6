// SPDX-License-Identifier: MIT
#include "draw/chart_canvas.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace okr::draw {
namespace {

// Bits of the braille block, by column and row of the dot.
constexpr std::array<std::array<std::uint8_t, 4>, 2> braille_bits = {
    {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}};

/// U+2800 + bits as UTF-8.
std::string braille(std::uint8_t bits) {
  return {static_cast<char>(0xE2), static_cast<char>(0xA0 | (bits >> 6)), static_cast<char>(0x80 | (bits & 0x3F))};
}

constexpr std::size_t index_of(Layer layer) { return static_cast<std::size_t>(layer); }

}  // namespace

Canvas::Canvas(int columns, int rows, bool ascii)
    : columns_(std::max(columns, 1)),
      rows_(std::max(rows, 1)),
      ascii_(ascii),
      across_(ascii ? 1 : 2),
      down_(ascii ? 1 : 4),
      cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)),
      looks_(index_of(Layer::series) + 1) {}

Canvas::Cell* Canvas::cell_at(DotAt at) {
  if (at.x < 0 || at.y < 0 || at.x >= dots_across() || at.y >= dots_down()) return nullptr;
  return &cells_[static_cast<std::size_t>(at.y / down_) * static_cast<std::size_t>(columns_) +
                 static_cast<std::size_t>(at.x / across_)];
}

void Canvas::dot(DotAt at, Layer layer) {
  Cell* cell = cell_at(at);
  if (!cell || layer < cell->layer) return;
  if (layer > cell->layer) cell->bits = 0;
  cell->layer = layer;
  const std::uint8_t bit =
      ascii_ ? std::uint8_t{1} : braille_bits[static_cast<std::size_t>(at.x % 2)][static_cast<std::size_t>(at.y % 4)];
  cell->bits = static_cast<std::uint8_t>(cell->bits | bit);
}

void Canvas::line(DotAt from, DotAt to, Layer layer, Dashes dashes) {
  if (to.x < from.x) std::swap(from, to);
  const int wide = to.x - from.x, high = std::abs(to.y - from.y);
  const int steps = std::max({wide, high, 1});
  for (int i = 0; i <= steps; ++i) {
    // Rounded half up: the same dots whatever the platform's floating point does.
    const DotAt at{from.x + (2 * wide * i + steps) / (2 * steps),
                   from.y + (to.y < from.y ? -1 : 1) * ((2 * high * i + steps) / (2 * steps))};
    if (dashes.draws(at.x)) dot(at, layer);
  }
}

void Canvas::sign(DotAt at, std::string glyph, Style style) {
  Cell* cell = cell_at(at);
  if (!cell) return;
  cell->sign = std::move(glyph);
  cell->style = style;
}

void Canvas::look(Layer layer, Style style, char ascii) { looks_[index_of(layer)] = {style, ascii}; }

std::string Canvas::glyph_of(const Cell& cell) const {
  if (!cell.sign.empty()) return cell.sign;
  if (cell.layer == Layer::none) return " ";
  return ascii_ ? std::string(1, looks_[index_of(cell.layer)].ascii) : braille(cell.bits);
}

Style Canvas::style_of(const Cell& cell) const {
  if (!cell.sign.empty()) return cell.style;
  return cell.layer == Layer::none ? Style::normal : looks_[index_of(cell.layer)].style;
}

std::vector<Text> Canvas::lines() const {
  std::vector<Text> lines(static_cast<std::size_t>(rows_));
  std::size_t at = 0;
  for (Text& line : lines)
    for (int column = 0; column < columns_; ++column, ++at) {
      const Style style = style_of(cells_[at]);
      if (line.spans.empty() || line.spans.back().style != style) line.spans.push_back({"", style, {}});
      line.spans.back().text += glyph_of(cells_[at]);
    }
  return lines;
}

}  // namespace okr::draw
