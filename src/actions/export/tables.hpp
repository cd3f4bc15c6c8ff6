// SPDX-License-Identifier: MIT
// `okr export tables`: one workspace or many as files for a database.
#pragma once

#include "actions/export/request.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Writes NAME.csv for each table, schema.sql, load.sqlite.sql and datapackage.json into the folder of -o. Errors: usage,
/// without -o, or where two workspaces have one name.
Result<int> export_tables(Context& context, const ExportRequest& request);

}  // namespace okr::cli
