// SPDX-License-Identifier: MIT
#include "draw/reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

/// A word in capitals as it stands within a sentence; abbreviations and words with digits or small letters stay.
std::string in_small_letters(std::string_view word) {
  constexpr std::array<std::string_view, 4> abbreviations = {"ID", "KPI", "OKR", "N/A"};
  if (word == "KPIS") return "KPIs";
  if (word == "id") return "ID";
  if (word == "kpi") return "KPI";
  const bool is_mixed = std::ranges::any_of(word, [](char c) { return is_lower(c) || is_digit(c) || (c & 0x80) != 0; });
  if (is_mixed || contains(abbreviations, word)) return std::string(word);
  std::string small(word);
  std::ranges::transform(small, small.begin(), [](char c) { return to_lower_ascii(c); });
  return small;
}

/// Takes from every text of a document what is not said in the place, and from the document what is then empty.
class Reader {
 public:
  /// `way`: drawn or plain, of a terminal.
  Reader(Where place, Where way, bool has_titles) : place_(place), way_(way), has_titles_(has_titles) {}

  Document read(Document document) {
    Document result;
    for (Block& block : document.blocks)
      if (std::visit([this](auto& part) { return this->keeps(part); }, block))
        result.blocks.push_back(std::move(block));
    return result;
  }

 private:
  bool is_said(Where where) const {
    if (where == Where::titles) return has_titles_;
    return where == Where::everywhere || where == place_ || where == way_;
  }

  /// False where nothing is left of what was there.
  bool keeps(Text& text) const {
    if (text.spans.empty()) return true;
    std::erase_if(text.spans, [this](const Span& span) { return !is_said(span.where); });
    join_alike(text.spans);
    if (place_ == Where::page)
      for (Span& span : text.spans)
        if (span.style == Style::heading) span.text = in_heading_case(span.text);
    return !text.spans.empty();
  }
  /// What stood between two of one style may be gone: pages mark each run of a style.
  static void join_alike(std::vector<Span>& spans) {
    std::vector<Span> joined;
    for (Span& span : spans)
      if (!joined.empty() && joined.back().style == span.style && joined.back().link == span.link &&
          joined.back().column == span.column)
        joined.back().text += span.text;
      else
        joined.push_back(std::move(span));
    spans = std::move(joined);
  }
  bool keeps(Cell& cell) const {
    if (cell.brief) keeps(*cell.brief);
    auto* text = std::get_if<Text>(&cell.content);
    return text == nullptr || keeps(*text);
  }

  bool keeps(Heading& heading) const {
    keeps(heading.right);
    if (!keeps(heading.text)) return false;
    if (place_ != Where::page || heading.level <= 1 || heading.is_name) return true;
    for (Span& span : heading.text.spans) {
      const bool begins = &span == &heading.text.spans.front();
      if (span.style != Style::id && begins) span.text = in_heading_case(span.text);
    }
    return true;
  }
  bool keeps(Paragraph& paragraph) const {
    const bool has_right = keeps(paragraph.right) && !paragraph.right.empty();
    return keeps(paragraph.text) || has_right;
  }
  bool keeps(Preformatted& block) const {
    for (Text& line : block.lines) keeps(line);
    return true;
  }
  bool keeps(KeyValues& block) const {
    const bool had_items = !block.items.empty();
    std::erase_if(block.items, [this](KeyValue& item) { return !keeps(item.key) || !keeps(item.value); });
    if (place_ == Where::page)
      for (KeyValue& item : block.items)
        for (Span& span : item.key.spans)
          if (span.style != Style::id && &span == &item.key.spans.front()) span.text = in_heading_case(span.text);
    return !had_items || !block.items.empty();
  }
  bool keeps(List& list) const {
    const bool had_items = !list.items.empty();
    std::erase_if(list.items, [this](ListItem& item) { return !keeps(item.text); });
    return !had_items || !list.items.empty();
  }
  bool keeps(Note& note) const { return keeps(note.text); }
  bool keeps(Beside& beside) {
    for (Document& part : beside.parts) part = read(std::move(part));
    return true;
  }
  bool keeps(Table& table) const {
    std::erase_if(table.rows, [this](Row& row) {
      bool says_something = false;
      for (Cell& cell : row.cells) says_something = keeps(cell) || says_something;
      return row.kind == RowKind::note && !says_something;
    });
    if (place_ == Where::page)
      for (Column& column : table.columns) column.heading = in_heading_case(column.title());
    return true;
  }
  static bool keeps(const Divider&) { return true; }
  static bool keeps(const Space&) { return true; }
  static bool keeps(const Chart&) { return true; }
  static bool keeps(const HeatMap&) { return true; }

  Where place_;
  Where way_;
  bool has_titles_;
};

/// The cell of every record as the first note below it.
void set_below(Table& table, std::size_t column) {
  std::vector<Row> rows;
  for (Row& row : table.rows) {
    const bool says = row.kind == RowKind::record && column < row.cells.size() && !row.cells[column].empty();
    const Cell said = says ? row.cells[column] : Cell();
    rows.push_back(std::move(row));
    if (says) rows.push_back({.kind = RowKind::note, .cells = {said}});
  }
  table.rows = std::move(rows);
}

/// What would have run from this column into the next one begins there.
void hand_on(Table& table, std::size_t column) {
  for (Row& row : table.rows) {
    const bool has_next = row.kind == RowKind::record && column + 1 < row.cells.size();
    if (has_next && row.cells[column + 1].empty()) std::swap(row.cells[column], row.cells[column + 1]);
  }
}

void fit(Table& table, const TerminalOptions& options) {
  for (std::size_t i = table.columns.size(); i-- > 0;) {
    if (options.plain || options.width >= table.columns[i].from_width) continue;
    if (table.columns[i].spill) hand_on(table, i);
    if (options.below) set_below(table, i);
    erase_column(table, i);
  }
}

}  // namespace

std::string in_heading_case(std::string_view heading) {
  std::string result;
  for (const std::string_view word : split(heading, ' '))
    result.append(result.empty() && word.data() == heading.data() ? "" : " ").append(in_small_letters(word));
  if (!result.empty()) result.front() = to_upper_ascii(result.front());
  return result;
}

Document for_terminal(Document document, const TerminalOptions& options) {
  const Where way = options.plain ? Where::plain : Where::drawn;
  document = Reader(Where::terminal, way, options.below).read(std::move(document));
  for (Block& block : document.blocks)
    if (auto* table = std::get_if<Table>(&block)) fit(*table, options);
  return document;
}

Document for_page(Document document) { return Reader(Where::page, Where::page, true).read(std::move(document)); }

}  // namespace okr::draw
