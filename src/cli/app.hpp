// SPDX-License-Identifier: MIT
// A split command line into the fields of its options and arguments.
#pragma once

#include "cli/words.hpp"
#include "okr/base/result.hpp"

namespace okr::cli {

/// Stores every option and argument into its field; the last of a repeated option wins. Usage errors name the nearest
/// option. Without a command only global options are taken.
Status parse(const TypedLine& line);

}  // namespace okr::cli
