// SPDX-License-Identifier: MIT
#include "draw/markdown.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "draw/chart_text.hpp"
#include "draw/document.hpp"
#include "draw/line.hpp"
#include "draw/reader.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

bool is_word(char c) { return is_alphanumeric(c) || static_cast<unsigned char>(c) > 127; }

// An underscore inside a word is no emphasis.
bool is_inner(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && is_word(text[at - 1]) && is_word(text[at + 1]);
}

constexpr std::string_view cell_break = "<br>";  // of ours: those of a text are escaped

std::string escaped(std::string_view raw) {
  const std::string text = safe_for_terminal(raw, true);
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    switch (c) {
      case '\n': result += cell_break; continue;
      case '<': result += "&lt;"; continue;
      case '>': result += "&gt;"; continue;
      case '&': result += "&amp;"; continue;
      default: break;
    }
    const bool is_sign = std::string_view("\\`*_[]|~").find(c) != std::string_view::npos;
    if (is_sign && !(c == '_' && is_inner(text, at))) result += '\\';
    result += c;
  }
  return result;
}

// Code shows every character as it is; its fence is longer than any run of backticks inside, and a pipe would end
// the cell of a table.
std::string code(std::string_view raw) {
  const std::string text = safe_for_terminal(raw);
  if (text.find('`') != std::string::npos || text.find('|') != std::string::npos) return escaped(raw);
  return '`' + text + '`';
}

// Marks must touch the words: spaces at the edges stay outside.
std::string between(std::string_view raw, std::string_view mark) {
  const std::string_view inner = trim(raw);
  if (inner.empty()) return escaped(raw);
  const std::size_t start = static_cast<std::size_t>(inner.data() - raw.data());
  const std::string_view after = raw.substr(start + inner.size());
  return std::string(raw.substr(0, start)).append(mark) + escaped(inner) + std::string(mark).append(after);
}

std::string styled_letters(const Span& span) {
  switch (span.style) {
    case Style::strong:
    case Style::heading:
    case Style::bad: return between(span.text, "**");
    case Style::id: return code(span.text);
    case Style::normal:
    case Style::dim:
    case Style::good:
    case Style::warn:
    case Style::info: return escaped(span.text);
  }
  return {};
}

std::string styled(const Span& span) {
  return span.link.empty() ? styled_letters(span) : '[' + styled_letters(span) + "](" + span.link + ')';
}

std::string inline_text(const Text& text) {
  std::string result;
  for (const Span& span : text.spans)
    if (!span.text.empty()) result += styled(span);
  while (result.ends_with(cell_break)) result.erase(result.size() - cell_break.size());
  return result;
}

// At the start of a line some more signs have a meaning: lists, headings, rules.
std::string at_line_start(std::string text) {
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits != std::string::npos && digits > 0 && (text[digits] == '.' || text[digits] == ')'))
    return text.insert(digits, 1, '\\');
  if (!text.empty() && std::string_view("#+-=").find(text[0]) != std::string_view::npos) text.insert(0, 1, '\\');
  return text;
}

/// A text of several lines as lines and paragraphs of the page.
std::string flowing(std::string_view text) {
  std::string result;
  while (true) {
    const std::size_t at = text.find(cell_break);
    result += at_line_start(std::string(text.substr(0, at)));
    if (at == std::string_view::npos) return result;
    text.remove_prefix(at + cell_break.size());
    const bool ends_paragraph = text.starts_with(cell_break);
    while (text.starts_with(cell_break)) text.remove_prefix(cell_break.size());
    result.append(ends_paragraph ? "\n" : cell_break).append("\n");
  }
}

/// What stands in a heading has one line.
std::string plain_inline(const Text& text) {
  std::string result;
  for (const Span& span : text.spans) result += escaped(span.text);
  for (std::size_t at = result.find(cell_break); at != std::string::npos; at = result.find(cell_break))
    result.replace(at, cell_break.size(), " ");
  return result;
}

