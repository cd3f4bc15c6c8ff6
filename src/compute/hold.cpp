// SPDX-License-Identifier: MIT
#include "okr/compute/hold.hpp"

#include <algorithm>

#include "okr/compute/kpi.hpp"

namespace okr {
namespace {

bool meets(const KeyResult& kr, const Definition& bounds, double value) {
  if (bounds.min && (kr.strict ? value <= *bounds.min : value < *bounds.min)) return false;
  return !(bounds.max && (kr.strict ? value >= *bounds.max : value > *bounds.max));
}

/// Within `margin` of the bound, or up to the KPI's warning limit.
bool is_near(const Subject& subject, const Definition& bounds, double value) {
  const Kpi* kpi = kpi_of(subject);
  const auto margin = subject.key_result.margin ? subject.key_result.margin : kpi ? kpi->margin : std::nullopt;
  if (margin)
    return (!bounds.min || value >= *bounds.min - *margin) && (!bounds.max || value <= *bounds.max + *margin);
  if (!kpi || !kpi->warn) return false;
  if (bounds.max && !bounds.min) return value <= *kpi->warn;
  return bounds.min && !bounds.max && value >= *kpi->warn;
}

std::vector<Period> calendar_blocks(const Period& window, PeriodUnit unit, unsigned fiscal) {
  std::vector<Period> blocks;
  for (Period p = period_containing(window.first, unit, fiscal); p.first <= window.last;
       p = next_period(p, unit, fiscal))
    blocks.push_back({std::max(p.first, window.first), std::min(p.last, window.last)});
  return blocks;
}

std::vector<Period> kpi_blocks(const Period& window, PeriodUnit unit, unsigned fiscal) {
  std::vector<Period> blocks;
  for (Period p = period_containing(window.first, unit, fiscal); p.last <= window.last;
       p = next_period(p, unit, fiscal))
    blocks.push_back(p);
  return blocks;
}

/// How the values of a period become one, how long a period without a value is waited for, and until when after the
/// last period readings still belong to it. A KPI's points are aggregates already.
struct Judging {
  Aggregate aggregate = Aggregate::last;
  int lag_days = 0;
  int grace_days = 0;
  Date as_of{};
};

Judging judging_of(const Subject& subject, Date as_of) {
  if (const Kpi* kpi = kpi_of(subject)) return {Aggregate::last, kpi->lag_days, 0, as_of};
  return {subject.key_result.aggregate.value_or(Aggregate::last), 0,
          grace_days_of(subject.workspace.settings, subject.cycle), as_of};
}

bool is_due(const HoldPeriod& period, const Judging& how) {
  if (period.value && !adds_up(how.aggregate)) return true;
  if (period.value) return period.over;
  return add_days(period.period.last, how.lag_days) < how.as_of;
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

}  // namespace

const HoldPeriod* HoldTally::last_due() const {
  const HoldPeriod* last = nullptr;
  for (const HoldPeriod& period : periods)
    if (period.holding != Holding::ahead) last = &period;
  return last;
}

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

std::vector<Period> hold_periods(const Subject& subject, const Definition& definition) {
  const Period window = window_of(subject, definition);
  const unsigned fiscal = subject.workspace.fiscal_start();
  if (const Kpi* kpi = kpi_of(subject)) return kpi_blocks(window, kpi->every, fiscal);
  const Rhythm rhythm =
      subject.key_result.period.value_or(cadence_of(subject.workspace.settings, subject.cycle));
  return rhythm.calendar ? calendar_blocks(window, *rhythm.calendar, fiscal) : blocks_of(window, rhythm.days);
}

Holding held(const Subject& subject, const Definition& definition, double value) {
  if (meets(subject.key_result, definition, value)) return Holding::met;
  return is_near(subject, definition, value) ? Holding::near : Holding::missed;
}

HoldTally hold_tally(const Subject& subject, const Definition& definition, std::span<const Point> points, Date as_of) {
  const Judging how = judging_of(subject, looked_at(definition, as_of));
  HoldTally tally;
  tally.allowed = subject.key_result.misses;
  const std::vector<Period> blocks = hold_periods(subject, definition);
  std::size_t next = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool is_last = i + 1 == blocks.size();
    const Date until = add_days(blocks[i].last, is_last ? how.grace_days : 0);
    std::vector<double> values;
    for (; next < points.size() && points[next].date <= until; ++next)
      values.push_back(points[next].value);
    HoldPeriod period{blocks[i], aggregated(std::move(values), how.aggregate), Holding::ahead,
                      blocks[i].last < how.as_of};
    if (is_due(period, how))
      period.holding = period.value ? held(subject, definition, *period.value) : Holding::missed;
    count(tally, period);
    tally.periods.push_back(period);
  }
  return tally;
}

}  // namespace okr
