// SPDX-License-Identifier: MIT
// The options that every command accepts, declared like those of a command.
#pragma once

#include "cli/syntax.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

void declare_globals(Syntax& syntax, Globals& globals);

/// After parsing: --json becomes the format, the width is checked. Usage errors for what excludes each other.
Status finish_globals(Globals& globals);

}  // namespace okr::cli
