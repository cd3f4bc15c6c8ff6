// SPDX-License-Identifier: MIT
// The files of a check-in: one a cycle, created and never rewritten, or the last one amended in place; and what the
// cycle looks like with it. What is said has been understood already.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/checkin/understand.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// How the files are made.
struct CheckinStyle {
  std::string source;                            ///< "ana-x1"
  int now = 0;                                   ///< seconds since midnight
  bool again = false;                            ///< also when the same was said already
  bool amend = false;                            ///< change the last one of the day and source instead
  std::optional<std::string> amended_text = {};  ///< the whole file as a person left it in an editor
};

/// A cycle with what is said in it.
struct CycleCheckin {
  const Cycle* before = nullptr;
  Cycle after;                ///< a copy that holds the check-in
  CheckinSheet sheet;         ///< what is said
  std::string path;           ///< of the file, below the root
  bool is_unchanged = false;  ///< the file is there and says the same: nothing is to be written
};

/// One for each cycle that is spoken of (`head` is the journal; it goes into the first). Values that cannot be
/// understood are faults of the input, and the result then means nothing. Errors: usage (nothing to amend),
/// environment, data (the file cannot be amended).
Result<std::vector<CycleCheckin>> checkins_of(const CheckinScene& scene, CheckinInput& input,
                                              const Understood& understood, const CheckinStyle& style);

/// What is to be written for them.
Result<Transaction> transaction_of(const CheckinScene& scene, const std::vector<CycleCheckin>& checkins,
                                   const CheckinStyle& style);

/// Index of the last check-in of that day and source ("ana-x1", "ana-x1-2", ...); empty when there is none.
std::optional<std::uint32_t> last_of_source(const Cycle& cycle, Date date, std::string_view source);

}  // namespace okr::cli
