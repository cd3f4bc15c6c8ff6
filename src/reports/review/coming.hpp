// SPDX-License-Identifier: MIT
// What is due in a cycle, by date: steps, key results, targets of KPIs, the reviews, its end; what should have been
// done by now, and what people said of the weeks to come.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {

enum class ComingKind : std::uint8_t {
  step,          ///< of key result `id`, called `text`
  key_result,    ///< `id`'s own due date
  kpi_target,    ///< by then KPI `id` is meant to be at its target
  start,         ///< the cycle begins
  check_in,      ///< something falls due
  mid_review,    ///< half of the cycle has gone
  final_review,  ///< the cycle ends
  said           ///< `text`, by `by`; without a date of its own
};
OKR_WORDS(ComingKind, "step", "key_result", "kpi_target", "start", "check_in", "mid_review", "final_review", "said")

struct Coming {
  ComingKind kind = ComingKind::said;
  std::optional<Date> date;  ///< empty for what was said
  std::string id, text, by;
};

/// Of the days from `as_of` to four weeks later, by date; what was said stands last. Nothing that is done, reached,
/// cancelled or deferred; nothing after the end of a cycle.
std::vector<Coming> coming_of(const Workspace& workspace, const CycleNumbers& numbers);

/// Steps and key results whose date has passed undone, in a cycle that runs.
std::vector<Coming> late_of(const CycleNumbers& numbers);

/// The day on which half of a cycle has gone.
Date middle_of(const Period& period);

}  // namespace okr::reports
