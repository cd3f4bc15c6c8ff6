// SPDX-License-Identifier: MIT
// What of a cycle goes on in the next one, and with which numbers. No texts, no files: those are the command's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/numbers.hpp"

namespace okr {

/// Why a record stays behind.
enum class Stays : std::uint8_t {
  goes_on,  ///< it does not
  reached,  ///< a key result with progress >= 1; a bound that was held, when nothing else of its objective goes on
  done,
  cancelled,
  nothing_left  ///< an objective of which no key result goes on
};
OKR_WORDS(Stays, "", "reached", "done", "cancelled", "nothing left")

/// A key result of the next cycle. The numbers are those that hold there; empty is a key that is left out.
struct CarriedKeyResult {
  const KeyResult* key_result = nullptr;
  const KeyResultNumbers* numbers = nullptr;
  std::optional<double> baseline = {}, target = {}, commit = {}, stretch = {}, min = {}, max = {}, margin = {},
                        weight = {};
  std::vector<const Step*> steps = {};  ///< those that are not done; their days belong to the old cycle
};

/// An objective of the next cycle, with those of its key results that go on.
struct CarriedObjective {
  const Objective* objective = nullptr;
  std::vector<CarriedKeyResult> key_results;  ///< in the order of the file
};

/// What a key result is in the next cycle, by its kind. number: the baseline becomes the value now, `change` its
/// absolute target; without a baseline of its own a key result fed by a KPI stays without. sum: the target becomes the
/// rest; with a baseline of its own it moves as a number does. A `commit` that was passed is left out. milestones: the
/// steps that are not done. All others as they stand: a bound is held anew, and a percentage has no other baseline than
/// 0.
CarriedKeyResult carried(const Subject& subject, const KeyResultNumbers& numbers);

/// A key result for the next cycle as it stands in its file, with all its steps; `numbers` is null.
CarriedKeyResult as_it_stands(const KeyResult& key_result);

/// A number that goes along, by what the course of the cycle decides or as it was moved there; and where it stands.
struct CarriedAnchor {
  std::string_view key;
  std::optional<double> CarriedKeyResult::*carried;
  std::optional<double> Movable::*stands;
  std::optional<double> unsaid = std::nullopt;  ///< what holds where it is not given

  /// What holds, of a value that may not be given.
  std::optional<double> held(std::optional<double> given) const { return given ? given : unsaid; }
};
inline constexpr CarriedAnchor carried_anchors[] = {{"baseline", &CarriedKeyResult::baseline, &Movable::baseline},
                                                    {"target", &CarriedKeyResult::target, &Movable::target},
                                                    {"commit", &CarriedKeyResult::commit, &Movable::commit},
                                                    {"stretch", &CarriedKeyResult::stretch, &Movable::stretch},
                                                    {"min", &CarriedKeyResult::min, &Movable::min},
                                                    {"max", &CarriedKeyResult::max, &Movable::max},
                                                    {"margin", &CarriedKeyResult::margin, &Movable::margin},
                                                    {"weight", &CarriedKeyResult::weight, &Movable::weight, 1}};
inline constexpr const CarriedAnchor& carried_baseline = carried_anchors[0];
inline constexpr const CarriedAnchor& carried_target = carried_anchors[1];

/// Why numbers of the next cycle follow once it has begun, as their `changes` say: "as 2026-Q3 ended".
std::string reason_to_follow(const CycleId& from);

/// The titles of a key result's steps, in their order.
std::vector<std::string> step_titles(const KeyResult& key_result);

/// A key result of the next cycle that was carried there earlier, what the one that it comes from would carry on
/// `as_of`, and what it would have at each earlier time: what still stands as it was given then, nobody has edited. All
/// have to outlive it.
class CarriedEarlier {
 public:
  CarriedEarlier(const KeyResult& there, const Subject& from, const KeyResultNumbers& numbers, Date as_of);

  /// What would be carried now.
  std::optional<double> goes(const CarriedAnchor& anchor) const { return anchor.held(now_.*anchor.carried); }
  std::optional<double> stands(const CarriedAnchor& anchor) const { return anchor.held(there_.*anchor.stands); }
  /// True where the next cycle's file has another number than what would be carried now.
  bool is_other(const CarriedAnchor& anchor) const { return stands(anchor) != goes(anchor); }

  /// True where it is as an earlier time gave it, or `changes` tell that closing moved it to what it is; false where they
  /// tell that a person did.
  bool is_as_carried(const CarriedAnchor& anchor) const;

  /// True for what the course of the cycle decides: a target that stands all the time is a person's own.
  bool moves(const CarriedAnchor& anchor) const;

  /// True where its steps are those of the key result it comes from, all of them or the ones open on some earlier day.
  bool has_steps_as_carried() const;

  /// Steps of the next cycle without those that are done.
  std::vector<std::string> steps_left() const;

  /// True where nobody has given it another aim: what was reached is reached there too.
  bool has_aim_as_carried() const;

 private:
  const KeyResult& there_;
  std::string reason_;
  CarriedKeyResult now_, plain_;
  std::vector<CarriedKeyResult> earlier_;
};

/// Why a key result stays behind, or that it goes on. Finished is what is done, cancelled, or reached. A bound is never
/// finished while its cycle runs; once that is over, a bound that was held goes along where something else of its
/// objective goes on.
Stays stays(const ObjectiveNumbers& objective, const KeyResultNumbers& key_result, bool cycle_is_over);
/// Why an objective stays behind: by its state, or because none of its key results goes on; one without key results
/// goes on.
Stays stays(const ObjectiveNumbers& objective, bool cycle_is_over);

/// True for a committed key result that counts, was missed, and of which nobody said why; both with their verdicts.
bool postmortem_is_due(const ObjectiveNumbers& objective, const KeyResultNumbers& key_result);

/// Everything that goes on, in the order of the files: deferred records too, and drafts. `numbers` are of the cycle's
/// files and must outlive the result.
std::vector<CarriedObjective> carried_from(const Workspace& workspace, const CycleNumbers& numbers);

}  // namespace okr
