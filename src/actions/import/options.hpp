// SPDX-License-Identifier: MIT
// What was typed behind `okr import`, whatever is imported, and how the cells of a CSV are written by it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/csv.hpp"
#include "okr/base/result.hpp"

namespace okr::cli {

struct ImportOptions {
  std::optional<std::string> file;
  std::optional<std::string> kpi, kpi_column, date, note, delimiter, decimal, thousands, date_format, source, map;
  std::vector<std::string> values;
  Encoding encoding = Encoding::utf8;
  int skip = 0;
  bool markdown = false;  ///< whatever the file is called
  bool show_map = false, dates_across = false, prometheus = false, replace = false, skip_bad = false,
       git_commit = false;

  /// How messages call the file.
  std::string name() const { return file.value_or("-") == "-" ? "stdin" : *file; }
};

/// How a file says its cells are written; nothing where it does not.
struct CellForm {
  std::optional<std::string> delimiter, decimal, thousands, date_format;
};

/// What the options say.
CellForm cell_form(const ImportOptions& options);

/// `label` stands in front of the names in messages: "--". Usage errors: no single character, no date format, thousands
/// and decimals parted by the same.
Result<CsvForm> csv_form(const CellForm& said, FiscalYear fiscal_year, std::string_view label);

/// Usage error where a file's own line "sep=;" (nothing without one) and --delimiter contradict each other.
Status check_separator(std::optional<char> separator, bool delimiter_said, char delimiter);

}  // namespace okr::cli
