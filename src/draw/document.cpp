// SPDX-License-Identifier: MIT
#include "draw/document.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {

Text::Text(std::string text, Style style, std::string link) {
  spans.push_back(Span{std::move(text), style, std::move(link)});
}

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

Cell Cell::aligned(Align to) && {
  align = to;
  return std::move(*this);
}

bool Cell::empty() const {
  if (const auto* text = std::get_if<Text>(&content)) return text->empty();
  if (const auto* dots = std::get_if<Dots>(&content)) return dots->periods.empty();
  if (const auto* line = std::get_if<Sparkline>(&content)) return line->values.empty();
  return false;
}

namespace {

// Whole percent, half up, but 100 only when reached (method.md 6.2).
std::string percent(double share) {
  if (!std::isfinite(share)) return "n/a";
  const double whole = std::floor(share * 100 + 0.5 + 1e-9);
  const bool reached = share >= 1 - 1e-9;
  return rounded(reached ? whole : std::min(whole, 99.0), 0) + " %";
}

bool has_columns(const Row& row) { return row.kind == RowKind::record || row.kind == RowKind::total; }

bool holds(const Row& row, std::size_t column) {
  return has_columns(row) && column < row.cells.size() && !row.cells[column].empty();
}

}  // namespace

std::string described(const Bar& bar) {
  if (!bar.words.empty()) return bar.words;
  std::string result = percent(bar.share);
  if (bar.marker) result += ", mark at " + percent(*bar.marker);
  return result;
}

std::string described(const Dots& dots) {
  if (!dots.words.empty()) return dots.words;
  const auto count = [&dots](Dot dot) { return std::count(dots.periods.begin(), dots.periods.end(), dot); };
  const auto met = count(Dot::met);
  const auto open = count(Dot::open);
  std::string result = std::to_string(met) + " of " + std::to_string(met + count(Dot::missed)) + " met";
  if (open > 0) result += ", " + std::to_string(open) + " open";
  return result;
}

std::string described(const Sparkline& line) {
  if (!line.words.empty()) return line.words;
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

Table& Table::add_record(std::string record, std::vector<Cell> cells) {
  return add(Row{RowKind::record, std::move(cells), std::move(record), {}});
}

Table& Table::add_group(std::string record, std::vector<Cell> cells) {
  return add(Row{RowKind::group, std::move(cells), std::move(record), {}});
}

Table& Table::add_note(Text text) { return add(Row{RowKind::note, {Cell(std::move(text))}, {}, {}}); }

Table& Table::add_total(std::vector<Cell> cells) { return add(Row{RowKind::total, std::move(cells), {}, {}}); }

std::optional<Table> without_unused_columns(const Table& table) {
  std::vector<std::size_t> unused;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].drop > 0 && std::ranges::none_of(table.rows, [i](const Row& row) { return holds(row, i); }))
      unused.push_back(i);
  if (unused.empty()) return std::nullopt;
  Table result = table;
  for (auto i = unused.rbegin(); i != unused.rend(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(*i);
    result.columns.erase(result.columns.begin() + at);
    if (*i < result.note_column) --result.note_column;
    for (Row& row : result.rows)
      if (has_columns(row) && *i < row.cells.size()) row.cells.erase(row.cells.begin() + at);
  }
  return result;
}

bool is_web_link(std::string_view link) {
  const std::string lower = to_lower_ascii(link.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("mailto:");
}

bool is_anchor_link(std::string_view link) { return link.size() > 1 && link.starts_with('#'); }

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

}  // namespace okr::draw
