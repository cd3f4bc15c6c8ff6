// SPDX-License-Identifier: MIT
// `okr log` for programs.
#pragma once

#include "reports/log/journal.hpp"
#include "reports/objects.hpp"

namespace okr::reports {

Records journal_records(const Journal& journal);
Json journal_json(const Journal& journal, Date as_of);

Json events_list(const std::vector<JournalEvent>& events);

/// What schemas and help say of these.
std::vector<JsonObject> log_objects();

}  // namespace okr::reports
