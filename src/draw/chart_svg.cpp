// SPDX-License-Identifier: MIT
// Charts as SVG: every place is measured before anything is written, and the same model gives the same bytes.
#include "draw/svg.hpp"

#include <algorithm>

#include "draw/chart_scale.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

constexpr double row_height = 20;
constexpr double top = 10, below = 30;
constexpr double letter = 7.7;  // of the 12 pixel letters of labels: a digit of the wide fonts that browsers bring
constexpr double name_height = 14;
constexpr double legend_height = 22;
constexpr double gap_height = 14;         // of the signs of flagged gaps, between the lowest value and the axis of time
constexpr std::size_t most_dots = 80;     // more readings are a line alone
constexpr std::size_t longest_name = 36;  // "upper limit" and the largest number, which is not to be cut
constexpr double widest_name = 0.6;       // of the width

struct At {
  double x = 0;
  double y = 0;
};

/// Draws one chart; every place is measured before anything is written.
class ChartWriter {
 public:
  ChartWriter(const Chart& chart, const Extent& extent, const Period& days, double width)
      : chart_(chart), days_(days), axis_(axis_of(extent, std::max(chart.height, 3))), page_(width) {
    const auto most = std::min(longest_name, static_cast<std::size_t>(widest_name * page_ / letter));
    for (const std::string& label : axis_.labels) left_ = std::max(left_, svg_text_width(label));
    left_ += 10;
    for (const ChartLine& line : chart.lines) {
      if (line.name.empty() || line.spots.empty()) continue;
      const double y = y_of(value_on(line, days.last).value_or(line.spots.back().value));
      names_.push_back({cut_to_width(line.name, most, false), y, line.role});
      right_ = std::max(right_, svg_text_width(names_.back().text) + 10);
    }
    std::ranges::stable_sort(names_, {}, &Name::y);
    fit_names();
  }

  SvgPart part() {
    add_grid();
    add_band();
    for (const ChartLine& line : chart_.lines) add_line(line);
    add_series();
    add_names();
    add_days();
    const double legend = add_legend();
    return {std::move(body_), page_, axis() + below + legend};
  }

 private:
  struct Name {
    std::string text;
    double y = 0;
    ChartRole role = ChartRole::target;
  };

  double plot_width() const { return page_ - left_ - right_; }
  double bottom() const { return top + (axis_.height() - 1) * row_height; }
  double axis() const { return bottom() + (flagged_gaps(chart_).empty() ? 0 : gap_height); }
  double y_of(double value) const { return top + axis_.row(value) * row_height; }
  At at(Date date, double value) const { return {left_ + day_share(days_, date) * plot_width(), y_of(value)}; }

  /// Where more lines have names than there is height, the least important ones go without.
  void fit_names() {
    const auto room = static_cast<std::size_t>((bottom() - top + name_height) / name_height);
    while (names_.size() > room)
      names_.erase(std::ranges::max_element(names_, {}, [](const Name& name) { return static_cast<int>(name.role); }));
    if (right_ == 0) right_ = 12;
  }

  static std::string place(At at) { return svg_number(at.x) + " " + svg_number(at.y); }

  void add_path(std::string_view kind, const std::string& way) {
    body_ += "<path class=\"" + std::string(kind) + "\" d=\"" + way + "\"/>";
  }

  void add_grid() {
    const auto add = [&](std::string_view kind, double y) {
      add_path(kind, "M" + place({left_, y}) + "H" + svg_number(left_ + plot_width()));
    };
    if (bottom() < axis()) add("axis", axis());
    for (int i = 0; i <= axis_.steps; ++i) {
      const double y = bottom() - i * axis_.rows * row_height;
      add(y < axis() ? "grid" : "axis", y);
      body_ += svg_text({left_ - 8, y + 4, "end"}, axis_.labels[static_cast<std::size_t>(i)]);
    }
  }

  void add_band() {
    if (!chart_.band || chart_.band->intervals.empty()) return;
    const auto& intervals = chart_.band->intervals;
    std::string way;
    for (const ChartInterval& interval : intervals)
      way += (way.empty() ? "M" : "L") + place(at(interval.date, interval.high));
    for (auto it = intervals.rbegin(); it != intervals.rend(); ++it) way += "L" + place(at(it->date, it->low));
    add_path("band", way + "Z");
  }

  void add_line(const ChartLine& line) {
    if (line.spots.empty()) return;
    std::string way;
    if (line.spots.size() == 1)
      way = "M" + place(at(days_.first, line.spots.front().value)) + "H" + svg_number(left_ + plot_width());
    else
      for (const ChartSpot& spot : line.spots) way += (way.empty() ? "M" : "L") + place(at(spot.date, spot.value));
    add_path("line " + std::string(word(line.role)), way);
  }

  void add_series() {
    std::string way;
    bool pen_down = false;
    std::size_t count = 0;
    for (const ChartPoint& point : chart_.points) {
      const bool drawn = point.is_there() && !point.open;
      // "h0" draws a point, so that a value between two gaps is seen.
      if (drawn) way += (pen_down ? "L" : "M") + place(at(point.date, *point.value)) + (pen_down ? "" : "h0");
      pen_down = drawn;
      count += point.is_there() ? 1 : 0;
    }
    if (!way.empty()) add_path("series", way);
    for (const ChartPoint& point : chart_.points)
      if (point.flagged || (point.is_there() && (count <= most_dots || point.open))) add_dot(point);
  }

