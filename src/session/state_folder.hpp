// SPDX-License-Identifier: MIT
// Where the program keeps what it cannot lose and what is no part of a workspace: drafts, and what was written last.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// The person's state folder ($XDG_STATE_HOME/okr, else ~/.local/state/okr); nothing for somebody without a home. Never
/// a place in which everybody may write.
std::optional<std::string> state_folder(const Context& context);

/// The state folder; without one a folder of the workspace (`root`).
std::string drafts_folder(const Context& context, std::string_view root);

/// Makes it where it is missing. Environment errors; one too where it would lie behind a link out of the workspace.
Status make_drafts_folder(const Context& context, const std::string& root);

/// What is kept for a workspace until it is written: NAME-FINGERPRINT.draft in the drafts' folder. A name alone may be
/// another workspace's, so that the text has to say whose it is.
class KeptDraft {
 public:
  KeptDraft(const Context& context, std::string_view root, std::string_view name);

  Result<std::string> text() const;
  Status keep(const std::string& text) const;
  void drop() const;  ///< it has been written, or is wanted no more

 private:
  const Context& context_;
  std::string root_, path_;
};

}  // namespace okr::cli
