// SPDX-License-Identifier: MIT
// Tables on a screen: how wide their columns become, and their lines.
#pragma once

#include <cstddef>
#include <vector>

#include "draw/document.hpp"
#include "draw/line.hpp"
#include "draw/terminal.hpp"

namespace okr::draw {

/// A column with what its cells need.
struct ColumnNeed {
  std::size_t content = 0;    ///< the widest cell or heading
  std::size_t min_width = 0;  ///< as in Column
  std::size_t gap = 0;
  int shrink = 0;
  int drop = 0;
};

/// Where a column stands: `line` counts the lines a row takes.
struct Slot {
  bool is_shown = true;
  std::size_t line = 0;
  std::size_t start = 0;
  std::size_t width = 0;
};

/// Slots for the columns within `width`: as wide as wanted, else shrunk, else with columns left out, else on several
/// lines, the later ones beginning at `fold_indent`. A column that may not be cut keeps its content's width always.
std::vector<Slot> fitted_columns(const std::vector<ColumnNeed>& needs, std::size_t width, std::size_t fold_indent);

/// The first free column behind the slots of the first line.
std::size_t end_of(const std::vector<Slot>& slots);

/// The table in columns of exact width.
std::vector<Line> table_lines(const Table& table, const TerminalOptions& options);

}  // namespace okr::draw
