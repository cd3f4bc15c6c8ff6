// SPDX-License-Identifier: MIT
// Words of a filter that name nobody and nothing: most often a typing mistake, which would look like a quiet board and
// be a gate that never fails.
#pragma once

#include <vector>

#include "okr/base/result.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

/// An error (usage) for the owner, team and tag of the filter where no record of the workspace bears the name; the one
/// like it, or those that there are, is its hint.
std::vector<Error> unknown_names(const Workspace& workspace, const CycleFilter& filter);

/// The first of them.
Status check_names(const Workspace& workspace, const CycleFilter& filter);

}  // namespace okr::reports
