// SPDX-License-Identifier: MIT
// The periods of a KPI made of others; private to the compute layer.
#pragma once

#include <vector>

#include "okr/compute/kpi.hpp"

namespace okr {

/// As kpi_periods, for a KPI with a formula; empty when the formula is in error or runs into itself (E123 on load).
std::vector<KpiPeriod> formula_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query,
                                       Date as_of);

/// True when one of the formula's parts, or of theirs, is a sum or a count.
bool formula_adds_up(const Workspace& workspace, const Kpi& kpi);

}  // namespace okr
