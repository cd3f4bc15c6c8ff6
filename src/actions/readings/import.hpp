// SPDX-License-Identifier: MIT
// Imported readings against what the workspace holds: new, the same, another value; and the files they go into.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/readings/import_file.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/encoding.hpp"
#include "okr/model/workspace.hpp"

namespace okr::cli {

/// What becomes of the readings of one KPI.
struct ImportCount {
  std::string kpi;
  std::size_t added = 0, replaced = 0, unchanged = 0;
  std::string first = {}, last = {};  ///< keys of the readings that are written; empty when none is
};

struct ImportPlan {
  std::vector<ImportCount> counts;  ///< a target each
  std::vector<Error> conflicts;     ///< the first ones
  std::size_t conflict_count = 0;   ///< of all: days that are taken by another value
  ReadingFiles files;
};

struct ImportPlanOptions {
  std::string source;  ///< for the files of a KPI that has a folder
  bool replace = false;
};

/// Usage and data errors where a KPI is gone or in error by now.
Result<ImportPlan> plan_import(const Workspace& workspace, const ImportRequest& request, const ImportedFile& file,
                               const ImportPlanOptions& options);

struct ImportOptions {
  std::string file;
  std::optional<std::string> kpi, date, note, delimiter, decimal, date_format, source;
  std::vector<std::string> values;
  Encoding encoding = Encoding::utf8;
  bool replace = false, skip_bad = false, git_commit = false;
};

/// How the file's cells are written. Usage errors name the option.
Result<CsvForm> import_form(const ImportOptions& options, FiscalYear fiscal_year);

/// The columns of values with their KPIs: --kpi for one column, else COLUMN=KPI, else the KPI of the column's own name.
/// Usage errors, all of them: unknown KPIs, ones that are computed or read a CSV, a KPI that is given twice.
std::vector<ImportTarget> import_targets(const ImportOptions& options, const Workspace& workspace,
                                         std::vector<Error>& errors);

}  // namespace okr::cli
