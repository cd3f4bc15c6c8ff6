// SPDX-License-Identifier: MIT
// The rules about how things go: of key results in a cycle that runs, of what has just ended, and of KPIs.
#pragma once

#include "compute/lint/practice.hpp"

namespace okr {

/// While a cycle runs W213, W215, W217, W222, W231, W238, W244, W245 and W246 of what is active in it; of the cycle of
/// each length that ended last W216, W218 and W231. Nothing of drafts and of earlier cycles.
void check_course(const Practice& practice);

/// W219, W220, W221, W223, W234, W240 and W241 (W224 shows on reading). Nothing of KPIs in error.
void check_kpis(const Practice& practice);

}  // namespace okr
