// SPDX-License-Identifier: MIT
// What people know behind the numbers of a record: why it is there, whose it is, its steps, what is done for it, links, and
// what became of it meanwhile.
#pragma once

#include <string>
#include <vector>

#include "okr/compute/numbers.hpp"
#include "okr/model/settings.hpp"
#include "reports/drawing.hpp"

namespace okr::reports {

/// A line each, named once.
void add_lines(KeyValues& list, const char* name, const std::vector<std::string>& lines);

/// "two trade fairs (done, mia, due 31 Aug) https://example.org/fairs", a line each.
void add_initiatives(KeyValues& list, const std::vector<Initiative>& initiatives, Date as_of);

/// "cancelled: shops want a person on the phone"; empty of what is active.
std::string state_text(State state, const std::string& reason);

/// What was changed up to the day, a line each: "2026-08-12, target 400 → 300 (the launch slipped)".
void add_changes(KeyValues& list, const std::vector<Change>& changes, Date as_of);

/// Why, owners, initiatives, links, the state where it is not active, and what was changed; empty where nothing of it is
/// said.
KeyValues background_of(const Settings& settings, const ObjectiveNumbers& numbers, Date as_of);

/// The same and the steps of a key result; its owners where they are not its objective's.
KeyValues background_of(const Settings& settings, const ObjectiveNumbers& above, const KeyResultNumbers& numbers,
                        Date as_of);

}  // namespace okr::reports
