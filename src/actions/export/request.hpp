// SPDX-License-Identifier: MIT
// What is asked of `okr export`, whatever is exported. Each kind has a file of its own beside this one, with a function
// that prints it, for stdout or the file of -o, or writes it into the folder of -o (session/writing.hpp). 0, or 3 where
// something of what was read is broken. Errors: those of opening a workspace, and of writing.
#pragma once

#include <optional>
#include <string>

namespace okr::cli {

struct ExportRequest {
  bool all = false;                 ///< every cycle, not the one at hand alone
  bool svg = false;                 ///< of a badge: the picture
  bool no_timestamps = false;       ///< of metrics: values alone, for collectors that stamp them
  std::optional<std::string> into;  ///< of Markdown: the file, as typed, that has places for reports
  bool git_commit = false;          ///< what is written into it is committed
};

}  // namespace okr::cli
