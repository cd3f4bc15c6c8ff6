// SPDX-License-Identifier: MIT
// A hold's periods: which there are, what each came to, whether it is due and whether its bounds are kept (method.md
// 2.3, 0.16, 0.17, 0.27).
#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "okr/base/number.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/progress.hpp"
#include "okr/compute/staleness.hpp"

namespace okr {
namespace {

/// Within `margin` of the bound, or up to the KPI's warning limit.
bool is_near(const Subject& subject, const Definition& definition, const Bounds& bounds, const ScaledValue& scaled) {
  const double value = without_dust(scaled);
  const Kpi* kpi = kpi_of(subject, definition);
  const auto margin = definition.margin ? definition.margin : kpi ? kpi->margin : std::nullopt;
  if (margin)
    return (!bounds.min || at_least(value, *bounds.min - *margin)) &&
           (!bounds.max || at_most(value, *bounds.max + *margin));
  if (!kpi || !kpi->warn) return false;
  if (bounds.max && !bounds.min) return at_most(value, *kpi->warn);
  return bounds.min && !bounds.max && at_least(value, *kpi->warn);
}

/// Blocks of `days` days in a window: max(1, floor(N / length + 0.5)) of N days, the last ends with the window (0.1).
std::vector<Period> blocks_of(const Period& window, int days) {
  const int length = std::max(1, days);
  const int count = std::max(1, (2 * length_in_days(window) + length) / (2 * length));
  std::vector<Period> blocks;
  for (int i = 0; i < count; ++i) {
    const Date first = add_days(window.first, i * length);
    blocks.push_back({first, i + 1 == count ? window.last : add_days(first, length - 1)});
  }
  return blocks;
}

std::vector<HoldPeriod> calendar_periods(const Period& window, PeriodUnit unit, const Workspace& workspace) {
  std::vector<HoldPeriod> periods;
  const auto fiscal = workspace.fiscal_start();
  for (Period p = period_containing(window.first, unit, fiscal); p.first <= window.last;
       p = next_period(p, unit, fiscal)) {
    HoldPeriod part;
    part.period = {std::max(p.first, window.first), std::min(p.last, window.last)};
    part.clipped = part.period != p;
    periods.push_back(part);
  }
  return periods;
}

Rhythm rhythm_of(const Subject& subject) {
  return subject.key_result.period.value_or(cadence_of(subject.workspace.settings, subject.cycle));
}

/// A day and a week follow the calendar as months do; other numbers of days are blocks.
std::optional<PeriodUnit> unit_of(const Rhythm& rhythm) {
  if (rhythm.days == 1) return PeriodUnit::day;
  if (rhythm.days == 7) return PeriodUnit::week;
  return rhythm.calendar;
}

/// What the periods of a hold are: its KPI's, else of its `period`, else of the cycle's cadence; empty for blocks.
std::optional<PeriodUnit> hold_unit(const Subject& subject, const Definition& definition) {
  if (const Kpi* kpi = kpi_of(subject, definition)) return kpi->every;
  return unit_of(rhythm_of(subject));
}

/// Days, ISO weeks, months, quarters, halves or years of the calendar that overlap the key result's window, each cut to
/// it; blocks from its start where its `period`, else the cycle's cadence, is another number of days. Fed by a KPI: the
/// periods of the KPI (method.md 0.16).
std::vector<HoldPeriod> hold_periods(const Subject& subject, const Definition& definition) {
  const Period window = window_of(subject, definition);
  if (const auto unit = hold_unit(subject, definition)) return calendar_periods(window, *unit, subject.workspace);
  std::vector<HoldPeriod> periods;
  for (const Period& block : blocks_of(window, rhythm_of(subject).days)) periods.emplace_back().period = block;
  return periods;
}

/// How the values of a period become one, how long a period without a value is waited for, and until when behind the
/// last period readings still belong to it.
struct Judging {
  Aggregate aggregate = Aggregate::last;
  bool adds = false;           ///< a period is judged by its total
  bool only_grows = false;     ///< no amount is negative, a count's is 1: a total that passed `max` stays beyond it
  bool waits_for_end = false;  ///< a formula of sums says nothing of a running period
  int lag_days = 0;
  int grace_days = 0;
  Date as_of{};
};

Judging judging_of(const Subject& subject, const Definition& definition, std::span<const Point> points, Date as_of) {
  Judging how;
  how.adds = adds_up(subject, definition);
  how.as_of = as_of;
  const auto is_gain = [](const auto& amount) { return amount.value >= 0; };
  if (const Kpi* kpi = kpi_of(subject, definition)) {
    how.lag_days = kpi->lag_days;
    how.waits_for_end = how.adds && !kpi->formula.empty();
    how.only_grows = kpi->aggregate == Aggregate::count || std::ranges::all_of(kpi->readings, [&](const Reading& one) {
                       return as_of < one.date || is_gain(one);
                     });
    return how;
  }
  how.aggregate = subject.key_result.aggregate.value_or(Aggregate::last);
  how.grace_days = grace_days_of(subject.workspace.settings, subject.cycle);
  how.only_grows = how.aggregate == Aggregate::count || std::ranges::all_of(points, is_gain);
  return how;
}

bool has_passed(const Bounds& bounds, double total, const Measure& by) {
  return bounds.max && !meets({std::nullopt, bounds.max}, total, by);
}

/// The least is there, and nothing says that it may become too much.
bool has_arrived(const Bounds& bounds, double total, const Measure& by) {
  return bounds.min && !bounds.max && meets({bounds.min, std::nullopt}, total, by);
}

/// A total is judged before its period is over where no later amount can change what it says; a clipped one only where
/// the days outside could not either.
bool is_total_due(HoldPeriod& period, const Judging& how, const Measure& by) {
  const bool settled = has_passed(period.bounds, *period.value, by) || has_arrived(period.bounds, *period.value, by);
  if (how.only_grows && !how.waits_for_end && settled) period.over = true;
  return period.over && (settled || !period.clipped);
}

bool is_due(const Subject& subject, HoldPeriod& period, const Judging& how, const Measure& by) {
  if (period.value && how.adds) return is_total_due(period, how, by);
  if (period.value) return true;
  return !period.clipped && add_days(period.period.last, how.lag_days) < how.as_of &&
         !is_away(subject.workspace.settings.workspace.away, period.period);
}

void count(HoldTally& tally, const HoldPeriod& period) {
  if (period.holding == Holding::ahead) return;
  if (period.holding == Holding::met) {
    ++tally.met;
    return;
  }
  ++tally.missed;
  if (period.over) ++tally.missed_for_good;
}

/// Readings of a key result's own go to the period of their day; late ones to the last, within grace.
void add_own_values(std::span<const Point> points, const Judging& how, std::vector<HoldPeriod>& periods) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const Date until = add_days(periods[i].period.last, i + 1 == periods.size() ? how.grace_days : 0);
    std::vector<double> values;
    for (; next < points.size() && points[next].date <= until; ++next) values.push_back(points[next].value);
    periods[i].largest = largest_amount(values, how.aggregate);
    periods[i].value = aggregated(std::move(values), how.aggregate);
    periods[i].over = periods[i].period.last < how.as_of;
  }
}

