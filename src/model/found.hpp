// SPDX-License-Identifier: MIT
// One name and what bears it: what references of files and names that a person types are found by alike.
#pragma once

#include <string_view>

#include "okr/model/workspace.hpp"

namespace okr {

/// "ship", "ship.users" in that cycle; all fields empty where nothing bears the name.
Found found_in(const Cycle& cycle, std::string_view dotted);

/// "2026-Q3/ship.users", "kpi/sleep"; all fields empty where it names nothing that was opened.
Found qualified(const Workspace& workspace, std::string_view reference);

inline bool names_something(const Found& found) { return found.objective || found.kpi || found.cycle; }

/// "ship.users" -> "ship", "users"; the second part empty where there is no dot.
std::pair<std::string_view, std::string_view> parts_of(std::string_view dotted);

}  // namespace okr
