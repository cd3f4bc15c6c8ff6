// SPDX-License-Identifier: MIT
// A document on a terminal, and without bars, boxes and plots for a screen reader.
#include "draw/terminal.hpp"

#include <algorithm>
#include <string>

#include "draw/chart_text.hpp"
#include "draw/line.hpp"
#include "draw/reader.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

// "confidence_age" is read out as "confidence age".
std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

/// Says a document block by block, without bars, boxes and plots: one `key: value` block a record, one value a line,
/// never wrapped.
class PlainPainter {
 public:
  explicit PlainPainter(const TerminalOptions& options) : options_(options) {}

  std::vector<Line> lines(const Document& document) {
    add_parts(document);
    while (!lines_.empty() && lines_.back().empty()) lines_.pop_back();
    return std::move(lines_);
  }

 private:
  void add_parts(const Document& document) {
    for (const Block& block : document.blocks) std::visit([this](const auto& part) { add(part); }, block);
  }

  void add(const Heading& heading) {
    add_space();
    say(heading.text);
    say(heading.right);
  }
  void add(const Paragraph& paragraph) {
    say(paragraph.text);
    if (!paragraph.right_is_legend) say(paragraph.right);
  }
  void add(const Preformatted& block) {
    for (const Text& line : block.lines) lines_.push_back(shown(line, options_));
  }
  void add(const KeyValues& block) {
    Text key;
    for (const KeyValue& item : block.items) {
      if (!item.key.empty()) key = item.key;
      say(key + Text(": ") + item.value);
    }
  }
  void add(const List& list) {
    std::size_t number = 0;
    for (const ListItem& item : list.items) say(bullet(item.bullet, number) + item.text);
  }
  void add(const Chart& chart) { say(Text("chart: " + described(chart))); }
  void add(const HeatMap& map) { say(Text("heat map: " + described(map))); }
  void add(const Note& note) { say(note.text); }
  void add(const Divider&) { add_space(); }
  void add(const Space&) { add_space(); }
  void add(const Beside& beside) {
    for (const Document& part : beside.parts) {
      add_space();
      add_parts(part);
    }
  }

  void add(const Table& table) {
    for (const Row& row : table.rows) add_row(table, row);
    add_space();
  }

  void add_row(const Table& table, const Row& row) {
    switch (row.kind) {
      case RowKind::record:
        add_space();
        return add_block(table.columns, row, spoken(row.record_name.empty() ? table.record_name : row.record_name));
      case RowKind::total: add_space(); return add_block(table.columns, row, "total");
      case RowKind::group:
        add_space();
        if (row.cells.size() > 1) return add_block(table.group_columns, row, spoken(table.group_name));
        for (const Cell& cell : row.cells) say(Text(described(cell)));
        return;
      case RowKind::note:
        for (const Cell& cell : row.cells) say(Text("note: " + described(cell)));
        return;
    }
  }

  void add_block(const std::vector<Column>& columns, const Row& row, std::string key) {
    const std::size_t count = std::min(columns.size(), row.cells.size());
    const bool begins_with_name = !row.record.empty() && count > 0 && described(row.cells[0]) == row.record;
    if (begins_with_name && key == "id") key = spoken(columns[0].name);
    if (!row.record.empty()) say(Text(key + ": ") + Text(row.record, Style::id));
    for (std::size_t i = begins_with_name ? 1 : 0; i < count; ++i) {
      const Text text = content(row.cells[i]);
      const bool named_already = columns[i].name == "id" && !row.record.empty();
      if (named_already || shown(text, options_).empty()) continue;
      say(Text(spoken(columns[i].name) + ": ") + text);
    }
  }

  static Text content(const Cell& cell) {
    if (const auto* text = std::get_if<Text>(&cell.content)) return *text;
    return Text(described(cell));
  }

  static Text bullet(Bullet bullet, std::size_t& number) {
    switch (bullet) {
      case Bullet::point: return Text();
      case Bullet::number: return Text(std::to_string(++number) + ": ");
      case Bullet::done: return Text("done: ");
      case Bullet::open: return Text("open: ");
    }
    return Text();
  }

