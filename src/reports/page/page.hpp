// SPDX-License-Identifier: MIT
// The page of a cycle that people send around: where it stands, what needs somebody, every key result and KPI with its
// course, who said what, the cycles before. Made of what the screens say; nothing is computed here.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/plot/plot.hpp"
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

/// What the cycle comes to in one line: "score 0.47 so far, expected 0.57; aspirational 0.55, ahead; 0 of 1 committed
/// met".
Text summary_of(const CyclePage& page);

/// The page of one cycle: the overview, scores, the course of each key result, who checked in when.
Document cycle_page_document(const CyclePage& page);

/// The KPIs with their natural limits and targets over time; nothing where there are none.
void add_kpi_section(Document& document, const Scorecard& scorecard);

/// What cycles scored, one after another, the latest first; nothing where there is one alone. `is_linked`: each id
/// leads to the page of its cycle.
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

// --- charts ----------------------------------------------------------------------------------------------------------

// The pictures of a page, each beside its numbers and above its words, so that nothing is lost where pictures are
// dropped.

/// Adds what is known behind a record; nothing where it is empty.
void add_background(Document& document, KeyValues background);

/// A key result over time, with its pace and where it leads to; beside it what was said, by whom and when.
void add_course(Document& document, const CyclePage& page, const ObjectiveNumbers& objective,
                const KeyResultNumbers& kr);

/// A KPI's periods with its natural limits and what it is meant to be; nothing where it has no value.
void add_course(Document& document, const Workspace& workspace, const KpiNumbers& numbers, Date as_of);

/// The days on which somebody checked in, and what was said; nothing where nobody did.
void add_checkins(Document& document, const Workspace& workspace, const Cycle& cycle, Date as_of);

/// What the cycles scored, given the latest first, against what counts as a success: a picture for those of each
/// length.
void add_history_charts(Document& document, const Workspace& workspace, const std::vector<CycleNumbers>& cycles);

// --- course tables ---------------------------------------------------------------------------------------------------

// What stands beside the pictures of a page: each value with what was said of it, by whom and when.

/// A line a day on which something counts or was said; of a bound a line a period, with all that was said in it. The
/// latest first, a quarter of weeks at most. `chart` is that of the plot.
Table key_result_table(const Plot& plot, const Chart& chart, const KeyResultNumbers& kr);

/// A line a period that has a value, with the notes of its readings; as many.
Table kpi_table(const Plot& plot, const Chart& chart);

/// "and 34 earlier", where a table shows only the latest of `all`.
void tell_earlier(Table& table, std::size_t all);

}  // namespace okr::reports
