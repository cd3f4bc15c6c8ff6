// SPDX-License-Identifier: MIT
// The history of a cycle's definitions, as git tells it.
#pragma once

#include "okr/base/result.hpp"
#include "reports/diff/goalposts.hpp"
#include "session/session.hpp"

namespace okr::cli {

/// Every definition of the session's cycle and of the KPIs that was moved since the cycle's first day, in commits and in
/// what is not committed. Errors: environment, no repository, or a clone that holds only the newest commits, where nobody
/// can tell.
Result<reports::Goalposts> goalposts_of(const Session& session);

}  // namespace okr::cli
