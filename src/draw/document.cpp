// SPDX-License-Identifier: MIT
#include "draw/document.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "okr/base/number.hpp"

namespace okr::draw {

Text& Text::operator+=(Text other) {
  std::move(other.spans.begin(), other.spans.end(), std::back_inserter(spans));
  return *this;
}

bool Text::empty() const {
  return std::all_of(spans.begin(), spans.end(), [](const Span& span) { return span.text.empty(); });
}

std::string Text::letters() const {
  std::string result;
  for (const Span& span : spans) result += span.text;
  return result;
}

Text operator+(Text a, Text b) {
  a += std::move(b);
  return a;
}

namespace {

Text said_at(Text text, Where where) {
  for (Span& span : text.spans) span.where = where;
  return text;
}

}  // namespace

Text on_terminal(Text text) { return said_at(std::move(text), Where::terminal); }
Text where_drawn(Text text) { return said_at(std::move(text), Where::drawn); }
Text in_plain_words(Text text) { return said_at(std::move(text), Where::plain); }
Text on_page(Text text) { return said_at(std::move(text), Where::page); }
Text where_titles_are(Text text) { return said_at(std::move(text), Where::titles); }

Text where_column_is(std::string_view column, Text text) {
  for (Span& span : text.spans) span.column = column;
  return text;
}

std::string Column::title() const {
  std::string title = heading.empty() ? name : heading;
  if (heading.empty()) std::ranges::replace(title, '_', ' ');
  return title;
}

Cell Cell::aligned(Align to) && {
  align = to;
  return std::move(*this);
}

Cell Cell::briefly(Text text) && {
  brief = std::move(text);
  return std::move(*this);
}

bool Cell::empty() const {
  if (const auto* text = std::get_if<Text>(&content)) return text->empty();
  if (const auto* dots = std::get_if<Dots>(&content)) return dots->periods.empty();
  if (const auto* line = std::get_if<Sparkline>(&content)) return line->values.empty();
  return false;
}

namespace {

bool has_columns(const Row& row) { return row.kind == RowKind::record || row.kind == RowKind::total; }

bool is_used(const Table& table, std::size_t column) {
  return std::ranges::any_of(table.rows, [column](const Row& row) {
    return has_columns(row) && column < row.cells.size() && !row.cells[column].empty();
  });
}

}  // namespace

void erase_column(Table& table, std::size_t column) {
  const auto at = static_cast<std::ptrdiff_t>(column);
  table.columns.erase(table.columns.begin() + at);
  if (column < table.note_column) --table.note_column;
  for (Row& row : table.rows)
    if (has_columns(row) && column < row.cells.size()) row.cells.erase(row.cells.begin() + at);
}

std::string described(const Bar& bar) {
  std::string result = percent_text(bar.share);
  if (bar.marker) result += ", mark at " + percent_text(*bar.marker);
  return result;
}

std::span<const Dot> Dots::latest(std::size_t room) const {
  const std::span<const Dot> all(periods);
  if (all.size() <= room || room == 0) return all;
  std::size_t end = all.size();
  while (end > room && all[end - 1] == Dot::open) --end;
  return all.subspan(end - (room - 1), room - 1);
}

std::string described(const Dots& dots) {
  const auto count = [&dots](Dot dot) { return std::count(dots.periods.begin(), dots.periods.end(), dot); };
  const auto met = count(Dot::met);
  const auto open = count(Dot::open);
  std::string result = std::to_string(met) + " of " + std::to_string(met + count(Dot::missed)) + " met";
  if (open > 0) result += ", " + std::to_string(open) + " open";
  return result;
}

std::string described(const Sparkline& line) {
  std::string result;
  for (const auto& value : line.values) {
    if (!result.empty()) result += ' ';
    result += value && std::isfinite(*value) ? display_value(*value) : "-";
  }
  return result;
}

std::string described(const Cell& cell) {
  if (const auto* text = std::get_if<Text>(&cell.content)) return text->letters();
  if (const auto* bar = std::get_if<Bar>(&cell.content)) return described(*bar);
  if (const auto* dots = std::get_if<Dots>(&cell.content)) return described(*dots);
  return described(std::get<Sparkline>(cell.content));
}

Table& Table::add(Row row) {
  rows.push_back(std::move(row));
  return *this;
}

Table& Table::add_record(std::string record, std::vector<Cell> cells, std::size_t depth) {
  return add(Row{RowKind::record, std::move(cells), std::move(record), depth});
}

Table& Table::add_group(std::string record, std::vector<Cell> cells) {
  return add(Row{RowKind::group, std::move(cells), std::move(record)});
}

Table& Table::add_note(Text text) { return add(Row{RowKind::note, {Cell(std::move(text))}}); }

Table& Table::add_total(std::vector<Cell> cells) {
  std::string name = cells.empty() ? std::string() : described(cells.front());
  return add(Row{RowKind::total, std::move(cells), std::move(name)});
}

void Table::drop_if_empty(std::string_view column) {
  const auto it = std::ranges::find(columns, column, &Column::name);
  const auto at = static_cast<std::size_t>(it - columns.begin());
  if (it != columns.end() && !is_used(*this, at)) erase_column(*this, at);
}

Table list_table(std::string record_name, std::vector<Column> columns, std::size_t indent) {
  Table table{.columns = std::move(columns), .header = false, .indent = indent};
  table.record_name = std::move(record_name);
  return table;
}

Table without_unused_columns(Table table) {
  for (std::size_t i = table.columns.size(); i-- > 0;)
    if (table.columns[i].drop > 0 && !is_used(table, i)) erase_column(table, i);
  return table;
}

}  // namespace okr::draw
