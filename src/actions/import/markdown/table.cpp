// SPDX-License-Identifier: MIT
// A table whose rows are objectives or key results: what its columns mean, and its cells as lines of an outline.
#include "actions/import/markdown/table.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

using enum TableColumn;

struct Heading {
  TableColumn column;
  std::string_view words;  ///< in lower case, parted by bars
};

/// What names a column and is none of a fact; all facts are columns too.
constexpr auto headings = std::to_array<Heading>(
    {{number, "#|no|no.|nr|nr.|id"},
     {cycle, "cycle|quarter|quartal|period|trimestre"},
     {objective, "objective|objectives|o|ziel|ziele|objectif|objectifs|objetivo|objetivos"},
     {key_result,
      "key result|key results|kr|krs|schl\u00FCsselergebnis|metric|r\u00E9sultat "
      "cl\u00E9|r\u00E9sultats cl\u00E9s|resultado clave|resultados clave|resultado-chave|resultados-chave"}});

constexpr std::string_view names_of_titles = "name|title|titel|bezeichnung", names_of_types = "type|typ|art";

TableColumn column_called(std::string_view name) {
  const std::string lower = to_lower_ascii(trim(name));
  const auto known = std::ranges::find_if(headings, [&](const auto& row) { return is_one_of(row.words, lower); });
  if (known != headings.end()) return known->column;
  return fact_called(name).empty() ? unknown : fact;
}

/// Cells that say that there is nothing.
bool is_nothing(std::string_view cell) {
  return cell.empty() || is_one_of("-|\u2013|\u2014|n/a|tbd", to_lower_ascii(cell));
}

/// "KR 1 | Description | Target"
bool is_description(std::string_view header) {
  return is_one_of("description|details|statement|what|name|text|beschreibung|was", to_lower_ascii(header));
}

/// Whether the own cell of the key result is only a mark.
bool is_mark_alone(const TableColumns& columns, const std::vector<std::string>& cells, const CsvForm& form) {
  const auto own = static_cast<std::size_t>(std::ranges::find(columns.kinds, key_result) - columns.kinds.begin());
  if (own >= std::min(cells.size(), columns.kinds.size())) return false;
  const MarkdownLine said = markdown_line(cells[own], form);
  return said.mark == LineMark::key_result && said.title.empty();
}

/// Whether a cell beside it may say in words what it is, and can be no fact.
bool may_be_text(const TableColumns& columns, std::size_t at, const std::string& cell, const CsvForm& form) {
  LineFacts facts;
  const bool is_note = columns.kinds[at] == unknown && names_field(columns.names[at] + ": x", form);
  return (columns.kinds[at] == unknown || columns.facts[at] == "target") && !is_note && !is_nothing(trim(cell)) &&
         !take_fact(fmt::format("{}: {}", columns.names[at], cell), form, facts);
}

/// The cell that says in words what a key result is whose own cell is only a mark: "KR 1 | Ship the app to all". A few
/// words may be a state, a number is what is wanted, and of two such cells none is certain; the number of cells then.
std::size_t text_beside_mark(const TableColumns& columns, const std::vector<std::string>& cells, const CsvForm& form) {
  constexpr std::size_t fewest_words = 3;
  if (!is_mark_alone(columns, cells, form)) return cells.size();
  std::vector<std::size_t> texts;
  for (std::size_t i = 0; i < cells.size() && i < columns.kinds.size(); ++i) {
    if (columns.kinds[i] == unknown && is_description(columns.names[i]) && !is_nothing(cells[i])) return i;
    if (words_in(cells[i]).size() >= fewest_words && !begins_number(cells[i]) &&
        may_be_text(columns, i, cells[i], form))
      texts.push_back(i);
  }
  return texts.size() == 1 ? texts.front() : cells.size();
}

