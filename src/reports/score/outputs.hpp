// SPDX-License-Identifier: MIT
// `okr score` for people and for programs.
#pragma once

#include "reports/drawing.hpp"
#include "reports/objects.hpp"
#include "reports/score/scores.hpp"

namespace okr::reports {

struct ScoreOptions {
  int scale = 1;  ///< or 100
};
Document scores_document(const Scores& scores, const ScoreOptions& options);

/// `okr score --last N`: a line a cycle, in the order given.
Document score_history_document(const std::vector<CycleNumbers>& cycles, const Scoring& scoring,
                                const ScoreOptions& options);

Records scores_records(const Scores& scores);
Json scores_json(const Scores& scores, const ScoreOptions& options);

/// `okr score --last N`: a line a cycle, in the order given.
Records score_history_records(const std::vector<CycleNumbers>& cycles);
Json score_history_json(const std::vector<CycleNumbers>& cycles, Date as_of);

Json left_out_list(const std::vector<LeftOut>& list);

/// What schemas and help say of these.
std::vector<JsonObject> score_objects();

}  // namespace okr::reports
