// SPDX-License-Identifier: MIT
// Words of a command line into the fields of a Syntax.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax.hpp"
#include "okr/base/result.hpp"

namespace okr::cli {

/// What the words are split by. `command` is its name for messages and empty when only global options were typed.
struct Grammar {
  std::string_view command;
  const Syntax& globals;
  const Syntax* own = nullptr;  ///< null without a command
};

/// Stores every option and argument into its field. Options and arguments may be mixed; `--` ends the options; `-5`,
/// `-.5` and `-3d` are words, not options; the last of a repeated option wins. Usage errors name the nearest option.
Status parse(std::span<const std::string> words, const Grammar& grammar);

/// True when a word is an option by its looks: "-q", "--json"; not "-", "-5" or "-.5".
bool looks_like_option(std::string_view word);

/// The options of a grammar that may be typed: the command's own, and the global ones it does not replace.
std::vector<const Parameter*> typeable_options(const Grammar& grammar);

}  // namespace okr::cli
