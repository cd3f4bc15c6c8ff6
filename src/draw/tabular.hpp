// SPDX-License-Identifier: MIT
// Rows of typed values as TSV and CSV: for scripts and spreadsheets. Not a document: nothing is cut, aligned or
// rounded.
#pragma once

#include <string>
#include <vector>

#include "draw/json.hpp"

namespace okr::draw {

/// Null is an empty field, and what nlohmann-json calls discarded. Numbers are printed as the shortest text that reads back the same, booleans as true and
/// false; the elements of a list are parted by blanks.
struct Records {
  std::vector<std::string> names;       ///< machine names, snake_case
  std::vector<std::vector<Json>> rows;  ///< shorter rows are filled with empty fields
};

/// A header line, then one line a row, fields parted by tabs. Within a text a backslash, tab and line end are
/// written \\, \t, \n, \r, so that a row is always one line; other controls become visible stand-ins.
std::string tsv_text(const Records& records);

/// Through base/csv, formulas defused: a text that a spreadsheet would run (it begins with = + - @, also full-width
/// or behind spaces) gets an apostrophe in front, unless it is a plain number.
std::string csv_text(const Records& records);

}  // namespace okr::draw
