// SPDX-License-Identifier: MIT
// `okr review --plan NEXT` as a document.
#pragma once

#include "reports/drawing.hpp"
#include "reports/plan/plan.hpp"

namespace okr::reports {

/// `scale` of scores: 1 or 100.
Document plan_document(const Plan& plan, int scale);

}  // namespace okr::reports
