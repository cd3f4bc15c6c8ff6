// SPDX-License-Identifier: MIT
// Text within a page: escaped, with links, and broken only where it may be; and which tables become cards when narrow.
#include "draw/html.hpp"

#include <algorithm>

#include "draw/embedded.hpp"
#include "draw/numbers.hpp"
#include "draw/svg.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

constexpr std::string_view line_break = "<br>";
constexpr std::size_t shortest_wrapped = 9;
constexpr std::string_view no_break_space = "\u00A0";
constexpr std::size_t longest_cut = 6;      // columns of a number: shorter ones find room everywhere
constexpr std::size_t longest_word = 20;    // columns that a table leaves whole
constexpr std::size_t widest_in_card = 11;  // columns of a number, in the narrowest card of the style sheet

std::string_view without_breaks_at_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of("\r\n") + 1);
}

/// Bytes of the web address that the text begins with; 0 where it begins with none.
std::size_t address_length(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return 0;
  std::size_t end = std::min(text.find_first_of(" \t\r\n<>\"'`|"), text.size());
  // What ends a sentence, and a bracket that was opened before the address, is no part of it.
  const auto is_foreign = [&](char last) {
    const std::string_view address = text.substr(0, end);
    if (last == ')') return std::ranges::count(address, ')') > std::ranges::count(address, '(');
    return std::string_view(".,;:!?").find(last) != std::string_view::npos;
  };
  while (end > scheme && is_foreign(text[end - 1])) --end;
  return end > scheme ? end : 0;
}

/// Bytes of the number that the text begins with, its groups and its decimals included; 0 where it begins with none.
std::size_t number_length(std::string_view text) {
  const auto is_digit = [&](std::size_t at) { return at < text.size() && okr::is_digit(text[at]); };
  std::size_t end = 0;
  while (is_digit(end)) {
    while (is_digit(end)) ++end;
    const std::string_view rest = text.substr(end);
    const std::size_t mark = rest.starts_with(group_mark) || rest.starts_with(point_mark) ? group_mark.size()
                             : rest.starts_with('.') || rest.starts_with(',')             ? 1
                                                                                          : 0;
    if (mark == 0 || !is_digit(end + mark)) break;
    end += mark;
  }
  return end;
}

/// The sign that belongs to the number before it, with its blank: " %"; empty where another word follows.
std::string_view sign_behind(std::string_view text) {
  for (const std::string_view sign : {" %", " d", " pp"}) {
    const std::string_view rest = text.substr(std::min(sign.size(), text.size()), 1);
    const bool is_whole =
        rest.empty() || !(is_alphanumeric(rest.front()) || static_cast<unsigned char>(rest.front()) > 127);
    if (text.starts_with(sign) && is_whole) return sign;
  }
  return {};
}

/// Hebrew, Arabic and their like; not the signs that numbers are parted by until a page is written, which are none of
/// Unicode's characters. UTF-8 has the order of the code points.
bool is_right_to_left(std::string_view character) {
  const auto is_within = [&](std::string_view first, std::string_view end) {
    return first <= character && character < end;
  };
  return is_within("\u0590", "\u0900") || is_within("\uFB1D", "\uFDD0") || is_within("\uFDF0", "\uFE00") ||
         is_within("\uFE70", "\uFEFF") || is_within("\U00010800", "\U00011000") ||
         is_within("\U0001E800", "\U0001F000");
}

/// What ends a text of a file in a line of the program's words: "שלום (ana, 10 Aug)", "Blocked: ...".
bool parts_texts(std::string_view character) {
  return character == "·" || character == "→" ||
         std::string_view("()[]{}:;\"").find(character) != std::string_view::npos;
}

/// Bytes of the words that are read from right to left with which the text begins, with what stands between them; 0
/// where it begins with none.
std::size_t right_to_left_length(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = character_at(text, at);
    const bool is_word = is_right_to_left(character);
    if (!is_word && (end == 0 || parts_texts(character))) break;
    at += character.size();
    if (is_word) end = at;
  }
  return end;
}

