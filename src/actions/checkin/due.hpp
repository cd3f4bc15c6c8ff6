// SPDX-License-Identifier: MIT
// Which key results a check-in asks about, how what is due is listed, and the text an editor is opened with. Asks
// nobody anything.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "actions/checkin/kpis.hpp"
#include "actions/checkin/understand.hpp"
#include "okr/compute/numbers.hpp"

namespace okr::cli {

/// A key result that is asked about, with its numbers on the day.
struct Asked {
  const Cycle* cycle = nullptr;
  const Objective* objective = nullptr;
  const KeyResult* key_result = nullptr;
  KeyResultNumbers numbers;
};

/// In file order. Due: half its cadence has passed, or the check-in day has come. Fed by a KPI: a person is asked for
/// the confidence, by its own age. Never: what is over, achieved, a draft, in error.
std::vector<Asked> asked_on(const CheckinScene& scene, const Asking& asking);

/// "112 of 400 users, behind, last 10 Aug".
std::string standing_in_words(const Asked& asked);

/// "Nothing is due; ...": said where there is nothing to ask.
std::string_view nothing_due(const Asking& asking);

/// What is due, one line each, and how values are given: for `okr checkin` without any.
std::string due_text(std::span<const Asked> asked, std::span<const AskedKpi> kpis, const Asking& asking);

/// A check-in to be filled in: what was given already stands in it, what is asked stands behind #.
std::string prepared_text(const CheckinScene& scene, std::span<const Asked> asked, const CheckinSheet& given);

}  // namespace okr::cli
