// SPDX-License-Identifier: MIT
// What the shells offer: a stub a shell, and the words that `okr __complete` finds for them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "cli/services.hpp"

namespace okr::cli {

/// The words after `okr` as typed; the last one is being completed and may be empty. The answers begin with it. A word
/// ":file" or ":folder" asks the shell for its own completion; a word that ends in "=" goes on without a space.
std::vector<Completion> completions(const World& world, CommandTable table, std::span<const std::string> words);

/// The stub for "bash", "zsh" or "fish"; empty for another word.
std::string_view completion_stub(std::string_view shell);

}  // namespace okr::cli
