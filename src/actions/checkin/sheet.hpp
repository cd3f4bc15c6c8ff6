// SPDX-License-Identifier: MIT
// A whole check-in in a person's editor: opened with what is due and what was said already, taken as what is said.
#pragma once

#include "actions/checkin/due.hpp"
#include "actions/checkin/write.hpp"

namespace okr::cli {

/// True when there is something to go on with; what was typed replaces the input. False: the text was left as it was.
/// An input that cannot be used opens no editor: it is refused later.
Result<bool> edit_checkin(Context& context, const CheckinScene& scene, const Asking& asking, CheckinRequest& request);

/// The text that was edited before, once more. False: it was left as it was.
Result<bool> edit_again(Context& context, Date date, CheckinRequest& request);

/// As settle; the editor's text is gone only when it was written, and an error names where it is kept.
Result<int> settle_or_keep(Context& context, Session session, const CheckinRequest& request);

}  // namespace okr::cli
