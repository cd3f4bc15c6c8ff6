// SPDX-License-Identifier: MIT
// The objectives of a cycle as the beginning of another one: titles and what is unfinished, without its past.
#pragma once

#include <string>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"

namespace okr::cli {

struct CycleCopy {
  std::string tables;  ///< whole tables, an empty line in front of each
  int objectives = 0;
  int key_results = 0;
};

/// Every objective that is neither done nor cancelled, with those of its key results that are not either and have not
/// reached their target on the day (bounds to hold go on). Their values as they stand in the files, without state,
/// reason, changes, plan, days, old names and postmortems; references to what is not copied are left out.
Result<CycleCopy> copy_of(const Workspace& workspace, const Cycle& cycle, Date as_of);

}  // namespace okr::cli