/// In the column of texts a cell may begin with a number ("40 pilots"), but be none.
std::size_t text_of_row(const TableColumns& columns, const std::vector<std::string>& cells, const CsvForm& form) {
  const std::size_t at = columns.text;
  const bool has_text = at < cells.size() && (words_in(cells[at]).size() > 1 || !begins_number(cells[at]));
  const bool is_text = has_text && is_mark_alone(columns, cells, form) && may_be_text(columns, at, cells[at], form);
  return is_text ? at : text_beside_mark(columns, cells, form);
}

TableRow table_row(const TableColumns& columns, const std::vector<std::string>& cells, const CsvForm& form,
                   SetOff set_off) {
  TableRow row;
  for (std::size_t i = 0; i < cells.size() && i < columns.kinds.size(); ++i)
    if (columns.kinds[i] == key_result) row.key_result = markdown_line(cells[i], form, set_off);
  const std::size_t beside = row.key_result.title.empty() ? text_of_row(columns, cells, form) : cells.size();
  if (beside < cells.size()) row.key_result = markdown_line(cells[beside], form, set_off);
  if (row.key_result.title.empty()) row.key_result.title = row.key_result.marked_by;  // "KR1"
  for (std::size_t i = 0; i < cells.size() && i < columns.kinds.size(); ++i) {
    const std::string_view cell = trim(cells[i]);
    const TableColumn column = columns.kinds[i];
    const std::string& name = columns.names[i];  // "Stand" may be a value or its day
    if (is_nothing(cell) || column == key_result || column == number || i == beside) continue;
    row.key_result.facts.is_target_unread |= names_bound(name);
    if (column == cycle)
      row.cycle = std::string(cell);
    else if (column == objective)
      row.objective = std::string(cell);
    else if (column == unknown || !take_beside(take_fact, fmt::format("{}: {}", name, cell), form, row.key_result.facts,
                                               {set_off, row.unread}))
      row.unread.push_back(fmt::format("{}: {}", name, cell));
  }
  const auto target = std::ranges::find(columns.facts, "target");
  const bool has_target =
      target != columns.facts.end() && static_cast<std::size_t>(target - columns.facts.begin()) != beside;
  row.key_result.facts.is_target_wanted = has_target;
  return row;
}

/// Without the marks of a list that is written in a cell; a line of facts belongs to the one above it.
std::vector<std::string> lines_in_cell(std::string_view cell, const CsvForm& form) {
  std::vector<std::string> lines;
  for (std::string_view line : split(cell, '\n')) {
    line = trim(line);
    for (const std::string_view mark : {"- ", "* ", "\u2022"})
      if (line.starts_with(mark)) line = trim(line.substr(mark.size()));
    if (line.empty()) continue;
    if (lines.empty() || facts_in(line, form).empty())
      lines.emplace_back(line);
    else
      lines.back().append("\n").append(line);
  }
  return lines;
}

}  // namespace

bool TableColumns::is_usable() const { return has(key_result) || has(objective) || (type != none && title != none); }

bool TableColumns::has(TableColumn column) const { return contains(kinds, column); }

void TableColumns::find_titles(bool is_below_objective) {
  if (has(key_result) || has(objective)) return;
  const auto find = [&](std::string_view words) {
    const auto is_it = [&](const std::string& name) { return is_one_of(words, to_lower_ascii(name)); };
    const auto found = std::ranges::find_if(names, is_it);
    return found == names.end() ? none : static_cast<std::size_t>(found - names.begin());
  };
  title = find(names_of_titles);
  type = find(names_of_types);
  const bool says_target = contains(facts, "target");
  if (title != none && type == none && is_below_objective && says_target) kinds[title] = key_result;
}

std::optional<TableColumns> TableColumns::of_row(const std::vector<std::string>& cells) const {
  if (type == none || title == none) return *this;
  const TableColumn said = type < cells.size() ? column_called(cells[type]) : unknown;
  if (said != objective && said != key_result) return std::nullopt;
  TableColumns own = *this;
  own.kinds[type] = number;
  own.kinds[title] = said;
  return own;
}

