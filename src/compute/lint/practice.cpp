// SPDX-License-Identifier: MIT
#include "compute/lint/practice.hpp"

#include "okr/compute/lint.hpp"

namespace okr {

Diagnostics lint_practice(const Workspace& workspace, Date as_of, std::span<const RuleWords>) {
  Findings findings;
  check_numbers(workspace, as_of, findings);
  return std::move(findings).sorted();
}

}  // namespace okr
