// SPDX-License-Identifier: MIT
// okr import with a map: a sheet of objectives and key results, from a file into the workspace.
#pragma once

#include "actions/import/options.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Reads, checks and writes all of it or nothing; the value is the exit code. Errors: usage (options, the map, rows that
/// cannot be used, all of them said), answer_no (days that have another value), data, environment.
Result<int> import_sheet(Context& context, const ImportOptions& options);

/// Prints an own map, or the file of one that was checked, as it stands there; without a name what maps there are. Errors: usage.
Result<int> show_map(Context& context, const ImportOptions& options);

}  // namespace okr::cli
