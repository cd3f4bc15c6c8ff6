// SPDX-License-Identifier: MIT
// `okr export ics`: when to check in, what is due and when cycles end, for a calendar.
#pragma once

#include "actions/export/request.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Of the cycles in force, or with `all` of every one.
Result<int> export_ics(Context& context, const ExportRequest& request);

}  // namespace okr::cli
