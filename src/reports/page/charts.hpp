// SPDX-License-Identifier: MIT
// The pictures of a page, each beside its numbers and above its words, so that nothing is lost where pictures are dropped.
#pragma once

#include <vector>

#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/page/page.hpp"
#include "reports/plot/plot.hpp"

namespace okr::reports {

/// Adds what is known behind a record; nothing where it is empty.
void add_background(Document& document, KeyValues background);

/// A key result over time, with its pace and where it leads to; beside it what was said, by whom and when.
void add_course(Document& document, const CyclePage& page, const ObjectiveNumbers& objective,
                const KeyResultNumbers& kr);

/// A KPI's periods with its natural limits and what it is meant to be; nothing where it has no value.
void add_course(Document& document, const Workspace& workspace, const KpiNumbers& numbers, Date as_of);

/// The days on which somebody checked in, and what was said; nothing where nobody did.
void add_checkins(Document& document, const Workspace& workspace, const Cycle& cycle, Date as_of);

/// What the cycles scored, given the latest first, against what counts as a success: a picture for those of each length.
void add_history_charts(Document& document, const Workspace& workspace, const std::vector<CycleNumbers>& cycles);

}  // namespace okr::reports
