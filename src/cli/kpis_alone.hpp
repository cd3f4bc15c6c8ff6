// SPDX-License-Identifier: MIT
// What a report of a cycle does in a workspace that has KPIs and no cycle yet: nothing is wrong there.
#pragma once

#include "session/session.hpp"

namespace okr::cli {

/// Shows the KPIs as `okr kpi` does, and says on stderr why. Answers the exit code: 0, or 3 where a file is broken.
int present_kpis_alone(Context& context, Session& session);

/// The same where KPIs do not answer what was asked. A usage error with --json: its cycle is what its schema promises.
Result<int> present_nothing(Context& context, const Session& session);

}  // namespace okr::cli
