// SPDX-License-Identifier: MIT
// `okr review --plan NEXT` as a document, as records and as JSON.
#pragma once

#include "draw/document.hpp"
#include "draw/json.hpp"
#include "draw/tabular.hpp"
#include "reports/plan/plan.hpp"

namespace okr::render {

/// `scale` of scores: 1 or 100.
Document plan_document(const report::Plan& plan, int scale);

/// A line a thing that may go on, or is drafted.
Records plan_records(const report::Plan& plan);
JsonValue plan_json(const report::Plan& plan);

}  // namespace okr::render
