// SPDX-License-Identifier: MIT
// A whole check-in in a person's editor: opened with what is due and what was said already, taken as what is said. It
// is kept on disk until it has been used, so that nothing typed is ever lost.
#pragma once

#include <optional>
#include <string>

#include "actions/checkin/due.hpp"
#include "actions/checkin/write.hpp"

namespace okr::cli {

/// A text that could not be used, or was not written, the last time.
struct KeptText {
  std::string path, text;
};

/// The latest that was begun in the workspace, where a person goes on with it; one that is not wanted stays. Who says
/// something else, and whoever cannot be asked, is told where it is: it holds none of that. Errors: interrupted.
Result<std::optional<KeptText>> wanted_text(Context& context, const std::string& root, bool says_something_else);

/// True when there is something to go on with; what was typed replaces the input, but for the readings of KPIs. False:
/// the text was left as it was. An input that cannot be used opens no editor: it is refused later. A text that was
/// edited before is opened once more; `kept` is opened instead of what is asked. Errors: environment; the file stays
/// where something was typed, and the hint names it.
Result<bool> edit_checkin(Context& context, const CheckinScene& scene, const Asking& asking, CheckinRequest& request,
                          const std::optional<KeptText>& kept);

/// The text has been used, where there is one.
void discard_edited(const CheckinRequest& request);

}  // namespace okr::cli
