// SPDX-License-Identifier: MIT
#include "draw/chart_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "draw/chart_scale.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

constexpr std::size_t widest = 120;    // a longer line of time is hard to follow to its label
constexpr std::size_t narrowest = 10;  // of the plot itself
constexpr std::size_t roomy = 34;      // of the plot: with less, names leave the right edge for the legend
constexpr double label_gap = 3;
constexpr int tick_dot = 2;  // of the four in a cell: level with the middle of the letters beside it

int rounded_half_up(double value) { return static_cast<int>(std::floor(value + 0.5)); }

/// How the lines of a role are dashed, in columns of dots: braille has two a cell.
Dashes dashes_of(ChartRole role, bool ascii) {
  switch (role) {
    case ChartRole::pace: return ascii ? Dashes{1, 3} : Dashes{1, 4};
    case ChartRole::target: return ascii ? Dashes{3, 4} : Dashes{6, 8};
    case ChartRole::stretch:
    case ChartRole::commit: return ascii ? Dashes{2, 4} : Dashes{4, 8};
    case ChartRole::bound: return ascii ? Dashes{1, 2} : Dashes{2, 4};
    case ChartRole::mean: return ascii ? Dashes{1, 4} : Dashes{1, 6};
    case ChartRole::limit: return ascii ? Dashes{1, 2} : Dashes{1, 2};
  }
  return {};
}

/// Draws one chart: measures first, then the plot, the names at its right, the axes, the legend.
class ChartPainter {
 public:
  ChartPainter(const Chart& chart, const Extent& extent, const Period& days, const TerminalOptions& options)
      : chart_(chart),
        options_(options),
        days_(days),
        axis_(axis_of(extent, std::max(chart.height, 3))),
        width_(std::min(options.width, widest)) {
    for (const std::string& label : axis_.labels) left_ = std::max(left_, width_of(shown(Text(label), options_)));
    collect_names();
  }

  std::vector<Line> lines() {
    if (plot_width() < narrowest) return wrapped(shown(Text(described(chart_)), options_), options_.width);
    Canvas canvas(static_cast<int>(plot_width()), axis_.height(), options_.ascii);
    draw(canvas);
    add_plot(canvas);
    add_time_axis();
    add_legend();
    return std::move(lines_);
  }

 private:
  struct Name {
    std::string text;
    double row = 0;
    ChartRole role = ChartRole::target;
  };

  std::size_t plot_width() const {
    const std::size_t taken = left_ + 2 + right_;
    return width_ > taken ? width_ - taken : 0;
  }

  /// Names go to the right edge where the plot stays wide enough, most important first where rows are short.
  void collect_names() {
    for (const ChartLine& line : chart_.lines) {
      if (line.name.empty() || line.spots.empty()) continue;
      const double value = value_on(line, days_.last).value_or(line.spots.back().value);
      names_.push_back({line.name, axis_.row(value), line.role});
      right_ = std::max(right_, display_width(shown(Text(line.name), options_).letters()) + 1);
    }
    if (plot_width() < roomy || names_.size() > static_cast<std::size_t>(axis_.height())) {
      right_ = 0;
      legend_names_ = std::exchange(names_, {});
    }
    std::ranges::stable_sort(names_, {}, &Name::row);
  }

  // --- the plot ------------------------------------------------------------------------------------------------------

  DotAt at(const Canvas& canvas, Date date, double value) const {
    const int offset = options_.ascii ? 0 : tick_dot;
    return {rounded_half_up(day_share(days_, date) * (canvas.dots_across() - 1)),
            std::min(rounded_half_up(axis_.row(value) * canvas.dots_a_row()) + offset, canvas.dots_down() - 1)};
  }

  void draw(Canvas& canvas) const {
    canvas.look(Layer::band, Style::dim, ':');
    canvas.look(Layer::level, Style::dim, '-');
    canvas.look(Layer::pace, Style::dim, '.');
    canvas.look(Layer::series, Style::info, '*');
    draw_band(canvas);
    for (const ChartLine& line : chart_.lines) draw_line(canvas, line);
    draw_points(canvas);
  }

