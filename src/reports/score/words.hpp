// SPDX-License-Identifier: MIT
// Scores in words and cells, as `okr score` and the reviews show them; private to the views.
#pragma once

#include "reports/drawing.hpp"
#include "reports/score/scores.hpp"

namespace okr::reports {

/// "0.70", "n/a" in error, "-" where there is none.
Cell score_cell(const Computed<Score>& score, int scale);

/// "2 of 3 met"; while it runs, those that are reached so far.
Text promises_text(int met, int count, bool ended);

/// "usable.readers: "Readers of the blog" cancelled 18 May ("nobody came")"
Text left_out_text(const LeftOut& left);

}  // namespace okr::reports
