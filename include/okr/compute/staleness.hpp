// SPDX-License-Identifier: MIT
// How long ago something was said, how much of that was away, and whether it is time again (method.md 0.10, 0.23, 3.2).
// An age on a screen is plain calendar days; days away are taken off only where due and stale are judged.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/enum_words.hpp"
#include "okr/model/settings.hpp"
#include "okr/model/words.hpp"

namespace okr {

/// How old what is known is, in the three words every screen uses.
enum class Freshness : std::uint8_t {
  not_asked,  ///< nothing is expected: achieved for good, done, cancelled, not begun, or over
  fresh,
  due,
  stale
};
OKR_WORDS(Freshness, "", "fresh", "due", "stale")

/// True where a word is waited for; every screen that says "due" means this.
constexpr bool waits(Freshness freshness) { return freshness == Freshness::due || freshness == Freshness::stale; }

/// Days after `since` up to `as_of` that are not away, by which due and stale are judged; 0 when `as_of` is not later.
int age_in_days(Date since, std::span<const Period> away, Date as_of);

/// Plain calendar days from `since` to `as_of`, which screens show (0.23); 0 when `as_of` is not later.
int calendar_age(Date since, Date as_of);

/// True when every day of the period is away.
bool is_away(std::span<const Period> away, const Period& period);

/// How many of the days after `since` up to `as_of` are away.
int away_days(Date since, std::span<const Period> away, Date as_of);

/// The freshness of what is so many days old: fresh below the cadence, due from it on, stale beyond twice the cadence.
Freshness freshness_by_age(int age, int cadence_days);

/// The freshness of what was last said on `since`: stale by its age, due from due_from on, else fresh.
Freshness freshness_since(Date since, const WorkspaceSettings& settings, const Rhythm& cadence, Date as_of);

/// The day from which a new word is due: the check-in day a cadence later, or simply a cadence later; days away are not
/// counted, and it is never one of them.
Date due_from(Date since, const WorkspaceSettings& settings, const Rhythm& cadence);

/// The days up to `last` on which a word is due from `first` on, when each is kept.
std::vector<Date> due_days(Date first, Date last, const WorkspaceSettings& settings, const Rhythm& cadence);

/// True from half a cadence after `since` on; days away are not counted.
bool is_half_over(Date since, const WorkspaceSettings& settings, const Rhythm& cadence, Date as_of);

/// Whether somebody who checks in anyway is asked again: from due_from on, or from half a cadence on.
bool can_be_said_again(Date since, const WorkspaceSettings& settings, const Rhythm& cadence, Date as_of);

}  // namespace okr
