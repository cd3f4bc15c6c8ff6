// SPDX-License-Identifier: MIT
// A whole run of okr as a function: the command is found, its words are parsed, it works, its output goes out.
#pragma once

#include "cli/command.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Runs what world.words say with the commands of the table; the exit code (commands.md, "Exit codes"). Everything
/// it says has been written when it returns.
int run(const session::World& world, CommandTable table);

}  // namespace okr::cli
