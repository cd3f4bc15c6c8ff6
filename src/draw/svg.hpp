// SPDX-License-Identifier: MIT
// Bars, dots, sparklines, charts and heat maps as SVG: the same layout as on a terminal, in pixels; words for those who
// do not see them, colours from the page's CSS or the file's own.
#pragma once

#include <string>
#include <string_view>

#include "draw/chart.hpp"
#include "draw/document.hpp"

namespace okr::draw {

/// Safe as text and as the value of an attribute: `&<>"'` by their entities, controls by visible stand-ins.
std::string html_escaped(std::string_view text);

std::string svg_of(const Bar& bar);
std::string svg_of(const Dots& dots);
std::string svg_of(const Sparkline& line);

/// For a page. Text is escaped; numbers have two decimals at most, so that the bytes are the same everywhere.
std::string svg_of(const Chart& chart);
std::string svg_of(const HeatMap& map);

/// A part of a drawing: what it holds, and how much room it takes.
struct SvgPart {
  std::string body;
  double width = 0;
  double height = 0;
};
/// At most `width` pixels wide; on a page narrower than in a file, so that letters are read on a phone too.
inline constexpr double svg_file_width = 720, svg_page_width = 480;
SvgPart chart_part(const Chart& chart, double width);
SvgPart heat_part(const HeatMap& map, double width);

/// ` name="12.5"`, as every part of an SVG is placed.
std::string svg_number(double value);
std::string svg_attribute(std::string_view name, double value);

/// A text at a place; `anchor` is start, middle or end.
struct SvgText {
  double x = 0;
  double y = 0;
  std::string_view anchor = "start";
  std::string_view kind = "label";
};
std::string svg_text(const SvgText& place, std::string_view text);

/// About the width of a text in pixels, rather more than less.
double svg_text_width(std::string_view text);

/// Rules for both, by the variables that a page or a file sets.
std::string_view chart_style();

}  // namespace okr::draw
