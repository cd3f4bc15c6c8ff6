// SPDX-License-Identifier: MIT
// From progress to score and band, and from parts to the whole: the weighted mean of scores, the worst status, the mean
// gap (method.md 2.3-2.6, 0.8, 0.9).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/pace.hpp"
#include "okr/compute/quantities.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/settings.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// The score as it is shown: two decimals, halves up; 1.00 only when reached (method.md 2.3). Gates compare this
/// number.
Score shown_score(Score score);

/// The colour of a score (method.md 2.2).
enum class Band : std::uint8_t { red, yellow, green };
OKR_WORDS(Band, "red", "yellow", "green")

/// The band of a shown score: red below the first bound of `bands`, green from the second.
Band band_of(Score shown, const Scoring& scoring);

/// A score that was kept below what the target is worth beside a stretch says that it was not reached, whatever the
/// value kept beside it tells today.
bool says_not_reached(Score kept);

/// The verdict on an objective or key result. Committed: all or nothing. Others: by the shown score; what reached its
/// target, which scores 0.7 beside a stretch, is a success whatever the aspirational target is (0.39).
Verdict verdict_of(ObjectiveType type, bool reached, Score shown, const Scoring& scoring);

/// A key result or an aligned objective as a part of the whole.
struct Part {
  Computed<Score> score;
  double weight = 1;
  State state = State::active;
  PaceStatus status = PaceStatus::no_data;
  std::optional<Progress> expected;  ///< E, of what is paced
  std::optional<double> shortfall;   ///< E - progress cut to 0..1, no data as 0; of what is paced
  bool reached = false;
  bool lost = false;      ///< it ended missed: nothing can make it reached any more
  std::string name = {};  ///< whose part it is, for the trace
  Place place = {};       ///< of its weight; unknown for the default
};

/// The score of a whole from its parts (method.md 2.4, 2.6): sum of weight x score over sum of weight, over active and
/// done parts. No data counts 0; holds without a due period and parts with nothing below them are skipped; a part in
/// error makes the whole absent. Weights all zero or negative are E109. Nothing to count is absent with the reason.
Computed<Score> rolled_up(std::span<const Part> parts);

/// The score of a whole as it was planned: by the rule of rolled_up, cancelled and deferred parts included.
Computed<Score> rolled_up_as_planned(std::span<const Part> parts);

/// Weighted mean of the shortfalls, to 4 decimals; empty when no part is paced.
std::optional<double> mean_gap(std::span<const Part> parts);

/// Weighted mean of what was expected of the paced parts.
std::optional<Progress> mean_expected(std::span<const Part> parts);

/// The worst status of active and done parts with weight; empty when there is none.
std::optional<PaceStatus> worst_status(std::span<const Part> parts);

/// True when every active or done part with weight has this status.
bool all_have(std::span<const Part> parts, PaceStatus status);

/// True when an active or done part with weight is lost.
bool any_lost(std::span<const Part> parts);

/// True when there are active or done parts with weight and all of them are reached; holds not due yet are left out.
bool all_reached(std::span<const Part> parts);

/// The end that all parts have in common: cancelled or deferred when all that are no drafts are; empty otherwise.
std::optional<State> common_end(std::span<const Part> parts);

struct ObjectiveNumbers;

/// What objectives come to together, and those of each type.
struct Totals {
  Computed<Score> score, as_planned;                      ///< over all
  Computed<Score> aspirational, aspirational_as_planned;  ///< over aspirational and learning ones
  Computed<Score> committed;
  int aspirational_count = 0;         ///< that count and have something below them that does
  bool aspirational_reached = false;  ///< all of them: their mean is a success, whatever a stretch makes of it (0.39)
  int committed_met = 0, committed_count = 0;
  PaceStatus aspirational_status = PaceStatus::not_available;  ///< by the mean gap; of no use when there are none
  PaceStatus committed_status = PaceStatus::not_available;     ///< the worst
};

/// The totals of these objectives of a cycle, each by its own weight; absent numbers say why. Where the cycle is in
/// error, more of them may stand in a file that cannot be read: every mean is n/a (0.8).
Totals totals_of(const Cycle& cycle, std::span<const ObjectiveNumbers* const> objectives, const Scoring& scoring);

/// Whether the objective is a part of its cycle's score: on top, or in error, which makes the cycle's score n/a
/// wherever it stands (0.8), in a loop of parents too.
bool counts_for_total(const ObjectiveNumbers& objective);

/// Those of the objectives whose parent is not among them: the others are counted in their parent's score already. A
/// parent in another cycle does not matter. Those in error are among them, as in `counts_for_total`.
std::vector<const ObjectiveNumbers*> topmost(const Workspace& workspace, const Cycle& cycle,
                                             std::span<const ObjectiveNumbers* const> objectives);

}  // namespace okr
