// SPDX-License-Identifier: MIT
// Who put a line of the files there, and when: the commits that lines are from.
#pragma once

#include <optional>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "okr/vcs/git.hpp"
#include "reports/score/at_close.hpp"
#include "reports/show/detail.hpp"
#include "session/context.hpp"
#include "session/session.hpp"

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

/// Of each cycle what it closed with: by the commit that wrote the day of its closing, and where no repository, or not
/// as much of one, tells that, by its [result]. Errors: environment, where git cannot read its history.
Result<std::vector<reports::AtClose>> closings_of(const Context& context, const Session& session,
                                                  const std::vector<const Cycle*>& cycles);

}  // namespace okr::cli
