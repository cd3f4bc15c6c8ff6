// SPDX-License-Identifier: MIT
// What a check-in's dialogue asks on a day: key results and KPIs that are due, with where they stand, the riskiest
// first; and which priorities of last week are still open. Asks nobody anything.
#pragma once

#include <string>
#include <vector>

#include "actions/checkin/due.hpp"
#include "actions/checkin/question.hpp"

namespace okr::cli {

/// The whole: heading, questions, open priorities.
DialogueScript script_of(const CheckinScene& scene, const Asking& asking);

/// Priorities of the last check-in before the day that had any (by `me`, or by anybody where nobody is me), without
/// those that were done since.
std::vector<std::string> open_priorities(const CheckinScene& scene, const std::string& me);

}  // namespace okr::cli
