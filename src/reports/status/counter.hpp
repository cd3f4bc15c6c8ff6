// SPDX-License-Identifier: MIT
// The counter of a key result on the board: what must not suffer for it. Private to the views.
#pragma once

#include <string>

#include "reports/status/board.hpp"

namespace okr::reports {

/// "must not suffer: enps (24 %, amber)"; empty where it names none, or none that is on the board.
std::string counter_text(const Board& board, const KeyResultNumbers& kr);

}  // namespace okr::reports
