// SPDX-License-Identifier: MIT
// Where a key result stands: the value now, its progress and its score, for every kind (method.md 2.3).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "okr/compute/absence.hpp"
#include "okr/compute/anchors.hpp"
#include "okr/compute/hold.hpp"
#include "okr/compute/quantities.hpp"
#include "okr/compute/readings.hpp"

namespace okr {

/// (now - baseline) / (target - baseline), for both directions; raw. Absent (E102) where the difference overflows.
Computed<Progress> linear_progress(const Anchors& anchors, double now);

/// Sum of weight x done over sum of weight; `done` 0 to 1 a step. Absent (E108) without steps or without weight.
Computed<Progress> step_progress(std::span<const Step> steps, std::span<const double> done);

/// min(1, (met + min(allowed, missed)) / due); absent while nothing is due.
Computed<Progress> hold_progress(const HoldTally& tally);

/// Piecewise linear through (baseline, 0), (commit, 0.3), (target, 0.7), (stretch, 1) where there is a stretch; capped
/// progress otherwise.
Score score_between(const Anchors& anchors, double now, Progress progress);

/// All that one definition and the readings of a day say.
struct Standing {
  Definition definition;
  Computed<Anchors> anchors;       ///< kinds number, sum and percent
  std::optional<KeptTarget> kept;  ///< instead of anchors where a KPI had met the target before the start
  Computed<std::vector<Point>> points;
  std::optional<double> now;       ///< the value progress is measured by: last, best, mean or total
  std::optional<HoldTally> hold;   ///< kind hold, judged by its periods
  std::optional<Holding> latest;   ///< kind hold, judge "latest": by the last value, or the last total that is judged
  bool adds_up = false;            ///< a hold judged by the totals of its periods
  bool only_gains = false;         ///< kind sum: no amount led away from the target
  std::vector<double> steps_done;  ///< kind milestones, 0 or 1 a step
  Computed<Progress> progress;
  Computed<Score> score;
};

/// Judges the readings up to `as_of` by one definition.
Standing standing_of(const Subject& subject, const Definition& definition, Date as_of);

}  // namespace okr
