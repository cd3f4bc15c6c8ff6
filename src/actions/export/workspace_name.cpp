// SPDX-License-Identifier: MIT
// What a workspace is called where several stand beside each other.
#include "actions/export/exports.hpp"

#include <string_view>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {

std::string workspace_name(const Workspace& workspace) {
  if (!workspace.settings.workspace.title.empty()) return workspace.settings.workspace.title;
  std::vector<std::string_view> parts = split(workspace.root, '/');
  std::erase(parts, std::string_view());
  const bool is_usual = parts.size() > 1 && (parts.back() == "okr" || parts.back() == "goals") &&
                        !store::is_absent(store::folder_of(workspace.root) + "/.git");
  if (is_usual) parts.pop_back();
  return parts.empty() ? "okr" : std::string(parts.back());
}

}  // namespace okr::cli
