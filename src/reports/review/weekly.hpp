// SPDX-License-Identifier: MIT
// What `okr review` says each week: the four squares (what was meant and done, what comes, what must stay healthy, what
// lies ahead), and what moved since the last time. Numbers of the board; nothing is computed twice.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reports/log/journal.hpp"
#include "reports/review/coming.hpp"
#include "reports/review/priorities.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

/// A key result now, and as it stood on the day that it is compared with.
struct Movement {
  const KeyResultNumbers* now = nullptr;
  const KeyResultNumbers* before = nullptr;  ///< null where it was not there
  bool said = false;                         ///< a reading came since
  std::optional<double> by;                  ///< of the value; from the baseline where there was none before
  int steps = 0;                             ///< done since
  int met = 0, missed = 0;                   ///< periods of a bound judged since
  std::optional<int> confidence;             ///< its change, where both days have one
  std::string note;                          ///< the last one said of it since
  bool status_moved = false;                 ///< another word than before, of a record that had begun
};

struct Weekly {
  const Workspace* workspace = nullptr;
  Date since{};  ///< the day that is compared with
  std::unique_ptr<const Board> board;
  CycleNumbers before;                 ///< on that day
  std::optional<double> score_change;  ///< of the scores as printed
  std::vector<Movement> movements;     ///< one a key result, in the board's order
  Priorities priorities;
  std::vector<const KpiNumbers*>
      health;  ///< with `health = true`; where none is marked, those that guard or feed this cycle
  std::vector<Coming> coming, late;
  std::vector<Remark> blockers, needs;  ///< of each person's latest check-in, for four weeks
  std::vector<Remark> wins, notes;      ///< said since
  std::vector<JournalEvent> changes;    ///< of definitions, since; oldest first
  std::vector<DueItem> due;             ///< what waits for a word, stale ones too
  bool every_week = true;               ///< the cycle's cadence
  bool several_people = false;          ///< more than one checks in
  bool silent = false;                  ///< nobody has checked in since

  const Movement* movement_of(const KeyResultNumbers& numbers) const;
  const ObjectiveNumbers* before_of(const ObjectiveNumbers& numbers) const;  ///< null where it was not there
};

/// A cadence of the cycle before the day, at least a week.
Date default_since(const Settings& settings, const Cycle& cycle, Date as_of);

/// The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const Weekly> weekly_of(const Workspace& workspace, const Cycle& cycle, Date since, Date as_of);

}  // namespace okr::reports
