// SPDX-License-Identifier: MIT
// A hold's periods: which there are, what each came to, whether it is due and whether its bounds are kept (method.md
// 2.3, 0.16, 0.17, 0.27).
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "compute/formula_periods.hpp"
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

/// How a window falls into periods: days, ISO weeks, months, quarters, halves or years of the calendar that overlap it,
/// each cut to it; else blocks of `days` days from its start, max(1, floor(N / days + 0.5)) of N days, of which the last
/// ends with the window (0.1).
class Division {
 public:
  Division(const Period& window, std::optional<PeriodUnit> unit, int days, FiscalYear fiscal)
      : window_(window), unit_(unit), days_(std::max(1, days)), fiscal_(fiscal) {}

  Period at(Date day) const {
    if (unit_) return period_containing(day, *unit_, fiscal_);
    const int count = std::max(1, (2 * length_in_days(window_) + days_) / (2 * days_));
    const int block = std::min(days_between(window_.first, day) / days_, count - 1);
    const Date first = add_days(window_.first, block * days_);
    return {first, block + 1 == count ? window_.last : add_days(first, days_ - 1)};
  }

  int count_until(Date behind, Date day) const {
    return unit_ ? okr::count_until(behind, day, *unit_, fiscal_) : days_between(day, behind) / days_;
  }

 private:
  Period window_;
  std::optional<PeriodUnit> unit_;
  int days_;
  FiscalYear fiscal_;
};

/// The periods of a window, empty ones. `turns`, in order: the days on which something was read, or on which a period
/// without a value begins to be another one than the period before; what lies in the middle of a long silence between
/// two of them is one.
std::vector<HoldPeriod> periods_of(const Division& division, const Period& window, std::span<const Date> turns) {
  std::vector<HoldPeriod> periods;
  int silent = 0;
  auto turn = turns.begin();
  for (Period p = division.at(window.first); p.first <= window.last; p = division.at(add_days(p.last, 1))) {
    for (; turn != turns.end() && *turn <= p.last; ++turn) silent = 0;
    HoldPeriod part;
    if (++silent > shown_of_silence) {
      const Date end = turn == turns.end() ? window.last : std::min(*turn, window.last);
      const Date behind = division.at(add_days(end, -shown_of_silence * length_in_days(p))).first;
      const int times = division.count_until(behind, p.first);
      if (times >= long_silence) {
        part.times = times;
        p.last = add_days(behind, -1);
      }
    }
    part.period = {std::max(p.first, window.first), std::min(p.last, window.last)};
    part.clipped = part.period != p;
    periods.push_back(part);
    if (p.last >= window.last) break;
  }
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
    tally.met += period.times;
    return;
  }
  tally.missed += period.times;
  if (period.over) tally.missed_for_good += period.times;
}

/// The days on which a period without a value begins to be another one than the period before: over, awaited, away,
/// judged by another bound.
std::vector<Date> turns_of(const Subject& subject, const Definition& definition, const Judging& how, Date as_of) {
  std::vector<Date> turns{how.as_of, add_days(how.as_of, -how.lag_days), as_of};
  for (const Period& period : subject.workspace.settings.workspace.away) {
    turns.push_back(period.first);
    turns.push_back(add_days(period.last, 1));
  }
  for (const Definition::MovedBounds& earlier : definition.earlier_bounds) turns.push_back(earlier.until);
  return turns;
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

void add_kpi_values(std::span<const KpiPeriod> known, const Judging& how, std::vector<HoldPeriod>& periods) {
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

int HoldTally::count() const {
  return std::accumulate(periods.begin(), periods.end(), 0, [](int sum, const auto& one) { return sum + one.times; });
}

int HoldTally::open() const {
  return std::accumulate(periods.begin(), periods.end(), 0,
                         [](int sum, const auto& one) { return sum + (one.over ? 0 : one.times); });
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
  tally.unit = hold_unit(subject, definition);
  const Kpi* kpi = kpi_of(subject, definition);
  const Period window = window_of(subject, definition);
  const FiscalYear fiscal = subject.workspace.fiscal_start();
  std::vector<Date> turns = turns_of(subject, definition, how, as_of);
  std::vector<KpiPeriod> known;
  if (kpi) known = kpi_periods(subject.workspace, *kpi, {kpi->every, window.first, window.last}, how.as_of);
  for (const KpiPeriod& period : known)
    if (period.value) turns.push_back(period.period.first);
  for (const Point& point : points) turns.push_back(point.date);
  std::ranges::sort(turns);
  tally.periods = periods_of(Division(window, tally.unit, rhythm_of(subject).days, fiscal), window, turns);
  if (kpi)
    add_kpi_values(known, how, tally.periods);
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
