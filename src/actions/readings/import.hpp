// SPDX-License-Identifier: MIT
// Readings of KPIs from a CSV: which columns hold what, what of it is new, and the files it goes into.
#pragma once

#include "actions/import/options.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Reads, checks and writes all of it or nothing; the value is the exit code. Errors: usage (options, cells that cannot be
/// used, all of them said), answer_no (days that have another value), data, environment.
Result<int> import_readings(Context& context, const ImportOptions& options);

}  // namespace okr::cli
