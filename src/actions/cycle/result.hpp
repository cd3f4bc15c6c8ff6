// SPDX-License-Identifier: MIT
// The final numbers of a cycle as its file keeps them: `[result]` written, and taken out again. Texts only; what the
// numbers are is compute's, what is asked and said is the command's.
#pragma once

#include <string>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/checkin_sheet.hpp"

namespace okr::cli {

/// What a person says of the cycle as a whole.
struct CycleWords {
  std::string note = {};
  std::vector<std::string> wins = {}, lessons = {};
};

/// The numbers of the cycle as they are on the day on which it is closed: with the verdicts of a cycle that is over,
/// also before its last day. `workspace` is left as it is; the result speaks of its records.
CycleNumbers closing_numbers(Workspace& workspace, const CycleId& id, Date closed);

/// The text of cycle.toml with `[result]` behind it, and with the state it says, if it says one, changed to "closed".
/// Every number reads back to the same value. Errors: data, when the file cannot hold it.
Result<std::string> with_result(const std::string& text, const CycleNumbers& numbers, const CycleWords& words);

/// The text as it was before with_result: its inverse, byte for byte. Errors: data, for a result that was written in
/// another form.
Result<std::string> without_result(const std::string& text);

/// Note, wins and lessons of the cycle's result as a check-in of the day on which it was closed, at the latest its last
/// day. Empty where nothing was said.
CheckinSheet words_of(const Cycle& cycle);

}  // namespace okr::cli
