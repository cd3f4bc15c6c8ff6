// SPDX-License-Identifier: MIT
// "CYCLE ID...": the words of commands that report on a cycle, or on a part of it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "session/session.hpp"

namespace okr::cli {

/// A cycle opened, and what of it was named.
struct CycleChoice {
  Session session;
  std::vector<std::string> ids;  ///< "ship", "ship.users"; empty for all of it
};

/// The first word may be a cycle (`previous` too); the others are objectives and key results of it, or of the cycle in
/// force that has the first of them. `ended`: also whether the last cycles that are over are closed. Errors: usage,
/// with the nearest match.
Result<CycleChoice> open_cycle_choice(Context& context, std::span<const std::string> words, bool ended = false);

}  // namespace okr::cli
