// SPDX-License-Identifier: MIT
// What rounding is small against at a bound of 0: the largest amount of a period (method.md 0.35). Private to compute.
#pragma once

#include <vector>

#include "okr/compute/kpi_numbers.hpp"

namespace okr {

/// One a period; all 0 where no bound is 0, since equality needs no scale then.
std::vector<double> scales_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of);

}  // namespace okr
