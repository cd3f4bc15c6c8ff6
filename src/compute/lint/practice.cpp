// SPDX-License-Identifier: MIT
#include "compute/lint/practice.hpp"

#include "compute/lint/course.hpp"
#include "okr/compute/lint.hpp"

namespace okr {

Diagnostics lint_practice(const Workspace& workspace, Date as_of, std::span<const RuleWords> words) {
  Findings findings;
  check_numbers(workspace, as_of, findings);
  const Practice practice{workspace, as_of, words, findings};
  check_course(practice);
  check_kpis(practice);
  return std::move(findings).sorted();
}

}  // namespace okr
