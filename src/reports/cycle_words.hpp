// SPDX-License-Identifier: MIT
// What every report of a cycle begins with, what it says of files that could not be read, and the cells of its key
// results.
#pragma once

#include <string>

#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/objects.hpp"

namespace okr::reports {

/// The first line of a cycle's report, and which of its files could not be read.
void add_report_heading(Document& document, const Cycle& cycle, std::string right);
/// Says which files of the cycle could not be read, before anything that would look complete; nothing where all were.
void add_unread(Document& document, const Cycle& cycle);
/// Says that okr.toml could not be read, for what is of no cycle; nothing where it was.
void add_unread_settings(Document& document, const Workspace& workspace);
/// Says which files of the KPI that was found, or of the cycle of what else was found, could not be read; nothing where
/// all were.
void add_unread(Document& document, const Workspace& workspace, const Found& found);

/// "No objective yet", with the way to add one; nothing where a file that could not be read may hold some, or where a
/// filter left none: that is "Nothing matches."
Document& add_no_objective(Document& document, const CycleNumbers& numbers, int scale, bool filtered = false);

// --- cells -----------------------------------------------------------------------------------------------------------

/// A table of objectives, as groups, and their key results.
Table key_results_table(std::string caption);

/// A bar with the mark of the pace, a dot a period of a bound, or nothing.
Cell pace_cell(const KeyResultNumbers& kr);

/// "33 %", "3/7" periods of a bound, "n/a" in error.
Cell progress_cell(const KeyResultNumbers& kr);

/// The status in its word, and "stale" beside every word that would otherwise sound fine; the verdict once it has
/// ended.
Text status_text(const KeyResultNumbers& kr);

/// "ahead, 1 behind": the objective's word, then how many of its key results are worse; the verdict once it has ended.
Text objective_status(const ObjectiveNumbers& objective);

}  // namespace okr::reports
