// SPDX-License-Identifier: MIT
// What of a cycle is unfinished, put into the next one: a new file, or tables added to those that are there. Texts
// only; what carries is compute/carry's. For `okr close --carry-to` and `okr review --plan --write`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/compute/carry.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// Days and file of the cycle that is carried to.
struct NextCycle {
  CycleId id;
  Period days;
  const Cycle* cycle = nullptr;  ///< null when it is not there yet
};

/// "2026-Q4" as a cycle behind `from`: one that is there, or a name that says its dates. Usage errors: it is closed,
/// ends no later than `from`, or says no dates.
Result<NextCycle> next_cycle(const Workspace& workspace, const Cycle& from, const std::string& id);

struct CarryOver {
  std::vector<FileChange> files;      ///< the next cycle's; one that would stay as it is is not among them
  std::vector<std::string> carried;   ///< "ship", "ship.users", as they are called there
  std::vector<std::string> present;   ///< carried earlier: `carried-from` says so
  std::vector<std::string> occupied;  ///< another record there bears the name: it was left alone
};

/// `numbers` are of the cycle that is carried from, which is over or treated so. A new file gets the title, the cadence
/// and, where it holds its days too, the parent of that cycle; `state` is written when it is not active. Nothing is
/// carried twice. Errors: environment, data.
Result<CarryOver> carry_over(const Workspace& workspace, const CycleNumbers& numbers, const NextCycle& next,
                             CycleState state);

}  // namespace okr::cli
