// SPDX-License-Identifier: MIT
// What terminal.cpp puts together: the lines of a table, and the lines of a document without drawings.
#pragma once

#include <vector>

#include "draw/document.hpp"
#include "draw/line.hpp"
#include "draw/terminal.hpp"

namespace okr::draw {

/// The table in columns of exact width.
std::vector<Line> table_lines(const Table& table, const TerminalOptions& options);

/// The document as `key: value` blocks, for screen readers and `grep`.
std::vector<Line> plain_lines(const Document& document, const TerminalOptions& options);

}  // namespace okr::draw
