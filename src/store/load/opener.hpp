// SPDX-License-Identifier: MIT
// Which cycles of a workspace are opened, by the day or by what is asked; each at most once.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "okr/model/current.hpp"
#include "store/load/gather.hpp"

namespace okr::store {

class Opener {
 public:
  /// `with_checkins`: those of every cycle that is opened; else read_checkins_for says of which.
  Opener(Workspace& workspace, Gather& gather, bool with_checkins)
      : workspace_(workspace), gather_(gather), with_checkins_(with_checkins) {}

  void open_all();
  void open_named(const std::vector<CycleId>& names);

  /// Those in force; where there is none, the latest that has started and is no draft, else the next.
  void open_current(Date as_of);

  /// What tells which cycles are over and not closed. No more of them is opened, and none that ended before the last of
  /// its length.
  void read_ended(Date as_of);

  /// What tells which cycles `current`, `previous` and `next` are.
  void read_heads_for_words(Date as_of);

  /// Of this cycle, and of those whose objectives count in its scores: opens them too, with their check-ins. What is not
  /// over on the day is opened without: who works on a KPI may stand there. Of what `wanted` says is shown alone.
  void read_checkins_for(const CycleId& id, const Wanted& wanted);

 private:
  using Names = std::set<std::string>;

  template <class Predicate>
  Names open_where(Predicate wanted);
  Names open_beginning(Date first);
  template <class Predicate>
  std::size_t read_heads(Predicate wanted);
  std::size_t read_heads_of(const std::vector<CycleSpan>& spans);
  bool read_head(KnownCycle& known);
  std::vector<CycleSpan> lingering(Date as_of) const;
  bool is_no_draft(const Names& names) const;

  Workspace& workspace_;
  Gather& gather_;
  bool with_checkins_;
  Names opened_, looked_at_;
};

/// True where an objective's score takes in those that are aligned to it.
bool counts_children(const Cycle& cycle);

}  // namespace okr::store
