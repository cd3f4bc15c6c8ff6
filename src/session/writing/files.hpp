// SPDX-License-Identifier: MIT
// The files of a transaction written all or none: checked against what is there under the lock, put in place, put back
// where a later one fails.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "okr/base/result.hpp"
#include "session/transaction.hpp"

namespace okr::session {

/// Whether what a plan follows from is checked, or a plan that is made anew from the same texts is written though a
/// ground of it seems to have changed.
enum class Grounds { checked, taken_as_they_are };

/// Takes the lock, checks, writes; says nothing. `about_to_write` is called under the lock, once the plan holds, and
/// gives what whoever finds it half-written has to know (past_write_text). The value is what stale_file says: a file's
/// name, and nothing was written. Errors: environment, also where another okr left something half-written; where a file
/// is written but may not survive a power cut, the error says so.
Result<std::optional<std::string>> write_files(const Transaction& transaction, Grounds grounds = Grounds::checked,
                                               const std::function<std::string()>& about_to_write = {});

}  // namespace okr::session