void add_kpi_values(const Subject& subject, const Kpi& kpi, const Judging& how, std::vector<HoldPeriod>& periods) {
  const PeriodQuery query{kpi.every, periods.front().period.first, periods.back().period.last};
  const auto known = kpi_periods(subject.workspace, kpi, query, how.as_of);
  std::size_t next = 0;
  for (HoldPeriod& period : periods) {
    period.over = period.period.last < how.as_of;
    while (next < known.size() && known[next].period.last < period.period.first) ++next;
    if (next == known.size() || known[next].period.first > period.period.last) continue;
    period.largest = known[next].largest;
    if (how.waits_for_end && (!known[next].complete || period.clipped)) continue;
    period.value = known[next].value;
    period.over = period.over || known[next].complete;
  }
}

}  // namespace

bool meets(const Bounds& bounds, double value, const Measure& by) {
  const auto keeps_min = by.strict ? above : at_least;
  const auto keeps_max = by.strict ? below : at_most;
  return (!bounds.min || keeps_min(value, *bounds.min, by.scale)) &&
         (!bounds.max || keeps_max(value, *bounds.max, by.scale));
}

const HoldPeriod* HoldTally::last_due() const {
  const HoldPeriod* last = nullptr;
  for (const HoldPeriod& period : periods)
    if (period.holding != Holding::ahead) last = &period;
  return last;
}

const HoldPeriod* HoldTally::last_known() const {
  const HoldPeriod* last = nullptr;
  for (const HoldPeriod& period : periods)
    if (period.value) last = &period;
  return last;
}

Holding held(const Subject& subject, const Definition& definition, const Point& point) {
  const Bounds bounds{definition.min, definition.max};
  if (meets(bounds, point.value, {definition.strict, point.largest})) return Holding::met;
  return is_near(subject, definition, bounds, {point.value, point.largest}) ? Holding::near : Holding::missed;
}

HoldTally hold_tally(const Subject& subject, const Definition& definition, std::span<const Point> points, Date as_of) {
  const Judging how = judging_of(subject, definition, points, looked_at(definition, as_of));
  HoldTally tally;
  tally.allowed = definition.misses;
  tally.periods = hold_periods(subject, definition);
  tally.unit = hold_unit(subject, definition);
  if (const Kpi* kpi = kpi_of(subject, definition))
    add_kpi_values(subject, *kpi, how, tally.periods);
  else
    add_own_values(points, how, tally.periods);
  for (HoldPeriod& period : tally.periods) {
    const Measure measure{definition.strict, period.largest};
    period.bounds = definition.bounds_on(period.period.last);
    if (is_due(subject, period, how, measure)) {
      const bool met = period.value && meets(period.bounds, *period.value, measure);
      const bool near = period.value && is_near(subject, definition, period.bounds, {period.value, period.largest});
      period.holding = met ? Holding::met : near ? Holding::near : Holding::missed;
    }
    count(tally, period);
  }
  return tally;
}

}  // namespace okr