std::string cell_text(const Cell& cell) {
  if (const auto* text = std::get_if<Text>(&cell.content)) return inline_text(*text);
  if (cell.empty()) return {};
  if (const auto* bar = std::get_if<Bar>(&cell.content)) return '`' + bar_text(*bar, false) + '`';
  if (const auto* dots = std::get_if<Dots>(&cell.content))
    return '`' + dots_text(*dots, false, most_dots_on_page) + '`';
  return '`' + sparkline_text(std::get<Sparkline>(cell.content), false) + '`';
}

std::string_view delimiter(Align align) {
  switch (align) {
    case Align::left: return "---";
    case Align::right: return "---:";
  }
  return {};
}

/// How charts are drawn: wide enough to read, narrow enough for the pages that show Markdown.
constexpr TerminalOptions drawing{.width = 80, .digits = DigitStyle::space_and_point};

/// Writes a document block by block; every block ends with an empty line.
class MarkdownWriter {
 public:
  explicit MarkdownWriter(Rooms rooms) : rooms_(rooms) {}

  std::string text(const Document& document) {
    add_parts(document);
    while (result_.ends_with("\n\n")) result_.pop_back();
    return std::move(result_);
  }

 private:
  void add_parts(const Document& document) {
    for (const Block& block : document.blocks) std::visit([this](const auto& part) { add(part); }, block);
  }

  void add(const Heading& heading) {
    const auto level = static_cast<std::size_t>(std::clamp(heading.level, 1, 6));
    end_block(std::string(level, '#') + ' ' + plain_inline(heading.text));
    add_paragraph(heading.right);
  }
  void add(const Paragraph& paragraph) {
    add_paragraph(paragraph.text);
    add_paragraph(paragraph.right);
  }
  void add_paragraph(const Text& text) {
    if (!text.empty()) end_block(flowing(inline_text(text)));
  }

  void add(const Preformatted& block) {
    std::string fence = "```";
    std::string body;
    for (const Text& line : block.lines) body += safe_for_terminal(line.letters()) + '\n';
    while (body.find(fence) != std::string::npos) fence += '`';
    end_block(fence + "text\n" + body + fence);
  }

  void add(const Chart& chart) { add_drawing(chart_lines(chart, drawing)); }
  void add(const HeatMap& map) { add_drawing(heat_lines(map, drawing)); }
  void add_drawing(const std::vector<Line>& lines) {
    Preformatted block;
    for (const Line& line : lines) {
      const std::string letters = line.letters();
      block.lines.emplace_back(letters.substr(0, letters.find_last_not_of(' ') + 1));
    }
    add(block);
  }

  void add(const KeyValues& block) {
    std::string lines;
    for (const KeyValue& item : block.items) {
      if (item.key.empty() && !lines.empty()) {
        lines.pop_back();
        lines += "<br>" + inline_text(item.value) + '\n';
      } else {
        lines += "- **" + plain_inline(item.key) + "**: " + inline_text(item.value) + '\n';
      }
    }
    end_block(std::move(lines));
  }

  void add(const List& list) {
    const bool has_rooms = std::ranges::any_of(list.items, [](const ListItem& item) { return !item.room.empty(); });
    if (has_rooms && rooms_ == Rooms::open) return add_rooms(list);
    std::string lines;
    std::size_t number = 0;
    for (const ListItem& item : list.items)
      lines += bullet(item.bullet, number) + at_line_start(inline_text(item.text)) + '\n';
    end_block(std::move(lines));
  }

  void add_rooms(const List& list) {
    std::size_t number = 0;
    for (const ListItem& item : list.items) {
      end_block("### " + bullet(item.bullet, number) + plain_inline(item.text));
      end_block(std::string(room_begin).append(item.room).append(room_begin_end) + "\n\n" + std::string(room_end));
    }
  }

  static std::string bullet(Bullet bullet, std::size_t& number) {
    switch (bullet) {
      case Bullet::point: return "- ";
      case Bullet::number: return std::to_string(++number) + ". ";
      case Bullet::done: return "- [x] ";
      case Bullet::open: return "- [ ] ";
    }
    return {};
  }

