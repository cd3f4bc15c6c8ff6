// SPDX-License-Identifier: MIT
// Tables of key results in a page: which column is what, by the words of its header. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/markdown_line.hpp"

namespace okr::cli {

enum class TableColumn : std::uint8_t {
  unknown,
  number,  ///< "#", "No.": says nothing
  cycle,
  objective,
  key_result,
  fact  ///< of the key result, or of its objective
};

struct TableColumns {
  std::vector<TableColumn> kinds;
  std::vector<std::string_view> facts;  ///< as fact_called names them; empty where it is none
  std::vector<std::string> names;

  /// Whether its rows are key results or objectives.
  bool is_usable() const;
};

TableColumns table_columns(const std::vector<std::string>& header);

struct TableRow {
  std::string cycle, objective;
  MarkdownLine key_result;               ///< its title may be empty: a row of the objective itself
  std::vector<std::string> unread = {};  ///< "Status: on track": cells that mean nothing here
};

/// A row, or several where the cell of its key result has several lines: the lines of another cell that has as many are
/// theirs, and cells with another number of lines are unread in the first.
std::vector<TableRow> table_rows(const TableColumns& columns, const std::vector<std::string>& cells,
                                 const CsvForm& form);

/// "Total", "Average": a row that only says something of the rows above.
bool is_total(const TableColumns& columns, const std::vector<std::string>& cells);

}  // namespace okr::cli
