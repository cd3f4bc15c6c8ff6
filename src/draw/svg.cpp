// SPDX-License-Identifier: MIT
#include "draw/svg.hpp"

#include <algorithm>
#include <cmath>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

constexpr double bar_length = 160;
constexpr double bar_height = 14;
constexpr double dot_step = 11;
constexpr double spark_step = 9;
constexpr double spark_height = 22;

// Two decimals are less than a pixel on any screen, and keep the bytes the same everywhere.
std::string number(double value) { return okr::rounded(value, 2); }

std::string attribute(std::string_view name, double value) {
  return " " + std::string(name) + "=\"" + number(value) + "\"";
}

std::string opened(std::string_view kind, double width, double height, const std::string& words) {
  return "<svg class=\"" + std::string(kind) + "\" role=\"img\"" + attribute("width", width) +
         attribute("height", height) + " viewBox=\"0 0 " + number(width) + " " + number(height) + "\"><title>" +
         html_escaped(words) + "</title>";
}

std::string rectangle(std::string_view kind, double x, double y, double width, double height) {
  return "<rect class=\"" + std::string(kind) + "\"" + attribute("x", x) + attribute("y", y) +
         attribute("width", width) + attribute("height", height) + " rx=\"" + (height > bar_height ? "1" : "4") +
         "\"/>";
}

double within(double share) { return std::isnan(share) ? 0 : std::clamp(share, 0.0, 1.0); }

bool is_shown(const std::optional<double>& value) { return value && std::isfinite(*value); }

std::string_view dot_class(Dot dot) {
  switch (dot) {
    case Dot::met: return "met";
    case Dot::missed: return "missed";
    case Dot::open: return "open";
  }
  return {};
}

// Heights of the values, from the bottom; the middle when all are equal.
class Scale {
 public:
  explicit Scale(const Sparkline& line) {
    for (const auto& value : line.values) {
      if (!is_shown(value)) continue;
      low_ = any_ ? std::min(low_, *value) : *value;
      high_ = any_ ? std::max(high_, *value) : *value;
      any_ = true;
    }
  }
  double y(double value) const {
    // Halves, so that the span of two huge numbers of different sign stays finite.
    const double span = high_ / 2 - low_ / 2;
    const double share = span > 0 ? (value / 2 - low_ / 2) / span : 0.5;
    return spark_height - 3 - share * (spark_height - 6);
  }

 private:
  double low_ = 0;
  double high_ = 0;
  bool any_ = false;
};

double spark_x(std::size_t i) { return 3 + spark_step * static_cast<double>(i); }

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string result;
  for (const char c : safe_for_terminal(text)) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (c == '\'')
      result += "&#39;";
    else
      result += c;
  }
  return result;
}

std::string_view class_of(Style style) {
  switch (style) {
    case Style::normal: return {};
    case Style::strong: return "strong";
    case Style::dim: return "dim";
    case Style::good: return "good";
    case Style::warn: return "warn";
    case Style::bad: return "bad";
    case Style::info: return "info";
    case Style::heading: return "heading";
    case Style::id: return "id";
  }
  return {};
}

std::string svg_of(const Bar& bar) {
  const std::string kind = std::string("bar ").append(class_of(bar.style));
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
  const double width = dot_step * static_cast<double>(std::max<std::size_t>(dots.periods.size(), 1));
  std::string result = opened("dots", width, bar_height, described(dots));
  double x = dot_step / 2;
  for (const Dot dot : dots.periods) {
    const double radius = dot == Dot::open ? 1.5 : 4;
    result += "<circle class=\"" + std::string(dot_class(dot)) + "\"" + attribute("cx", x) +
              attribute("cy", bar_height / 2) + attribute("r", radius) + "/>";
    x += dot_step;
  }
  return result + "</svg>";
}

std::string svg_of(const Sparkline& line) {
  const Scale scale(line);
  const std::size_t count = line.values.size();
  std::string path;
  std::string last_point;
  bool pen_down = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (is_shown(line.values[i])) {
      const double y = scale.y(*line.values[i]);
      // "h0" draws a point, so that a value between two gaps is seen.
      path += (pen_down ? "L" : "M") + number(spark_x(i)) + " " + number(y) + (pen_down ? "" : "h0");
      last_point = "<circle" + attribute("cx", spark_x(i)) + attribute("cy", y) + " r=\"2.5\"/>";
    }
    pen_down = is_shown(line.values[i]);
  }
  const double width = count == 0 ? 6 : spark_x(count - 1) + 3;
  return opened("spark", width, spark_height, described(line)) + "<path d=\"" + path + "\"/>" + last_point + "</svg>";
}

}  // namespace okr::draw
