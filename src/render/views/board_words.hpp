// SPDX-License-Identifier: MIT
// A key result against its pace in cells, as the board and the reviews show it; private to the views.
#pragma once

#include "okr/compute/numbers.hpp"
#include "okr/render/document.hpp"

namespace okr::render {

/// The status in its word, and "stale" beside every word that would otherwise sound fine; the verdict once it has
/// ended.
Text status_text(const KeyResultNumbers& kr);

/// "ahead, 1 behind": the objective's word, then how many of its key results are worse; the verdict once it has ended.
Text objective_status(const ObjectiveNumbers& objective);

/// A bar with the mark of the pace, a dot a period of a bound, or nothing.
Cell pace_cell(const KeyResultNumbers& kr);

/// "33 %", "3/7" periods of a bound, "n/a" in error.
Cell progress_cell(const KeyResultNumbers& kr);

}  // namespace okr::render
