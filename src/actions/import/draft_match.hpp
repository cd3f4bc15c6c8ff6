// SPDX-License-Identifier: MIT
// Which records of a workspace are meant by those of a draft, and the ids of those that are not there yet. By the id that
// the file gives, else by title, else by the id that the title gives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actions/import/draft.hpp"
#include "okr/model/workspace.hpp"

namespace okr::cli {

/// Blanks and line ends of a cell do not make another title.
std::string plain_title(std::string_view title);

/// plain_title without the mark in front of it that says what the record is: "Users" of "KR1: Users".
std::string unmarked_title(std::string_view title);

/// A draft's objective in the workspace; `there` is null where it is new.
struct MatchedObjective {
  const DraftObjective* said = nullptr;
  const Objective* there = nullptr;
  std::string id;
};

struct MatchedKeyResult {
  const DraftKeyResult* said = nullptr;
  const KeyResult* there = nullptr;
  std::string id;  ///< the last part
};

/// One for each objective of the draft, in its order. `cycle` is null where the cycle is new. Of two that are called alike
/// the team says which is meant. A record of the workspace is meant once at most.
std::vector<MatchedObjective> matched_objectives(const std::vector<DraftObjective>& said, const Cycle* cycle);

std::vector<MatchedKeyResult> matched_key_results(const MatchedObjective& objective);

}  // namespace okr::cli
