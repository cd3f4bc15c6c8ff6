// SPDX-License-Identifier: MIT
// Charts and heat maps with characters: braille dots and blocks, or ASCII; shared by terminal and Markdown.
#pragma once

#include <vector>

#include "draw/document.hpp"
#include "draw/line.hpp"
#include "draw/terminal.hpp"

namespace okr::draw {

/// At most `options.width` columns, and no more than 120. Where that leaves less than ten columns for the plot, its words.
std::vector<Line> chart_lines(const Chart& chart, const TerminalOptions& options);
std::vector<Line> heat_lines(const HeatMap& map, const TerminalOptions& options);

}  // namespace okr::draw
