// SPDX-License-Identifier: MIT
#include "okr/compute/trace.hpp"

#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"

namespace okr {
namespace {

/// The numbers, and the forecast from them.
template <class AnySubject>
void trace_all(const AnySubject& subject, Date as_of) {
  const auto numbers = numbers_of(subject, as_of);
  forecast_of(subject, numbers, as_of);
}

}  // namespace

Trace why(const Workspace& workspace, const Found& found, Date as_of) {
  Trace trace;
  if (found.kpi)
    numbers_of(workspace, *found.kpi, &trace, as_of);
  else if (found.key_result)
    trace_all(Subject{workspace, *found.cycle, *found.objective, *found.key_result, &trace}, as_of);
  else if (found.objective)
    trace_all(ObjectiveSubject{workspace, *found.cycle, *found.objective, &trace}, as_of);
  else if (found.cycle)
    trace_all(CycleSubject{workspace, *found.cycle, &trace}, as_of);
  return trace;
}

}  // namespace okr
