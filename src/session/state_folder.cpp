// SPDX-License-Identifier: MIT
#include "session/state_folder.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {

std::optional<std::string> state_folder(const Context& context) {
  const auto is_absolute = [](const std::optional<std::string>& folder) { return folder && folder->starts_with('/'); };
  if (const auto state = context.environment("XDG_STATE_HOME"); is_absolute(state)) return *state + "/okr";
  // A home that is not there (/nonexistent) is to stay so.
  const auto home = context.environment("HOME");
  if (is_absolute(home) && !store::is_absent(*home)) return *home + "/.local/state/okr";
  return std::nullopt;
}

std::string drafts_folder(const Context& context, std::string_view root) {
  return state_folder(context).value_or(std::string(root) + "/.okr/drafts");
}

Status make_drafts_folder(const Context& context, const std::string& root) {
  const std::string folder = drafts_folder(context, root);
  if (folder.starts_with(root + "/")) TRY(store::check_inside(root, folder));
  return store::make_folders(folder);
}

KeptDraft::KeptDraft(const Context& context, std::string_view root, std::string_view name)
    : context_(context),
      root_(root),
      path_(fmt::format("{}/{}-{:016x}.draft", drafts_folder(context, root), name, fingerprint(root))) {}

Result<std::string> KeptDraft::text() const { return store::read_file(path_); }

Status KeptDraft::keep(const std::string& text) const {
  TRY(make_drafts_folder(context_, root_));
  return store::is_absent(path_) ? store::create_file(path_, text) : store::replace_file(path_, text);
}

void KeptDraft::drop() const { static_cast<void>(store::remove_file(path_)); }

}  // namespace okr::cli
