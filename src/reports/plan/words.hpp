// SPDX-License-Identifier: MIT
// Words of the plan that text and JSON share; private to the views.
#pragma once

#include <string_view>

#include "reports/plan/plan.hpp"

namespace okr::reports {

/// "reached", "cancelled"; empty for what goes on.
std::string_view words_of(Stays stays);

/// "key results per objective"
std::string_view words_of(PlanRule rule);

}  // namespace okr::reports
