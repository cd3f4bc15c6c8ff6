// SPDX-License-Identifier: MIT
// What is wrong in files, said: in words with the lines it stands on, or as errors and warnings for programs.
#pragma once

#include <span>
#include <string>

#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/workspace.hpp"
#include "session/context.hpp"

namespace okr::session {

/// The error with the place that it speaks of, for programs; `place` may be unknown.
Error placed(Error error, const Place& place, const Workspace& workspace);
Error placed(Error error, const Place& place, std::string file);

/// Why a file cannot be changed, a data error with the place; what is in no line of it says itself which file that is.
tl::unexpected<Error> unreadable(const Diagnostic& fault, const std::string& file);

/// The same, where this text of a file is no TOML. `file`: below the root.
Status check_text_readable(const std::string& file, const std::string& text);

/// Says findings on stderr: in words, or with --json each as an error or a warning. `files` are those their places
/// count; `prefix` stands in front of their names.
void say_findings(Context& context, const Diagnostics& findings, std::span<const std::string> files,
                  std::string prefix = {});

}  // namespace okr::session
