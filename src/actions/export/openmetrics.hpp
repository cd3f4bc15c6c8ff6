// SPDX-License-Identifier: MIT
// `okr export openmetrics`: the numbers of the cycles in force and the KPIs, for Prometheus.
#pragma once

#include "actions/export/request.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// With `all` every cycle, and how all of it went: for a database that is to be filled with the past. Errors: usage, where
/// the past is to be had without timestamps.
Result<int> export_openmetrics(Context& context, const ExportRequest& request);

}  // namespace okr::cli
