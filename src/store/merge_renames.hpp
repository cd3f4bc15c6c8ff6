// SPDX-License-Identifier: MIT
// Records that one side of a merge renamed: `was` says what they were called.
#pragma once

#include <string>

#include "okr/base/result.hpp"

namespace okr::store {

/// Does to `base` and `other` what `side` renamed, so that the three speak of one record. The outer names come first.
/// Errors of kind data: no TOML, or a base that cannot take the new name.
Status follow_renames(const std::string& side, std::string& base, std::string& other);

}  // namespace okr::store
