// SPDX-License-Identifier: MIT
// The drawing of bars, dots and sparklines with characters, in UTF-8 or ASCII; shared by terminal and Markdown.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "draw/document.hpp"

namespace okr::draw {

/// Filled cells of a bar: floor(cells * share + 1e-9) within 0..cells (method.md 6.2); a share that is no number is 0.
std::size_t filled_cells(double share, std::size_t cells);

/// Columns the bar takes: its cells, one more when the marker stands between two.
std::size_t bar_width(const Bar& bar);

/// `██████····│·········`, or `######....|.........` in ASCII.
std::string bar_text(const Bar& bar, bool ascii);

/// `○○○○●●●·······`, or `oooo***.......` in ASCII.
std::string dots_text(const Dots& dots, bool ascii);

/// `▁▂▃▄▅▆▇█` or `_.-=+*#@`, one column a value, the lowest shown value lowest; level when all are equal.
std::string sparkline_text(const Sparkline& line, bool ascii);

}  // namespace okr::draw
