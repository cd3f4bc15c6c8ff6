// SPDX-License-Identifier: MIT
// A whole check-in in a person's editor: opened with what is due and what was said already, taken as what is said. It
// is kept on disk until it has been used, so that nothing typed is ever lost.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "actions/checkin/due.hpp"
#include "actions/checkin/write.hpp"

namespace okr::cli {

/// True when there is something to go on with; what was typed replaces the input, but for the readings of KPIs. False:
/// the text was left as it was. An input that cannot be used opens no editor: it is refused later. A text that was
/// edited before is opened once more. Errors: environment; the file stays where something was typed, and the hint names
/// it.
Result<bool> edit_checkin(Context& context, const CheckinScene& scene, const Asking& asking, CheckinRequest& request);

/// The text has been used, where there is one.
void discard_edited(const CheckinRequest& request);

/// Where a program keeps what it cannot lose: the person's state folder ($XDG_STATE_HOME/okr); for somebody without a
/// home a folder of the workspace (`root`). Never a place in which everybody may write.
std::string drafts_folder(const Context& context, std::string_view root);

/// Makes it where it is missing. Environment errors; one too where it would lie behind a link out of the workspace.
Status make_drafts_folder(const Context& context, const std::string& root);

}  // namespace okr::cli