  /// One line, whatever the text holds: a line is a fact.
  void say(const Text& text) {
    if (!text.empty()) lines_.push_back(shown(text, options_));
  }
  void add_space() {
    if (!lines_.empty() && !lines_.back().empty()) lines_.push_back(Line());
  }

  const TerminalOptions& options_;
  std::vector<Line> lines_;
};

constexpr std::size_t page_width = 80;       // longer lines of running text tire the eye
constexpr std::size_t shortest_title = 20;   // a title cut below this says nothing
constexpr std::size_t longest_key = 32;      // a longer key gets a line of its own
constexpr std::size_t narrowest_value = 16;  // with less room, values stand below their keys
constexpr std::size_t narrowest_part = 37;   // of what stands beside each other

Text with_style(Text text, Style style) {
  for (Span& span : text.spans) {
    if (span.style == Style::normal) span.style = style;
  }
  return text;
}

/// Draws a document block by block.
class Painter {
 public:
  explicit Painter(const TerminalOptions& options) : options_(options), page_(std::min(options.width, page_width)) {}

  std::vector<Line> lines(const Document& document) {
    for (const Block& block : document.blocks) std::visit([this](const auto& part) { add(part); }, block);
    while (!lines_.empty() && lines_.back().empty()) lines_.pop_back();
    return std::move(lines_);
  }

 private:
  void add(const Heading& heading) {
    const Line left = show(with_style(heading.text, Style::heading));
    const Line right = show(heading.right);
    const std::size_t taken = right.empty() ? 0 : width_of(right) + 2;
    if (taken > 0 && page_ >= taken + std::min(shortest_title, width_of(left)))
      return add_edges(cut(left, page_ - taken, options_.ascii), right);
    add_wrapped(left, 0, 0);
    if (!right.empty()) add_wrapped(right, 0, 0);
  }

  // Without what explains a column that is not there.
  Text said(Text text) const {
    std::erase_if(text.spans, [&](const Span& span) { return contains(left_out_, span.column); });
    return text;
  }

  void add(const Paragraph& paragraph) {
    const Text text = said(paragraph.text);
    const Line left = show(text);
    const bool explains_nothing = paragraph.right_is_legend && !shows_mark_;
    const Line right = explains_nothing ? Line() : show(paragraph.right);
    const bool one_line = text.letters().find('\n') == std::string::npos;
    if (one_line && !right.empty() && paragraph.indent + width_of(left) + 2 + width_of(right) <= page_)
      return add_edges(spaces(paragraph.indent) + left, right);
    add_wrapped(shown_lines(text, options_), paragraph.indent, paragraph.indent);
    if (!right.empty()) add_wrapped(right, paragraph.indent, paragraph.indent);
  }

  void add(const Preformatted& block) {
    for (const Text& line : block.lines) lines_.push_back(cut(show(line), options_.width, options_.ascii));
  }

  void add(const Chart& chart) { add_lines(chart_lines(chart, options_)); }
  void add(const HeatMap& map) { add_lines(heat_lines(map, options_)); }
  void add(const Table& table) {
    TableLines drawn = table_lines(table, options_);
    shows_mark_ = shows_mark_ || drawn.shows_mark;
    left_out_.insert(left_out_.end(), drawn.left_out.begin(), drawn.left_out.end());
    add_lines(std::move(drawn.lines));
  }
  void add_lines(std::vector<Line> lines) {
    for (Line& line : lines) lines_.push_back(std::move(line));
  }

  void add(const KeyValues& block) {
    std::size_t key_width = 0;
    for (const KeyValue& item : block.items) {
      const std::size_t width = width_of(show(item.key));
      if (width <= longest_key) key_width = std::max(key_width, width);
    }
    std::size_t start = block.indent + key_width + block.gap;
    if (start + narrowest_value > page_) start = block.indent + 2;
    for (const KeyValue& item : block.items)
      add_item(spaces(block.indent) + show(item.key), shown_lines(item.value, options_), start);
  }

