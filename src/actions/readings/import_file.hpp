// SPDX-License-Identifier: MIT
// The rows of a CSV as readings of KPIs, in the three shapes that there are: a day and a column a KPI, a day and the KPI in
// a column of its own, or a KPI and a column a day.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/readings/reading_collector.hpp"

namespace okr::cli {

/// A column of values and the KPI they are for.
struct ImportTarget {
  std::string column;
  const Kpi* kpi = nullptr;
};

/// Everything that is said of the file.
struct ImportRequest {
  /// The KPI that a cell names, or why none can take it.
  using KpiOfCell = std::function<tl::expected<const Kpi*, Error>(std::string_view text)>;

  std::string name;                   ///< how messages call it
  std::string date_column;            ///< empty: not said
  std::string note_column;            ///< empty: no notes are read
  std::string kpi_column;             ///< empty: no column names the KPI
  bool dates_across = false;          ///< the columns that are called by days hold the values
  std::vector<ImportTarget> targets;  ///< with kpi_column one without a KPI, with dates_across one without a column
  KpiOfCell kpi_of_cell;
  CsvForm form;
  Date today;
};

/// Reads rows until the end, or until what is no CSV. Usage errors: an empty file, a column that is not there or was
/// not said (the file's columns are named); and those of the stream. `after_row` hears how many rows were read.
Result<ImportedFile> read_import(CsvStream& stream, const ImportRequest& request,
                                 const std::function<void(std::size_t rows)>& after_row = {});

}  // namespace okr::cli
