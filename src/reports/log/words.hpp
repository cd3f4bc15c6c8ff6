// SPDX-License-Identifier: MIT
// Changes of definitions and things due, as the journal, `okr status --due` and the reviews tell them; private to the
// views.
#pragma once

#include "reports/drawing.hpp"
#include "reports/log/journal.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

/// "ship.signups  target 400 → 300"
Text changed_text(const JournalEvent& event);

/// "2026-Q3/ship.users", "kpi/sleep"
std::string due_id(const DueItem& item);
std::string due_title(const DueItem& item);

}  // namespace okr::reports
