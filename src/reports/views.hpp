// SPDX-License-Identifier: MIT
// Reports as documents, as records for tsv and csv, and as JSON. One function a report and kind of output; every format
// is then drawn from these.
#pragma once

#include "reports/calibration/calibration.hpp"
#include "reports/drawing.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/plot/plot.hpp"
#include "reports/review/final.hpp"
#include "reports/review/mid.hpp"
#include "reports/review/weekly.hpp"
#include "reports/score/scores.hpp"
#include "reports/show/detail.hpp"
#include "reports/status/board.hpp"
#include "reports/tree/tree.hpp"

namespace okr::reports {

/// `okr status`.
Document board_document(const Board& board);
Records board_records(const Board& board);
JsonValue board_json(const Board& board);

/// Cycles that are over and not closed, a line each: "2026-Q3 ended 2 days ago: okr close 2026-Q3 --carry-to 2026-Q4".
/// Without commands for what is read outside a terminal.
void add_ended(Document& document, const std::vector<EndedCycle>& ended, bool with_commands);
JsonValue ended_object(const EndedCycle& ended);
std::string close_command(const EndedCycle& ended);

/// `okr status --due`. Cycles in force that wait to be closed are due too; the others are named.
Document due_document(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, bool with_commands);
Records due_records(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended);
JsonValue due_json(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, Date as_of);

/// `okr show ID`. `most` lines of history; the records have all of it.
struct DetailOptions {
  std::size_t most = 10;
  std::string prefix;  ///< in front of files of the workspace: the way from the current folder to its root
};
Document detail_document(const Detail& detail, const DetailOptions& options);
Records detail_records(const Detail& detail);
JsonValue detail_json(const Detail& detail, const DetailOptions& options);

/// `okr show ID --why`: every step of the trace, nothing computed here.
Document why_document(const Detail& detail, const DetailOptions& options);
Records why_records(const Detail& detail, const DetailOptions& options);
JsonValue trace_array(const Workspace& workspace, const Trace& trace, const DetailOptions& options);

/// "I will OBJECTIVE, as measured by KEY RESULTS."; empty for a KPI or a cycle.
std::string sentence_of(const Detail& detail);

/// `okr score`.
struct ScoreOptions {
  int scale = 1;  ///< or 100
};
Document scores_document(const Scores& scores, const ScoreOptions& options);
Records scores_records(const Scores& scores);
JsonValue scores_json(const Scores& scores, const ScoreOptions& options);

/// `okr score --last N`: a line a cycle, in the order given.
Document score_history_document(const std::vector<CycleNumbers>& cycles, const Scoring& scoring,
                                const ScoreOptions& options);
Records score_history_records(const std::vector<CycleNumbers>& cycles);
JsonValue score_history_json(const std::vector<CycleNumbers>& cycles, Date as_of);

/// `okr forecast`.
Document outlook_document(const Outlook& outlook, const ScoreOptions& options);
Records outlook_records(const Outlook& outlook);
JsonValue outlook_json(const Outlook& outlook);

/// `okr calibration`.
Document calibration_document(const Calibration& calibration);
Records calibration_records(const Calibration& calibration);
JsonValue calibration_json(const Calibration& calibration, Date as_of);

/// `okr kpi`.
Document scorecard_document(const Scorecard& scorecard);
Records scorecard_records(const Scorecard& scorecard);
JsonValue scorecard_json(const Scorecard& scorecard);

/// `okr log`.
Document journal_document(const Journal& journal);
Records journal_records(const Journal& journal);
JsonValue journal_json(const Journal& journal, Date as_of);

/// `okr review`, a function a kind of review.
Document weekly_document(const Weekly& weekly, const ScoreOptions& options);
Records weekly_records(const Weekly& weekly);
JsonValue weekly_json(const Weekly& weekly);

Document mid_review_document(const MidReview& review, const ScoreOptions& options);
Records mid_review_records(const MidReview& review);
JsonValue mid_review_json(const MidReview& review);

Document final_review_document(const FinalReview& review, const ScoreOptions& options);
Records final_review_records(const FinalReview& review);
JsonValue final_review_json(const FinalReview& review);

/// What the JSON of every review begins with; `kind` is the word behind `okr review --`. `forecast` may be null.
JsonValue review_object(const Workspace& workspace, std::string_view kind, const CycleNumbers& numbers,
                        const CycleForecast* forecast);

/// `okr tree`.
Document tree_document(const Tree& tree);
Records tree_records(const Tree& tree);
JsonValue tree_json(const Tree& tree);

/// `okr plot`: one plot below the other, `height` rows each at most.
struct PlotOptions {
  int height = 12;
};
Document plot_document(const std::vector<Plot>& plots, const PlotOptions& options);
Records plot_records(const std::vector<Plot>& plots);
JsonValue plot_json(const Workspace& workspace, const std::vector<Plot>& plots, Date as_of);
std::string plot_svg(const std::vector<Plot>& plots, const PlotOptions& options);

/// The chart of a plot that is no calendar, and the calendar of one that is.
Chart chart_of(const Plot& plot, const PlotOptions& options);
HeatMap heat_map_of(const Plot& plot);

/// The objects that every JSON report uses for a cycle, an objective and a key result (okr help formats).
JsonValue cycle_object(const CycleNumbers& numbers);
/// `forecast` may be null: then the keys of forecasts are left out.
JsonValue objective_object(const Workspace& workspace, const ObjectiveNumbers& numbers, bool with_key_results,
                           const CycleForecast* forecast = nullptr);
JsonValue key_result_object(const Workspace& workspace, const ObjectiveNumbers& objective,
                            const KeyResultNumbers& numbers, const KeyResultForecast* forecast = nullptr);
JsonValue kpi_object(const Workspace& workspace, const KpiNumbers& numbers);
JsonValue diagnostics_array(const Workspace& workspace);

/// A value as it was said: a number, yes or no, a word, a list of steps; null for a judgement alone.
JsonValue said(const EntryValue& value);

}  // namespace okr::reports
