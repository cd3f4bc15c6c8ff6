// SPDX-License-Identifier: MIT
// From the answers of a dialogue to what is written: remarks of key results in the order of the files, and readings.
#pragma once

#include <vector>

#include "actions/checkin/dialogue.hpp"
#include "actions/checkin/readings.hpp"
#include "actions/checkin/understand.hpp"
#include "actions/checkin/update.hpp"

namespace okr::cli {

/// The journal and what was said of key results.
CheckinInput input_of(const Dialogue& dialogue, const CheckinScene& scene);

/// Full ids of the key results of which only was said that the last value is still true.
std::vector<std::string> still_true_in(const Dialogue& dialogue);

/// What was said of KPIs.
std::vector<SaidReading> readings_of(const Dialogue& dialogue);

}  // namespace okr::cli
