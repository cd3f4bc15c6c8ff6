// SPDX-License-Identifier: MIT
// Words of a filter that name nobody and nothing: most often a typing mistake, which would look like a quiet board.
#pragma once

#include <vector>

#include "okr/base/result.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

/// An error (usage) for the owner, team and tag of the filter where no record of the workspace bears the name and one bears
/// a name like it, which is its hint.
std::vector<Error> likely_mistakes(const Workspace& workspace, const CycleFilter& filter);

}  // namespace okr::reports
