// SPDX-License-Identifier: MIT
// What a check-in did, a line a key result: last and new value, progress and status before and after; and the same in
// one line for git.
#pragma once

#include <span>
#include <string>

#include "cli/checkin_files.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/render/document.hpp"

namespace okr::cli {

/// A row for each entry, named with its cycle where that is not the one that is meant; numbers on the day of the
/// check-in.
render::Document preview_of(const CheckinScene& scene, std::span<const CycleCheckin> checkins);

/// "check-in 2026-08-17: users 131, km +12", the note below an empty line where there is one.
std::string commit_message(const CheckinScene& scene, std::span<const CycleCheckin> checkins);

/// The first line of commit_message.
std::string summary_line(const CheckinScene& scene, std::span<const CycleCheckin> checkins);

/// A key result's last value as people read it: "131", "2/4", "yes"; empty when it has none.
std::string last_value(const KeyResult& key_result, const Standing& standing);

}  // namespace okr::cli
