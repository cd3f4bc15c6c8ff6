// SPDX-License-Identifier: MIT
// Records that a side of a merge renamed: `was` says what they were called.
#pragma once

#include <string>

#include "okr/base/result.hpp"

namespace okr::store {

/// Does to the other texts what each side renamed, so that the three speak of one record; outer names first. Errors of
/// kind data: no TOML, a base that cannot take the new name, one name for two records, or two names for one.
Status follow_renames(std::string& base, std::string& ours, std::string& theirs);

}  // namespace okr::store
