// SPDX-License-Identifier: MIT
// What the columns of a sheet of OKRs mean: which header is which of our words, how cells are written, what the words in
// them stand for. A TOML file, those of known tools within the program (src/text/maps). Nothing that it does not say is
// guessed.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// One of our words for a column.
struct SheetColumn {
  std::string_view word;  ///< "key-result"
  std::string_view doc;
};

/// All of them, in the order of the manual.
std::span<const SheetColumn> sheet_columns();

/// Words in cells and what they stand for, the words in lower case.
using CellWords = std::map<std::string, std::string>;

struct SheetMap {
  std::string name;                                                      ///< "viva", or the file it was read from
  std::string title;                                                     ///< "Viva Goals and Ally.io"
  std::map<std::string, std::vector<std::string>, std::less<>> columns;  ///< our word, the headers it may have

  // How cells are written.
  std::string delimiter, decimal, thousands, date_format;  ///< empty where it is not said
  std::string lists;               ///< each character parts the names of a cell; line ends always do
  std::vector<std::string> empty;  ///< words that stand for nothing, in lower case: "n/a"
  double whole_progress = 100;     ///< what a progress of all of it is: 100 or 1

  // Which rows are what.
  std::vector<std::string> objective_rows, key_result_rows, left_out_rows;  ///< by `row-type`, in lower case
  bool above = false;      ///< without an objective of its own a row belongs to the one above
  bool by_parent = false;  ///< a row that others name as their parent is an objective, and one without a parent
  bool alone = false;      ///< an objective that nothing stands below is its own key result

  std::map<std::string, CellWords, std::less<>> words;  ///< by our word for the column
  CellWords units;                                      ///< of a kind, or as a unit's cell says it: "euro" = "€"
  CellWords cycles;                                     ///< as the sheet calls them, and their ids
  CellWords always;                                     ///< by our word: what holds where no cell says it
  std::string json_records, json_key_results;           ///< where the lists are in a JSON file

  /// True for a column of the list of key results that each objective of a JSON file has: "outcomes.title".
  bool is_of_key_result(std::string_view header) const {
    return !json_key_results.empty() && header.starts_with(json_key_results + ".");
  }

  /// The headers of a column; none where the map does not name it.
  std::span<const std::string> headers(std::string_view word) const;
};

/// Reads a map. Errors (usage) name what is wrong in it, with its place where it is no TOML.
Result<SheetMap> read_sheet_map(const std::string& name, std::string_view text);

/// One of the program's own maps. A usage error with the nearest name.
Result<std::string_view> own_sheet_map(std::string_view name);

/// Their names.
std::vector<std::string_view> own_sheet_maps();

/// What --map says: the name of an own map, or a file (with a point or a slash in its name). Errors: usage, environment.
Result<SheetMap> sheet_map_called(const Context& context, const std::string& typed);

}  // namespace okr::cli
