// SPDX-License-Identifier: MIT
// On which day a check-in at a terminal is held, and what it asks there: today, the day of a draft that is gone on
// with, or the last day of a cycle whose final values are open. Asks the person which; asks nothing of key results.
#pragma once

#include <optional>
#include <string>

#include "actions/checkin/draft.hpp"
#include "actions/checkin/questions.hpp"
#include "actions/checkin/write.hpp"

namespace okr::cli {

/// What is asked: on which day, in which cycles.
struct Occasion {
  Date date;
  const Cycle* finished = nullptr;  ///< its final values are given
  const Cycle* put_off = nullptr;   ///< its final values were asked for and not wanted: it is left alone
  bool is_day_said = false;         ///< by --date, or for final values
  std::optional<CheckinDraft> draft = {};
};

/// A draft is offered first, then a cycle that has ended without final values; neither where --date says another day.
/// Errors: usage (--date), interrupted.
Result<Occasion> chosen_occasion(Context& context, const Session& session, const CheckinRequest& request,
                                 const Asking& asking);

/// Where names are looked for then.
CheckinScene scene_on(const Session& session, const Occasion& occasion);

/// What is asked then; everything of a cycle that is finished, and what a draft already speaks of. Points into `scene`.
DialogueScript script_on(const CheckinScene& scene, const Asking& asking, const Occasion& occasion,
                         const std::string& me);

}  // namespace okr::cli
