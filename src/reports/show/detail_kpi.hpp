// SPDX-License-Identifier: MIT
// What `okr show` adds for a KPI: the parts of its formula, and when it was looked at again.
#pragma once

#include "reports/show/detail.hpp"

namespace okr::reports {

/// The KPIs of the formula with their values in the KPI's last complete period; empty without formula.
std::vector<Driver> drivers_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of);

/// By the notes of its readings; nothing where `review` names no rhythm.
std::optional<Review> review_of(const Kpi& kpi, Date as_of);

}  // namespace okr::reports
