// SPDX-License-Identifier: MIT
// Closed cycles once more, week by week: what each candidate would have said on each Monday, and what happened. Knows a
// workspace, but no file.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "candidates.hpp"
#include "okr/model/workspace.hpp"
#include "tally.hpp"

namespace okr::bench {

/// One Monday of one key result.
struct Moment {
  std::size_t key_result = 0;  ///< counted from 0 over the whole replay
  Date asked;
  std::array<Answer, candidates.size()>
      answers;  ///< in the order of `candidates`; the first as `okr forecast` gives it
  Outcome outcome;
  Goal goal = Goal::last;
};

struct Replay {
  int cycles = 0;       ///< closed ones with at least one moment
  int key_results = 0;  ///< likewise
  std::vector<Moment> moments;
};

/// Adds what a workspace has: of the key results that ended with a verdict and have a forecast, every Monday on which
/// least_readings were there and the end was open. Judged by `[result]`; the definition is the one of the Monday.
void add_replay(const Workspace& workspace, Replay& replay);

/// A key result counts once, whatever the number of its Mondays (method.md 4.5).
Tallies tallies_of(const Replay& replay);

/// Of the key results that one thing decides.
Replay part_of(const Replay& replay, Goal goal);

}  // namespace okr::bench
