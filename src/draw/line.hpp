// SPDX-License-Identifier: MIT
// Styled text measured, cut, padded, wrapped and painted for a terminal, line by line; a table as such lines; bars,
// dots and sparklines with characters, also for Markdown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "draw/document.hpp"
#include "okr/base/number.hpp"

namespace okr::draw {

/// What the terminal can show. Decided by the command line and the environment, never here.
struct TerminalOptions {
  std::size_t width = 80;  ///< columns of a line; running text and right edges use at most 80 of them
  bool ascii = false;      ///< only ASCII: own signs by their stand-ins, letters without accents, `?` for the rest
  bool colour = false;
  bool plain = false;  ///< no bars, boxes or plots: one `key: value` block a record, lines never wrapped
  bool below = false;  ///< with all titles: columns for which it is too narrow (Column::from_width) stand below their
                       ///< records, and sentences have them too (Where::titles)
  std::optional<DigitStyle> digits = {};  ///< how thousands are grouped; not at all unless the workspace says it
};

/// A line of the screen: safe text whose width is what display_width says.
using Line = Text;

/// The text as this terminal may show it: without controls, in ASCII when asked. Everything that comes from a
/// document passes through here before it is measured.
/// Line breaks become spaces.
Line shown(const Text& text, const TerminalOptions& options);

/// The text as this terminal may show it, with its line breaks, but not those at its end; only for wrapped().
Line shown_lines(const Text& text, const TerminalOptions& options);

/// Columns that the line takes.
std::size_t width_of(const Line& line);

/// The line in at most `width` columns, with an ellipsis where something was cut.
Line cut(Line line, std::size_t width, bool ascii);

/// The line with spaces at its end up to column `column`.
Line& fill_to(Line& line, std::size_t column);

/// Lines of at most `width` columns, broken at spaces and at line breaks; a longer word is broken where it must. At
/// least one line.
std::vector<Line> wrapped(const Line& line, std::size_t width);

/// The line as it is printed: no spaces at its end, escape sequences when coloured, a newline.
std::string painted(const Line& line, bool colour);

/// A table drawn in columns of exact width.
struct TableLines {
  std::vector<Line> lines;
  bool shows_mark = false;            ///< a bar of it has a mark that is to be explained
  std::vector<std::string> left_out;  ///< columns for which there was no room
};
/// The lines of a table, as wide as the screen at most.
TableLines table_lines(const Table& table, const TerminalOptions& options);

/// Filled cells of a bar: floor(cells * share + 1e-9) within 0..cells (method.md 6.2); a share that is no number is 0.
std::size_t filled_cells(double share, std::size_t cells);

/// Columns the bar takes: its cells, one more when the marker stands between two.
std::size_t bar_width(const Bar& bar);

/// `██████····│·········`, or `######....|.........` in ASCII.
std::string bar_text(const Bar& bar, bool ascii);

/// `○○○○●●●·······`, or `oooo***.......` in ASCII.
std::string dots_text(const Dots& dots, bool ascii, std::size_t room = SIZE_MAX);

/// `▁▂▃▄▅▆▇█` or `_.-=+*#@`, one column a value, the lowest shown value lowest; level when all are equal.
std::string sparkline_text(const Sparkline& line, bool ascii);

}  // namespace okr::draw