  void add_dot(const ChartPoint& point) {
    At here = at(point.date, point.is_there() ? *point.value : axis_.low);
    if (!point.is_there()) here.y = axis() - gap_height / 2;
    std::string words = (point.name.empty() ? to_string(point.date) : point.name) + ": ";
    words += point.is_there() ? display_value(*point.value) : "no value";
    if (point.is_there() && !chart_.unit.empty()) words += " " + chart_.unit;
    if (!point.remark.empty()) words += ", " + point.remark;
    body_ += sign(kind_of(point), here, "<title>" + html_escaped(words) + "</title>");
  }

  enum class Kind { dot, hollow, flag, gap, welcome };

  static Kind kind_of(const ChartPoint& point) {
    if (point.flagged && !point.is_there()) return Kind::gap;
    if (point.flagged) return point.welcome ? Kind::welcome : Kind::flag;
    return point.open ? Kind::hollow : Kind::dot;
  }

  /// A circle; what is welcome is a diamond and a gap a cross, to be told apart without their colours.
  static std::string sign(Kind kind, At here, const std::string& inside = {}) {
    if (kind == Kind::welcome)
      return "<path class=\"flag good\" d=\"M" + place({here.x, here.y - 6}) + "l6 6l-6 6l-6 -6Z\">" + inside +
             "</path>";
    if (kind == Kind::gap)
      return "<path class=\"gap\" d=\"M" + place({here.x - 4, here.y - 4}) + "l8 8m0 -8l-8 8\">" + inside + "</path>";
    const std::string_view name = kind == Kind::flag ? "flag" : kind == Kind::hollow ? "hollow" : "dot";
    return "<circle class=\"" + std::string(name) + "\"" + svg_attribute("cx", here.x) + svg_attribute("cy", here.y) +
           svg_attribute("r", kind == Kind::flag ? 5 : 3) + ">" + inside + "</circle>";
  }

  void add_names() {
    std::vector<double> wanted;
    for (const Name& name : names_) wanted.push_back(name.y - top);
    const auto places = spread(std::move(wanted), name_height, bottom() - top + name_height);
    for (std::size_t i = 0; i < names_.size(); ++i)
      body_ += svg_text({left_ + plot_width() + 8, top + places[i] + 4, "start", "name"}, names_[i].text);
  }

  void add_days() {
    const auto ticks = date_ticks(
        chart_, days_, {plot_width(), 2 * letter, [](const std::string& label) { return svg_text_width(label); }});
    for (const DateTick& tick : ticks) {
      add_path("axis", "M" + place({left_ + tick.at, axis()}) + "v5");
      body_ += svg_text({left_ + tick.start + svg_text_width(tick.label) / 2, axis() + 19, "middle"}, tick.label);
    }
  }

  /// What the signs mean; the height it takes.
  double add_legend() {
    double x = left_;
    const double y = axis() + below + 10;
    const auto add = [&](std::string_view sign, const std::string& meaning) {
      if (meaning.empty()) return;
      body_ += std::string(sign) + svg_text({x + 12, y + 4}, meaning);
      x += svg_text_width(meaning) + 34;
    };
    const auto add_sign = [&](Kind kind, const std::string& meaning) { add(sign(kind, {x + 4, y}), meaning); };
    add_sign(Kind::flag, flagged_values(chart_));
    add_sign(Kind::gap, flagged_gaps(chart_));
    if (chart_.shows_welcomes()) add_sign(Kind::welcome, chart_.welcomes);
    if (chart_.shows_open()) add_sign(Kind::hollow, chart_.opens);
    if (chart_.band && !chart_.band->intervals.empty())
      add("<path class=\"band\" d=\"M" + place({x - 2, y - 5}) + "h12v10h-12Z\"/>", chart_.band->name);
    return x > left_ ? legend_height : 0;
  }

  const Chart& chart_;
  Period days_;
  Axis axis_;
  double page_;  ///< pixels across, the height follows
  double left_ = 0, right_ = 0;
  std::vector<Name> names_;
  std::string body_;
};

}  // namespace

// Two decimals are less than a pixel on any screen, and keep the bytes the same everywhere.
std::string svg_number(double value) { return okr::rounded(value, 2); }

std::string svg_attribute(std::string_view name, double value) {
  return " " + std::string(name) + "=\"" + svg_number(value) + "\"";
}

std::string svg_text(const SvgText& place, std::string_view text) {
  std::string result =
      "<text class=\"" + std::string(place.kind) + "\"" + svg_attribute("x", place.x) + svg_attribute("y", place.y);
  if (place.anchor != "start") result += " text-anchor=\"" + std::string(place.anchor) + "\"";
  return result + ">" + html_escaped(text) + "</text>";
}

double svg_text_width(std::string_view text) { return letter * static_cast<double>(display_width(text)); }

SvgPart chart_part(const Chart& chart, double width) {
  const auto extent = extent_of(chart);
  const auto days = days_of(chart);
  if (!extent || !days) return {svg_text({10, 20}, described(chart)), width, 32};
  return ChartWriter(chart, *extent, *days, width).part();
}

}  // namespace okr::draw
