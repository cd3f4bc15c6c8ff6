// SPDX-License-Identifier: MIT
// The person's editor on a file of the workspace, at a line; of a record, and what is wrong in its file afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "session/context.hpp"
#include "session/records.hpp"

namespace okr::session {

/// The words that open `file` at `line` with the editor `command` (which may hold options): through the shell, as git
/// does it. The line is said in the editor's own way; to an editor that is not known it is not said at all.
std::vector<std::string> editor_words(std::string_view command, const std::string& file, std::uint32_t line);

/// Runs the editor and waits. Environment errors: it cannot be started, or it ended with a failure.
Status open_editor(Context& context, const std::string& file, std::uint32_t line);

/// Opens a record's file in the editor. The exit code: 0, or 3 when the file has errors afterwards; then it is not
/// committed. `root` is the workspace's. Errors: those of open_editor, and of the commit.
Result<int> edit_record(Context& context, const std::string& root, const RecordPlace& place, bool git_commit);

}  // namespace okr::session
