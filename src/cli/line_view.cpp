// SPDX-License-Identifier: MIT
// How a line that is edited looks on a terminal: behind its prompt, in one row that scrolls sideways where it is too
// long, drawn with as few bytes as it takes. Pure: what it returns is written by whoever has the terminal.
#include "cli/line_editor.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

constexpr std::size_t columns_unknown = 80;
constexpr std::size_t fewest_columns = 10;
constexpr std::size_t fewest_to_type = 8;  // with less behind the prompt the line begins in a row of its own
constexpr std::string_view clear_to_end_of_row = "\x1b[K";
constexpr std::string_view clear_below = "\r\x1b[J";
constexpr std::string_view clear_screen = "\x1b[H\x1b[2J";

}  // namespace

std::vector<LineView::Cell> LineView::cells_of(std::string_view text) {
  std::vector<Cell> cells;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = character_bytes(text, at);
    std::string shown = safe_for_terminal(text.substr(at, bytes));
    const std::size_t width = display_width(shown);
    cells.push_back({at, std::move(shown), width});
    at += bytes;
  }
  return cells;
}

std::string LineView::begin(std::string_view prompt, std::size_t columns) {
  prompt_ = prompt;
  columns_ = columns < fewest_columns ? columns_unknown : columns;
  first_ = 0;
  return prompt_again();
}

std::string LineView::prompt_again() {
  const std::size_t width = display_width(prompt_);
  start_ = width % columns_;
  drawn_.clear();
  cursor_ = 0;
  const bool is_full = width > 0 && start_ == 0;
  needs_row_ = is_full || columns_ - start_ <= fewest_to_type;
  return prompt_;
}

/// The row to type in, where the prompt leaves no room: not before something is typed, for Enter alone needs none.
std::string LineView::row_for(std::string_view text) {
  if (!needs_row_ || text.empty()) return {};
  needs_row_ = false;
  start_ = 0;
  return "\n";
}

/// The last column stays free: what a terminal does behind it differs.
std::size_t LineView::room() const { return columns_ - start_ - 1; }

/// Chooses `first_` so that the cursor is in sight. It moves by a third of the row, so that what stands around it is
/// too.
void LineView::scroll_to(const std::vector<Cell>& cells, std::size_t cursor) {
  std::size_t before = 0, all = 0;  // columns in front of the cursor, and of the whole line
  std::size_t hidden = 0;           // columns in front of first_
  for (const Cell& cell : cells) {
    all += cell.width;
    if (cell.at < cursor) before += cell.width;
    if (cell.at < first_) hidden += cell.width;
  }
  const bool is_in_sight = hidden <= before && before - hidden <= room();
  if (all <= room()) first_ = 0;
  if (all <= room() || (is_in_sight && first_ <= cursor)) return;
  const std::size_t share = before < hidden ? room() / 3 : room() - room() / 3;
  std::size_t left = before - std::min(before, share);
  first_ = 0;
  for (const Cell& cell : cells) {
    if (left == 0 || cell.at >= cursor) return;
    left -= std::min(left, cell.width);
    first_ = cell.at + 1;  // of the cell behind it; set right below
  }
}

std::string LineView::move_to(std::size_t column) {
  const std::size_t from = std::exchange(cursor_, column);
  if (from == column) return {};
  if (from == column + 1) return "\b";
  return from > column ? fmt::format("\x1b[{}D", from - column) : fmt::format("\x1b[{}C", column - from);
}

std::string LineView::draw(std::string_view text, std::size_t cursor) {
  std::string out = row_for(text);
  const std::vector<Cell> cells = cells_of(text);
  scroll_to(cells, cursor);
  std::vector<Cell> wanted;
  std::size_t width = 0, cursor_column = 0;
  for (const Cell& cell : cells) {
    if (cell.at < first_) continue;
    if (width + cell.width > room()) break;
    width += cell.width;
    if (cell.at < cursor) cursor_column = width;
    wanted.push_back(cell);
  }
  std::size_t same = 0, same_width = 0, drawn_width = 0;
  while (same < std::min(wanted.size(), drawn_.size()) && wanted[same].shown == drawn_[same].shown)
    same_width += wanted[same++].width;
  for (const Cell& cell : drawn_) drawn_width += cell.width;
  if (same < wanted.size() || same < drawn_.size()) {
    out += move_to(same_width);
    for (std::size_t i = same; i < wanted.size(); ++i) out += wanted[i].shown;
    if (drawn_width > width) out += clear_to_end_of_row;
    cursor_ = width;
  }
  drawn_ = std::move(wanted);
  return out + move_to(cursor_column);
}

std::string LineView::draw_anew(std::string_view text, std::size_t cursor, std::size_t columns) {
  columns_ = columns < fewest_columns ? columns_unknown : columns;
  std::string out(clear_below);
  out += prompt_again();
  return out + draw(text, cursor);
}

std::string LineView::draw_cleared(std::string_view text, std::size_t cursor) {
  std::string out(clear_screen);
  out += prompt_again();
  return out + draw(text, cursor);
}

std::string LineView::draw_choices(const std::vector<std::string>& words, std::string_view text, std::size_t cursor) {
  std::string out = "\n";
  for (const std::string& row : wrap(safe_for_terminal(join(words, ", ")), columns_ - 1)) out += row + "\n";
  out += prompt_again();
  return out + draw(text, cursor);
}

std::string LineView::finish(std::string_view text) {
  const std::vector<Cell> cells = cells_of(text);
  std::string out;
  if (cells.size() != drawn_.size()) {  // a part of it only is in sight
    out = move_to(0) + std::string(clear_to_end_of_row);
    for (const Cell& cell : cells) out += cell.shown;
  }
  drawn_.clear();
  cursor_ = 0;
  return out + "\n";
}

}  // namespace okr::cli
