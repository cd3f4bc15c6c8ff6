// SPDX-License-Identifier: MIT
// The objectives of a cycle as the beginning of another one: titles and what is unfinished, without its past. For
// `okr new cycle --from`, which copies, and for what carries over, which moves the numbers too and names its origin.
#pragma once

#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/compute/carry.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"

namespace okr::cli {

/// A table of the new cycle: its heading and its lines (TOML, each with its end).
struct CopiedTable {
  store::KeyPath path;
  std::string lines;
  const Objective* objective = nullptr;   ///< what it was made from
  const KeyResult* key_result = nullptr;  ///< null for an objective's own table
};

struct CopyStyle {
  bool lineage = false;             ///< `carried-from` names where each record comes from
  std::optional<Period> days = {};  ///< of the new cycle: parents whose own cycle is over by then are left out
};

/// The tables in the order of the files: values as `carried` says them, texts as they stand. Without reason, changes,
/// plan, days, old names and postmortems, and without a state, drafts excepted where there is lineage. Names of what is
/// not copied are left out, and so are initiatives that are done, and their days in the old cycle. Errors: a file that cannot be read.
Result<std::vector<CopiedTable>> copied_tables(const Workspace& workspace, const Cycle& cycle,
                                               const std::vector<CarriedObjective>& carried, const CopyStyle& style);

/// One after the other, an empty line in front of each.
std::string text_of(const std::vector<CopiedTable>& tables);

/// For `okr new cycle --from`: what is unfinished on the day, with its values as they stand in the files.
Result<std::vector<CopiedTable>> copy_of(const Workspace& workspace, const Cycle& cycle, Date as_of);

}  // namespace okr::cli
