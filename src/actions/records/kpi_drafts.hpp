// SPDX-License-Identifier: MIT
// A proposal of the scorecard as text of a cycle's file: which cycle, which ids, which lines. Writes nothing.
#pragma once

#include <string>

#include "reports/kpi/proposal.hpp"
#include "session/session.hpp"

namespace okr::cli {

/// The cycle that drafts go to: the one of --cycle, else the next draft, else the shortest active one. Usage errors:
/// there is none, it is over or closed.
Result<const Cycle*> cycle_for_drafts(const Context& context, const Session& session);

struct Draft {
  std::string objective;  ///< its id in the cycle: "improve-turnover"
  std::string text;       ///< the file with it
};

/// The file `text` of the cycle with one more objective: a key result from the baseline to the target, fed by the KPI,
/// and its counter KPI as a bound of weight 0. In a cycle that runs, the objective is a draft and starts on `today`.
Result<Draft> with_draft(const std::string& text, const Workspace& workspace, const Cycle& cycle,
                         const reports::Proposal& proposal, Date today);

}  // namespace okr::cli
