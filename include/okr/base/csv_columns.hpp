// SPDX-License-Identifier: MIT
// The columns of a CSV by their names, and its cells as days and numbers, by what is said of the file: nothing is
// guessed. For the CSV that a KPI names by `values` and for the one that is imported.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "okr/base/csv.hpp"
#include "okr/base/date.hpp"
#include "okr/base/period.hpp"
#include "okr/base/result.hpp"

namespace okr {

/// How a file writes its cells, and whether options of a command (--decimal) or keys of a KPI (decimal) say so: that is
/// what hints name.
struct CsvForm {
  char delimiter = ',';
  char decimal = '.';            ///< or ','
  std::string date_format = {};  ///< as parse_formatted_date takes it; ISO 8601 when empty
  FiscalYear fiscal_year = {};
  bool said_by_options = false;
};

/// Usage error for a date format that can name no day and no period: other letters than %d %m %Y %y, the same thing
/// twice, a day without its month, no year. Fine when empty.
Status check_date_format(std::string_view format);

/// The column with that name, blanks around it aside. Errors: none (with the nearest, or all names), or several.
Result<std::size_t> column_named(std::span<const CsvCell> header, std::string_view name, const CsvForm& form);

/// "'Datum', 'kg'": all names of a header, safe for a terminal.
std::string column_names(std::span<const CsvCell> header);

/// A day, or the period a reading is for.
struct CsvDay {
  Date date;  ///< the day, or the period's last
  PeriodUnit unit = PeriodUnit::day;
  friend bool operator==(const CsvDay&, const CsvDay&) = default;
};

/// Without a format: 2026-08-17, or a period (2026-W33, 2026-08, 2026-Q3, 2026). With one: as it says; a format without
/// %d names months, one with %Y alone years.
tl::expected<CsvDay, CsvFault> csv_day(const CsvCell& cell, const CsvForm& form);

/// A number with the decimal mark that is said; grouping and the other mark are faults that name the way out.
tl::expected<double, CsvFault> csv_number(const CsvCell& cell, const CsvForm& form);

/// Why a row cannot belong to the header: it lacks a cell of the columns that are read, or has a filled one more than
/// the header names (a delimiter inside a cell without quotes). `what` is empty when it can.
CsvFault csv_row_fault(std::span<const CsvCell> row, std::size_t columns_named, std::size_t columns_read,
                       const CsvForm& form);

}  // namespace okr
