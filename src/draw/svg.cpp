// SPDX-License-Identifier: MIT
#include "draw/svg.hpp"

#include <algorithm>
#include <cmath>

#include "draw/chart_scale.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

constexpr double bar_length = 160;
constexpr double bar_height = 14;
constexpr double dot_step = 11;
constexpr double spark_step = 9;
constexpr double spark_height = 22;

std::string opened(std::string_view kind, double width, double height, const std::string& words) {
  return "<svg class=\"" + std::string(kind) + "\" role=\"img\"" + svg_attribute("width", width) +
         svg_attribute("height", height) + " viewBox=\"0 0 " + svg_number(width) + " " + svg_number(height) +
         "\"><title>" + html_escaped(words) + "</title>";
}

std::string rectangle(std::string_view kind, double x, double y, double width, double height) {
  return "<rect class=\"" + std::string(kind) + "\"" + svg_attribute("x", x) + svg_attribute("y", y) +
         svg_attribute("width", width) + svg_attribute("height", height) + " rx=\"" +
         (height > bar_height ? "1" : "4") + "\"/>";
}

double within(double share) { return std::isnan(share) ? 0 : std::clamp(share, 0.0, 1.0); }

// The height of a value, from the bottom; the middle when all are equal.
double spark_y(const Extent& extent, double value) {
  return spark_height - 3 - extent.share(value).value_or(0.5) * (spark_height - 6);
}

double spark_x(std::size_t i) { return 3 + spark_step * static_cast<double>(i); }

// Charts put into a page, or together into a file of their own.

constexpr double edge = 20;          // around all of it
constexpr double title_height = 30;  // above each part
constexpr double distance = 18;      // below each part

// The variables of the page's style sheet, for a file that stands alone.
constexpr std::string_view file_style = R"css(
svg {
  --sheet: #ffffff; --line: #e1e5ea; --ink: #1c2430; --soft: #5a6675; --fill: #2f66bd; --good: #1a7340; --bad: #b3261e; --track: #e3e8ee;
  font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  svg { --sheet: #1a2029; --line: #2e3743; --ink: #e6eaf0; --soft: #9ba8b8; --fill: #6f9ff0; --good: #6fcf97; --bad: #ff8f85; --track: #2e3743; }
}
.sheet { fill: var(--sheet); }
.title { font-size: 15px; font-weight: 600; fill: var(--ink); }
)css";

std::string inlined(const SvgPart& part, const std::string& title, const std::string& words) {
  return opened("chart", part.width, part.height, title) + "<desc>" + html_escaped(words) + "</desc>" + part.body +
         "</svg>";
}

/// Parts below each other, with their titles.
class FileWriter {
 public:
  void add(const SvgPart& part, const std::string& title, const std::string& words) {
    body_ += svg_text({edge, y_ + 14, "start", "title"}, title) + "\n";
    body_ += "<g transform=\"translate(" + svg_number(edge) + " " + svg_number(y_ + title_height) + ")\">" + part.body +
             "</g>\n";
    y_ += title_height + part.height + distance;
    titles_ += (titles_.empty() ? "" : "; ") + title;
    words_ += (words_.empty() ? "" : ". ") + title + ": " + words;
  }

