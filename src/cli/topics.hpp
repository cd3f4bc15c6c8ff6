// SPDX-License-Identifier: MIT
// What people read beside the declarations: the texts of commands and topics, exit codes, environment and files.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/command.hpp"

namespace okr::cli {

/// A text for people, from a file of src/text/.
struct Prose {
  std::string text;  ///< a paragraph a line, empty lines between; lines that begin with a space stay as they are
  std::string_view placeholder;  ///< "keys" for a last line "@keys@": what is made from declarations and comes there
};

/// The file of that name, such as "help/dates.txt", with the lines of each paragraph joined.
Prose prose(std::string_view name);

/// The long description of a command, for help and manual.
std::string description(const Command& command);

/// A topic of `okr help`; its text is help/NAME.txt.
struct Topic {
  std::string_view name;
  std::string_view summary;  ///< under 50 characters

  Prose prose() const;
};

std::span<const Topic> topics();

/// The topic of that name; null when there is none.
const Topic* find_topic(std::string_view name);

/// A name and what it stands for: an exit code, a variable, a file.
struct GlossaryEntry {
  std::string_view name;
  std::string_view text;
};

std::span<const GlossaryEntry> exit_codes();
std::span<const GlossaryEntry> environment_variables();
std::span<const GlossaryEntry> files();

}  // namespace okr::cli