  // The head, and the body wrapped from column `start` on, beside it where the head leaves room.
  void add_item(Line head, const Line& body, std::size_t start) {
    const bool beside = width_of(head) < start;
    if (!beside) add_wrapped(head, 0, 2);
    bool first = beside;
    for (Line& part : wrapped(body, page_ - std::min(page_, start))) {
      Line line = first ? std::move(head) : Line();
      fill_to(line, start);
      lines_.push_back(std::move(line) + std::move(part));
      first = false;
    }
  }

  void add(const List& list) {
    const std::size_t digits = std::to_string(list.items.size()).size();
    std::size_t number = 0;
    for (const ListItem& item : list.items) {
      std::string head = bullet(item.bullet, item.bullet == Bullet::number ? ++number : 0);
      if (item.bullet == Bullet::number) head = pad_left(head, digits);
      const std::size_t start = list.indent + head.size() + 1;
      add_item(spaces(list.indent) + Line(std::move(head)), shown_lines(item.text, options_), start);
    }
  }

  static std::string bullet(Bullet bullet, std::size_t number) {
    switch (bullet) {
      case Bullet::point: return "-";
      case Bullet::number: return std::to_string(number);
      case Bullet::done: return "[x]";
      case Bullet::open: return "[ ]";
    }
    return {};
  }

  void add(const Note& note) { add_wrapped(shown_lines(with_style(note.text, note.style), options_), 0, 2); }

  void add(const Divider&) {
    std::string line;
    for (std::size_t i = 0; i < page_; ++i) line += options_.ascii ? "-" : "─";
    lines_.push_back(Line(std::move(line), Style::dim));
  }

  void add(const Space&) {
    if (!lines_.empty() && !lines_.back().empty()) lines_.push_back(Line());
  }

  void add(const Beside& beside) {
    const std::size_t count = beside.parts.size();
    if (count == 0) return;
    const std::size_t bars = 3 * (count - 1);
    const std::size_t width = page_ > bars ? (page_ - bars) / count : 0;
    if (width >= narrowest_part || count == 1) return add_columns(beside, width);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) add(Space{});
      add_lines(Painter(options_).lines(beside.parts[i]));
    }
  }

  void add_columns(const Beside& beside, std::size_t width) {
    TerminalOptions narrow = options_;
    narrow.width = width;
    std::vector<std::vector<Line>> columns;
    std::size_t height = 0;
    for (const Document& part : beside.parts) {
      columns.push_back(Painter(narrow).lines(part));
      height = std::max(height, columns.back().size());
    }
    for (std::size_t row = 0; row < height; ++row) {
      Line line;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0) fill_to(line, i * (width + 3) - 2) += Line(options_.ascii ? "| " : "│ ", Style::dim);
        if (row < columns[i].size()) line += std::move(columns[i][row]);
      }
      lines_.push_back(std::move(line));
    }
  }

  void add_edges(Line left, const Line& right) {
    fill_to(left, page_ - width_of(right));
    lines_.push_back(std::move(left) + right);
  }

  void add_wrapped(const Line& line, std::size_t first_indent, std::size_t indent) {
    const std::size_t room = page_ - std::min(page_, std::max(first_indent, indent));
    std::size_t before = first_indent;
    for (Line& part : wrapped(line, room)) {
      lines_.push_back(spaces(before) + std::move(part));
      before = indent;
    }
  }

  Line show(const Text& text) const { return shown(text, options_); }
  static Line spaces(std::size_t count) { return count == 0 ? Line() : Line(std::string(count, ' ')); }

  TerminalOptions options_;
  std::size_t page_;
  bool shows_mark_ = false;            ///< a bar drawn so far has one
  std::vector<std::string> left_out_;  ///< columns of the tables drawn so far for which there was no room
  std::vector<Line> lines_;
};

}  // namespace

std::string terminal_text(const Document& whole, const TerminalOptions& options) {
  const Document document = for_terminal(whole, options);
  std::string result;
  const auto lines = options.plain ? PlainPainter(options).lines(document) : Painter(options).lines(document);
  for (const Line& line : lines) result += painted(line, options.colour);
  return result;
}

}  // namespace okr::draw
