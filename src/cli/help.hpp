// SPDX-License-Identifier: MIT
// The pages of help, made from the commands' declarations.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.hpp"
#include "cli/page.hpp"

namespace okr::cli {

/// Twelve lines for somebody who typed `okr` outside a workspace.
std::string first_steps();

/// `okr --help`: what people do each week first.
std::string front_page(CommandTable table, const HelpStyle& style);

/// `okr help`: the front page, then the global options, every other command and the topics.
std::string full_page(CommandTable table, const HelpStyle& style);

/// `okr COMMAND --help`: examples, usage, arguments, options, when it ends with 1.
std::string command_page(const Command& command, const HelpStyle& style);

/// `okr --version`.
std::string version_page();

/// "okr status [OPTIONS] [ID...]".
std::string usage_line(const Command& command, const Syntax& syntax);

/// "[ID...]", "CYCLE": an argument as the usage shows it.
std::string usage_of(const ParameterDoc& argument);

/// "-o, --output FILE": an option as help and manual show it; without a letter indented to stand below one.
std::string option_left(const Parameter& option);

/// "Look", "Write", ...: the heading of a group.
std::string_view group_heading(Group group);

}  // namespace okr::cli
