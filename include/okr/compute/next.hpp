// SPDX-License-Identifier: MIT
// What has to happen by when for a key result to stay on pace, as if nothing were recorded from the day on (the rule of
// `okr next`, told in okr help next).
#pragma once

#include <optional>

#include "okr/compute/numbers.hpp"

namespace okr {

/// What has to be done for a key result to stay or get on track, and by when.
struct NextMove {
  const KeyResultNumbers* numbers = nullptr;
  /// Empty where nothing is left to do: reached, lost, or safe until the end. In the past where its last day has
  /// passed.
  std::optional<Date> by;

  /// The last day on which expected - progress is within on-track-gap, counted from the day: negative when it has
  /// passed. Empty where nothing is expected day by day, and where it was never so.
  std::optional<int> safe_days;
  bool safe_to_end = false;  ///< that day is its last one, and nothing is missing then

  std::optional<double> value;  ///< where it has to be on `by` for a gap of 0; of a running period of a hold, its bound
  std::optional<double> amount;  ///< what is missing to get there, in its unit; negative where the value has to fall
  /// How much may still come in a running period, under a cap that adds up; under a strict cap it has to be less than
  /// that.
  std::optional<double> room;
  bool counts_readings = false;    ///< both are numbers of readings, whatever value each has
  const Step* step = nullptr;      ///< the next step that is not done, dated ones first
  std::optional<Period> running;   ///< of a hold: the one that runs, where it lacks nothing and may still be missed
  bool running_is_empty = false;   ///< nothing came in it so far, and nothing has to
  bool misses_now = false;         ///< by what `running` holds so far it is a miss
  std::optional<int> misses_left;  ///< of a hold judged by its periods; never below 0
};

/// `numbers` are those of the subject on the day and have to outlive the result. A key result that is not active, or of
/// a cycle that has ended, has nothing to do.
NextMove next_move_of(const Subject& subject, const KeyResultNumbers& numbers, Date as_of);

/// True where `a` is less safe: what is behind its pace or without data first, by its status, then by the day.
bool is_less_safe(const NextMove& a, const NextMove& b);

}  // namespace okr
