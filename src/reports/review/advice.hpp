// SPDX-License-Identifier: MIT
// The word that a mid-cycle review recommends for a key result (method.md 6.4). A word to talk about, no verdict.
#pragma once

#include "okr/base/enum_words.hpp"
#include "okr/compute/forecast.hpp"

namespace okr::reports {

enum class Advice : std::uint8_t {
  none,     ///< nothing to decide: not begun, over, a draft, cancelled, deferred, in error
  keep,     ///< likely to succeed: go on
  watch,    ///< could go either way: ask again in a week
  raise,    ///< aspirational and too safe: aim higher, or give its time to another
  decide,   ///< aspirational and unlikely: help, adjust or drop
  escalate  ///< a promise that is unlikely to be kept: who was promised has to know
};
OKR_WORDS(Advice, "", "keep", "watch", "raise?", "decide", "escalate")

/// From this chance of success on, with a forecast score above `too_safe_above` (0.80), an aspirational key result is
/// too safe.
inline constexpr double too_safe_from = 0.90;

/// With a forecast from two readings and more that is not stale, s = success_chance:
///   raise     aspirational, s >= 0.90 and the forecast's score above 0.80
///   keep      s >= 0.70 (likely)
///   decide    s < 0.30 (unlikely) and behind, at risk or without data; escalate where it is a promise
///   watch     else
/// Without one (bounds, steps, yes or no, grades, one reading, a stale one): keep for on track and better, watch for
/// behind, decide or escalate for at risk, no data and what cannot end met; raise for aspirational steps that are all
/// done with a tenth of their time left.
Advice advice_on(const ObjectiveNumbers& objective, const KeyResultForecast& key_result);

}  // namespace okr::reports
