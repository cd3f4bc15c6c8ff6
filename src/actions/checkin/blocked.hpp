// SPDX-License-Identifier: MIT
// What a check-in says to be in the way, and what it calls solved: names and texts against what is there.
#pragma once

#include <string>
#include <vector>

#include "actions/checkin/understand.hpp"
#include "okr/compute/blockers.hpp"

namespace okr::cli {

/// What stands in the way in the cycle of the journal: the first one.
std::vector<Obstacle> obstacles_on(const CheckinScene& scene);

/// The same, a line each, and how it is called solved, for who is not asked; empty where nothing is in the way.
std::string obstacles_text(const CheckinScene& scene);

/// The names of all that can be held up, as a check-in of that cycle says them.
std::vector<std::string> blockable_names(const CheckinScene& scene);

/// Settles what blockers and `solved` name: ids in full; texts of what was in the way stay as they are. What names
/// neither is a fault with the nearest name.
void settle_blockers(const CheckinScene& scene, CheckinInput& input);

}  // namespace okr::cli
