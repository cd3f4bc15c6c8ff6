// SPDX-License-Identifier: MIT
// Bars, dots, sparklines, charts and heat maps as SVG: the same layout as on a terminal, in pixels; words for those who
// do not see them, colours from the page's CSS or the file's own.
#pragma once

#include <string>
#include <string_view>

#include "draw/chart.hpp"
#include "draw/document.hpp"

namespace okr::draw {

/// The text, safe as text of a page and as the value of an attribute: `&<>"'` by their entities, controls by visible
/// stand-ins.
std::string html_escaped(std::string_view text);

/// The SVG element of a bar within a page, with its words.
std::string svg_of(const Bar& bar);
/// The SVG element of dots within a page, with their words.
std::string svg_of(const Dots& dots);
/// The SVG element of a sparkline within a page, with its words.
std::string svg_of(const Sparkline& line);

/// The SVG element of a chart within a page. Text is escaped; numbers have two decimals at most, so that the bytes are
/// the same everywhere.
std::string svg_of(const Chart& chart);
/// The SVG element of a heat map within a page, by the same rules.
std::string svg_of(const HeatMap& map);

/// A part of a drawing: what it holds, and how much room it takes.
struct SvgPart {
  std::string body;
  double width = 0;
  double height = 0;
};
/// How wide a drawing may be in a file and on a page, in pixels; on a page less, so that letters are read on a phone
/// too.
inline constexpr double svg_file_width = 720, svg_page_width = 480;
/// A chart at most `width` pixels wide.
SvgPart chart_part(const Chart& chart, double width);
/// A heat map at most `width` pixels wide.
SvgPart heat_part(const HeatMap& map, double width);

/// A number as an SVG has it: two decimals at most.
std::string svg_number(double value);
/// An attribute with its blank in front: ` name="12.5"`.
std::string svg_attribute(std::string_view name, double value);

/// A text at a place; `anchor` is start, middle or end.
struct SvgText {
  double x = 0;
  double y = 0;
  std::string_view anchor = "start";
  std::string_view kind = "label";
};
/// The element of a text at its place, escaped.
std::string svg_text(const SvgText& place, std::string_view text);

/// About the width of a text in pixels, rather more than less.
double svg_text_width(std::string_view text);

/// The CSS rules of charts and heat maps, by the variables that a page or a file sets.
std::string_view chart_style();

}  // namespace okr::draw
