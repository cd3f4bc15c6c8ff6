// SPDX-License-Identifier: MIT
// Who put a line of the files there, and when: the commits that lines are from.
#pragma once

#include <optional>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "okr/vcs/git.hpp"
#include "reports/show/detail.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// What the history tells of a line.
struct Origin {
  std::optional<vcs::Commit> commit;  ///< nothing where it is uncommitted, or older than what this clone holds
  bool uncommitted = false;
};

/// For each place the commit that its line is from; nothing for a place that is none, and for all without a repository.
/// Error: environment, where git cannot walk the history.
Result<std::vector<std::optional<Origin>>> origins_of_places(const Context& context, const Workspace& workspace,
                                                             const std::vector<Place>& places);

/// Sets HistoryItem::recorded of each item that stands in a file. Errors as there.
Status join_commits(const Context& context, reports::Detail& detail);

}  // namespace okr::cli
