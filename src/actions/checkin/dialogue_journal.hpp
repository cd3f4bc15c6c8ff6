// SPDX-License-Identifier: MIT
// The journal in one typed line: which of last week's priorities are done, the note, and what comes next. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"

namespace okr::cli {

/// "x1 x3 Cut the beta. next: call Bo; 2  win: ...  blocked: ..."
struct JournalLine {
  std::string line;  ///< as typed; empty where nothing was said
  std::string note;
  std::vector<std::string> done;        ///< of last week's priorities, those ticked off, as they were written
  std::vector<std::string> priorities;  ///< of the coming week
  std::vector<std::string> wins, blockers;

  bool says_something() const;
};

/// What the line says. A number in `next:` is one of last week's once more; x alone ticks them all. Usage errors: a
/// number none of them has, a control character.
Result<JournalLine> read_journal(std::string_view line, std::span<const std::string> last_week);

}  // namespace okr::cli
