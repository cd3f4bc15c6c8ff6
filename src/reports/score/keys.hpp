// SPDX-License-Identifier: MIT
// `okr score` for programs.
#pragma once

#include "reports/objects.hpp"
#include "reports/score/document.hpp"

namespace okr::reports {

Records scores_records(const Scores& scores);
Json scores_json(const Scores& scores, const ScoreOptions& options);

/// `okr score --last N`: a line a cycle, in the order given.
Records score_history_records(const std::vector<CycleNumbers>& cycles);
Json score_history_json(const std::vector<CycleNumbers>& cycles, Date as_of);

Json left_out_list(const std::vector<LeftOut>& list);

/// What schemas and help say of these.
std::vector<JsonObject> score_objects();

}  // namespace okr::reports
