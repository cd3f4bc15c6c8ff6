// SPDX-License-Identifier: MIT
// The calendars of `okr plot --kind heat`: check-ins by day, a KPI's values by day or week.
#pragma once

#include <optional>

#include "reports/plot/plot.hpp"

namespace okr::reports {

/// True for KPIs whose period, or whose readings' own rhythm, is the day or the week.
bool has_calendar(const Kpi& kpi);

/// A point for every day, or week, from the first to the last.
void add_calendar(Plot& plot, std::optional<Date> since);

}  // namespace okr::reports
