// SPDX-License-Identifier: MIT
// A text in a person's own editor: kept on disk until it has been used, so that nothing typed is ever lost.
#pragma once

#include <optional>
#include <string>

#include "session/context.hpp"

namespace okr::cli {

/// A text that was edited, and the file it still stands in.
struct EditedText {
  std::string text;
  std::string path;  ///< absolute; removed by `discard`
};

/// Where a program keeps what it cannot lose: the person's state folder ($XDG_STATE_HOME/okr).
std::string drafts_folder(const Context& context);

/// Opens the editor (as git chooses it) with the text and waits. Nothing when it was left as it was; the file is gone
/// then. Errors: environment; the file stays where something was typed, and the hint names it.
Result<std::optional<EditedText>> edited(Context& context, const std::string& name, const std::string& text);

/// The text has been used.
void discard(const EditedText& edited);

}  // namespace okr::cli
