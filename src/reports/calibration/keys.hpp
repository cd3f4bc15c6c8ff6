// SPDX-License-Identifier: MIT
// `okr calibration` for programs.
#pragma once

#include "reports/calibration/calibration.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

Records calibration_records(const Calibration& calibration);
Json calibration_json(const Calibration& calibration, Date as_of);

/// Of one cycle, as the final review holds it; null when nothing was judged.
Json judged_object(const Calibration& calibration);

/// What schemas and help say of these.
std::vector<JsonObject> calibration_objects();

}  // namespace okr::reports
