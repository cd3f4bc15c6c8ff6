// SPDX-License-Identifier: MIT
// What a key result or an objective was defined as on a day: `changes` made later are undone. No readings, no numbers.
// And the key result a computation is about, with everything around it that its numbers depend on.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/compute/trace.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// The bounds that the periods of a hold are judged by; one that is not given does not judge.
struct Bounds {
  std::optional<double> min, max;

  friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// The keys that `changes` may move, as they stood. One definition judges all readings (format.md, "changes"); only a
/// hold's periods are each judged by the bounds of their own time (method.md 0.27).
struct Definition : Movable {
  std::optional<Date> frozen;    ///< the day from which state is done, cancelled or deferred, where a change says it
  std::optional<Date> taken_up;  ///< the day from which it is a draft no more, where a change says it

  /// Bounds that held before the day on which they were moved, oldest first; none in what was first planned.
  struct MovedBounds {
    Date until;
    Bounds bounds;
  };
  std::vector<MovedBounds> earlier_bounds;

  /// The bounds in force on a day: those that stand, or before a move those that stood then.
  Bounds bounds_on(Date day) const;
};

/// The definition of a key result on a day: changes dated after `as_of` undone, newest first; on the day of a change
/// the new value stands.
Definition definition_of(const KeyResult& key_result, Date as_of);
/// The definition of an objective on a day: its weight and its state, changes after `as_of` undone.
Definition definition_of(const Objective& objective, Date as_of);

/// What was planned of a key result (method.md 0.8): all changes undone.
Definition first_definition(const KeyResult& key_result);
/// What was planned of an objective (method.md 0.8): all changes undone.
Definition first_definition(const Objective& objective);

/// The place of the value of a key that holds on the day: the change that later moved it, else the key; unknown when
/// not given.
Place place_of_value(const KeyResult& key_result, std::string_view key, Date as_of);

/// True for done, cancelled and deferred: what is said from then on counts no more.
constexpr bool is_final_state(State state) { return state != State::active && state != State::draft; }

/// True for a state whose records the score counts: active and done; drafts never count, cancelled and deferred leave
/// it (method.md 2.5).
constexpr bool counts(State state) { return state == State::active || state == State::done; }

/// True for a first state that the planned score counts: cancelled and deferred records stay in it, drafts never were.
constexpr bool counts_as_planned(State first_state) { return first_state != State::draft; }

/// One key result and all that its numbers are computed from. All of it has to outlive the subject.
struct Subject {
  const Workspace& workspace;
  const Cycle& cycle;
  const Objective& objective;
  const KeyResult& key_result;
  Trace* trace = nullptr;  ///< records each step when there is one
};

/// The definition of a key result on a day. What ends with its objective is frozen on that day too, unless it ended
/// before (method.md 0.40).
Definition definition_of(const Subject& subject, Date as_of);

/// The key result's own days: from its start, or the cycle's, to its due date, or the cycle's end.
Period window_of(const Subject& subject, const Definition& definition);

/// From when on somebody is asked for it: its start; of what was a draft then, itself or its objective, the day on
/// which it was taken up.
Date asked_from(const Subject& subject, const Definition& definition, Date as_of);

/// The days whose check-ins count (method.md 0.3): from its start to the cycle's end and grace; `due` cuts only what is
/// judged by its periods, of which the last ends then (0.16).
Period counted_days(const Subject& subject, const Definition& definition);

/// The last day that is looked at: `as_of`, or the day on which the record was done, cancelled or deferred.
Date looked_at(const Definition& definition, Date as_of);

/// The KPI that feeds a key result; null when it names none, or one that is not there.
const Kpi* kpi_of(const Subject& subject, const Definition& definition);

/// Why nothing can be computed: the record or its cycle in error, its kind unknown, its KPI not there; none otherwise.
Absence fault_of(const Subject& subject);

}  // namespace okr
