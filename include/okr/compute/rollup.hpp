// SPDX-License-Identifier: MIT
// From parts to the whole: the weighted mean of scores, the worst status, the mean gap (method.md 2.3-2.6, 0.8, 0.9).
#pragma once

#include <optional>
#include <span>
#include <string>

#include "okr/compute/pace.hpp"

namespace okr {

/// A key result or an aligned objective as a part of the whole.
struct Part {
  Computed<Score> score;
  double weight = 1;
  State state = State::active;
  PaceStatus status = PaceStatus::no_data;
  std::optional<Progress> expected;  ///< E, of what is paced
  std::optional<double> shortfall;   ///< E - progress cut to 0..1, no data as 0; of what is paced
  bool reached = false;
  bool lost = false;      ///< it ended missed: nothing can make it reached any more
  std::string name = {};  ///< whose part it is, for the trace
  Place place = {};       ///< of its weight; unknown for the default
};

/// Sum of weight x score over sum of weight, over active and done parts. No data counts 0; holds without a due period
/// and parts with nothing below them are skipped; a part in error makes the whole absent. Weights all zero or negative
/// are E109. Nothing to count is absent with the reason.
Computed<Score> rolled_up(std::span<const Part> parts);

/// As rolled_up, cancelled and deferred parts included.
Computed<Score> rolled_up_as_planned(std::span<const Part> parts);

/// Weighted mean of the shortfalls, to 4 decimals; empty when no part is paced.
std::optional<double> mean_gap(std::span<const Part> parts);

/// Weighted mean of what was expected of the paced parts.
std::optional<Progress> mean_expected(std::span<const Part> parts);

/// The worst status of active and done parts with weight; empty when there is none.
std::optional<PaceStatus> worst_status(std::span<const Part> parts);

/// True when an active or done part with weight is lost.
bool any_lost(std::span<const Part> parts);

/// True when there are active or done parts with weight and all of them are reached; holds not due yet are left out.
bool all_reached(std::span<const Part> parts);

/// Cancelled or deferred when all parts that are no drafts are; empty otherwise.
std::optional<State> common_end(std::span<const Part> parts);

}  // namespace okr
