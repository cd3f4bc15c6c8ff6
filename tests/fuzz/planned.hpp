// SPDX-License-Identifier: MIT
// What importing a draft would write into an empty workspace.
#pragma once

#include "actions/import/draft.hpp"

namespace okr_fuzz {

/// Ends the program where the draft cannot be planned, a file of it is no TOML, or what is said of it does not fit its
/// text.
void check_planned(const okr::actions::Draft& draft);

}  // namespace okr_fuzz
