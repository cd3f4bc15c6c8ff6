// SPDX-License-Identifier: MIT
// What must hold between the records of a workspace: references, loops, duplicates, dates inside their cycle, values of
// the right type for their key result. What needs a computed number is compute/lint's.
#pragma once

#include "okr/model/workspace.hpp"

namespace okr {

/// How much of a workspace is there to be checked; a reference to what was not opened is not called dangling.
struct Opened {
  bool kpis = true;
};

/// Notes every E101, E107, E110, E111, E112, E115, E117 and E121 that shows between records, and marks the records whose
/// numbers cannot be trusted as faulty. Of E115 only readings of KPIs: which check-in of a day counts is
/// compute/readings'. Carets get their length from the line when it is shown.
void check_structure(Workspace& workspace, Opened opened);

}  // namespace okr