  void add(const Note& note) { end_block("> " + at_line_start(inline_text(note.text))); }
  void add(const Divider&) { end_block("---"); }
  void add(const Space&) {}
  void add(const Beside& beside) {
    for (const Document& part : beside.parts) add_parts(part);
  }

  void add(const Table& whole) {
    const Table table = without_unused_columns(whole);
    if (table.nested) return end_block(nested_list(table));
    for (const Row& row : table.rows) add_row(table, row);
    end_table();
  }

  /// A list of lists: what a row says in one line, parted by dots.
  static std::string nested_list(const Table& table) {
    std::string lines;
    for (const Row& row : table.rows) {
      std::string line;
      for (const Cell& cell : row.cells)
        if (!cell.empty()) line.append(line.empty() ? "" : " · ").append(cell_text(cell));
      lines += std::string(2 * row.depth, ' ') + "- " + line + '\n';
    }
    return lines;
  }

  void add_row(const Table& table, const Row& row) {
    switch (row.kind) {
      case RowKind::record:
      case RowKind::total:
        if (!in_table_) begin_table(table.columns);
        in_table_ = true;
        if (row.kind == RowKind::record && !row.record.empty()) last_record_ = code(row.record) + title_in(table, row);
        result_ += table_line(row, table.columns.size());
        return;
      case RowKind::group: end_table(); return end_block(group_line(row));
      case RowKind::note:
        for (const Cell& cell : row.cells) {
          const std::string about = last_record_.empty() ? std::string() : last_record_ + ": ";
          notes_ += "- " + about + cell_text(cell) + '\n';
        }
        return;
    }
  }

  // " Weekly active users", where the row has a title.
  static std::string title_in(const Table& table, const Row& row) {
    const auto title = std::ranges::find(table.columns, record_title, &Column::name);
    const auto at = static_cast<std::size_t>(title - table.columns.begin());
    return at < row.cells.size() && !row.cells[at].empty() ? " " + cell_text(row.cells[at]) : std::string();
  }

  // Headings are required: where people get none, the machine name stands.
  void begin_table(const std::vector<Column>& columns) {
    std::string names = "|";
    std::string delimiters = "|";
    for (const Column& column : columns) {
      names += ' ' + escaped(column.title()) + " |";
      (delimiters += delimiter(column.align)) += '|';
    }
    result_ += names + '\n' + delimiters + '\n';
  }

  static std::string table_line(const Row& row, std::size_t columns) {
    std::string line = "|";
    for (std::size_t i = 0; i < columns; ++i) {
      const std::string text = i < row.cells.size() ? cell_text(row.cells[i]) : std::string();
      line += text.empty() ? " |" : ' ' + text + " |";
    }
    return line + '\n';
  }

  // The first cell names the group, the others say something about it.
  static std::string group_line(const Row& row) {
    std::string line;
    for (const Cell& cell : row.cells) {
      if (cell.empty()) continue;
      if (line.empty())
        line = "**" + escaped(described(cell)) + "**";
      else
        line += " · " + cell_text(cell);
    }
    return line;
  }

  void end_table() {
    if (in_table_) result_ += '\n';
    in_table_ = false;
    end_block(std::move(notes_));
    notes_.clear();
    last_record_.clear();
  }

  void end_block(std::string lines) {
    if (lines.empty()) return;
    while (lines.ends_with('\n')) lines.pop_back();
    result_ += lines + "\n\n";
  }

  Rooms rooms_;
  std::string result_;
  std::string notes_;
  std::string last_record_;  ///< its id and title
  bool in_table_ = false;
};

}  // namespace

std::string markdown_line(std::string_view text) { return plain_inline(Text(std::string(text))); }

std::string markdown_text(const Document& document, std::optional<DigitStyle> digits, Rooms rooms) {
  return with_signs(MarkdownWriter(rooms).text(for_page(document)), page_signs(digits));
}

}  // namespace okr::draw
