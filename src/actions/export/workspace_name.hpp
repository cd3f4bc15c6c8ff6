// SPDX-License-Identifier: MIT
// What a workspace is called where several stand beside each other.
#pragma once

#include <string>

#include "okr/model/workspace.hpp"

namespace okr::cli {

/// Its title, else its folder's name; where that is okr or goals inside a repository, the repository's.
std::string workspace_name(const Workspace& workspace);

}  // namespace okr::cli
