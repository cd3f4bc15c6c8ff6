// SPDX-License-Identifier: MIT
// Two states of one workspace, to be compared: commits, or a commit and the files as they are; and the history of a
// cycle's definitions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "reports/diff/diff.hpp"
#include "session/context.hpp"

namespace okr::session {

/// A workspace before and after, and what messages call the two.
struct TwoStates {
  Workspace before, after;
  std::string from, to;  ///< "HEAD~4 (1a2b3c4, 17 Aug 2026)", "the work tree"
};

/// Opens both states, as far as what they are compared by may differ: cycles and KPIs of which no file does, and that
/// lean on none, are in neither. All of both where what was read has faults. `range`: nothing is the work tree against
/// HEAD, REV the work tree against it, A..B two commits, A...B what B did since it left A; a side that is not said is
/// HEAD. A commit from before the workspace began holds nothing. With --as-of what is said for later days is undone in
/// both. Says on stderr when the earlier state has errors.
/// Errors: usage, no such revision; environment, no workspace, no repository.
Result<TwoStates> open_two_states(Context& context, const std::optional<std::string>& range);

/// Opens all cycles and KPIs of both states, whatever differs; else as open_two_states does.
Result<TwoStates> open_two_whole_states(Context& context, const std::optional<std::string>& range);

/// What `git log -G` finds lines of these keys by.
std::string line_of_keys(std::span<const std::string_view> keys);

/// Every definition of the cycle and of the KPIs that was moved since the cycle's first day, in commits and in what is
/// not committed, as of `day`; with what nobody can tell. `until_day`: that day was asked for, and what is said for
/// later ones is undone. Errors: environment, no repository.
Result<reports::Goalposts> goalposts_of(const Workspace& workspace, const Cycle& cycle, Date day, bool until_day);

/// Says what nobody can tell. Error: environment, where a gate would be passed by it: what nobody looked at is not
/// green.
Status say_unknown_moves(Context& context, const reports::Goalposts& goalposts, bool is_gate);

}  // namespace okr::session
