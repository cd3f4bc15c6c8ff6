// SPDX-License-Identifier: MIT
// All numbers of a key result, an objective and a cycle on a day: the one door through which every command, export and
// gate gets them. A trace in the subject records how they came about. And findings that need numbers: why something
// cannot be computed, and where what is said contradicts what is known; what shows between records without computing is
// model/structure's.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/compute/pace.hpp"
#include "okr/compute/rollup.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// A stated confidence held against the computed status (W229).
enum class Contradiction : std::uint8_t { none, too_sure, too_doubtful };

/// What contradicts: 8 and more while at risk, 3 and less while ahead; `confidence` is 1..10.
Contradiction contradiction_of(int confidence, PaceStatus status);

/// How many key results have each status; index by PaceStatus.
struct StatusCounts {
  std::array<int, words_of<PaceStatus>().size()> of{};
  int operator[](PaceStatus status) const { return of[static_cast<std::size_t>(status)]; }
  /// Counts one more key result of that status.
  void add(PaceStatus status) { ++of[static_cast<std::size_t>(status)]; }
};

/// When something was last said of it. Value and confidence apart: a number fed by cron still asks a person. Ages are
/// calendar days; those of them that were away are taken off only where due and stale are judged (0.23).
struct Recency {
  std::optional<Point> last;  ///< the last counted reading; fed by a KPI, of the day of its newest reading
  int value_age = 0;          ///< days since then, or since its start
  int value_away = 0;         ///< how many of these were away
  Freshness freshness = Freshness::not_asked;
  std::optional<Date> due_from;  ///< a value is due then; empty behind the cycle's end, not asked, or fed by a KPI
};

/// True where a confidence was stated of one of its key results up to the day.
bool states_confidence(const Cycle& cycle, Date as_of);

/// All numbers of a key result on a day: where it stands, its score and pace, how sure people are, how old that is.
struct KeyResultNumbers {
  const Cycle* cycle = nullptr;           ///< the one it belongs to
  const KeyResult* key_result = nullptr;  ///< null when only `[result]` knows it
  KeyResultId id;
  Date as_of;                   ///< the day they are of
  std::string unit;             ///< its own, else its KPI's; may be empty
  State state = State::active;  ///< on the day
  double weight = 1;
  Period window;                ///< its own start and end
  Standing standing;            ///< definition, anchors, points, value now, periods held, steps done
  Computed<Progress> progress;  ///< raw
  Computed<Score> score;
  std::optional<Score> shown;  ///< what is printed and what gates compare
  std::optional<Band> band;
  Computed<Score> as_planned;  ///< by the first values of `changes`
  double planned_weight = 1;
  State planned_state = State::active;
  Pace pace;  ///< elapsed, expected, gap, status
  bool reached = false;
  std::optional<Verdict> verdict;  ///< when the cycle has ended
  Recency recency;
  std::optional<Confidence> confidence;
  Contradiction contradiction = Contradiction::none;
  bool slows_down = false;
  bool is_final = false;  ///< from `[result]`

  PaceStatus status() const { return pace.status; }
  std::optional<double> value() const { return standing.now; }
  Kind kind() const { return standing.definition.kind; }  ///< on the day: the files may say another one by now
  /// Whether a KPI fed it on the day.
  bool is_fed() const { return !standing.definition.kpi.empty(); }
};

/// True where the record can be judged: nothing in the files makes its numbers absent, and its kind is known. What cannot
/// is due for no one: the file is to be mended first.
bool can_be_judged(const KeyResultNumbers& numbers);

/// Whether somebody spoke of it behind `last`, the last day of its cycle, up to `as_of`: what was due then no longer is.
bool was_said_later(const KeyResult& key_result, Date last, Date as_of);

/// Whether a person who checks in is asked how sure they are, though the value itself waits for nothing: the confidence
/// ages apart from it (0.10), by the same rhythm, since it was stated; where it never was, since the key result began,
/// but only in a cycle that `states` any: who does without them is not asked for one. It is never due.
bool asks_for_confidence(const Subject& subject, const KeyResultNumbers& numbers, bool states, Date as_of);

/// An aligned objective that its parent rolls up.
struct ChildNumbers {
  const Cycle* cycle = nullptr;
  const Objective* objective = nullptr;  ///< null in a loop of parents
  ObjectiveId id;
  Part part;
  Computed<Score> as_planned;
  double planned_weight = 1;
  State planned_state = State::active;
  bool ended = false;  ///< its own cycle is over: nothing of it can change
};

/// All numbers of an objective on a day, with those of its key results.
struct ObjectiveNumbers {
  const Cycle* cycle = nullptr;          ///< the one it belongs to
  const Objective* objective = nullptr;  ///< null when only `[result]` knows it
  ObjectiveId id;
  ObjectiveType type = ObjectiveType::aspirational;
  State state = State::active;  ///< cancelled or deferred too when all its key results are
  double weight = 1;
  double planned_weight = 1;
  State planned_state = State::active;
  bool top_level = true;  ///< no parent in the same cycle: counts for the cycle's score
  Computed<Score> score;
  std::optional<Score> shown;
  std::optional<Band> band;
  Computed<Score> as_planned;
  std::optional<Progress> expected;  ///< mean of what is paced
  std::optional<double> gap;         ///< G
  PaceStatus status = PaceStatus::not_available;
  bool reached = false;            ///< everything that counts is
  bool lost = false;               ///< a part with weight ended missed: it cannot be reached any more (0.39)
  bool cannot_end_met = false;     ///< lost, and committed
  std::optional<Verdict> verdict;  ///< when the cycle has ended
  Freshness freshness = Freshness::not_asked;  ///< the worst of its key results
  StatusCounts counts;                         ///< of its key results
  std::vector<KeyResultNumbers> key_results;
  std::vector<ChildNumbers> children;  ///< only with roll-up "children" or "both"
  bool is_final = false;
};

