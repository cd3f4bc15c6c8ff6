// SPDX-License-Identifier: MIT
#include "reports/show/detail_kpi.hpp"

#include <algorithm>

#include "okr/compute/formula.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/rhythm.hpp"

namespace okr::reports {

std::vector<Driver> drivers_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of) {
  const auto formula = Formula::parse(numbers.kpi->formula);
  if (numbers.kpi->formula.empty() || !formula) return {};
  std::vector<Driver> drivers;
  for (const std::string& id : formula->parts()) {
    const Kpi* part = workspace.kpi(id);
    if (!part) continue;
    Driver driver{part, std::nullopt};
    const auto periods = kpi_periods(workspace, *part, PeriodQuery{numbers.unit, std::nullopt}, as_of);
    for (const KpiPeriod& period : periods)
      if (numbers.last && period.period == numbers.periods[*numbers.last].period) driver.value = period.value;
    drivers.push_back(driver);
  }
  return drivers;
}

std::optional<Review> review_of(const Kpi& kpi, Date as_of) {
  const auto rhythm = parse_rhythm(kpi.review);
  if (!rhythm) return std::nullopt;
  Review review;
  std::optional<Date> since;
  for (const Reading& reading : kpi.readings) {
    if (reading.date > as_of) break;
    if (!since) since = reading.date;
    if (reading.note >= 0) review.last = reading.date;
  }
  if (review.last) since = review.last;
  review.due = since && days_between(*since, as_of) > rhythm->days;
  return review;
}

}  // namespace okr::reports
