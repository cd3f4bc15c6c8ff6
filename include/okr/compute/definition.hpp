// SPDX-License-Identifier: MIT
// What a key result or an objective was defined as on a day: `changes` made later are undone. No readings, no numbers.
#pragma once

#include <optional>
#include <string_view>

#include "okr/base/date.hpp"
#include "okr/model/okr.hpp"

namespace okr {

/// The keys that `changes` may move, as they stood. One definition judges all readings (format.md, "changes").
struct Definition {
  std::optional<double> baseline, target, commit, stretch, min, max, weight;
  std::optional<Date> due;
  State state = State::active;
  std::optional<Date> frozen;  ///< the day from which state is done, cancelled or deferred, where a change says it

  double weight_or_default() const { return weight.value_or(1.0); }
};

/// Changes dated after `as_of` undone, newest first; on the day of a change the new value stands.
Definition definition_of(const KeyResult& key_result, Date as_of);
Definition definition_of(const Objective& objective, Date as_of);

/// All changes undone: what was planned (method.md 0.8).
Definition first_definition(const KeyResult& key_result);
Definition first_definition(const Objective& objective);

/// Where the value that holds on the day stands: the change that later moved it, else the key; unknown when not given.
Place place_of_value(const KeyResult& key_result, std::string_view key, Date as_of);

/// The score counts active and done records; drafts never count, cancelled and deferred leave it (method.md 2.5).
constexpr bool counts(State state) { return state == State::active || state == State::done; }

/// What was planned keeps cancelled and deferred records.
constexpr bool counts_as_planned(State first_state) { return first_state != State::draft; }

}  // namespace okr
