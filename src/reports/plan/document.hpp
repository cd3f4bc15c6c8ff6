// SPDX-License-Identifier: MIT
// `okr review --plan NEXT` as a document, as records and as JSON.
#pragma once

#include "reports/drawing.hpp"
#include "reports/plan/plan.hpp"

namespace okr::reports {

/// `scale` of scores: 1 or 100.
Document plan_document(const Plan& plan, int scale);

/// A line a thing that may go on, or is drafted.
Records plan_records(const Plan& plan);
JsonValue plan_json(const Plan& plan);

}  // namespace okr::reports
