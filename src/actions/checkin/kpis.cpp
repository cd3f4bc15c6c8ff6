// SPDX-License-Identifier: MIT
#include "actions/checkin/kpis.hpp"

#include <algorithm>

#include "actions/readings/reading_files.hpp"
#include "okr/compute/staleness.hpp"
#include "session/settings.hpp"

namespace okr::cli {
namespace {

Rhythm rhythm_of(const Kpi& kpi) { return parse_rhythm(to_string(kpi.expect.value_or(kpi.every))).value_or(Rhythm()); }

bool is_by_period(const Kpi& kpi) {
  return kpi.every != PeriodUnit::day && kpi.expect.value_or(kpi.every) == kpi.every;
}

/// One reading a period that stands for the whole of it: another one in its middle would be counted beside it.
bool is_whole_sum(const Kpi& kpi) { return is_by_period(kpi) && adds_up(kpi.aggregate); }

bool is_due(const CheckinScene& scene, const AskedKpi& asked) {
  if (waits(asked.numbers.freshness)) return true;
  const Reading* last = last_reading(*asked.kpi, scene.date);
  if (!last) return true;
  if (is_whole_sum(*asked.kpi)) return false;
  const WorkspaceSettings& settings = scene.workspace.settings.workspace;
  const Rhythm rhythm = rhythm_of(*asked.kpi);
  // A period's reading is dated to its last day, which often lies right before the check-in day.
  return is_half_over(last->date, settings, rhythm, scene.date) &&
         can_be_said_again(last->date, settings, rhythm, scene.date);
}

bool has_reading_in(const Kpi& kpi, const Period& period) {
  return std::ranges::any_of(kpi.readings, [&](const Reading& reading) { return contains(period, reading.date); });
}

}  // namespace

ReadingDay reading_day(const Workspace& workspace, const Kpi& kpi, Date day) {
  const FiscalYear fiscal_start = workspace.fiscal_start();
  const Period current = period_containing(day, kpi.every, fiscal_start);
  const Period ended = previous_period(current, kpi.every, fiscal_start);
  const bool is_early = 2 * (days_between(current.first, day) + 1) <= length_in_days(current);
  const bool is_late_word = is_early && !kpi.readings.empty() && !has_reading_in(kpi, current);
  if (is_by_period(kpi) && !has_reading_in(kpi, ended) && (is_whole_sum(kpi) || is_late_word))
    return {ended.last, period_name(ended, kpi.every, fiscal_start)};
  return {day, to_string(day)};
}

std::vector<AskedKpi> kpis_asked_on(const CheckinScene& scene, const Asking& asking) {
  std::vector<AskedKpi> all;
  for (const Kpi& kpi : scene.workspace.kpis) {
    if (kpi.faulty || place_fault(kpi) || !is_asked_about(owner_of(scene.workspace.settings, kpi), asking.owner))
      continue;
    AskedKpi asked{&kpi, numbers_of(scene.workspace, kpi, scene.date), reading_day(scene.workspace, kpi, scene.date)};
    if (asking.all || is_due(scene, asked)) all.push_back(std::move(asked));
  }
  return all;
}

}  // namespace okr::cli
