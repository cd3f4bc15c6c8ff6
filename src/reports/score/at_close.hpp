// SPDX-License-Identifier: MIT
// `okr score --last N --at-close`: the score of each cycle when it was closed, beside what its [result] says now and what
// today's files would give.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

struct AtClose {
  const Cycle* cycle = nullptr;
  std::optional<Date> closed = {};  ///< nothing where it is not closed
  std::string commit = {};          ///< that closed it, short; empty where the history does not tell
  std::string author = {};
  std::optional<Score> score = {};      ///< when it closed, as printed: by that commit, else by its [result]
  std::optional<Score> in_result = {};  ///< as its [result] says it now
  std::optional<Score> by_files = {};   ///< by the definitions and readings of today, without the [result]

  /// Where there is nothing but a [result], the files can say no other score.
  bool is_bare() const { return cycle->objectives.empty(); }
  bool differs() const { return closed && (in_result != score || (!is_bare() && by_files != score)); }
};

/// What the files of the workspace alone tell of it.
AtClose at_close_of(const Workspace& workspace, const Cycle& cycle, Date as_of);

/// A line a cycle, in the order given; of a scale of 1 or 100.
Document at_close_document(const std::vector<AtClose>& cycles, int scale);
Records at_close_records(const std::vector<AtClose>& cycles, Date as_of);
Json at_close_json(const std::vector<AtClose>& cycles, Date as_of);

}  // namespace okr::reports
