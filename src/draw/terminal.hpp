// SPDX-License-Identifier: MIT
// A document as text for a terminal: exact columns, colour that only repeats words, nothing a terminal would obey.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "draw/document.hpp"

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

/// The whole document, every line ended by a newline and without spaces at its end. No line is wider than
/// `options.width`, except where a column that must not be cut is wider alone, and in `plain`.
std::string terminal_text(const Document& document, const TerminalOptions& options);

}  // namespace okr::draw
