// SPDX-License-Identifier: MIT
// When a rule still speaks: those about setting goals say nothing of a cycle that is closed or over, nor of a record that
// is done, cancelled or deferred, for nobody sets them otherwise any more; of a draft they count and read what is there,
// and do not ask for what is still to be said. KPIs have no end: what is said of their definition always holds.
#include "compute/lint/practice.hpp"

#include "compute/lint/course.hpp"
#include "okr/compute/lint.hpp"
#include "okr/compute/practice.hpp"

namespace okr {

Diagnostics lint_practice(const Workspace& workspace, Date as_of, std::span<const RuleWords> words) {
  Findings findings(workspace, as_of);
  check_numbers(workspace, as_of, findings);
  const Practice practice{workspace, as_of, words, findings};
  for (const Cycle& cycle : workspace.cycles) {
    if (!can_be_set(cycle, as_of)) continue;
    check_definitions(practice, cycle);
    check_sentences(practice, cycle);
  }
  check_course(practice);
  check_sources_of_kpis(practice);
  check_sentences_of_kpis(practice);
  check_kpis(practice);
  findings.note_needless();
  return std::move(findings).sorted();
}

}  // namespace okr
