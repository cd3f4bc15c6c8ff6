// SPDX-License-Identifier: MIT
// `okr review --plan NEXT` for people and for programs.
#pragma once

#include "reports/drawing.hpp"
#include "reports/objects.hpp"
#include "reports/plan/plan.hpp"

namespace okr::reports {

/// `scale` of scores: 1 or 100.
Document plan_document(const Plan& plan, int scale);

/// A line a thing that may go on, or is drafted.
Records plan_records(const Plan& plan);
Json plan_json(const Plan& plan);

/// What schemas and help say of these, and of every review: a plan is one.
std::vector<JsonObject> plan_objects();

}  // namespace okr::reports
