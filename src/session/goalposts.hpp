// SPDX-License-Identifier: MIT
// The history of a cycle's definitions, as git tells it.
#pragma once

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "reports/diff/goalposts.hpp"

namespace okr::cli {

/// Every definition of the cycle and of the KPIs that was moved since the cycle's first day, in commits and in what is not
/// committed, as of `day`. Errors: environment, no repository, or a clone that holds only the newest commits, where nobody
/// can tell.
Result<reports::Goalposts> goalposts_of(const Workspace& workspace, const Cycle& cycle, Date day);

}  // namespace okr::cli