std::size_t text_column(const TableColumns& columns, std::span<const MarkdownPart> rows, const CsvForm& form) {
  std::size_t text = TableColumns::none;
  for (const MarkdownPart& row : rows) {
    if (row.sort != MarkdownSort::row) break;
    const std::size_t at = text_beside_mark(columns, row.cells, form);
    if (at >= row.cells.size() || at == text) continue;
    if (text != TableColumns::none) return TableColumns::none;
    text = at;
  }
  return text;
}

bool marks_key_results(const std::vector<std::string>& header) {
  return std::ranges::any_of(header, [](const std::string& name) {
    return column_called(name) == key_result && to_lower_ascii(trim(name)) != "metric";
  });
}

TableColumns table_columns(const std::vector<std::string>& header, bool is_below_objective) {
  TableColumns columns;
  for (const std::string& name : header) {
    columns.kinds.push_back(column_called(name));
    columns.facts.push_back(columns.kinds.back() == fact ? fact_called(name) : std::string_view());
    columns.names.emplace_back(trim(name));
  }
  columns.find_titles(is_below_objective);
  const auto has = [&](std::string_view word) { return contains(columns.facts, word); };
  const bool has_key_result = contains(columns.kinds, key_result);
  const bool is_of_numbers =
      (has_key_result || is_below_objective) && (has("baseline") || has("current")) && !has("target");
  for (std::size_t i = 0; i < columns.kinds.size() && is_of_numbers; ++i) {  // "KR | Start | Ziel | Ist"
    if (to_lower_ascii(columns.names[i]) != "ziel") continue;
    columns.kinds[i] = fact;
    columns.facts[i] = "target";
  }
  return columns;
}

bool is_total(const TableColumns& columns, const std::vector<std::string>& cells) {
  bool has_goal = false;
  for (std::size_t i = 0; i < cells.size() && i < columns.kinds.size(); ++i)
    has_goal |= is_one_of("baseline|target", columns.facts[i]) && !is_nothing(trim(cells[i]));
  const auto is_word = [&](std::string_view cell) { return is_title_of_total(without_end_marks(cell), has_goal); };
  bool says_total = false;
  for (std::size_t i = 0; i < cells.size() && i < columns.kinds.size(); ++i) {
    const TableColumn column = columns.kinds[i];
    const bool is_name = column == key_result || column == objective || column == number || column == cycle;
    if (!is_name || is_nothing(trim(cells[i]))) continue;
    if (column == key_result && !is_word(cells[i])) return false;
    says_total |= is_word(cells[i]);
  }
  return says_total;
}

std::vector<TableRow> table_rows(const TableColumns& columns, const MarkdownPart& part, const CsvForm& form) {
  const std::vector<std::string>& cells = part.cells;
  const std::size_t width = std::min(cells.size(), columns.kinds.size());
  std::vector<std::vector<std::string>> lines(width);
  std::size_t count = 1;
  for (std::size_t i = 0; i < width; ++i) {
    lines[i] = lines_in_cell(cells[i], form);
    if (columns.kinds[i] == key_result) count = std::max(count, lines[i].size());
  }
  if (count == 1) return {table_row(columns, cells, form, part.set_off)};
  std::vector<TableRow> rows;
  for (std::size_t row = 0; row < count; ++row) {
    std::vector<std::string> own(width);
    for (std::size_t i = 0; i < width; ++i) {
      const bool is_of_all = columns.kinds[i] == cycle || columns.kinds[i] == objective;
      if (is_of_all) own[i] = cells[i];
      if (!is_of_all && lines[i].size() == count) own[i] = lines[i][row];
    }
    rows.push_back(table_row(columns, own, form, part.set_off));
  }
  for (std::size_t i = 0; i < width; ++i) {
    const TableColumn column = columns.kinds[i];
    if (column == cycle || column == objective || column == number || lines[i].empty() || lines[i].size() == count)
      continue;
    if (!is_nothing(trim(cells[i])))
      rows.front().unread.push_back(fmt::format("{}: {}", columns.names[i], join(lines[i], ", ")));
  }
  return rows;
}

}  // namespace okr::actions
