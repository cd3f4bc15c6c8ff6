// SPDX-License-Identifier: MIT
// `okr score` as a document.
#pragma once

#include "reports/drawing.hpp"
#include "reports/score/scores.hpp"

namespace okr::reports {

struct ScoreOptions {
  int scale = 1;  ///< or 100
};
Document scores_document(const Scores& scores, const ScoreOptions& options);

/// `okr score --last N`: a line a cycle, in the order given.
Document score_history_document(const std::vector<CycleNumbers>& cycles, const Scoring& scoring,
                                const ScoreOptions& options);

}  // namespace okr::reports
