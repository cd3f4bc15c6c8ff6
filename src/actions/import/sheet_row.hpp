// SPDX-License-Identifier: MIT
// A row of a sheet by our words for its columns: its cells, and those of its group where key results are columns; and the fields
// that they become.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/cells.hpp"
#include "actions/import/draft.hpp"
#include "actions/import/sheet_map.hpp"
#include "actions/import/table.hpp"

namespace okr::cli {

/// Which column of the sheet is which of our words; of group 0, and of the key results 1, 2, ... where they are columns. Those
/// of JSON that are a list of their own within each objective ("outcomes.title") are of group 1.
class SheetColumns {
 public:
  SheetColumns(const SheetMap& map, const std::vector<CsvCell>& header);

  std::optional<std::size_t> find(std::string_view word, int group = 0) const;

  /// All columns that may hold it, in the map's order: of a row the first that says something counts.
  std::vector<std::size_t> all(std::string_view word, int group = 0) const;

  int groups() const { return groups_; }  ///< 0: a key result has a row of its own

  /// Usage error where a header that counts stands there twice, or a column is missing that the map needs. `file` is its name.
  Status check(const SheetMap& map, const std::string& file) const;

  /// The headers that nothing was made of; and those of which, in some row, another one said it first.
  std::vector<std::string> left_over(const std::vector<std::vector<CsvCell>>& rows) const;

 private:
  bool is_front_of_column(std::size_t i) const;

  std::map<std::pair<std::string, int>, std::vector<std::size_t>> columns_;
  std::vector<std::string> names_;  ///< of all columns that the map knows
  const std::vector<CsvCell>& header_;
  int groups_ = 0;
  std::string doubled_;  ///< a header that counts and stands there twice; empty where there is none
};

class SheetRow {
 public:
  SheetRow(const SheetMap& map, const CsvForm& form, const SheetColumns& columns, const std::vector<CsvCell>& cells,
           int group = 0)
      : map_(map), form_(form), columns_(columns), cells_(cells), group_(group) {}

  /// The first cell that says it, as it stands there; null where there is no such column, or the cell is empty. In a group that has no such column
  /// none, but for the day: what is said once is of the objective.
  const CsvCell* cell(std::string_view word) const;

  /// Whether the sheet has a column for it, in this group.
  bool has_column(std::string_view word) const;

  /// Without blanks around it; empty where there is none.
  std::string text(std::string_view word) const;

  /// Of a record: without the mark that says what it is ("KR1: Users").
  std::string title(std::string_view word) const;

  /// Whether it says how its record is measured; that a sheet which knows progress alone tells none yet says so too.
  bool says_measure() const;

  /// The sheet knows no targets and tells progress, of this record perhaps none yet ("tbd").
  bool is_of_progress_alone() const;

  /// As text, by the map's words, else what always holds.
  tl::expected<std::string, CsvFault> word(std::string_view word) const;

  tl::expected<std::optional<CellNumber>, CsvFault> number(std::string_view word) const;
  tl::expected<std::optional<Date>, CsvFault> day(std::string_view word) const;
  tl::expected<std::optional<double>, CsvFault> progress() const;
  tl::expected<std::optional<double>, CsvFault> score() const;  ///< 0 to 1
  tl::expected<std::optional<int>, CsvFault> confidence() const;
  std::vector<std::string> names(std::string_view word) const;
  std::vector<std::string> people(std::string_view word) const;

  const SheetMap& map() const { return map_; }
  const CsvForm& form() const { return form_; }

  /// Of the row's record: of that cell, else of the first one.
  CsvPlace place(std::string_view word) const;

 private:
  const SheetMap& map_;
  const CsvForm& form_;
  const SheetColumns& columns_;
  const std::vector<CsvCell>& cells_;
  int group_;
};

tl::unexpected<CsvFault> sheet_fault(CsvPlace place, std::string what, std::string hint);

/// What a row says of its key result: its fields, the value so far. `known` is what earlier rows said of it, or null: what it
/// is need not be said again. What found no place becomes a comment and a remark. Faults of single cells; of the record as a
/// whole its place is that of the title.
tl::expected<DraftKeyResult, CsvFault> key_result_of(const SheetRow& row, std::string_view title_word,
                                                     const Period& cycle, const DraftKeyResult* known,
                                                     std::vector<DraftRemark>& remarks);

/// The fields of an objective that a row of its own says (`is_own`), or that a key result's row says of it.
tl::expected<std::vector<DraftField>, CsvFault> objective_fields(const SheetRow& row, bool is_own);

/// Adds what is said again of a record; nothing may be said in two ways.
tl::expected<void, CsvFault> merge_fields(DraftRecord& known, const std::vector<DraftField>& again, CsvPlace place);

}  // namespace okr::cli
