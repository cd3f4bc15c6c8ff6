// SPDX-License-Identifier: MIT
#include "draw/html.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "draw/document.hpp"
#include "draw/reader.hpp"
#include "draw/svg.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

std::string joined_attribute(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return " " + std::string(name) + "=\"" + html_escaped(value) + "\"";
}

std::string dots_html(const Dots& dots) {
  const bool are_all = dots.latest(most_dots_on_page).size() == dots.periods.size();
  return are_all ? svg_of(dots) : "<span class=\"whole\">… " + svg_of(dots) + "</span>";
}

std::string cell_html(const Cell& cell) {
  if (const auto* text = std::get_if<Text>(&cell.content)) return inline_html(*text);
  if (cell.empty()) return {};
  if (const auto* bar = std::get_if<Bar>(&cell.content)) return svg_of(*bar);
  if (const auto* dots = std::get_if<Dots>(&cell.content)) return dots_html(*dots);
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
class HtmlWriter {
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

  void add(const Chart& chart) { result_ += "<figure>" + svg_of(chart) + "</figure>\n"; }
  void add(const HeatMap& map) { result_ += "<figure>" + svg_of(map) + "</figure>\n"; }

  void add(const KeyValues& block) {
    result_ += "<dl>\n";
    for (const KeyValue& item : block.items)
      result_ += (item.key.empty() ? std::string() : "<dt>" + inline_html(item.key) + "</dt>") + "<dd>" +
                 inline_html(item.value) + "</dd>\n";
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
    for (const Document& part : beside.parts) result_ += "<div>\n" + HtmlWriter().text(part) + "</div>\n";
    result_ += "</div>\n";
  }

  // The roles stay what they are where the style sheet lays rows out as cards.
  void add(const Table& whole) {
    const Table table = without_unused_columns(whole);
    if (table.nested) return add_nested(table);
    result_ += "<table role=\"table\"" + joined_attribute("class", table_kinds(table)) + ">\n";
    if (!table.caption.empty()) result_ += "<caption>" + html_escaped(table.caption) + "</caption>\n";
    add_header(table);
    result_ += "<tbody role=\"rowgroup\">\n";
    for (const Row& row : table.rows) add_row(table, row);
    result_ += "</tbody>\n</table>\n";
  }

  /// Opens and closes lists as the rows go down and up.
  void add_nested(const Table& table) {
    std::size_t open = 0;  // lists
    for (const Row& row : table.rows) {
      const std::size_t wanted = row.depth + 1;
      for (; open > wanted; --open) result_ += "</li></ul>";
      if (open == wanted) result_ += "</li>\n";
      for (; open < wanted; ++open) result_ += open == 0 ? "<ul class=\"tree\">\n" : "\n<ul>\n";
      result_ += "<li><span class=\"parts\">";
      for (const Cell& cell : row.cells)
        if (!cell.empty()) result_ += "<span>" + cell_html(cell) + "</span> ";
      result_ += "</span>";
    }
    for (; open > 0; --open) result_ += "</li></ul>";
    result_ += '\n';
  }

  // Without room for headings on a terminal there still is on a page.
  void add_header(const Table& table) {
    result_ += "<thead role=\"rowgroup\"><tr role=\"row\">";
    for (const Column& column : table.columns)
      result_ += "<th scope=\"col\" role=\"columnheader\"" + joined_attribute("class", align_class(column.align)) +
                 ">" + html_escaped(column.title()) + "</th>";
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
    result_ += "<tr role=\"row\"" + joined_attribute("class", kind) + ">";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      static const Cell empty;
      add_cell(table.columns[i], i < row.cells.size() ? row.cells[i] : empty, i == 0);
    }
    result_ += "</tr>\n";
  }

  void add_cell(const Column& column, const Cell& cell, bool names_row) {
    std::string kinds(align_class(column.align));
    const auto add_kind = [&](std::string_view kind) { kinds.append(kinds.empty() ? "" : " ").append(kind); };
    const auto* text = std::get_if<Text>(&cell.content);
    if (text && column.shrink > 0)
      add_kind("flows");
    else if (text && !names_row && is_short(*text))
      add_kind("short");
    if (column.name == "title") add_kind("title");
    if (text && has_long_number(text->letters())) add_kind("long");
    if (text && has_overlong_word(text->letters())) add_kind("overlong");
    if (cell.empty()) add_kind("nothing");
    result_ += names_row ? "<th scope=\"row\" role=\"rowheader\"" : "<td role=\"cell\"";
    result_ += joined_attribute("class", kinds);
    if (!names_row) result_ += joined_attribute("data-label", column.title());
    result_ += ">" + cell_html(cell) + (names_row ? "</th>" : "</td>");
  }

  void add_group(const Table& table, const Row& row) {
    result_ += "<tr role=\"row\" class=\"group\"><th scope=\"rowgroup\" role=\"rowheader\"" +
               spanned(table.columns.size()) + "><div class=\"parts\">";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const bool grows = i < table.group_columns.size() && table.group_columns[i].grow;
      result_ += (grows ? "<span class=\"fill-room\">" : "<span>") + cell_html(row.cells[i]) + "</span>";
    }
    result_ += "</div></th></tr>\n";
  }

  void add_note(const Table& table, const Row& row) {
    const std::size_t before =
        std::min(table.note_column, table.columns.size() - std::min<std::size_t>(table.columns.size(), 1));
    result_ += "<tr role=\"row\" class=\"note\">";
    if (before > 0) result_ += "<td role=\"cell\" class=\"nothing\"" + spanned(before) + "></td>";
    result_ += "<td role=\"cell\"" + spanned(std::max<std::size_t>(table.columns.size() - before, 1)) + ">";
    for (const Cell& cell : row.cells) result_ += cell_html(cell);
    result_ += "</td></tr>\n";
  }

  static std::string spanned(std::size_t columns) {
    return columns > 1 ? " colspan=\"" + std::to_string(columns) + "\"" : std::string();
  }

  std::string result_;
  bool in_section_ = false;
  bool alert_ = false;
};

const Heading* first_title(const Document& document) {
  for (const Block& block : document.blocks)
    if (const auto* heading = std::get_if<Heading>(&block); heading && heading->level == 1) return heading;
  return nullptr;
}

std::string navigation(const std::vector<PageLink>& links) {
  if (links.empty()) return {};
  std::string text = "<nav aria-label=\"Pages\">\n";
  for (const PageLink& link : links)
    text += "<a href=\"" + html_escaped(link_address(link.address)) + "\"" +
            (link.is_here ? " aria-current=\"page\"" : "") + ">" + html_escaped(link.text) + "</a>\n";
  return text + "</nav>\n";
}

}  // namespace

std::string html_page(const Document& whole, const HtmlOptions& options) {
  const Document document = for_page(whole);
  const Heading* heading = first_title(document);
  const std::string title = !options.title.empty() ? options.title : heading ? heading->text.letters() : "okr";
  std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n";
  page += "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  page += "<title>" + html_escaped(title) + "</title>\n<style>\n";
  // Its text colours keep a contrast of at least 4.5 to their ground in both schemes; no colour says what no word says.
  page += page_style();
  page += chart_style();
  page += "</style>\n</head>\n<body>\n" + navigation(options.links) + "<main>\n";
  if (!heading) page += "<h1>" + html_escaped(title) + "</h1>\n";
  page += HtmlWriter().text(document) + "</main>\n";
  if (!options.footer.empty()) page += "<footer>" + html_escaped(options.footer) + "</footer>\n";
  page += "</body>\n</html>\n";
  return with_signs(page, page_signs(options.digits));
}

}  // namespace okr::draw
