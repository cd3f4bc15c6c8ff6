// SPDX-License-Identifier: MIT
// What the shells offer: the words that `okr __complete` finds for them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/services.hpp"

namespace okr::cli {

/// The words after `okr` as typed; the last one is being completed and may be empty. The answers begin with it. A word
/// ":file" or ":folder" asks the shell for its own completion; a word that ends in "=", "." or "/" goes on without a space.
std::vector<Completion> completions(const World& world, CommandTable table, std::span<const std::string> words);

}  // namespace okr::cli