/// All numbers of a cycle on a day, with those of its objectives.
struct CycleNumbers {
  const Cycle* cycle = nullptr;
  Date as_of{};
  double elapsed = 0;
  int day = 0, days = 0;    ///< "day 48 of 92"; 0 before the start
  int week = 0, weeks = 1;  ///< "week 7 of 13"
  bool ended = false;
  Computed<Score> score;  ///< over all top-level objectives: what --total and --fail-under use
  std::optional<Score> shown;
  Computed<Score> as_planned;
  Computed<Score> committed;     ///< mean over committed top-level objectives
  Computed<Score> aspirational;  ///< over aspirational and learning ones
  Totals totals;                 ///< of the top-level objectives; the means above, unless `[result]` says otherwise
  int committed_met = 0, committed_count = 0;  ///< of the committed top-level objectives that count
  StatusCounts counts;                         ///< of all key results
  std::vector<ObjectiveNumbers> objectives;    ///< in file order, every one
  bool is_final = false;
};

/// One objective and all that its numbers are computed from. All of it has to outlive the subject.
struct ObjectiveSubject {
  const Workspace& workspace;
  const Cycle& cycle;
  const Objective& objective;
  Trace* trace = nullptr;
};

/// One cycle and all that its numbers are computed from. All of it has to outlive the subject.
struct CycleSubject {
  const Workspace& workspace;
  const Cycle& cycle;
  Trace* trace = nullptr;
};

/// Objectives of a workspace, each computed once for a day, however many others it is aligned to.
class ObjectiveTable {
 public:
  explicit ObjectiveTable(const Workspace& workspace);
  ~ObjectiveTable();
  ObjectiveTable(const ObjectiveTable&) = delete;
  ObjectiveTable& operator=(const ObjectiveTable&) = delete;

  /// The numbers of an objective on a day, as numbers_of has them; good as long as the table.
  const ObjectiveNumbers& of(const Cycle& cycle, const Objective& objective, Date as_of);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// The numbers of one key result on a day; a trace in the subject records how they came about.
KeyResultNumbers numbers_of(const Subject& subject, Date as_of);
/// The numbers of one objective and its key results on a day; a trace in the subject records how they came about.
ObjectiveNumbers numbers_of(const ObjectiveSubject& subject, Date as_of);
/// The numbers of a cycle and everything in it on a day; a trace in the subject records how they came about.
CycleNumbers numbers_of(const CycleSubject& subject, Date as_of);
/// The numbers of a cycle and everything in it on a day, with no trace.
CycleNumbers numbers_of(const Workspace& workspace, const Cycle& cycle, Date as_of);

/// The numbers of the wanted objectives of a cycle alone, in file order; the cycle has no score and counts nothing
/// then.
CycleNumbers numbers_of(const CycleSubject& subject, const std::function<bool(const Objective&)>& is_wanted,
                        Date as_of);

/// False for what is drafted, cancelled or deferred, by itself or with its objective: it has no score but what it was
/// planned to count (2.5).
bool is_scored(const ObjectiveNumbers& objective, const KeyResultNumbers& numbers);

/// The score that reports give, 0 to 1; none of what is not scored.
std::optional<Score> counted_score(const ObjectiveNumbers& objective, const KeyResultNumbers& numbers);

/// True for an objective that counts and has nothing that could be scored (E108): no key result or, by its `roll-up`,
/// no objective aligned to it, as far as the cycles are loaded. Parts beside it are a score without it (RV21).
bool has_nothing_to_score(const ObjectiveNumbers& objective);

/// True when a number of a key result or an objective is absent because of a fault in the files.
bool has_fault(const CycleNumbers& numbers);

/// True for a draft: the record itself, its objective or its cycle. It counts nowhere and may be unfinished (0.24 and
/// format.md): no baseline, no target, no steps, no kind.
bool is_draft(const Subject& subject, Date as_of);

/// True when `[result]` decides on that day.
bool is_final(const Cycle& cycle, Date as_of);

/// The cycle as it was before it was closed: without its result, and active.
Cycle before_closing(const Cycle& cycle);

/// The state of a cycle on a day: as its file says it; before the day of its close it was active.
CycleState state_on(const Cycle& cycle, Date as_of);

/// The day as of which the numbers of a cycle are computed: the day itself, or that of its closing when it was closed
/// before. What is changed or said after the closing moves nothing.
Date counted_day(const Cycle& cycle, Date as_of);

/// False when the progress or the score that `[result]` kept does not follow from the value it kept by the definition
/// in `standing` (two decimals are enough): the definition was changed after the closing. True where they cannot be
/// compared.
bool fits_definition(const KeyResultResult& result, const Standing& standing);

/// False when the check-ins in `standing` come to another progress than `[result]` kept: one came after the closing.
/// True where they cannot be compared, and of what a KPI feeds, which goes on.
bool holds_readings(const KeyResultResult& result, const Standing& standing);

}  // namespace okr
