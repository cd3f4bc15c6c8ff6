// SPDX-License-Identifier: MIT
// What git has to know to compare and to merge the files of a workspace: attributes, which are committed, and the
// programs they name, which every clone is told once.
#pragma once

#include <string>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::actions {

/// The text of .gitattributes with our lines: those that it does not hold yet are added at its end, and a line that an
/// older okr wrote becomes the one of today. Of `cycles` (folders) those whose names no line of ours covers get their
/// own.
std::string with_attributes(const std::string& text, const std::vector<std::string>& cycles);

/// Tells this clone our drivers, and says of each what was done; with --dry-run what would be. What somebody else set
/// stays. The drivers call the program where it lies now and leave the work to git where it no longer does. Environment
/// errors.
Status configure_clone(session::Context& context, const std::string& root);

/// Says on stderr which files git keeps with CR LF although the attributes say LF: to git they are changed until they
/// are committed anew.
void note_other_line_ends(session::Context& context, const std::string& root);

/// Says on stderr when the attributes of a workspace name our drivers and this clone does not know them, or knows them
/// at a place where they no longer are.
void note_missing_drivers(session::Context& context, const std::string& root);

}  // namespace okr::actions
