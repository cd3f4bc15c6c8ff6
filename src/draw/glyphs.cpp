// SPDX-License-Identifier: MIT
#include "draw/glyphs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace okr::draw {
namespace {

constexpr std::array<std::string_view, 8> blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> ascii_levels = {"_", ".", "-", "=", "+", "*", "#", "@"};
constexpr std::size_t middle_level = 3;

bool is_shown(const std::optional<double>& value) { return value && std::isfinite(*value); }

struct Range {
  double low;
  double high;
};

std::optional<Range> shown_range(const Sparkline& line) {
  std::optional<Range> range;
  for (const auto& value : line.values) {
    if (!is_shown(value)) continue;
    if (!range) range = Range{*value, *value};
    range->low = std::min(range->low, *value);
    range->high = std::max(range->high, *value);
  }
  return range;
}

std::size_t level(double value, const Range& range) {
  // Halves, so that the span of two huge numbers of different sign stays finite.
  const double span = range.high / 2 - range.low / 2;
  if (!(span > 0)) return middle_level;
  const double share = (value / 2 - range.low / 2) / span;
  return static_cast<std::size_t>(std::clamp(std::floor(share * 7 + 0.5 + 1e-9), 0.0, 7.0));
}

std::string_view dot_sign(Dot dot, bool ascii) {
  switch (dot) {
    case Dot::met: return ascii ? "*" : "●";
    case Dot::missed: return ascii ? "o" : "○";
    case Dot::open: return ascii ? "." : "·";
  }
  return {};
}

}  // namespace

std::size_t filled_cells(double share, std::size_t cells) {
  if (!(share > 0)) return 0;
  const double filled = std::floor(static_cast<double>(cells) * share + 1e-9);
  return filled >= static_cast<double>(cells) ? cells : static_cast<std::size_t>(filled);
}

std::size_t bar_width(const Bar& bar) { return bar.cells + (bar.marker && bar.place == MarkerPlace::between ? 1 : 0); }

std::string bar_text(const Bar& bar, bool ascii) {
  const std::string_view full = ascii ? "#" : "█";
  const std::string_view empty = ascii ? "." : "·";
  const std::string_view marker = ascii ? "|" : "│";
  const std::size_t filled = filled_cells(bar.share, bar.cells);
  const bool over = bar.marker && bar.place == MarkerPlace::over && bar.cells > 0;
  const bool between = bar.marker && bar.place == MarkerPlace::between;
  const std::size_t at = bar.marker ? filled_cells(*bar.marker, bar.cells) : 0;
  std::string result;
  for (std::size_t cell = 0; cell < bar.cells; ++cell) {
    if (between && cell == at) result += marker;
    const bool covered = over && cell == std::min(at, bar.cells - 1);
    result += covered ? marker : cell < filled ? full : empty;
  }
  if (between && at == bar.cells) result += marker;
  return result;
}

std::string dots_text(const Dots& dots, bool ascii) {
  std::string result;
  for (const Dot dot : dots.periods) result += dot_sign(dot, ascii);
  return result;
}

std::string sparkline_text(const Sparkline& line, bool ascii) {
  const std::optional<Range> range = shown_range(line);
  std::string result;
  for (const auto& value : line.values) {
    if (!is_shown(value)) {
      result += ' ';
      continue;
    }
    result += (ascii ? ascii_levels : blocks)[level(*value, *range)];
  }
  return result;
}

}  // namespace okr::draw
