// SPDX-License-Identifier: MIT
// Where a key result should be by now, how far off it is, and the status that follows (method.md 3.2, 0.7, 0.9).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "okr/base/enum_words.hpp"
#include "okr/compute/progress.hpp"

namespace okr {

/// The word on the screen. From `at_risk` to `achieved` the worst comes first.
enum class PaceStatus : std::uint8_t {
  not_available,  ///< in error, or nothing to judge
  at_risk,
  no_data,
  behind,
  on_track,
  not_started,
  ahead,
  achieved,
  done,
  draft,
  cancelled,
  deferred,
  ended  ///< the cycle is over or closed: the verdict stands instead
};
OKR_WORDS(PaceStatus, "n/a", "at risk", "no data", "behind", "on track", "not started", "ahead", "achieved", "done",
          "draft", "cancelled", "deferred", "ended")

/// The worse of two statuses, for the roll-up of committed objectives.
constexpr PaceStatus worse(PaceStatus a, PaceStatus b) { return a < b ? a : b; }

/// The share of a window that has passed: 0 on the first day and before, 1 on the last day and after, linear between
/// (one day: 0 before, 1 from that day).
double elapsed(const Period& window, Date as_of);

/// The progress that is expected on a day (E; method.md 3.2): by `plan`, by dated steps, else F x elapsed. Empty where
/// progress is not linear (hold, done, graded, measure), or a plan has no anchors to be measured by.
std::optional<Progress> expected_progress(const Subject& subject, const Standing& standing, Date as_of);

/// How far progress lies behind what is expected, E - p to 4 decimals; negative is ahead.
double gap_between(Progress expected, Progress progress);

/// What status_by_gap does, in words.
inline constexpr std::string_view gap_rule =
    "gap <= -on-track-gap ahead, <= on-track-gap on track, <= behind-gap behind, else at risk";

/// The status by the gap alone (method.md 3.2): ahead, on track, behind or at risk.
PaceStatus status_by_gap(double gap, const Scoring& scoring);

/// The status of a record whose state is not active.
PaceStatus status_of_state(State state);

/// True after the cycle's last day, and from the day it was closed on.
bool has_ended(const Cycle& cycle, Date as_of);

/// True for a cycle that is only a plan: nothing in it runs or counts, when its days are over neither.
bool is_draft(const Cycle& cycle);

/// True for what is not worked on and not over either: a draft, cancelled or deferred, by itself or with its objective.
constexpr bool rests(PaceStatus status) {
  return status == PaceStatus::draft || status == PaceStatus::cancelled || status == PaceStatus::deferred;
}

/// True for what rests and for what is over: nothing is expected of it any more, and its word says all.
constexpr bool is_settled(PaceStatus status) {
  return rests(status) || status == PaceStatus::done || status == PaceStatus::ended;
}

/// True for kinds that count into an objective's gap: number, sum, percent, milestones.
bool is_paced(Kind kind);

/// True for kinds that are at risk behind their own due date while they are not reached: done, graded, measure,
/// milestones (method.md 0.29).
bool may_be_overdue(Kind kind);

/// How many periods of a bound were missed of those that may be (method.md 0.18).
struct MissBudget {
  int used = 0;
  int allowed = 0;               ///< `misses`
  std::optional<Date> empty_on;  ///< the day on which it will be empty if misses go on as they came; empty when they do
                                 ///< not come faster than time passes
  bool lost() const { return used > allowed; }
  bool is_empty() const { return allowed > 0 && used == allowed; }  ///< one more and it is lost
};

/// How far a key result is beside how far it should be (method.md 3.2).
struct Pace {
  double elapsed = 0;  ///< of the key result's own window
  double factor = 1;   ///< F
  std::optional<Progress> expected;
  std::optional<double> gap;
  PaceStatus status = PaceStatus::no_data;
  std::string_view rule;             ///< the row of 3.2 that gave the status, in words
  std::optional<MissBudget> misses;  ///< of a bound judged by its periods
  int overdue_days = 0;              ///< days past its own due date, not reached: done, graded, measure, steps (0.29)
  bool lost = false;                 ///< it ended missed: nothing can make it reached any more (0.39)
  bool cannot_end_met = false;       ///< lost, and its objective is committed
};

/// The pace of a key result; its status is of the first row of method.md 3.2 that fits.
Pace pace_of(const Subject& subject, const Standing& standing, const std::optional<Confidence>& confidence, Date as_of);

/// True for what stays reached once it is: done, steps, measure, the best of all readings, a sum of which no amount
/// ever led away from its target. Anything else is asked about again (method.md 0.19).
bool stays_reached(const Subject& subject, const Standing& standing);

/// True when the last three steps toward the target strictly shrink (information only); kinds number, sum and percent.
bool slows_down(const Standing& standing);

}  // namespace okr
