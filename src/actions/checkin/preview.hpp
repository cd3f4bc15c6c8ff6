// SPDX-License-Identifier: MIT
// What a check-in did, a line a key result: last and new value, progress and status before and after; and the same in
// one line for git.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "actions/checkin/prepare.hpp"
#include "actions/checkin/readings.hpp"
#include "draw/document.hpp"
#include "okr/compute/numbers.hpp"

namespace okr::cli {

/// What is shown of a check-in.
struct PreviewWords {
  const CheckinScene& scene;
  std::span<const CycleCheckin> checkins;
  const PreparedReadings& readings;
  std::span<const std::string> still_true = {};  ///< full ids whose last value was only confirmed
};

/// A row for each entry, named with its cycle where that is not the one that is meant, and for each reading of a KPI;
/// numbers on the day of the check-in. What was only confirmed is one line below; so is the day where it is another
/// one.
draw::Document preview_of(const PreviewWords& words);

/// What git is told of.
struct CommitWords {
  const CheckinScene& scene;
  std::span<const CycleCheckin> checkins;
  std::vector<std::string> readings = {};        ///< "resting-hr 57"
  std::span<const std::string> still_true = {};  ///< not told where something else is
};

/// "Check in 2026-Q3, week 7: users 131, km +12", the note and the priorities below an empty line where there are some.
std::string commit_message(const CommitWords& words);

/// The first line of commit_message.
std::string summary_line(const CommitWords& words);

/// A key result's last value as people read it: "131", "2/4", "yes"; empty when it has none.
std::string last_value(const KeyResult& key_result, const Standing& standing);

}  // namespace okr::cli
