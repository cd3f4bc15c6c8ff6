// SPDX-License-Identifier: MIT
// Diagnostics for a person and for editors: FILE:LINE:COL: error: what [CODE], the line, the caret, the way out.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "okr/model/diagnostic.hpp"

namespace okr::reports {

struct FindingsOptions {
  std::string prefix;  ///< in front of every file's name: the way from the current folder to the workspace ("goals/")
  std::size_t width = 80;
  bool ascii = false;
  bool colour = false;
};

/// One block a diagnostic, an empty line between. `files` are the names that Place::file counts. The first line of a
/// block is never cut; the excerpt is, around its caret.
std::string findings_text(const Diagnostics& diagnostics, std::span<const std::string> files,
                          const FindingsOptions& options);

/// "goals/okr.toml:4:1", as editors and terminals take it for a link; nothing where no file is to blame.
std::string place_text(const Diagnostic& diagnostic, std::string_view file);

/// "PLACE: error: TEXT [CODE]" and a newline. The place is put in as it is: it may be a link.
std::string finding_line(const Diagnostic& diagnostic, std::string_view place, std::string_view text, bool colour);

/// One finding as findings_text shows it: that line, the excerpt, the caret and the ways out.
std::string finding_block(const Diagnostic& diagnostic, std::string_view place, const FindingsOptions& options);

/// "2 errors, 1 warning in 2 of 11 files".
std::string findings_summary(const Diagnostics& diagnostics, std::size_t files_read);

/// As it counts where numbers are reported: an unknown key is only a warning there, so that an older okr reads newer
/// files.
Severity severity_in_reports(const Diagnostic& diagnostic);

}  // namespace okr::reports
