// SPDX-License-Identifier: MIT
// Readings of KPIs from a CSV: which columns hold what, what of it is new, and the files it goes into.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/base/csv.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

struct ImportOptions {
  std::string file;
  std::optional<std::string> kpi, date, note, delimiter, decimal, date_format, source;
  std::vector<std::string> values;
  Encoding encoding = Encoding::utf8;
  bool replace = false, skip_bad = false, git_commit = false;
};

/// Reads, checks and writes all of it or nothing; the value is the exit code. Errors: usage (options, cells that cannot be
/// used, all of them said), answer_no (days that have another value), data, environment.
Result<int> import_readings(Context& context, const ImportOptions& options);

}  // namespace okr::cli
