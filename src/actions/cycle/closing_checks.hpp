// SPDX-License-Identifier: MIT
// Whether a cycle can be closed: by its state and its days, and by what is wrong in its files.
#pragma once

#include "okr/base/result.hpp"
#include "okr/compute/numbers.hpp"

namespace okr::cli {

/// Usage errors: a draft, a cycle without result that says it is closed, one that has not begun, or, unless `early`,
/// one that is not over.
Status check_can_close(const Cycle& cycle, bool early, Date today);

/// False when a number of the cycle is n/a in error, or one of its files has an error (an unknown key is none here).
bool is_sound(const Workspace& workspace, const CycleNumbers& numbers);

}  // namespace okr::cli
