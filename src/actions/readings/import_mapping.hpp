// SPDX-License-Identifier: MIT
// Which columns hold what, as it was typed: how the file is written, and the KPI of each column of values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/readings/import_file.hpp"
#include "okr/base/csv.hpp"
#include "okr/model/workspace.hpp"

namespace okr::cli {

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
