// SPDX-License-Identifier: MIT
// `okr review` as a document, a function a kind of review.
#pragma once

#include "reports/review/final.hpp"
#include "reports/review/mid.hpp"
#include "reports/review/weekly.hpp"
#include "reports/score/document.hpp"

namespace okr::reports {

Document weekly_document(const Weekly& weekly, const ScoreOptions& options);
Document mid_review_document(const MidReview& review, const ScoreOptions& options);
Document final_review_document(const FinalReview& review, const ScoreOptions& options);

}  // namespace okr::reports
