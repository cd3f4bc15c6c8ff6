// SPDX-License-Identifier: MIT
// `okr kpi --write`: the objectives that a scorecard's KPIs call for, written as drafts into one cycle.
#pragma once

#include "okr/base/result.hpp"
#include "reports/kpi/scorecard.hpp"
#include "session/context.hpp"
#include "session/session.hpp"

namespace okr::cli {

/// Writes what is not drafted or worked on yet, all of it or nothing, and says why not of KPIs that were named. 0, also
/// when there is nothing to write. Errors: usage (no cycle to put it in), data (a KPI that was named is in error),
/// environment.
Result<int> write_proposals(Context& context, const Session& session, const reports::Scorecard& scorecard);

}  // namespace okr::cli
