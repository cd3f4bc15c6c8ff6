// SPDX-License-Identifier: MIT
// The days of a workspace as a calendar (iCalendar, RFC 5545): when to check in, what is due, when a cycle ends.
#pragma once

#include <string>
#include <vector>

#include "okr/model/workspace.hpp"

namespace okr::reports {

/// `name`: what the workspace is called; it is part of every UID. An event keeps its UID whatever moves, and whatever
/// is exported on a later day takes the place of what was exported before (DTSTAMP, SEQUENCE and LAST-MODIFIED are the
/// day's).
std::string calendar_text(const Workspace& workspace, const std::vector<const Cycle*>& cycles, std::string_view name,
                          Date as_of);

}  // namespace okr::reports
