// SPDX-License-Identifier: MIT
// Cells of a sheet of OKRs as numbers with their units, truths, names. Pure; by what is said of the sheet.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "okr/base/csv.hpp"

namespace okr::cli {

struct CellNumber {
  double value = 0;
  std::string unit;  ///< "%", "$", "users"; may be empty

  friend bool operator==(const CellNumber&, const CellNumber&) = default;
};

/// "1,200", "45%", "$1.2M", "12k users", "€ 3.5": a number with the marks of `form`, a currency in front or a unit behind,
/// and k, M, bn, million, Tsd. for thousands, millions, milliards (m only behind a currency, where it is no metre and no
/// minute).
tl::expected<CellNumber, CsvFault> cell_number(const CsvCell& cell, const CsvForm& form);

/// How much of 100 is done: "45%", or a number of which `whole` is all.
tl::expected<double, CsvFault> cell_progress(const CsvCell& cell, const CsvForm& form, double whole);

/// yes, no, true, false, done, 1, 0, 100%, 0%, x and an empty box of Markdown, in any case.
tl::expected<bool, CsvFault> cell_truth(const CsvCell& cell);

/// Whether it is one of several words, which are parted by bars: "yes|true|done".
bool is_one_of(std::string_view words, std::string_view word);

/// "Total", "**Durchschnitt**", "Ø:": the title of a row that counts others together, and is no record of its own.
bool is_title_of_total(std::string_view title);

/// The people that a cell or a line names: parted by `marks`, and by what always parts people: a line end, &, /, "and",
/// "und" and the @ of the next one, which is no part of a name.
std::vector<std::string> people_in(std::string_view text, std::string_view marks);

/// The names of a cell: a line each, and parted by each character of `marks`.
std::vector<std::string> cell_names(std::string_view text, std::string_view marks);

}  // namespace okr::cli
