// SPDX-License-Identifier: MIT
// `okr kpi` as a document.
#pragma once

#include "reports/drawing.hpp"
#include "reports/kpi/scorecard.hpp"

namespace okr::reports {

Document scorecard_document(const Scorecard& scorecard);

}  // namespace okr::reports
