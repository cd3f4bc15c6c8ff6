// SPDX-License-Identifier: MIT
// The page of a cycle that people send around: where it stands, what needs somebody, every key result and KPI with its
// course, who said what, the cycles before. Made of what the screens say; nothing is computed here.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/drawing.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/score/scores.hpp"
#include "reports/status/board.hpp"

namespace okr::reports {

/// The numbers of a cycle's page.
struct CyclePage {
  const Workspace* workspace = nullptr;
  Date as_of{};
  std::unique_ptr<const Board> board;    ///< in sections a team, where the objectives have teams
  std::unique_ptr<const Scores> scores;  ///< beside those of the cycle before
};

/// `previous` may be null. The result points into the workspace, which has to outlive it.
CyclePage cycle_page_of(const Workspace& workspace, const Cycle& cycle, const Cycle* previous, Date as_of);

/// Title, verdict so far, what needs somebody, the objectives with their key results.
void add_overview(Document& document, const CyclePage& page, int level);

/// The same in one line: "score 0.47 so far, expected 0.57; aspirational 0.55, ahead; 0 of 1 committed met".
Text summary_of(const CyclePage& page);

/// The page of one cycle: the overview, scores, the course of each key result, who checked in when.
Document cycle_page_document(const CyclePage& page);

/// The KPIs with their natural limits and targets over time; nothing where there are none.
void add_kpi_section(Document& document, const Scorecard& scorecard);

/// What cycles scored, one after another, the latest first; nothing where there is one alone. `is_linked`: each id leads
/// to the page of its cycle.
void add_history_section(Document& document, const Workspace& workspace, const std::vector<CycleNumbers>& cycles,
                         bool is_linked);

/// The words and signs of these pages.
void add_page_legend(Document& document, const Settings& settings);

/// The page that leads to the others: the cycles in force, KPIs, every cycle with its score and its page.
struct Site {
  const Workspace* workspace = nullptr;
  Date as_of{};
  std::vector<CyclePage> current;  ///< cycles in force, or the one that stands in for them
  std::unique_ptr<const Scorecard> scorecard;
  std::vector<CycleNumbers> cycles;  ///< all of them, the latest first
};
Document index_document(const Site& site);

/// The file of a cycle's page: "2026-Q3.html".
std::string page_name(const CycleId& cycle);

}  // namespace okr::reports
