// SPDX-License-Identifier: MIT
// What `okr check` shows a person: no more than a screen, the worst first, a line a finding.
#pragma once

#include <cstddef>
#include <string>

#include "reports/check/finding.hpp"
#include "reports/check/findings.hpp"

namespace okr::reports {

struct CheckScreen {
  FindingsOptions style;  ///< its prefix is not used: the files bear their shown names
  bool plain = false;     ///< no excerpts with carets
  std::size_t rows = 24;  ///< lines of the screen
  bool whole = false;     ///< the rules were chosen: all of what was found, hints too, and every line it stands on
  std::string nothing = "Nothing wrong";  ///< what is said where nothing was found: "Nothing new since main"
  std::string command;                    ///< what was typed, to which `--rule ...` is added to see more: "okr check"
  std::string link_host;                  ///< places are links to the files of this machine; empty: no links
};

/// Errors, each with its line and a caret where there is room, warnings, and how many hints there are. What does not fit
/// is counted, with the command that shows it. At the end the sum; "Nothing wrong in 11 files."
/// where that is so.
std::string check_screen(const Findings& findings, const CheckScreen& screen);

}  // namespace okr::reports
