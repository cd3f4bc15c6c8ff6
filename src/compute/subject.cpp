// SPDX-License-Identifier: MIT
#include "okr/compute/subject.hpp"

#include <algorithm>

#include "okr/compute/kpi.hpp"

namespace okr {

Period window_of(const Subject& subject, const Definition& definition) {
  const Date first = definition.start.value_or(subject.cycle.period.first);
  return {first, std::max(first, definition.due.value_or(subject.cycle.period.last))};
}

Period counted_days(const Subject& subject, const Definition& definition) {
  const int grace = grace_days_of(subject.workspace.settings, subject.cycle);
  return {definition.start.value_or(subject.cycle.period.first), add_days(subject.cycle.period.last, grace)};
}

Date looked_at(const Definition& definition, Date as_of) {
  return definition.frozen ? std::min(*definition.frozen, as_of) : as_of;
}

const Kpi* kpi_of(const Subject& subject, const Definition& definition) {
  return definition.kpi.empty() ? nullptr : kpi_named(subject.workspace, definition.kpi);
}

Absence fault_of(const Subject& subject) {
  const KeyResult& kr = subject.key_result;
  if (!subject.cycle.dated || kr.faulty) return Absence::record_in_error;
  if (!kr.kind_known) return Absence::kind_unknown;
  if (kr.kpi.empty()) return Absence::none;
  const Kpi* kpi = kpi_named(subject.workspace, kr.kpi);
  if (!kpi) return Absence::unknown_kpi;
  return kpi->faulty ? Absence::record_in_error : Absence::none;
}

}  // namespace okr
