// SPDX-License-Identifier: MIT
// Which cycles are exported: all, the one that is named, or those in force.
#pragma once

#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "session/context.hpp"
#include "session/session.hpp"

namespace okr::cli {

/// Opens what exported_cycles needs. Errors: those of open_session.
Result<Session> open_for_export(Context& context, bool all);

/// By the day they begin. Of a workspace without a cycle none.
std::vector<const Cycle*> exported_cycles(const Session& session, bool all);

}  // namespace okr::cli
