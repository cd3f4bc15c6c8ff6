// SPDX-License-Identifier: MIT
// A cycle opened together with those of its length before it, for reports that compare.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/session.hpp"

namespace okr::cli {

/// The cycle, as typed or the current one, and the `count` ones of its length before it. Cycles whose names say no
/// dates have to be opened to know.
Result<Session> open_with_earlier(Context& context, const std::optional<std::string>& cycle, std::size_t count);

/// Those before the session's cycle, the latest first, at most `count`.
std::vector<const Cycle*> earlier_cycles(const Session& session, std::size_t count);

/// What was opened only to know its dates is of no interest, and its faults are not either: only those of the session's
/// cycle, of the current ones and of `wanted` stay.
void forget_faults_elsewhere(Session& session, std::vector<const Cycle*> wanted);

}  // namespace okr::cli