  std::string text() const {
    const double width = svg_file_width + 2 * edge, height = y_ - distance + edge;
    const std::string size = svg_number(width) + " " + svg_number(height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"" + svg_attribute("width", width) +
           svg_attribute("height", height) + " viewBox=\"0 0 " + size + "\">\n<title>" + html_escaped(titles_) +
           "</title>\n<desc>" + html_escaped(words_) + "</desc>\n<style>" + std::string(file_style) +
           std::string(chart_style()) + "</style>\n<rect class=\"sheet\" width=\"100%\" height=\"100%\" rx=\"8\"/>\n" +
           body_ + "</svg>\n";
  }

 private:
  double y_ = edge;
  std::string body_, titles_, words_;
};

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string result;
  for (const char c : safe_for_terminal(text)) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string svg_of(const Bar& bar) {
  const std::string kind = std::string("bar ").append(word(bar.style));
  std::string result = opened(std::string(trim(kind)), bar_length, bar_height + 6, described(bar));
  result += rectangle("track", 0, 3, bar_length, bar_height);
  const double filled = bar_length * within(bar.share);
  if (filled > 0) result += rectangle("fill", 0, 3, filled, bar_height);
  if (bar.marker) {
    const double x = std::clamp(bar_length * within(*bar.marker) - 1, 0.0, bar_length - 2);
    result += rectangle("mark", x, 0, 2, bar_height + 6);
  }
  return result + "</svg>";
}

std::string svg_of(const Dots& dots) {
  const auto shown = dots.latest(most_dots_on_page);
  const double width = dot_step * static_cast<double>(std::max<std::size_t>(shown.size(), 1));
  std::string result = opened("dots", width, bar_height, described(dots));
  double x = dot_step / 2;
  for (const Dot dot : shown) {
    const double radius = dot == Dot::open ? 1.5 : 4;
    result += "<circle class=\"" + std::string(word(dot)) + "\"" + svg_attribute("cx", x) +
              svg_attribute("cy", bar_height / 2) + svg_attribute("r", radius) + "/>";
    x += dot_step;
  }
  return result + "</svg>";
}

std::string svg_of(const Sparkline& line) {
  std::optional<Extent> extent;
  for (const auto& value : line.values)
    if (value) widen(extent, *value);
  const std::size_t count = line.values.size();
  std::string path, last_point;
  bool pen_down = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (is_shown(line.values[i])) {
      const double y = spark_y(*extent, *line.values[i]);
      // "h0" draws a point, so that a value between two gaps is seen.
      path += (pen_down ? "L" : "M") + svg_number(spark_x(i)) + " " + svg_number(y) + (pen_down ? "" : "h0");
      last_point = "<circle" + svg_attribute("cx", spark_x(i)) + svg_attribute("cy", y) + " r=\"2.5\"/>";
    }
    pen_down = is_shown(line.values[i]);
  }
  const double width = count == 0 ? 6 : spark_x(count - 1) + 3;
  return opened("spark", width, spark_height, described(line)) + "<path d=\"" + path + "\"/>" + last_point + "</svg>";
}

std::string_view chart_style() {
  return R"css(
svg .label, svg .name { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
svg .name { fill: var(--ink); }
svg .grid, svg .axis, svg .line, svg .series { fill: none; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .axis { stroke: var(--soft); stroke-width: 1; }
svg .line { stroke: var(--soft); stroke-width: 1.5; }
svg .pace { stroke-dasharray: 0.1 6; stroke-linecap: round; stroke-width: 2.5; }
svg .target { stroke: var(--good); stroke-dasharray: 10 4; }
svg .stretch, svg .commit { stroke: var(--good); stroke-dasharray: 4 4; }
svg .bound { stroke-dasharray: 4 4; }
svg .mean { stroke-dasharray: 12 3 2 3; }
svg .limit { stroke: var(--bad); stroke-dasharray: 2 4; }
svg .band { fill: var(--fill); fill-opacity: .16; stroke: none; }
svg .series { stroke: var(--fill); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
svg .dot { fill: var(--fill); }
svg .hollow { fill: var(--sheet); stroke: var(--fill); stroke-width: 1.75; }
svg .flag { fill: var(--bad); stroke: var(--sheet); stroke-width: 1.5; }
svg .flag.good { fill: var(--good); }
svg .gap { fill: none; stroke: var(--bad); stroke-width: 2; }
svg .heat0 { fill: var(--track); }
svg .heat1, svg .heat2, svg .heat3, svg .heat4 { fill: var(--fill); }
svg .heat1 { fill-opacity: .3; }
svg .heat2 { fill-opacity: .52; }
svg .heat3 { fill-opacity: .76; }
)css";
}

std::string svg_of(const Chart& chart) {
  return inlined(chart_part(chart, svg_page_width), chart.title, described(chart));
}

std::string svg_of(const HeatMap& map) { return inlined(heat_part(map, svg_page_width), map.title, described(map)); }

std::string svg_file(const std::vector<SvgFigure>& figures) {
  FileWriter writer;
  for (const SvgFigure& figure : figures) {
    if (const auto* chart = std::get_if<Chart>(&figure))
      writer.add(chart_part(*chart, svg_file_width), chart->title, described(*chart));
    else if (const auto* map = std::get_if<HeatMap>(&figure))
      writer.add(heat_part(*map, svg_file_width), map->title, described(*map));
  }
  return with_signs(writer.text(), page_signs({}));
}

}  // namespace okr::draw
