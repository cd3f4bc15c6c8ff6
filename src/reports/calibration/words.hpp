// SPDX-License-Identifier: MIT
// How good stated confidences were, in a line; private to the views.
#pragma once

#include "reports/calibration/calibration.hpp"
#include "reports/drawing.hpp"

namespace okr::reports {

/// "11 key results: said 6.1 of 10, it happened 7.3 of 10, too careful; Brier 0.18 (where there is a forecast
/// 0.20, its own 0.25)"; empty when nothing was judged.
Text calibration_text(const Calibration& calibration);

}  // namespace okr::reports
