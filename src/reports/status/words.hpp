// SPDX-License-Identifier: MIT
// A key result against its pace in cells, as the board and the reviews show it; private to the views.
#pragma once

#include <string>

#include "okr/compute/numbers.hpp"
#include "reports/drawing.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

/// The status in its word, and "stale" beside every word that would otherwise sound fine; the verdict once it has
/// ended.
Text status_text(const KeyResultNumbers& kr);

/// "ahead, 1 behind": the objective's word, then how many of its key results are worse; the verdict once it has ended.
Text objective_status(const ObjectiveNumbers& objective);

/// Says which files of the cycle could not be read, before anything that would look complete; nothing where all were.
void add_unread(Document& document, const Cycle& cycle);

/// "No objective yet", with the way to add one; nothing where a file that could not be read may hold some, or where a
/// filter left none: that is "Nothing matches."
Document& add_no_objective(Document& document, const CycleNumbers& numbers, int scale, bool filtered = false);

/// A bar with the mark of the pace, a dot a period of a bound, or nothing.
Cell pace_cell(const KeyResultNumbers& kr);

/// "33 %", "3/7" periods of a bound, "n/a" in error.
Cell progress_cell(const KeyResultNumbers& kr);

/// LOOK HERE with a line a concern, then how many key results have no reading yet and how many concerns more there are;
/// nothing where nothing needs a person.
void add_look_here(Document& document, const Board& board);

/// "ship.users", "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %".
KeyValue attention_line(const Attention& attention);

/// "must not suffer: enps (24 %, amber)"; empty where it names none, or none that is on the board.
std::string counter_text(const Board& board, const KeyResultNumbers& kr);

}  // namespace okr::reports
