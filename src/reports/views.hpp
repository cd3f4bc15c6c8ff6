// SPDX-License-Identifier: MIT
// Reports as documents, as records for tsv and csv, and as JSON. One function a report and kind of output; every format
// is then drawn from these.
#pragma once

#include "draw/document.hpp"
#include "draw/json.hpp"
#include "draw/tabular.hpp"
#include "reports/status/board.hpp"
#include "reports/calibration/calibration.hpp"
#include "reports/show/detail.hpp"
#include "reports/log/journal.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/plot/plot.hpp"
#include "reports/review/final.hpp"
#include "reports/review/mid.hpp"
#include "reports/review/weekly.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/score/scores.hpp"
#include "reports/tree/tree.hpp"

namespace okr::render {

/// `okr status`.
Document board_document(const report::Board& board);
Records board_records(const report::Board& board);
JsonValue board_json(const report::Board& board);

/// Cycles that are over and not closed, a line each: "2026-Q3 ended 2 days ago: okr close 2026-Q3 --carry-to 2026-Q4".
/// Without commands for what is read outside a terminal.
void add_ended(Document& document, const std::vector<EndedCycle>& ended, bool with_commands);
JsonValue ended_object(const EndedCycle& ended);
std::string close_command(const EndedCycle& ended);

/// `okr status --due`. Cycles in force that wait to be closed are due too; the others are named.
Document due_document(const std::vector<report::DueItem>& items, const std::vector<EndedCycle>& ended,
                      bool with_commands);
Records due_records(const std::vector<report::DueItem>& items, const std::vector<EndedCycle>& ended);
JsonValue due_json(const std::vector<report::DueItem>& items, const std::vector<EndedCycle>& ended, Date as_of);

/// `okr show ID`. `most` lines of history; the records have all of it.
struct DetailOptions {
  std::size_t most = 10;
  std::string prefix;  ///< in front of files of the workspace: the way from the current folder to its root
};
Document detail_document(const report::Detail& detail, const DetailOptions& options);
Records detail_records(const report::Detail& detail);
JsonValue detail_json(const report::Detail& detail, const DetailOptions& options);

/// `okr show ID --why`: every step of the trace, nothing computed here.
Document why_document(const report::Detail& detail, const DetailOptions& options);
Records why_records(const report::Detail& detail, const DetailOptions& options);
JsonValue trace_array(const Workspace& workspace, const Trace& trace, const DetailOptions& options);

/// "I will OBJECTIVE, as measured by KEY RESULTS."; empty for a KPI or a cycle.
std::string sentence_of(const report::Detail& detail);

/// `okr score`.
struct ScoreOptions {
  int scale = 1;       ///< or 100
};
Document scores_document(const report::Scores& scores, const ScoreOptions& options);
Records scores_records(const report::Scores& scores);
JsonValue scores_json(const report::Scores& scores, const ScoreOptions& options);

/// `okr score --last N`: a line a cycle, in the order given.
Document score_history_document(const std::vector<CycleNumbers>& cycles, const Scoring& scoring, const ScoreOptions& options);
Records score_history_records(const std::vector<CycleNumbers>& cycles);
JsonValue score_history_json(const std::vector<CycleNumbers>& cycles, Date as_of);

/// `okr forecast`.
Document outlook_document(const report::Outlook& outlook, const ScoreOptions& options);
Records outlook_records(const report::Outlook& outlook);
JsonValue outlook_json(const report::Outlook& outlook);

/// `okr calibration`.
Document calibration_document(const report::Calibration& calibration);
Records calibration_records(const report::Calibration& calibration);
JsonValue calibration_json(const report::Calibration& calibration, Date as_of);

/// `okr kpi`.
Document scorecard_document(const report::Scorecard& scorecard);
Records scorecard_records(const report::Scorecard& scorecard);
JsonValue scorecard_json(const report::Scorecard& scorecard);

/// `okr log`.
Document journal_document(const report::Journal& journal);
Records journal_records(const report::Journal& journal);
JsonValue journal_json(const report::Journal& journal, Date as_of);

/// `okr review`, a function a kind of review.
Document weekly_document(const report::Weekly& weekly, const ScoreOptions& options);
Records weekly_records(const report::Weekly& weekly);
JsonValue weekly_json(const report::Weekly& weekly);

Document mid_review_document(const report::MidReview& review, const ScoreOptions& options);
Records mid_review_records(const report::MidReview& review);
JsonValue mid_review_json(const report::MidReview& review);

Document final_review_document(const report::FinalReview& review, const ScoreOptions& options);
Records final_review_records(const report::FinalReview& review);
JsonValue final_review_json(const report::FinalReview& review);

/// What the JSON of every review begins with; `kind` is the word behind `okr review --`. `forecast` may be null.
JsonValue review_object(const Workspace& workspace, std::string_view kind, const CycleNumbers& numbers, const CycleForecast* forecast);

/// `okr tree`.
Document tree_document(const report::Tree& tree);
Records tree_records(const report::Tree& tree);
JsonValue tree_json(const report::Tree& tree);

/// `okr plot`: one plot below the other, `height` rows each at most.
struct PlotOptions {
  int height = 12;
};
Document plot_document(const std::vector<report::Plot>& plots, const PlotOptions& options);
Records plot_records(const std::vector<report::Plot>& plots);
JsonValue plot_json(const Workspace& workspace, const std::vector<report::Plot>& plots, Date as_of);
std::string plot_svg(const std::vector<report::Plot>& plots, const PlotOptions& options);

/// The chart of a plot that is no calendar, and the calendar of one that is.
Chart chart_of(const report::Plot& plot, const PlotOptions& options);
HeatMap heat_map_of(const report::Plot& plot);

/// The objects that every JSON report uses for a cycle, an objective and a key result (okr help formats).
JsonValue cycle_object(const CycleNumbers& numbers);
/// `forecast` may be null: then the keys of forecasts are left out.
JsonValue objective_object(const Workspace& workspace, const ObjectiveNumbers& numbers, bool with_key_results,
                           const CycleForecast* forecast = nullptr);
JsonValue key_result_object(const Workspace& workspace, const ObjectiveNumbers& objective, const KeyResultNumbers& numbers,
                            const KeyResultForecast* forecast = nullptr);
JsonValue kpi_object(const Workspace& workspace, const KpiNumbers& numbers);
JsonValue diagnostics_array(const Workspace& workspace);

/// A value as it was said: a number, yes or no, a word, a list of steps; null for a judgement alone.
JsonValue said(const EntryValue& value);

}  // namespace okr::render