/// Numbers stay on one line with their sign, and a long one is never cut.
std::string numbers_html(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = number_length(text);
    if (length == 0) {
      const std::size_t next = std::min(text.find_first_of("0123456789"), text.size());
      result += html_escaped(text.substr(0, next));
      text.remove_prefix(next);
      continue;
    }
    const bool is_long = display_width(text.substr(0, length)) >= longest_cut;
    if (is_long) result += "<span class=\"whole\">";
    result += text.substr(0, length);
    text.remove_prefix(length);
    if (const std::string_view sign = sign_behind(text); !sign.empty()) {
      result.append(no_break_space).append(sign.substr(1));
      text.remove_prefix(sign.size());
    }
    if (is_long) result += "</span>";
  }
  return result;
}

/// Words that are read from right to left stand by themselves, so that they do not move what is beside them.
std::string plain_html(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = right_to_left_length(text.substr(at));
    if (length == 0) {
      at += character_at(text, at).size();
      continue;
    }
    result += numbers_html(text.substr(0, at)) + "<bdi>" + numbers_html(text.substr(at, length)) + "</bdi>";
    text.remove_prefix(at + length);
    at = 0;
  }
  return result + numbers_html(text);
}

/// Addresses of the web become anchors.
std::string with_anchors(std::string_view line) {
  std::string result;
  while (!line.empty()) {
    const auto at = std::min(line.find("http"), line.size());
    result += plain_html(line.substr(0, at));
    line.remove_prefix(at);
    const std::size_t length = address_length(line);
    const std::string_view address = line.substr(0, length);
    if (length > 0)
      result += "<a href=\"" + html_escaped(link_address(address)) + "\">" + html_escaped(address) + "</a>";
    const std::size_t plain = length > 0 || line.empty() ? 0 : 1;
    result += html_escaped(line.substr(0, plain));
    line.remove_prefix(length + plain);
  }
  return result;
}

std::string html_lines(std::string_view text) {
  std::string result;
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    result.append(with_anchors(line)).append(line_break);
  }
  return result.erase(result.size() - line_break.size());
}

}  // namespace

std::string link_address(std::string_view link) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : link) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        byte > 0x20 && byte < 0x7F && std::string_view("\"'<>\\`{}|()").find(c) == std::string_view::npos;
    if (plain)
      result += c;
    else
      ((result += '%') += digits[byte >> 4]) += digits[byte & 15];
  }
  return result;
}

bool has_long_number(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = number_length(text.substr(at));
    if (length > 0 && display_width(text.substr(at, length)) > widest_in_card) return true;
    at += std::max<std::size_t>(length, 1);
  }
  return false;
}

bool has_overlong_word(std::string_view text) {
  return std::ranges::any_of(split(text, ' '),
                             [](std::string_view word) { return display_width(word) > longest_word; });
}

std::string inline_html(const Text& text) {
  std::string result;
  for (const Span& span : text.spans) {
    if (span.text.empty()) continue;
    const bool is_last = &span == &text.spans.back();
    std::string piece = html_lines(is_last ? without_breaks_at_end(span.text) : std::string_view(span.text));
    const std::string_view kind = word(span.style);
    if (!span.link.empty()) piece = "<a href=\"" + html_escaped(link_address(span.link)) + "\">" + piece + "</a>";
    result += kind.empty() ? piece : "<span class=\"" + std::string(kind) + "\">" + piece + "</span>";
  }
  return result;
}

bool is_short(const Text& text) { return !text.empty() && display_width(text.letters()) <= shortest_wrapped; }

std::size_t widest_piece(const Text& text) {
  const std::string letters = text.letters();
  if (is_short(text)) return display_width(letters);
  std::size_t widest = 0;
  for (const std::string_view word : split(letters, ' '))
    if (display_width(word) <= longest_word) widest = std::max(widest, display_width(word));
  return widest;
}

// --- rows as cards ---------------------------------------------------------------------------------------------------

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
