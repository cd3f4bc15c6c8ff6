// SPDX-License-Identifier: MIT
// The key result a computation is about, with everything around it that its numbers depend on.
#pragma once

#include "okr/base/date.hpp"
#include "okr/base/period.hpp"
#include "okr/compute/definition.hpp"
#include "okr/compute/trace.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

struct Subject {
  const Workspace& workspace;
  const Cycle& cycle;
  const Objective& objective;
  const KeyResult& key_result;
  Trace* trace = nullptr;  ///< records each step when there is one
};

/// The key result's own days: from its start, or the cycle's, to its due date, or the cycle's end.
Period window_of(const Subject& subject, const Definition& definition);

/// The days whose check-ins count (method.md 0.3): from its start to the cycle's end and grace; `due` does not cut.
Period counted_days(const Subject& subject, const Definition& definition);

/// The last day that is looked at: `as_of`, or the day on which the record was done, cancelled or deferred.
Date looked_at(const Definition& definition, Date as_of);

/// Its KPI; null when it names none, or one that is not there.
const Kpi* kpi_of(const Subject& subject, const Definition& definition);

/// Why nothing can be computed: the record or its cycle in error, its kind unknown, its KPI not there; none otherwise.
Absence fault_of(const Subject& subject);

}  // namespace okr
