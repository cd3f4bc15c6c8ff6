// SPDX-License-Identifier: MIT
// What belongs to no single command, as data: exit codes, environment, files and the topics of `okr help`.
#pragma once

#include <span>
#include <string_view>

namespace okr::cli {

/// A topic of `okr help`. Lines that begin with a space are shown as they are.
struct Topic {
  std::string_view name;
  std::string_view summary;  ///< under 50 characters
  std::string_view text;     ///< empty when it is made from a table
};

std::span<const Topic> topics();

/// The topic of that name; null when there is none.
const Topic* find_topic(std::string_view name);

/// A name and what it means: an exit code, a variable, a file.
struct Meaning {
  std::string_view name;
  std::string_view text;
};

std::span<const Meaning> exit_codes();
std::span<const Meaning> environment_variables();
std::span<const Meaning> files();

}  // namespace okr::cli
