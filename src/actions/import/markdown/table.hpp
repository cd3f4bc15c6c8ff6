// SPDX-License-Identifier: MIT
// Tables of key results in a page: which column is what, by the words of its header. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/markdown/line.hpp"
#include "actions/import/markdown/parts.hpp"
#include "okr/base/csv.hpp"

namespace okr::actions {

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

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t type = none, title = none;  ///< "Type" and "Title" where no column is of key results or objectives
  std::size_t text = none;  ///< what says in words what key results are whose own column has only their marks

  /// Whether its rows are key results or objectives.
  bool is_usable() const;
  bool has(TableColumn column) const;

  /// What the title of this row is of, where its type says that; nothing where it says something else.
  std::optional<TableColumns> of_row(const std::vector<std::string>& cells) const;

  /// Below an objective "Name" is a key result where "Target" stands beside it.
  void find_titles(bool is_below_objective);

  bool is_objective(std::size_t at) const { return at < kinds.size() && kinds[at] == TableColumn::objective; }
};

/// The column that says in words what the key results of these rows are, where their own has nothing but marks and no
/// other column may be it; TableColumns::none.
std::size_t text_column(const TableColumns& columns, std::span<const MarkdownPart> rows, const CsvForm& form);

/// Whether a header has a column of key results that is called so ("Metric" may be something else).
bool marks_key_results(const std::vector<std::string>& header);

/// `is_below_objective`: of a table that stands below one.
TableColumns table_columns(const std::vector<std::string>& header, bool is_below_objective);

struct TableRow {
  std::string cycle, objective;
  MarkdownLine key_result;               ///< its title may be empty: a row of the objective itself
  std::vector<std::string> unread = {};  ///< "Status: on track": cells that mean nothing here
};

/// A row, or several where the cell of its key result has several lines: the lines of another cell that has as many are
/// theirs, and cells with another number of lines are unread in the first.
std::vector<TableRow> table_rows(const TableColumns& columns, const MarkdownPart& part, const CsvForm& form);

/// "Total", "Average": a row that only says something of the rows above.
bool is_total(const TableColumns& columns, const std::vector<std::string>& cells);

}  // namespace okr::actions
