// SPDX-License-Identifier: MIT
// `okr status` for people and for programs.
#pragma once

#include "reports/drawing.hpp"
#include "reports/objects.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

Document board_document(const Board& board);

/// Cycles that are over and not closed, a line each: "2026-Q3 ended 2 days ago: okr close 2026-Q3 --carry-to 2026-Q4".
/// Without commands for what is read outside a terminal.
void add_ended(Document& document, const std::vector<EndedCycle>& ended, bool with_commands);
std::string close_command(const EndedCycle& ended);

/// `okr status --due`. Cycles in force that wait to be closed are due too; the others are named.
Document due_document(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, bool with_commands);

Records board_records(const Board& board);
Json board_json(const Board& board);

/// Cycles in force that wait to be closed are due too.
Records due_records(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended);
Json due_json(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, Date as_of);
Json due_list(const std::vector<DueItem>& items);

/// What schemas and help say of these.
std::vector<JsonObject> status_objects();

}  // namespace okr::reports
