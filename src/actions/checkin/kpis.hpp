// SPDX-License-Identifier: MIT
// Which KPIs a check-in asks about, and what day or period a reading would be for. Asks nobody anything.
#pragma once

#include <vector>

#include "actions/checkin/understand.hpp"
#include "actions/readings/record_plan.hpp"
#include "okr/compute/kpi_numbers.hpp"

namespace okr::cli {

/// A KPI that is asked about, with the day or period a reading would be for.
struct AskedKpi {
  const Kpi* kpi = nullptr;
  KpiNumbers numbers;
  ReadingDay day;
};

/// In the order of the files. Due: a whole period has no value, or half its rhythm has passed (`expect`, else `every`;
/// with a check-in day from that day on; never within a period that one reading sums up). Never: what is computed, read
/// from a CSV, or in error. Its person is `owner`, else `who`, else the workspace's owner.
std::vector<AskedKpi> kpis_asked_on(const CheckinScene& scene, const Asking& asking);

/// The day a reading of a KPI is for: in the first half of a period, the period that has just ended where neither has a
/// reading; where one reading sums a period up, the one that has ended without; else the day itself.
ReadingDay reading_day(const Workspace& workspace, const Kpi& kpi, Date day);

}  // namespace okr::cli
