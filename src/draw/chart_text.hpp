// SPDX-License-Identifier: MIT
// Charts and heat maps with characters: braille dots and blocks, or ASCII; shared by terminal and Markdown.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "draw/document.hpp"
#include "draw/line.hpp"

namespace okr::draw {

/// The lines of a chart: at most `options.width` columns, and no more than 120. Where that leaves less than ten columns
/// for the plot, the chart in words.
std::vector<Line> chart_lines(const Chart& chart, const TerminalOptions& options);
/// The lines of a heat map, no wider than the screen: where it is too narrow, the oldest squares are left out.
std::vector<Line> heat_lines(const HeatMap& map, const TerminalOptions& options);

/// What a dot belongs to. A cell shows its highest layer alone, so that shapes stay clear where they cross.
enum class Layer : std::uint8_t { none, band, level, pace, series };

/// Which dots of a line are drawn: `on` of every `period` columns of dots.
struct Dashes {
  int on = 1;
  int period = 1;
  bool draws(int x) const { return x % period < on; }
};

/// A dot, counted from the top left.
struct DotAt {
  int x = 0;
  int y = 0;
};

/// Dots, lines and signs that become lines of characters: braille, or ASCII.
class Canvas {
 public:
  Canvas(int columns, int rows, bool ascii);

  /// Dots in the whole width.
  int dots_across() const { return columns_ * across_; }
  /// Dots in the whole height.
  int dots_down() const { return rows_ * down_; }
  /// Dots in the height of one row of characters.
  int dots_a_row() const { return down_; }

  /// Draws a dot; one beyond the edges is not drawn.
  void dot(DotAt at, Layer layer);
  /// Draws a line from dot to dot, as far as it lies within the edges.
  void line(DotAt from, DotAt to, Layer layer, Dashes dashes);

  /// A sign of its own over the cell of a dot; a later one replaces it.
  void sign(DotAt at, std::string glyph, Style style);

  /// How the dots of a layer look; in ASCII the character.
  void look(Layer layer, Style style, char ascii);

  /// What was drawn, row by row from the top.
  std::vector<Text> lines() const;

 private:
  struct Cell {
    Layer layer = Layer::none;
    std::uint8_t bits = 0;
    std::string sign = {};
    Style style = Style::normal;
  };
  struct Look {
    Style style = Style::normal;
    char ascii = '*';
  };
  Cell* cell_at(DotAt at);
  std::string glyph_of(const Cell& cell) const;
  Style style_of(const Cell& cell) const;

  int columns_, rows_;
  bool ascii_;
  int across_, down_;
  std::vector<Cell> cells_;
  std::vector<Look> looks_;
};

}  // namespace okr::draw
