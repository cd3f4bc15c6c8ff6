// SPDX-License-Identifier: MIT
// A whole run of okr as a function: the command is found, its words are parsed, it works, its output goes out.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/command.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Runs what world.words say with the commands of the table; the exit code (commands.md, "Exit codes"). Everything
/// it says has been written when it returns.
int run(const World& world, CommandTable table);

/// Where the command's name stands among the words: behind global options and their values. Nothing when there is
/// none. A usage error for an unknown option in front of it.
Result<std::optional<std::size_t>> command_position(std::span<const std::string> words);

}  // namespace okr::cli