  /// Every second dot between the two edges.
  void draw_band(Canvas& canvas) const {
    if (!chart_.band) return;
    const auto& intervals = chart_.band->intervals;
    for (std::size_t i = 0; i + 1 < intervals.size() || (i == 0 && intervals.size() == 1); ++i) {
      const ChartInterval &a = intervals[i], &b = intervals[std::min(i + 1, intervals.size() - 1)];
      const DotAt high_a = at(canvas, a.date, a.high), high_b = at(canvas, b.date, b.high);
      const DotAt low_a = at(canvas, a.date, a.low), low_b = at(canvas, b.date, b.low);
      const int across = std::max(high_b.x - high_a.x, 1);
      for (int x = high_a.x; x <= high_b.x; ++x) {
        const int from = high_a.y + (high_b.y - high_a.y) * (x - high_a.x) / across;
        const int to = low_a.y + (low_b.y - low_a.y) * (x - low_a.x) / across;
        for (int y = from; y <= to; ++y)
          if (options_.ascii || (x % 2 == 0 && (y + x / 2) % 2 == 0)) canvas.dot({x, y}, Layer::band);
      }
    }
  }

  void draw_line(Canvas& canvas, const ChartLine& line) const {
    const Dashes dashes = dashes_of(line.role, options_.ascii);
    const Layer layer = line.role == ChartRole::pace ? Layer::pace : Layer::level;
    if (line.spots.size() == 1) {
      const double value = line.spots.front().value;
      canvas.line(at(canvas, days_.first, value), at(canvas, days_.last, value), layer, dashes);
    }
    for (std::size_t i = 1; i < line.spots.size(); ++i)
      canvas.line(at(canvas, line.spots[i - 1].date, line.spots[i - 1].value),
                  at(canvas, line.spots[i].date, line.spots[i].value), layer, dashes);
  }

