// SPDX-License-Identifier: MIT
// Numbers as parts of the whole above them, and the trace of what several units compute; private to the compute layer.
#pragma once

#include <unordered_map>
#include <vector>

#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

Part part_of(const KeyResultNumbers& numbers);
Part part_of(const ObjectiveNumbers& numbers);
inline Part part_of(const ChildNumbers& numbers) { return numbers.part; }

/// A part as it was planned: first weight, first state, as-planned score.
template <class Numbers>
Part planned_part_of(const Numbers& numbers) {
  Part part = part_of(numbers);
  part.score = numbers.as_planned;
  part.weight = numbers.planned_weight;
  part.state = numbers.planned_state;
  return part;
}

/// Objectives as parts of what is above them: all of them, and by their type.
struct PartsByType {
  std::vector<Part> all, planned, committed, aspirational, aspirational_planned;
};
PartsByType parts_by_type(std::span<const ObjectiveNumbers* const> objectives);

/// The days of a KPI that feeds it: a number's and a sum's go to the cycle's end whatever is due, a hold's end with it
/// (method.md 0.22).
Period fed_days(const Subject& subject, const Definition& definition);

/// True of a KPI whose value of a period is made from all of its readings.
inline bool joins_readings(const Kpi& kpi) { return kpi.formula.empty() && kpi.aggregate != Aggregate::last; }

/// The readings of `days` that a KPI's value was made from, each as it came (of a count each is 1): all of its period.
/// The value itself where it is a reading, computed, or a 0 that was filled in.
std::vector<Point> readings_behind(const Workspace& workspace, const Kpi& kpi, const Point& value, const Period& days);

/// What the value of a key result is made from, as the files say it: readings of a KPI by themselves.
std::vector<Point> cited_points(const Subject& subject, const Definition& definition, Date as_of);

/// A value that `[result]` kept, as a number; steps and texts have none.
std::optional<double> number_kept(const EntryValue& value);

/// The state on a day; active where the file says by now that it rests, and `[result]` keeps that it counted.
State state_of(const Cycle& cycle, const Objective& objective, Date as_of);
/// The same; closing writes each state but that of what was active.
State state_as_kept(const Subject& subject, State state, Date as_of);

/// `[result]` wins over what would be computed today.
void apply_result(const Subject& subject, KeyResultNumbers& numbers);
void apply_result(const ObjectiveSubject& subject, ObjectiveNumbers& numbers);
void apply_result(const CycleSubject& subject, CycleNumbers& numbers);

/// The objectives that only `[result]` knows.
void add_known_objectives(const CycleSubject& subject, CycleNumbers& numbers);

/// Records how parts became a whole, with the weight and the score of each that is counted.
struct MeanTrace {
  std::string_view what, formula, section;
  bool (*counted)(State) = counts;
};
void trace_mean(Trace* trace, const MeanTrace& mean, std::span<const Part> parts, const Computed<Score>& result);
void trace_roll_up(Trace* trace, std::string_view what, std::span<const Part> parts, const Computed<Score>& result);

/// Records the same of what was planned: cancelled and deferred parts count, by their first weights.
void trace_as_planned(Trace* trace, std::span<const Part> parts, const Computed<Score>& result);

/// What a score looks like and amounts to; nothing where there is none.
template <class Numbers>
void add_shown(const Scoring& scoring, Numbers& numbers) {
  if (!numbers.score) return;
  numbers.shown = shown_score(*numbers.score);
  numbers.band = band_of(*numbers.shown, scoring);
}

/// Records that `[result]` wins over what would be computed: the score, from what of it was kept.
void trace_final(Trace* trace, std::string_view section, const Computed<Score>& score, std::vector<TraceInput> kept);

/// Records what a score looks like and amounts to.
void trace_shown(Trace* trace, const Scoring& scoring, const std::optional<Score>& shown);

/// Records the status word, by what rule, from what.
struct StatusTrace {
  std::string_view rule;
  std::vector<TraceInput> inputs;
};
void trace_status(Trace* trace, PaceStatus status, StatusTrace how);

/// Records the verdict; nothing where there is none.
void trace_verdict(Trace* trace, const Scoring& scoring, ObjectiveType type, const std::optional<Verdict>& verdict);

/// A setting as an input: its place, or none for its default.
TraceInput threshold(const Scoring& scoring, std::string_view key, double value);

/// The two thresholds of status_by_gap.
void add_gap_thresholds(const Scoring& scoring, std::vector<TraceInput>& inputs);

// --- alignment -------------------------------------------------------------------------------------------------------

// Who is aligned to whom: the parents that objectives name, looked up by an index of ids. Private to the compute layer.

class Alignment {
 public:
  explicit Alignment(const Workspace& workspace) : workspace_(workspace), ids_(workspace) {}

  struct Child {
    const Cycle* cycle = nullptr;
    const Objective* objective = nullptr;
  };

  /// What names this objective as a parent, in the order of the opened cycles and of their files; each once. A cycle
  /// that is a draft counts for nobody else.
  const std::vector<Child>& children_of(const Objective& parent);

  /// False where it names a parent in its own cycle: then that one counts for the cycle.
  bool is_top_level(const Cycle& cycle, const Objective& objective);

 private:
  void note_parents(const Cycle& cycle, const Objective& child);

  const Workspace& workspace_;
  IdIndex ids_;
  std::unordered_map<const Objective*, std::vector<Child>> children_;
  bool is_built_ = false;
};

}  // namespace okr
