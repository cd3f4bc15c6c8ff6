// SPDX-License-Identifier: MIT
// What a report is asked to leave out, and by what it groups the rest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {

/// What to let through; empty texts let everything through.
struct CycleFilter {
  std::vector<std::string> ids;  ///< "ship", "ship.users"
  std::string owner, team, tag;
  std::optional<Level> level;
};

/// True when nothing is left out.
bool is_everything(const CycleFilter& filter);

/// One of its owners, or a contributor of its objective; or it bears the tag. `ids` are not looked at.
bool passes(const CycleFilter& filter, const Settings& settings, const Objective& objective, const KeyResult& kr);
/// By its own owners, tags, team and level.
bool passes(const CycleFilter& filter, const Settings& settings, const Kpi& kpi);
/// By its team and level alone.
bool passes(const CycleFilter& filter, const Objective& objective);

/// False for an objective of which narrow leaves nothing; `ids` are not looked at.
bool may_show(const CycleFilter& filter, const Settings& settings, const Objective& objective);

/// Drops the key results and objectives that the filter leaves out.
void narrow(const CycleFilter& filter, const Settings& settings, CycleNumbers& numbers);

/// Narrows the numbers and says what is forecast of what is left; an objective's own forecast stays that of all its
/// parts.
CycleForecast narrowed_forecast(const CycleSubject& subject, const CycleFilter& filter, CycleNumbers& numbers,
                                Date as_of);

// --- words that name nobody ------------------------------------------------------------------------------------------

// Words of a filter that name nobody and nothing: most often a typing mistake, which would look like a quiet board and
// be a gate that never fails.

/// An error (usage) for the owner, team and tag of the filter where no record of the workspace bears the name; the one
/// like it, or those that there are, is its hint.
std::vector<Error> unknown_names(const Workspace& workspace, const CycleFilter& filter);

/// The first of them.
Status check_names(const Workspace& workspace, const CycleFilter& filter);

// --- groups ----------------------------------------------------------------------------------------------------------

enum class Grouping : std::uint8_t { none, team, owner, level, tag };

/// A name that objectives share (a team, an owner, ...), with those that bear it; in the order of the files.
struct BoardGroup {
  std::string name;  ///< empty for those that name none
  std::vector<const ObjectiveNumbers*> objectives;
};

/// The objectives of a cycle by what they share, those that name nothing last; one group without a name for `none`.
std::vector<BoardGroup> groups_of(const CycleNumbers& numbers, Grouping grouping, const Settings& settings);

}  // namespace okr::reports
