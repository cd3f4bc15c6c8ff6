// SPDX-License-Identifier: MIT
// What `okr score` says: how stretch goals and promises ended, or stand so far, beside what was planned and the cycle
// before; and what its gates look at.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/filter.hpp"
#include "reports/keys.hpp"
#include "reports/objects.hpp"

namespace okr::reports {

/// Objectives that share a team, an owner, ...; those whose parent is in the same group are shown by their parent.
struct ScoreGroup {
  std::string name;  ///< empty for those that name none
  Totals totals;
  std::optional<Score> shown;  ///< of the aspirational ones
  std::optional<Score> shown_as_planned;
  std::optional<Score> previous;   ///< of the group of that name in the cycle before
  std::optional<Verdict> verdict;  ///< when the cycle has ended
  std::vector<const ObjectiveNumbers*> missed;
};

/// A committed objective that was not met, and what of it was not reached.
struct MissedPromise {
  const ObjectiveNumbers* objective = nullptr;
  std::vector<const KeyResultNumbers*> key_results;
};

/// What was planned and left the score.
struct LeftOut {
  RecordName name;
  State state = State::cancelled;
  std::optional<Date> on;  ///< empty when no change says it
  std::string reason;
};

struct Scores {
  const Workspace* workspace = nullptr;
  CycleNumbers numbers;
  std::optional<CycleNumbers> previous;
  std::optional<CycleForecast> forecast;  ///< where it was asked for
  Grouping grouping = Grouping::none;
  std::vector<ScoreGroup> groups;  ///< empty where nothing is grouped
  std::vector<MissedPromise> missed;
  std::vector<LeftOut> left_out;

  /// What the objective scored in the cycle before: the one it was carried from, else of its name; empty for none.
  const ObjectiveNumbers* before(const ObjectiveNumbers& objective) const;
};

/// `previous` may be null. The result points into itself and into the workspace, which has to outlive it.
struct ScoresQuestion {
  const Cycle* cycle = nullptr;
  const Cycle* previous = nullptr;
  Grouping grouping = Grouping::none;
  bool forecast = false;
};
std::unique_ptr<const Scores> scores_of(const Workspace& workspace, const ScoresQuestion& question, Date as_of);

/// Objectives that were cancelled or deferred, and such key results of the others, with the day where `changes` says
/// it.
std::vector<LeftOut> left_out_of(const CycleNumbers& numbers);

/// The number a person sees: of a scale of 1 or 100.
double printed_score(Score shown, int scale);

/// What a gate can fail on.
enum class Gate : std::uint8_t {
  at_risk,  ///< a key result that counts is at risk, or can no longer end met
  behind,   ///< behind, without data, or at risk
  stale,
  missed,  ///< a committed objective ended without being met, or can no longer be
  warning  ///< a warning of `okr check` that needs no style rules: in the files, or from the numbers
};
OKR_WORDS(Gate, "at-risk", "behind", "stale", "missed", "warning")

/// The ids (or codes with their records, for warnings) that make the gate fail; empty when it holds.
std::vector<std::string> failing(const Scores& scores, Gate gate);

/// "0.70", "n/a" in error, "-" where there is none.
Cell score_cell(const Computed<Score>& score, int scale);
/// The same of what counts; "-" of what rests.
Cell score_cell(const ObjectiveNumbers& objective, int scale);
Cell score_cell(const ObjectiveNumbers& objective, const KeyResultNumbers& kr, int scale);

/// "usable.readers: "Readers of the blog" cancelled 18 May ("nobody came")"
Text left_out_text(const LeftOut& left, Date as_of);

/// The verdict of the mean over aspirational objectives; before the end how they stand.
Text mean_verdict(const CycleNumbers& numbers, const Scoring& scoring);

/// "2 of 3 met"; while it runs, those that are reached so far.
Text promises_text(const Computed<Score>& mean, int met, int count, bool ended);

/// A line an objective and a key result, and the totals; the cycle must have objectives or a score.
Table scores_table(const Scores& scores, int scale);

/// What stands below it: promises that were missed, what left the score and why, what has none; nothing where there is
/// none.
void add_below_scores(Document& document, const Scores& scores, int scale);

Document document_of(const Scores& scores);
Records records_of(const Scores& scores);
Json json_of(const Scores& scores);

/// `okr score --last N`: a line a cycle, in the order given.
Document score_history_document(const std::vector<CycleNumbers>& cycles, const Scoring& scoring, int scale);
/// score_history_document without what explains its words, for a page that does that by itself.
Document score_history(const std::vector<CycleNumbers>& cycles, const Scoring& scoring, int scale);

/// `okr score --last N`: a line a cycle, in the order given.
Records score_history_records(const std::vector<CycleNumbers>& cycles, Date as_of);
/// `okr score --total`: one number; for programs the cycle alone.
Document total_document(const CycleNumbers& numbers, int scale);
Json total_json(const CycleNumbers& numbers, int scale);
Records total_records(const CycleNumbers& numbers);
Json score_history_json(const std::vector<CycleNumbers>& cycles, Date as_of);

Json left_out_list(const std::vector<LeftOut>& list);

// --- when it was closed ----------------------------------------------------------------------------------------------

// `okr score --last N --at-close`: the score of each cycle when it was closed, beside what its [result] says now and
// what today's files would give.

struct AtClose {
  const Cycle* cycle = nullptr;
  std::optional<Date> closed = {};  ///< nothing where it is not closed
  std::string commit = {};          ///< that closed it, short; empty where the history does not tell
  std::string author = {};
  std::optional<Score> score = {};      ///< when it closed, as printed: by that commit, else by its [result]
  std::optional<Score> in_result = {};  ///< as its [result] says it now
  std::optional<Score> by_files = {};   ///< by the definitions and readings of today, without the [result]

  /// True where there is nothing but a [result]: the files can say no other score.
  bool is_bare() const { return cycle->objectives.empty(); }
  bool differs() const { return closed && (in_result != score || (!is_bare() && by_files != score)); }
};

/// What the files of the workspace alone tell of it.
AtClose at_close_of(const Workspace& workspace, const Cycle& cycle, Date as_of);

/// A line a cycle, in the order given; of a scale of 1 or 100.
Document at_close_document(const std::vector<AtClose>& cycles, int scale);
Records at_close_records(const std::vector<AtClose>& cycles, Date as_of);
Json at_close_json(const std::vector<AtClose>& cycles, Date as_of);

}  // namespace okr::reports
