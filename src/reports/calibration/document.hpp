// SPDX-License-Identifier: MIT
// `okr calibration` as a document.
#pragma once

#include "reports/calibration/calibration.hpp"
#include "reports/drawing.hpp"

namespace okr::reports {

Document calibration_document(const Calibration& calibration);

}  // namespace okr::reports
