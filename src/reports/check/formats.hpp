// SPDX-License-Identifier: MIT
// Findings in the forms that other programs read: SARIF (code scanning), JUnit XML (test reports), the commands of a GitHub
// runner, GitLab's code quality. Paths are from the repository's root; whatever stands in a file is escaped.
#pragma once

#include <string>
#include <string_view>

#include "draw/json.hpp"
#include "reports/check/finding.hpp"

namespace okr::reports {

/// What a report says of the program that made it.
struct Tool {
  std::string_view version;
  std::string_view homepage;  ///< absolute; empty where there is none
};

/// SARIF 2.1.0: every rule with its help, and the findings; of more than GitHub takes the most severe, which it says.
draw::Json sarif_json(const Findings& findings, const Tool& tool);

/// JUnit XML: a suite a file, a case a record and rule; a file without findings is a case that passes. What does not
/// count (warnings, unless `strict`, and hints) is skipped, so that the report agrees with the exit code.
std::string junit_xml(const Findings& findings, bool strict);

/// A runner's commands, a line each: at most nine findings by severity, because it drops what is more, then a notice that
/// counts the others and names `more`, the command that shows them. Empty when nothing was found.
std::string github_commands(const Findings& findings, std::string_view more);

/// The array that GitLab's code quality report is.
draw::Json gitlab_json(const Findings& findings);

// --- escaping ---------------------------------------------------------------------------------------------------------

/// A path as a relative URI: all but letters, digits and -._~/ as %XX.
std::string uri_path(std::string_view path);

/// For the message of a runner's command, and for its properties (`file=`, `title=`), where : and , count too.
std::string github_message(std::string_view text);
std::string github_property(std::string_view text);

/// For XML 1.0, as text and in attributes: entities, and a stand-in for each character that XML cannot hold.
std::string xml_escaped(std::string_view text);

}  // namespace okr::reports
