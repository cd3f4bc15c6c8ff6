// SPDX-License-Identifier: MIT
// `okr kpi --write`: the objectives that a scorecard's KPIs call for, written as drafts into one cycle.
#pragma once

#include "okr/base/result.hpp"
#include "reports/kpi/scorecard.hpp"
#include "session/session.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// What is not drafted or worked on yet, all of it or nothing, and why not of KPIs that were named. Errors: usage (no
/// cycle to put it in), data (a KPI that was named is in error), environment.
Result<Action> action_for_proposals(const Context& context, Session session, const reports::Scorecard& scorecard);

}  // namespace okr::cli
