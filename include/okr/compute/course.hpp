// SPDX-License-Identifier: MIT
// Rules about the course of a key result that screens ask as well as `okr check` (method.md part 7): is its target too
// easy, is a promise doubted, how sure was somebody at the start, does its growth want a counter metric. And which
// cycles such rules still speak of.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "okr/compute/forecast.hpp"
#include "okr/compute/numbers.hpp"

namespace okr {

/// True for what nobody works on any more, whatever its day: it is left out of scores.
inline bool is_set_aside(State state) { return state == State::cancelled || state == State::deferred; }

/// Why it has the state that it has on the day: as its `reason` says; where there is none, or it rested before, so that
/// the reason may be an older one, as the entry of `changes` does that moved it there last.
const std::string& reason_of_state(const Objective& objective, Date as_of);
const std::string& reason_of_state(const KeyResult& key_result, Date as_of);

/// True while a cycle that counts is on its way: begun, not over, no draft.
bool is_running(const Cycle& cycle, Date as_of);

/// The cycles of the workspace that ended last, each of its length, in its order: what is said of earlier ones is
/// history.
std::vector<const Cycle*> cycles_ended_last(const Workspace& workspace, Date as_of);

/// True for one of these as long as no more than half its own length has passed: what it teaches goes into the next.
bool has_just_ended(const Cycle& ended_last, Date as_of);

/// W215: of a stretch goal that moves along a pace, the target (with a stretch, that) was reached before half of its
/// time was over, by the definition of the day, and still is. A target moved further out is not too easy any more; a
/// promise never is. Says nothing of what does not run.
bool is_too_easy(const Subject& subject, const KeyResultNumbers& numbers, Date as_of);

/// Why a promise is doubted.
enum class Doubt : std::uint8_t {
  none,
  stated,   ///< 5 of 10 or less, with more than a quarter of its time gone
  forecast  ///< P(target) below 50 %, with more than half of its time gone
};

/// False where nothing lies beyond the target, since it is an end of the value (ends_of); what is done, measured or held
/// cannot be more so.
bool can_aim_higher(const Subject& subject, const KeyResultNumbers& numbers);

/// W217: of a committed key result that runs and is neither reached nor lost. A forecast that says no word (made of one
/// reading, or stale) says nothing here either. `numbers` are of the subject on the day, the forecast too.
Doubt doubt_of(const Subject& subject, const KeyResultNumbers& numbers, const KeyResultForecast& forecast);

/// How sure somebody was when it began.
struct OpeningConfidence {
  int value = 5;                 ///< 1..10
  const Entry* entry = nullptr;  ///< that said so; null when it comes from the cycle before
};

/// The first that was stated in its own cycle, else the last of what it was carried from; empty when there is neither.
/// W245 asks whether it lies inside `first_confidence`.
std::optional<OpeningConfidence> opening_confidence(const Subject& subject, Date as_of);

/// W222: a number or sum that is to grow to a volume, a hundred and more. A share (unit %) and a scale that ends
/// (`ceil`, its own or its KPI's) are none. False where its anchors cannot be told.
bool wants_counter(const Subject& subject, Date as_of);

/// True where something that must not suffer is named: by the key result, by its KPI, or by a bound that its objective
/// holds.
bool has_counter(const Subject& subject, Date as_of);

}  // namespace okr
