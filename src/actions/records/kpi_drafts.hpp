// SPDX-License-Identifier: MIT
// The proposals of a scorecard as drafts in a cycle's file: which cycle, which ids, which lines. For `okr kpi --write` and
// `okr review --plan`.
#pragma once

#include <string>

#include "okr/base/result.hpp"
#include "reports/kpi/scorecard.hpp"
#include "session/session.hpp"
#include "session/writing.hpp"

namespace okr::cli {

struct KpiDraft {
  std::string objective;  ///< its id in the cycle: "improve-turnover"
  std::string text;       ///< the file with it
};

/// The file `text` of the cycle with one more objective: a key result from the baseline to the target, fed by the KPI,
/// and its counter KPI as a bound of weight 0. In a cycle that runs, the objective is a draft and starts on `today`.
Result<KpiDraft> with_draft(const std::string& text, const Workspace& workspace, const Cycle& cycle,
                            const reports::Proposal& proposal, Date today);

/// What is not drafted or worked on yet, all of it or nothing, and why not of KPIs that were named. Errors: usage (no
/// cycle to put it in), data (a KPI that was named is in error), environment.
Result<Action> action_for_proposals(const Context& context, Session session, const reports::Scorecard& scorecard);

}  // namespace okr::cli
