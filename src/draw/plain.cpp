// SPDX-License-Identifier: MIT
// A document without bars, boxes and plots: one `key: value` block a record, one value a line, never wrapped.
#include <algorithm>
#include <string>

#include "draw/terminal_parts.hpp"

namespace okr::draw {
namespace {

// "confidence_age" is read out as "confidence age".
std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

/// Says a document block by block.
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
    for (const Block& block : document.blocks) {
      std::visit([this](const auto& part) { add(part); }, block);
    }
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
    if (!block.words.empty()) return say(Text(block.words));
    for (const Text& line : block.lines) lines_.push_back(shown(line, options_));
  }
  void add(const KeyValues& block) {
    for (const KeyValue& item : block.items) say(item.key + Text(": ") + item.value);
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
      case RowKind::record: add_space(); return add_block(table.columns, row, spoken(table.record_name));
      case RowKind::total: add_space(); return add_block(table.columns, row, "total");
      case RowKind::group:
        add_space();
        if (row.cells.size() > 1) return add_block(table.group_columns, row, spoken(table.group_name));
        for (const Cell& cell : row.cells) say(Text(described(cell)));
        return;
      case RowKind::note:
        for (const Cell& cell : row.cells) say(Text("note: " + described(cell)));
        return;
      case RowKind::rule: return;
    }
  }

  void add_block(const std::vector<Column>& columns, const Row& row, const std::string& key) {
    if (!row.record.empty()) say(Text(key + ": ") + Text(row.record, Style::id));
    for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
      const bool named_already = columns[i].name == "id" && !row.record.empty();
      if (named_already || row.cells[i].empty()) continue;
      say(Text(spoken(columns[i].name) + ": ") + content(row.cells[i]));
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

}  // namespace

std::vector<Line> plain_lines(const Document& document, const TerminalOptions& options) {
  return PlainPainter(options).lines(document);
}

}  // namespace okr::draw
