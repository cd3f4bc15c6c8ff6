// SPDX-License-Identifier: MIT
// A document as text for a terminal: exact columns, colour that only repeats words, nothing a terminal would obey.
#pragma once

#include <string>

#include "draw/document.hpp"
#include "draw/line.hpp"

namespace okr::draw {

/// The whole document, every line ended by a newline and without spaces at its end. No line is wider than
/// `options.width`, except where a column that must not be cut is wider alone, and in `plain`.
std::string terminal_text(const Document& document, const TerminalOptions& options);

}  // namespace okr::draw
