// SPDX-License-Identifier: MIT
// How the numbers of a record came about, forecast included: what `okr show --why` prints.
#pragma once

#include "okr/compute/trace.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// Every step, in the order of computing; empty for nothing found.
Trace why(const Workspace& workspace, const Found& found, Date as_of);

}  // namespace okr
