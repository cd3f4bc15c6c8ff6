// SPDX-License-Identifier: MIT
// `okr calibration` for people and for programs.
#pragma once

#include "reports/calibration/calibration.hpp"
#include "reports/drawing.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

Document calibration_document(const Calibration& calibration);

Records calibration_records(const Calibration& calibration);
Json calibration_json(const Calibration& calibration, Date as_of);

/// Of one cycle, as the final review holds it; null when nothing was judged.
Json judged_object(const Calibration& calibration);

/// What schemas and help say of these.
std::vector<JsonObject> calibration_objects();

/// "11 key results: said 6.1 of 10, it happened 7.3 of 10, too careful; Brier 0.18 (where there is a forecast
/// 0.20, its own 0.25)"; empty when nothing was judged.
Text calibration_text(const Calibration& calibration);

}  // namespace okr::reports
