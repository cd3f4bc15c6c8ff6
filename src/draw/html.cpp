// SPDX-License-Identifier: MIT
#include "draw/html.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "draw/document.hpp"
#include "draw/embedded.hpp"
#include "draw/svg.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

std::string joined_attribute(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return " " + std::string(name) + "=\"" + html_escaped(value) + "\"";
}

constexpr std::string_view line_break = "<br>";

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

/// With quotes, brackets, spaces, controls and bytes from 128 on percent-encoded.
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

/// Addresses of the web become anchors.
std::string with_anchors(std::string_view line) {
  std::string result;
  while (!line.empty()) {
    const auto at = std::min(line.find("http"), line.size());
    result += html_escaped(line.substr(0, at));
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

std::string inline_html(const Text& text) {
  std::string result;
  for (const Span& span : text.spans) {
    if (span.text.empty()) continue;
    const bool is_last = &span == &text.spans.back();
    std::string piece = html_lines(is_last ? without_breaks_at_end(span.text) : std::string_view(span.text));
    const std::string_view kind = word(span.style);
    result += kind.empty() ? piece : "<span class=\"" + std::string(kind) + "\">" + piece + "</span>";
  }
  return result;
}

std::string cell_html(const Cell& cell) {
  if (const auto* text = std::get_if<Text>(&cell.content)) return inline_html(*text);
  if (cell.empty()) return {};
  if (const auto* bar = std::get_if<Bar>(&cell.content)) return svg_of(*bar);
  if (const auto* dots = std::get_if<Dots>(&cell.content)) return svg_of(*dots);
  return svg_of(std::get<Sparkline>(cell.content));
}

std::string_view align_class(Align align) {
  switch (align) {
    case Align::left: return {};
    case Align::right: return "to-right";
  }
  return {};
}

/// Writes a document block by block. A heading of level 2 opens a section, which the next one closes.
class Writer {
 public:
  std::string text(const Document& document) {
    add_parts(document);
    close_section();
    return std::move(result_);
  }

 private:
  void add_parts(const Document& document) {
    for (const Block& block : document.blocks) std::visit([this](const auto& part) { add(part); }, block);
  }

  void add(const Heading& heading) {
    if (heading.level <= 2) close_section();
    if (heading.level == 2) open_section(heading.alert);
    const std::string tag = "h" + std::to_string(std::clamp(heading.level, 1, 6));
    add_edges("<" + tag + ">" + inline_html(heading.text) + "</" + tag + ">", heading.right);
  }

  void open_section(bool alert) {
    result_ += alert ? "<section class=\"alert\">\n" : "<section>\n";
    alert_ = alert;
    in_section_ = true;
  }
  void close_section() {
    if (in_section_) result_ += "</section>\n";
    in_section_ = alert_ = false;
  }

  void add_edges(const std::string& left, const Text& right) {
    if (right.empty()) {
      result_ += left + '\n';
      return;
    }
    result_ += "<div class=\"edges\">" + left + "<span class=\"right\">" + inline_html(right) + "</span></div>\n";
  }

  void add(const Paragraph& paragraph) { add_edges("<p>" + inline_html(paragraph.text) + "</p>", paragraph.right); }

  void add(const Preformatted& block) {
    result_ += "<pre tabindex=\"0\">";
    for (const Text& line : block.lines) result_ += inline_html(line) + '\n';
    result_ += "</pre>\n";
  }

  // A chart scrolls on a phone rather than shrink to what nobody can read.
  void add(const Chart& chart) { add_figure(svg_of(chart), chart.title); }
  void add(const HeatMap& map) { add_figure(svg_of(map), map.title); }
  void add_figure(const std::string& svg, const std::string& title) {
    result_ +=
        "<figure class=\"scroll\" tabindex=\"0\"" + joined_attribute("aria-label", title) + ">" + svg + "</figure>\n";
  }

  void add(const KeyValues& block) {
    result_ += "<dl>\n";
    for (const KeyValue& item : block.items)
      result_ += "<dt>" + inline_html(item.key) + "</dt><dd>" + inline_html(item.value) + "</dd>\n";
    result_ += "</dl>\n";
  }

  // Items of one kind make one list, so that numbers run on.
  void add(const List& list) {
    std::string_view open;
    for (const ListItem& item : list.items) {
      const std::string_view tag = list_tag(item.bullet);
      if (tag != open) {
        close_list(open);
        result_ += "<" + std::string(tag) + ">\n";
        open = tag;
      }
      result_ += "<li>" + std::string(box(item.bullet)) + inline_html(item.text) + "</li>\n";
    }
    close_list(open);
  }

  void close_list(std::string_view tag) {
    if (!tag.empty()) result_ += "</" + std::string(tag.substr(0, 2)) + ">\n";
  }

  static std::string_view list_tag(Bullet bullet) {
    switch (bullet) {
      case Bullet::point: return "ul";
      case Bullet::number: return "ol";
      case Bullet::done:
      case Bullet::open: return "ul class=\"tasks\"";
    }
    return {};
  }
  static std::string_view box(Bullet bullet) {
    switch (bullet) {
      case Bullet::point:
      case Bullet::number: return {};
      case Bullet::done: return "<span role=\"img\" aria-label=\"done\">☑</span> ";
      case Bullet::open: return "<span role=\"img\" aria-label=\"open\">☐</span> ";
    }
    return {};
  }

  void add(const Note& note) {
    result_ += "<p class=\"remark " + std::string(word(note.style)) + "\">" + inline_html(note.text) + "</p>\n";
  }
  void add(const Divider&) { result_ += "<hr>\n"; }
  void add(const Space&) {
    if (alert_) close_section();
  }

  void add(const Beside& beside) {
    result_ += "<div class=\"beside\">\n";
    for (const Document& part : beside.parts) result_ += "<div>\n" + Writer().text(part) + "</div>\n";
    result_ += "</div>\n";
  }

  // A table wider than a phone scrolls by itself; the keyboard can reach it.
  void add(const Table& whole) {
    const Table table = without_unused_columns(whole);
    const std::string label = table.caption.empty() ? "table" : table.caption;
    result_ += "<div class=\"scroll\" role=\"region\" tabindex=\"0\"" + joined_attribute("aria-label", label) + ">\n";
    result_ += "<table>\n";
    if (!table.caption.empty()) result_ += "<caption>" + html_escaped(table.caption) + "</caption>\n";
    add_header(table);
    result_ += "<tbody>\n";
    for (const Row& row : table.rows) add_row(table, row);
    result_ += "</tbody>\n</table>\n</div>\n";
  }

  // Without room for headings on a terminal there still is on a page.
  void add_header(const Table& table) {
    result_ += "<thead><tr>";
    for (const Column& column : table.columns)
      result_ += "<th scope=\"col\"" + joined_attribute("class", align_class(column.align)) + ">" +
                 html_escaped(column.title()) + "</th>";
    result_ += "</tr></thead>\n";
  }

  void add_row(const Table& table, const Row& row) {
    switch (row.kind) {
      case RowKind::record: return add_cells(table, row, {});
      case RowKind::total: return add_cells(table, row, "total");
      case RowKind::group: return add_group(table, row);
      case RowKind::note: return add_note(table, row);
    }
  }

  void add_cells(const Table& table, const Row& row, std::string_view kind) {
    result_ += "<tr" + joined_attribute("class", kind) + ">";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Cell empty;
      const Cell& cell = i < row.cells.size() ? row.cells[i] : empty;
      const Column& column = table.columns[i];
      const std::string_view wide = column.shrink > 0 && is_text(cell) ? "wide" : "";
      const std::string_view align = align_class(cell.align.value_or(column.align));
      const std::string kinds = std::string(align) + (align.empty() || wide.empty() ? "" : " ") + std::string(wide);
      const std::string tag = i == 0 ? "th" : "td";
      result_ += "<" + tag + (i == 0 ? " scope=\"row\"" : "") + joined_attribute("class", kinds) + ">" +
                 cell_html(cell) + "</" + tag + ">";
    }
    result_ += "</tr>\n";
  }

  static bool is_text(const Cell& cell) { return std::holds_alternative<Text>(cell.content); }

  void add_group(const Table& table, const Row& row) {
    result_ += "<tr class=\"group\"><th scope=\"colgroup\"" + span_all(table) + "><div class=\"parts\">";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const bool grows = i < table.group_columns.size() && table.group_columns[i].grow;
      result_ += (grows ? "<span class=\"fill-room\">" : "<span>") + cell_html(row.cells[i]) + "</span>";
    }
    result_ += "</div></th></tr>\n";
  }

  void add_note(const Table& table, const Row& row) {
    const std::size_t before =
        std::min(table.note_column, table.columns.size() - std::min<std::size_t>(table.columns.size(), 1));
    result_ += "<tr class=\"note\">";
    for (std::size_t i = 0; i < before; ++i) result_ += "<td></td>";
    result_ += "<td colspan=\"" + std::to_string(std::max<std::size_t>(table.columns.size() - before, 1)) + "\">";
    for (const Cell& cell : row.cells) result_ += cell_html(cell);
    result_ += "</td></tr>\n";
  }

  static std::string span_all(const Table& table) {
    return " colspan=\"" + std::to_string(std::max<std::size_t>(table.columns.size(), 1)) + "\"";
  }

  std::string result_;
  bool in_section_ = false;
  bool alert_ = false;
};

std::string title_of(const Document& document, const HtmlOptions& options) {
  if (!options.title.empty()) return options.title;
  for (const Block& block : document.blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) return heading->text.letters();
  }
  return "okr";
}

}  // namespace

std::string html_page(const Document& document, const HtmlOptions& options) {
  std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n";
  page += "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  page += "<title>" + html_escaped(title_of(document, options)) + "</title>\n<style>\n";
  // Its text colours keep a contrast of at least 4.5 to their ground in both schemes; no colour says what no word says.
  page += embedded_text("style.css");
  page += chart_style();
  page += "</style>\n</head>\n<body>\n<main>\n" + Writer().text(document) + "</main>\n</body>\n</html>\n";
  return with_signs(page, page_signs(options.digits));
}

}  // namespace okr::draw
