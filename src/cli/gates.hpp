// SPDX-License-Identifier: MIT
// What every command with a gate says when it is missed.
#pragma once

#include <string>
#include <vector>

#include "session/context.hpp"

namespace okr::cli {

/// "okr: gate missed: WHAT" on stderr.
void say_gate_missed(Context& context, const std::string& what);

/// "a, b, c, d, e and 3 more"
std::string some_of(const std::vector<std::string>& names);

}  // namespace okr::cli
