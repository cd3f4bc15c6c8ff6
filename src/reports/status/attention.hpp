// SPDX-License-Identifier: MIT
// What stands under LOOK HERE, in words; private to the views.
#pragma once

#include "reports/drawing.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

/// LOOK HERE with a line a concern, then how many key results have no reading yet and how many concerns more there are;
/// nothing where nothing needs a person.
void add_look_here(Document& document, const Board& board);

/// "ship.users", "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %".
KeyValue attention_line(const Attention& attention);

}  // namespace okr::reports
