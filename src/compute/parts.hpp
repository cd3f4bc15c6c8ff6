// SPDX-License-Identifier: MIT
// Numbers as parts of the whole above them; private to the compute layer.
#pragma once

#include "okr/compute/numbers.hpp"

namespace okr {

Part part_of(const KeyResultNumbers& numbers);
Part part_of(const ObjectiveNumbers& numbers);

/// The same with what was planned: first weight, first state, as-planned score.
template <class Numbers>
Part planned_part_of(const Numbers& numbers) {
  Part part;
  part.score = numbers.as_planned;
  part.weight = numbers.planned_weight;
  part.state = numbers.planned_state;
  return part;
}

/// A value that `[result]` kept, as a number; steps and texts have none.
std::optional<double> number_kept(const EntryValue& value);

/// Records how parts became a whole.
void trace_roll_up(Trace* trace, std::string_view what, std::span<const Part> parts, const Computed<Score>& result);

/// Records what a score looks like and amounts to.
void trace_shown(Trace* trace, const Scoring& scoring, const std::optional<Score>& shown);

/// Records the status word.
void trace_status(Trace* trace, std::string_view formula, PaceStatus status);

}  // namespace okr
