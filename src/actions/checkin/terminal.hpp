// SPDX-License-Identifier: MIT
// `okr checkin` at a terminal: drives the dialogue between the person, the editor, the drafts and the files. What is
// asked and what an answer means is the dialogue's; what is written is checkin_write's.
#pragma once

#include "actions/checkin/due.hpp"
#include "actions/checkin/write.hpp"

namespace okr::cli {

/// Asks, shows, and writes once. `request` says who, when and how, and holds no input yet; `session` has every cycle
/// opened. The value is the exit code: 0, or 130 where it was interrupted or the input ended.
Result<int> hold_checkin(Context& context, Session session, CheckinRequest request, Asking asking);

}  // namespace okr::cli
