// SPDX-License-Identifier: MIT
// The services that run jobs read commands from what a program prints: GitHub's lines that begin with "::", and "##[" and
// "##vso[" anywhere in a line (Azure, GitHub's older form). A title or a note must not become one.
#pragma once

#include <string>

#include "session/context.hpp"

namespace okr::cli {

/// True where a service runs us: CI, GITHUB_ACTIONS or TF_BUILD is set and does not say no.
bool is_run_by_a_service(const World& world);

/// The text so that no runner finds a command in it: the same for whoever parses JSON, Markdown or HTML, one blank more
/// for people. Data stays byte for byte; of commands for the runner the lines stay, what they tell is made safe.
std::string without_commands(const std::string& text, Notation notation);

}  // namespace okr::cli
