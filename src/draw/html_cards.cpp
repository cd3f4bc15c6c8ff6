// SPDX-License-Identifier: MIT
#include "draw/html_cards.hpp"

#include <algorithm>

#include "draw/embedded.hpp"
#include "draw/html_text.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

// From so many columns on.
constexpr std::size_t vast_table = 12, wide_table = 7, middle_table = 4;

// In rem, as the style sheet has it: the page is 80 wide at most, 71 where `wide` tables begin to be tables.
constexpr double page_room = 71;
constexpr double letter_width = 0.6, small_letter_width = 0.53;
constexpr double around_cell = 1, around_small_cell = 0.6;
constexpr double least_of_picture = 5;

/// What a table takes, and what its page has.
struct Room {
  double page;
  double letter;
  double around_cell;
  double picture;
  double flowing;  ///< the least of a column whose text flows
};

constexpr Room on_screen{page_room, letter_width, around_cell, least_of_picture, 0};
constexpr Room on_screen_vast{page_room, small_letter_width, around_small_cell, least_of_picture, 0};
// A4 without its margins, in the small print of the style sheet.
constexpr Room on_paper{42.5, 0.36, 0.5, 3.5, 6};

double least_width(const Cell& cell, const Room& room) {
  const auto* text = std::get_if<Text>(&cell.content);
  if (!text) return cell.empty() ? 0 : room.picture;
  return room.letter * static_cast<double>(widest_piece(*text));
}

/// The width below which a table would reach over the edge of its page.
double least_width(const Table& table, const Room& room) {
  double width = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    double least = table.columns[i].shrink > 0 ? room.flowing : 0;
    for (const Row& row : table.rows)
      if ((row.kind == RowKind::record || row.kind == RowKind::total) && i < row.cells.size())
        least = std::max(least, least_width(row.cells[i], room));
    width += least + room.around_cell;
  }
  return width;
}

bool fits(const Table& table, const Room& room) { return least_width(table, room) <= room.page; }

struct Cards {
  std::string_view tables;
  std::string_view when;
};

// On paper each table stays one that has room there.
constexpr Cards cards[] = {{"table.middle", "screen and (max-width: 48rem)"},
                           {"table.wide", "screen and (max-width: 75rem)"},
                           {"table.huge", "screen"},
                           {"table.off-paper", "print"}};

std::string cards_of(std::string_view tables) {
  constexpr std::string_view name = "TABLE";
  std::string rules;
  std::string_view rest = embedded_text("cards.css");
  for (std::size_t at = rest.find(name); at != std::string_view::npos; at = rest.find(name)) {
    rules.append(rest.substr(0, at)).append(tables);
    rest.remove_prefix(at + name.size());
  }
  return rules.append(rest);
}

}  // namespace

std::string_view table_kinds(const Table& table) {
  const std::size_t columns = table.columns.size();
  if (columns < middle_table) return "";
  if (columns < wide_table) return "middle";
  const bool has_paper = fits(table, on_paper);
  const bool is_vast = columns >= vast_table || !fits(table, on_screen);
  if (is_vast && !fits(table, on_screen_vast)) return has_paper ? "huge" : "huge off-paper";
  if (is_vast) return has_paper ? "wide vast" : "wide vast off-paper";
  return has_paper ? "wide" : "wide off-paper";
}

std::string page_style() {
  std::string style(embedded_text("style.css"));
  for (const Cards& one : cards) style += "@media " + std::string(one.when) + " {\n" + cards_of(one.tables) + "}\n";
  return style;
}

}  // namespace okr::draw
