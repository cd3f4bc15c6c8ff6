// SPDX-License-Identifier: MIT
// Where a repository begins, told by its .git alone: git need not be there, nor trust the folder's owner.
#pragma once

#include <string>

#include "okr/base/result.hpp"

namespace okr::cli {

/// The nearest folder from `folder` (absolute) upward that holds .git, without a '/' at its end; nothing where none does, as
/// far as we may look. Error: environment, the disk fails.
Result<std::string> repository_above(std::string folder);

}  // namespace okr::cli
