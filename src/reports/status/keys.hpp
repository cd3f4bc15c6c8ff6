// SPDX-License-Identifier: MIT
// `okr status` for programs.
#pragma once

#include "reports/objects.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

Records board_records(const Board& board);
Json board_json(const Board& board);

/// Cycles in force that wait to be closed are due too.
Records due_records(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended);
Json due_json(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, Date as_of);
Json due_list(const std::vector<DueItem>& items);

/// What schemas and help say of these.
std::vector<JsonObject> status_objects();

}  // namespace okr::reports
