// SPDX-License-Identifier: MIT
// The rows of a CSV as readings of KPIs: all of them are looked at, everything that is wrong is kept with its place.
// What stands in the workspace already is not known here, beyond what the KPIs allow.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "okr/base/csv.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/kpi.hpp"

namespace okr::cli {

/// A column of values and the KPI they are for.
struct ImportTarget {
  std::string column;
  const Kpi* kpi = nullptr;  ///< as it was when the command started
};

/// Everything that is said of the file.
struct ImportRequest {
  std::string name;         ///< how messages call it
  std::string date_column;  ///< empty: not said
  std::string note_column;  ///< empty: no notes are read
  std::vector<ImportTarget> targets;
  CsvForm form;
  Date today;
};

/// One reading; kept small, there may be a million.
struct ImportedReading {
  double value = 0;
  Date date;  ///< the day, or the period's last
  PeriodUnit unit = PeriodUnit::day;
  bool contradicted = false;  ///< another row says something else of the same day
  std::int32_t note = -1;     ///< index into ImportedFile::notes
  std::uint32_t line = 0, column = 0;
};

/// What was read: for each target, in their order, its readings by date; one a day, or all rows of a day where they join.
struct ImportedFile {
  std::vector<std::vector<ImportedReading>> readings;
  std::vector<std::string> notes;
  Diagnostics faults;           ///< the first ones, with their lines
  std::size_t fault_count = 0;  ///< of all
  bool is_whole = true;         ///< false when the rest could not be read
  std::size_t rows = 0;

  std::string note_of(const ImportedReading& reading) const {
    return reading.note < 0 ? std::string() : notes[static_cast<std::size_t>(reading.note)];
  }
};

/// Reads rows until the end, or until what is no CSV. Usage errors: an empty file, a column that is not there or was
/// not said (the file's columns are named); and those of the stream. `after_row` hears how many rows were read.
Result<ImportedFile> read_import(CsvStream& stream, const ImportRequest& request,
                                 const std::function<void(std::size_t rows)>& after_row = {});

}  // namespace okr::cli
