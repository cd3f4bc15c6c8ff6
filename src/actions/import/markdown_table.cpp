// SPDX-License-Identifier: MIT
#include "actions/import/markdown_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

using enum TableColumn;

constexpr auto table_headings =
    std::to_array<std::pair<std::string_view, TableColumn>>({{"#", number},
                                                             {"no", number},
                                                             {"no.", number},
                                                             {"nr", number},
                                                             {"nr.", number},
                                                             {"id", number},
                                                             {"cycle", cycle},
                                                             {"quarter", cycle},
                                                             {"quartal", cycle},
                                                             {"period", cycle},
                                                             {"objective", objective},
                                                             {"ziel", objective},
                                                             {"key result", key_result},
                                                             {"key results", key_result},
                                                             {"kr", key_result},
                                                             {"schl\u00FCsselergebnis", key_result},
                                                             {"metric", key_result},
                                                             {"owner", owner},
                                                             {"dri", owner},
                                                             {"lead", owner},
                                                             {"verantwortlich", owner},
                                                             {"score", score},
                                                             {"final score", score},
                                                             {"grade", score},
                                                             {"bewertung", score},
                                                             {"current", value},
                                                             {"actual", value},
                                                             {"value", value},
                                                             {"now", value},
                                                             {"aktuell", value},
                                                             {"stand", value},
                                                             {"baseline", baseline},
                                                             {"start", baseline},
                                                             {"from", baseline},
                                                             {"target", target},
                                                             {"goal", target},
                                                             {"to", target},
                                                             {"zielwert", target},
                                                             {"progress", progress},
                                                             {"fortschritt", progress},
                                                             {"confidence", confidence},
                                                             {"due", due},
                                                             {"due date", due},
                                                             {"deadline", due},
                                                             {"weight", weight},
                                                             {"unit", unit},
                                                             {"einheit", unit},
                                                             {"why", why}});

/// How markdown_line calls the fact of a column; empty where it is none.
std::string_view fact_name(TableColumn column) {
  switch (column) {
    case owner: return "owner";
    case score: return "score";
    case value: return "current";
    case baseline: return "baseline";
    case target: return "target";
    case progress: return "progress";
    case confidence: return "confidence";
    case due: return "due";
    case weight: return "weight";
    case unit: return "unit";
    case why: return "why";
    case unknown:
    case number:
    case cycle:
    case objective:
    case key_result: return {};
  }
  return {};
}

/// Cells that say that there is nothing.
bool is_nothing(std::string_view cell) {
  return cell.empty() || cell == "-" || cell == "\u2013" || cell == "\u2014" || cell == "n/a" || cell == "TBD";
}

}  // namespace

bool TableColumns::is_usable() const {
  return std::ranges::find(kinds, key_result) != kinds.end() || std::ranges::find(kinds, objective) != kinds.end();
}

TableColumns table_columns(const std::vector<std::string>& header) {
  TableColumns columns;
  for (const std::string& name : header) {
    const std::string lower = to_lower_ascii(trim(name));
    const auto known = std::ranges::find(table_headings, lower, &std::pair<std::string_view, TableColumn>::first);
    columns.kinds.push_back(known == table_headings.end() ? unknown : known->second);
    columns.names.emplace_back(trim(name));
  }
  return columns;
}

TableRow table_row(const TableColumns& columns, const std::vector<std::string>& cells, const CsvForm& form) {
  TableRow row;
  for (std::size_t i = 0; i < cells.size() && i < columns.kinds.size(); ++i)
    if (columns.kinds[i] == key_result) row.key_result = markdown_line(cells[i], form);
  for (std::size_t i = 0; i < cells.size() && i < columns.kinds.size(); ++i) {
    const std::string_view cell = trim(cells[i]);
    const TableColumn column = columns.kinds[i];
    if (is_nothing(cell) || column == key_result || column == number) continue;
    if (column == cycle)
      row.cycle = std::string(cell);
    else if (column == objective)
      row.objective = std::string(cell);
    else if (const auto fact = fact_name(column);
             fact.empty() || !take_fact(fmt::format("{}: {}", fact, cell), form, row.key_result.facts))
      row.unread.push_back(fmt::format("{}: {}", columns.names[i], cell));
  }
  return row;
}

}  // namespace okr::cli
