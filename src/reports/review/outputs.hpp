// SPDX-License-Identifier: MIT
// `okr review` for people and for programs, a function a kind of review.
#pragma once

#include "reports/objects.hpp"
#include "reports/review/final.hpp"
#include "reports/review/mid.hpp"
#include "reports/review/weekly.hpp"
#include "reports/score/outputs.hpp"

namespace okr::reports {

Document weekly_document(const Weekly& weekly, const ScoreOptions& options);
Document mid_review_document(const MidReview& review, const ScoreOptions& options);
Document final_review_document(const FinalReview& review, const ScoreOptions& options);

Records weekly_records(const Weekly& weekly);
Json weekly_json(const Weekly& weekly);

Records mid_review_records(const MidReview& review);
Json mid_review_json(const MidReview& review);

Records final_review_records(const FinalReview& review);
Json final_review_json(const FinalReview& review);

/// What the JSON of every review begins with; `kind` is the word behind `okr review --`. `forecast` may be null.
Json review_object(const Workspace& workspace, std::string_view kind, const CycleNumbers& numbers,
                   const CycleForecast* forecast);

/// What schemas and help say: of the report without what a plan adds, and of its parts.
JsonObject review_report();
std::vector<JsonObject> review_objects();

}  // namespace okr::reports
