// SPDX-License-Identifier: MIT
// Bars, dots and sparklines as inline SVG for a page: words for those who do not see them, colours from the page's CSS.
#pragma once

#include <string>
#include <string_view>

#include "draw/document.hpp"

namespace okr::draw {

/// Safe as text and as the value of an attribute: `&<>"'` by their entities, controls by visible stand-ins.
std::string html_escaped(std::string_view text);

/// The word of a style as a CSS class: "good", "id"; empty for normal.
std::string_view class_of(Style style);

std::string svg_of(const Bar& bar);
std::string svg_of(const Dots& dots);
std::string svg_of(const Sparkline& line);

}  // namespace okr::draw
