// SPDX-License-Identifier: MIT
// The parts of the walk that looks for good practice.
#pragma once

#include <span>

#include "compute/lint/findings.hpp"
#include "okr/base/date.hpp"
#include "okr/model/rule_words.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// What is looked through, and where findings go.
struct Practice {
  const Workspace& workspace;
  Date as_of;
  std::span<const RuleWords> words;
  Findings& findings;
};

// what makes numbers wrong (numbers.cpp)
void check_numbers(const Workspace& workspace, Date as_of, Findings& findings);

}  // namespace okr
