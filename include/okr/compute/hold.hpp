// SPDX-License-Identifier: MIT
// A bound to hold: its periods, which of them met it, and what that leaves possible (method.md 2.3, 0.1, 0.6).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "okr/compute/readings.hpp"

namespace okr {

enum class Holding : std::uint8_t { ahead, met, near, missed };  ///< ahead: not due yet; near: missed within the margin

struct HoldPeriod {
  Period period;
  std::optional<double> value;
  Holding holding = Holding::ahead;
  bool over = false;  ///< its last day is past: a miss is final
};

/// All periods of a hold in order, and the count of those that are due.
struct HoldTally {
  std::vector<HoldPeriod> periods;
  int met = 0;
  int missed = 0;         ///< due and not met, those without a value included
  int missed_for_good = 0;  ///< of these, the ones that are over
  int allowed = 0;        ///< `misses`

  int due() const { return met + missed; }
  bool cannot_be_met() const { return missed_for_good > allowed; }
  /// The last due period; null when none is due.
  const HoldPeriod* last_due() const;
};

/// Periods of a key result in its window: blocks of its `period`, else of the cycle's cadence; months, quarters, halves
/// and years follow the calendar; N days have max(1, floor(N / length + 0.5)) blocks and the last ends with the window.
/// Fed by a KPI: the KPI's periods whose last day lies in the window.
std::vector<Period> hold_periods(const Subject& subject, const Definition& definition);

/// Blocks of `days` days in a window (0.1).
std::vector<Period> blocks_of(const Period& window, int days);

/// Judged on a day: a period is due when its last day is past (for a KPI: with its lag), or when it has a value that
/// can be judged before its end.
HoldTally hold_tally(const Subject& subject, const Definition& definition, std::span<const Point> points, Date as_of);

/// The bound itself is met unless `strict`; `near` within `margin`, or up to the KPI's `warn`.
Holding held(const Subject& subject, const Definition& definition, double value);

}  // namespace okr
