// SPDX-License-Identifier: MIT
#include "okr/compute/staleness.hpp"

#include <algorithm>

namespace okr {
namespace {

bool is_day_away(Date date, std::span<const Period> away) {
  return std::ranges::any_of(away, [date](const Period& period) { return contains(period, date); });
}

Date days_later(Date since, int days, std::span<const Period> away) {
  Date day = since;
  for (int counted = 0; counted < days;) {
    day = add_days(day, 1);
    if (!is_day_away(day, away)) ++counted;
  }
  return day;
}

/// The first such weekday after `since` that lies in the last week before a cadence is over, and not away.
Date next_check_in_day(Date since, int weekday, const Rhythm& cadence, std::span<const Period> away) {
  const Date earliest = days_later(since, std::max(0, cadence.days - days_of_week) + 1, away);
  Date day = add_days(earliest, (weekday - iso_weekday(earliest) + days_of_week) % days_of_week);
  while (is_day_away(day, away)) day = add_days(day, days_of_week);
  return day;
}

}  // namespace

int age_in_days(Date since, std::span<const Period> away, Date as_of) {
  return calendar_age(since, as_of) - away_days(since, away, as_of);
}

int calendar_age(Date since, Date as_of) { return std::max(0, days_between(since, as_of)); }

bool is_away(std::span<const Period> away, const Period& period) {
  return away_days(add_days(period.first, -1), away, period.last) == length_in_days(period);
}

int away_days(Date since, std::span<const Period> away, Date as_of) {
  std::vector<Period> sorted(away.begin(), away.end());
  std::ranges::sort(sorted, {}, &Period::first);
  int count = 0;
  for (const Period& period : sorted) {  // each day once, though periods may overlap
    const Date last = std::min(period.last, as_of);
    const Date before = std::max(since, add_days(period.first, -1));
    if (last <= before) continue;
    count += days_between(before, last);
    since = last;
  }
  return count;
}

Freshness freshness_by_age(int age, int cadence_days) {
  if (age > 2 * cadence_days) return Freshness::stale;
  return age >= cadence_days ? Freshness::due : Freshness::fresh;
}

Date due_from(Date since, const WorkspaceSettings& settings, const Rhythm& cadence) {
  const bool weekly = settings.check_in_day && cadence.days >= days_of_week;
  if (weekly) return next_check_in_day(since, *settings.check_in_day, cadence, settings.away);
  return days_later(since, cadence.days, settings.away);
}

std::vector<Date> due_days(Date first, Date last, const WorkspaceSettings& settings, const Rhythm& cadence) {
  std::vector<Date> days;
  for (Date day = first; day <= last && (days.empty() || days.back() < day); day = due_from(day, settings, cadence))
    days.push_back(day);
  return days;
}

bool is_half_over(Date since, const WorkspaceSettings& settings, const Rhythm& cadence, Date as_of) {
  return 2 * age_in_days(since, settings.away, as_of) >= cadence.days;
}

bool can_be_said_again(Date since, const WorkspaceSettings& settings, const Rhythm& cadence, Date as_of) {
  return due_from(since, settings, cadence) <= as_of || is_half_over(since, settings, cadence, as_of);
}

Freshness freshness_since(Date since, const WorkspaceSettings& settings, const Rhythm& cadence, Date as_of) {
  const Freshness by_age = freshness_by_age(age_in_days(since, settings.away, as_of), cadence.days);
  if (by_age == Freshness::stale) return by_age;
  return as_of >= due_from(since, settings, cadence) ? Freshness::due : Freshness::fresh;
}

}  // namespace okr
