// SPDX-License-Identifier: MIT
// A KPI's readings gathered into periods (method.md 5.3); what they mean is in kpi_status and xmr.
#pragma once

#include <optional>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/period.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// One period of a KPI.
struct KpiPeriod {
  Period period;
  std::optional<double> value;  ///< by the KPI's aggregate; empty when nothing was read, or a formula divides by zero
  bool complete = false;        ///< its last day is past, or a reading said `final`; else it is partial, shown with "*"
  bool awaited = false;         ///< its last day and `lag-days` are past: a missing value is missing, not late
  int covered = 0;              ///< parts (`expect`, else `every`) that have a reading: the 2 of "2 of 3"
  int expected = 1;             ///< parts that are over; more than `covered` flags a sum
  std::optional<Date> last_reading;
  Place place;  ///< of the last reading

  bool partly_missing() const { return value && covered < expected; }
};

/// In which periods, and of which days: a period that lies across one of the two is judged by its days between them.
struct PeriodQuery {
  PeriodUnit unit = PeriodUnit::month;
  std::optional<Date> since = {};  ///< readings before it are left out
  std::optional<Date> until = {};  ///< readings behind it are left out
};

/// Every period from the first reading (or `since`, where there was one before) to the one that holds `as_of`, without
/// holes, oldest first; empty when there is no reading. A reading keyed by a period is known from that period's last
/// day on (method.md 0.21). A formula is computed from its parts' aggregates over the same days. One pass: 100 000
/// readings take about a millisecond.
std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query, Date as_of);

/// In the KPI's own periods.
std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, Date as_of);

/// Aggregates values in their order; empty for no values. Median: the mean of the middle two for an even count.
std::optional<double> aggregated(std::vector<double> values, Aggregate aggregate);

/// True for sum and count, of which a part says nothing about the whole.
constexpr bool adds_up(Aggregate aggregate) { return aggregate == Aggregate::sum || aggregate == Aggregate::count; }

/// The same of a KPI: a formula adds up as soon as one of its parts does, and is then judged by whole periods only
/// (method.md 0.22, 0.36).
bool adds_up(const Workspace& workspace, const Kpi& kpi);

/// The KPI a key result names, with or without "kpi/"; null when there is none of that name.
const Kpi* kpi_named(const Workspace& workspace, const Reference& reference);

}  // namespace okr
