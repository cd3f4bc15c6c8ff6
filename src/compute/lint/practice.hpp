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

// how a cycle's goals are set, while they can still be set (definitions.cpp)
void check_definitions(const Practice& practice, const Cycle& cycle);
void check_sources_of_kpis(const Practice& practice);

// what their titles say (sentences.cpp)
void check_sentences(const Practice& practice, const Cycle& cycle);
void check_sentences_of_kpis(const Practice& practice);

}  // namespace okr
