// SPDX-License-Identifier: MIT
// Changes of definitions and things due, as the journal, `okr status --due` and the reviews tell them; private to the
// views.
#pragma once

#include "draw/document.hpp"
#include "draw/json.hpp"
#include "reports/status/board.hpp"
#include "reports/log/journal.hpp"

namespace okr::render {

/// "ship.signups  target 400 → 300"
Text changed_text(const report::JournalEvent& event);

/// An event of kind "change", as declared in report_schema.
JsonValue change_object(const report::JournalEvent& event);

/// "2026-Q3/ship.users", "kpi/sleep"
std::string due_id(const report::DueItem& item);

/// id, title, age_days, freshness.
JsonValue due_object(const report::DueItem& item);

}  // namespace okr::render
