// SPDX-License-Identifier: MIT
// `okr log` for people and for programs.
#pragma once

#include "reports/drawing.hpp"
#include "reports/log/journal.hpp"
#include "reports/objects.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

Document journal_document(const Journal& journal);

Records journal_records(const Journal& journal);
Json journal_json(const Journal& journal, Date as_of);

Json events_list(const std::vector<JournalEvent>& events);

/// What schemas and help say of these.
std::vector<JsonObject> log_objects();

/// "ship.signups  target 400 → 300"
Text changed_text(const JournalEvent& event);

/// "2026-Q3/ship.users", "kpi/sleep"
std::string due_id(const DueItem& item);
std::string due_title(const DueItem& item);

}  // namespace okr::reports