  /// A point between two gaps gets a sign, since one dot is overlooked; not where there are more points than columns.
  void draw_points(Canvas& canvas) const {
    const auto& points = chart_.points;
    const auto joins = [&](std::size_t i) { return i < points.size() && points[i].is_there() && !points[i].open; };
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!points[i].is_there()) continue;
      const DotAt here = at(canvas, points[i].date, *points[i].value);
      if (joins(i)) canvas.dot(here, Layer::series);
      if (joins(i) && joins(i + 1))
        canvas.line(here, at(canvas, points[i + 1].date, *points[i + 1].value), Layer::series, {});
      const bool alone = points.size() <= plot_width() && !joins(i + 1) && !(i > 0 && joins(i - 1));
      if (points[i].open)
        canvas.sign(here, open_sign(), Style::info);
      else if (alone)
        canvas.sign(here, options_.ascii ? "*" : "•", Style::info);
    }
    for (const ChartPoint& point : points)
      if (point.flagged && point.is_there())
        canvas.sign(at(canvas, point.date, *point.value), point.welcome ? welcome_sign() : flag_sign(),
                    point.welcome ? Style::good : Style::bad);
  }

  const char* flag_sign() const { return options_.ascii ? "#" : "●"; }
  const char* gap_sign() const { return options_.ascii ? "x" : "×"; }
  const char* welcome_sign() const { return options_.ascii ? "+" : "◆"; }
  const char* open_sign() const { return options_.ascii ? "o" : "○"; }

  // --- around it -----------------------------------------------------------------------------------------------------

  void add_plot(const Canvas& canvas) {
    std::vector<double> wanted;
    for (const Name& name : names_) wanted.push_back(name.row);
    const std::vector<double> rows = spread(std::move(wanted), 1, axis_.height());
    std::vector<Text> plot = canvas.lines();
    for (int row = 0; row < axis_.height(); ++row) {
      Line line = margin(row) + std::move(plot[static_cast<std::size_t>(row)]);
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (rounded_half_up(rows[i]) == row) line += Text(" ") + shown(Text(names_[i].text, Style::dim), options_);
      lines_.push_back(std::move(line));
    }
  }

  Line margin(int row) const {
    const int from_below = axis_.steps * axis_.rows - row;
    const bool is_tick = from_below % axis_.rows == 0;
    const Line label =
        is_tick ? shown(Text(axis_.labels[static_cast<std::size_t>(from_below / axis_.rows)]), options_) : Line();
    const char* edge = options_.ascii ? " |" : is_tick ? " ┤" : " │";
    return Line(std::string(left_ - std::min(left_, width_of(label)), ' ')) + label + Line(edge, Style::dim);
  }

  /// With the signs of flagged gaps, which stand at the height of no value.
  void add_time_axis() {
    const auto width = plot_width();
    const auto ticks = date_ticks(chart_, days_,
                                  {static_cast<double>(width - 1), label_gap,
                                   [](const std::string& label) { return static_cast<double>(display_width(label)); }});
    std::vector<bool> is_tick(width);
    for (const DateTick& tick : ticks) is_tick[static_cast<std::size_t>(rounded_half_up(tick.at))] = true;
    std::vector<bool> is_gap(width);
    for (const ChartPoint& point : chart_.points)
      if (point.flagged && !point.is_there())
        is_gap[static_cast<std::size_t>(
            rounded_half_up(day_share(days_, point.date) * static_cast<double>(width - 1)))] = true;
    Line line(std::string(left_, ' '));
    std::string edge = options_.ascii ? " +" : " └";
    for (std::size_t i = 0; i < width; ++i) {
      if (is_gap[i])
        line += Line(std::exchange(edge, {}), Style::dim) + Line(gap_sign(), Style::bad);
      else
        edge += options_.ascii ? (is_tick[i] ? "+" : "-") : (is_tick[i] ? "┬" : "─");
    }
    lines_.push_back(std::move(line) + Line(std::move(edge), Style::dim));
    Line labels;
    for (const DateTick& tick : ticks) {
      fill_to(labels, left_ + 2 + static_cast<std::size_t>(rounded_half_up(tick.start)));
      labels += Text(tick.label);
    }
    lines_.push_back(std::move(labels));
  }

  /// What the signs mean; an item is never broken apart.
  void add_legend() {
    add_item(flag_sign(), Style::bad, flagged_values(chart_));
    add_item(gap_sign(), Style::bad, flagged_gaps(chart_));
    if (chart_.shows_welcomes()) add_item(welcome_sign(), Style::good, chart_.welcomes);
    if (chart_.shows_open()) add_item(open_sign(), Style::info, chart_.opens);
    if (chart_.band && !chart_.band->intervals.empty())
      add_item(options_.ascii ? ":" : "⠢", Style::dim, chart_.band->name);
    for (const Name& name : legend_names_) add_item(line_sign(name.role), Style::dim, name.text);
    if (!legend_.empty()) lines_.push_back(std::move(legend_));
  }

  void add_item(const char* sign, Style style, const std::string& meaning) {
    if (meaning.empty()) return;
    const std::size_t indent = left_ + 2;
    Line item = Line(Text(sign, style)) + shown(Text(" " + meaning), options_);
    const bool fits = width_of(legend_) + 3 + width_of(item) <= width_;
    if (!legend_.empty() && !fits) lines_.push_back(std::exchange(legend_, {}));
    fill_to(legend_, legend_.empty() ? indent : width_of(legend_) + 3) +=
        cut(std::move(item), width_ - indent, options_.ascii);
  }

  const char* line_sign(ChartRole role) const {
    if (role == ChartRole::pace) return options_.ascii ? "." : "⠂";
    return options_.ascii ? "-" : "╌";
  }

  const Chart& chart_;
  const TerminalOptions& options_;
  Period days_;
  Axis axis_;
  std::size_t width_;
  std::size_t left_ = 0, right_ = 0;
  std::vector<Name> names_, legend_names_;
  std::vector<Line> lines_;
  Line legend_;
};

// Bits of the braille block, by column and row of the dot.
constexpr std::array<std::array<std::uint8_t, 4>, 2> braille_bits = {
    {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}};

/// U+2800 + bits as UTF-8.
std::string braille(std::uint8_t bits) {
  return {static_cast<char>(0xE2), static_cast<char>(0xA0 | (bits >> 6)), static_cast<char>(0x80 | (bits & 0x3F))};
}

constexpr std::size_t index_of(Layer layer) { return static_cast<std::size_t>(layer); }

}  // namespace

std::vector<Line> chart_lines(const Chart& chart, const TerminalOptions& options) {
  const auto extent = extent_of(chart);
  const auto days = days_of(chart);
  if (!extent || !days) return wrapped(shown(Text(described(chart), Style::dim), options), options.width);
  return ChartPainter(chart, *extent, *days, options).lines();
}

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
      if (line.spans.empty() || line.spans.back().style != style) line.spans.push_back({"", style});
      line.spans.back().text += glyph_of(cells_[at]);
    }
  return lines;
}

}  // namespace okr::draw
