// SPDX-License-Identifier: MIT
// Parts of `okr forecast` that the mid-cycle review shows too; private to the views.
#pragma once

#include <span>

#include "reports/drawing.hpp"
#include "reports/forecast/outlook.hpp"

namespace okr::reports {

/// Key results with rates: each one's rate so far, the one that is needed, how many times as fast, and when it arrives
/// otherwise.
Table rates_table(std::span<const KeyResultForecast* const> lagging);

}  // namespace okr::reports
