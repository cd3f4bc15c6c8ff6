// SPDX-License-Identifier: MIT
// A bound to hold: its periods, which of them met it, and what that leaves possible (method.md 2.3, 0.6, 0.16-0.18).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "okr/compute/readings.hpp"

namespace okr {

enum class Holding : std::uint8_t { ahead, met, near, missed };  ///< ahead: not due yet; near: missed within the margin

struct HoldPeriod {
  Period period;                ///< its days in the key result's window
  bool clipped = false;         ///< the calendar's period is longer: it began before, or ends behind the window
  Bounds bounds;                ///< in force on its last day
  std::optional<double> value;  ///< what its readings, or its amounts so far, come to
  double largest = 0;           ///< the size of its largest reading: what is small beside a bound of 0
  Holding holding = Holding::ahead;
  bool over = false;  ///< nothing that is still to come can change it
};

/// All periods of a hold in order, and the count of those that are due.
struct HoldTally {
  std::vector<HoldPeriod> periods;
  std::optional<PeriodUnit> unit;  ///< of the calendar; empty where they are blocks of days
  int met = 0;
  int missed = 0;           ///< due and not met, those without a value included
  int missed_for_good = 0;  ///< of these, the ones that are over
  int allowed = 0;          ///< `misses`

  int due() const { return met + missed; }
  bool cannot_be_met() const { return missed_for_good > allowed; }
  /// The last due period; null when none is due.
  const HoldPeriod* last_due() const;
  /// The last period that has a value: the one that is shown; null when none has.
  const HoldPeriod* last_known() const;
};

/// What the periods of a hold are: its KPI's, else of its `period`, else of the cycle's cadence; empty for blocks.
std::optional<PeriodUnit> hold_unit(const Subject& subject, const Definition& definition);

/// Days, ISO weeks, months, quarters, halves or years of the calendar that overlap the key result's window, each cut to
/// it; blocks from its start where its `period`, else the cycle's cadence, is another number of days. Fed by a KPI: the
/// periods of the KPI (method.md 0.16).
std::vector<HoldPeriod> hold_periods(const Subject& subject, const Definition& definition);

/// Blocks of `days` days in a window: max(1, floor(N / length + 0.5)) of N days, the last ends with the window (0.1).
std::vector<Period> blocks_of(const Period& window, int days);

/// Judged on a day. A period with a value is due at once, or where amounts add up as soon as nothing can change it; one
/// without is due when its last day is past (for a KPI: with its lag), unless it is clipped or all of it lies in `away`
/// (method.md 0.16, 0.17, 0.27).
HoldTally hold_tally(const Subject& subject, const Definition& definition, std::span<const Point> points, Date as_of);

/// The bound itself is met unless `strict`; `near` within `margin`, or up to the KPI's `warn`. Equal within a relative
/// 1e-9 is equal (method.md 0.35).
Holding held(const Subject& subject, const Definition& definition, double value);

/// True where a hold's amounts add up within a period: aggregate sum or count, its own or its KPI's.
bool adds_up(const Subject& subject, const Definition& definition);

}  // namespace okr
