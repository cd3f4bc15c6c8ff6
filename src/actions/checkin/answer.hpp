// SPDX-License-Identifier: MIT
// What a line typed in a check-in's dialogue says: at a question value, confidence and note, at the end the journal.
// Pure; nothing is asked or written here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/checkin/question.hpp"
#include "okr/base/result.hpp"
#include "okr/compute/blockers.hpp"

namespace okr::cli {

/// What was said to a question.
struct Answer {
  std::string line;  ///< as typed; empty where it was left
  Update update;     ///< of a KPI: the confidence is that of the key result it feeds

  bool is_left() const { return line.empty(); }
  bool says_something() const;
};

/// `value confidence note`, `= confidence note`, `- confidence note` (no value) or `-` alone. Usage errors say what is
/// wrong with which word, and how to write it.
Result<Answer> read_answer(const CheckinQuestion& question, std::string_view line);

/// The last value once more; 0 for a sum.
Update repeated(const CheckinQuestion& question);

/// "1310 is 11.7 times the last one, 112": why a value may be a slip; empty when nothing speaks for one. Ten times as
/// much or as little, the other sign, or further from all earlier ones than three natural limits.
std::optional<std::string> doubt_about(const CheckinQuestion& question, const Update& update);

/// What a journal's line may speak of.
struct JournalMatter {
  std::span<const std::string> last_week = {};  ///< priorities that are open
  std::span<const Obstacle> in_the_way = {};    ///< what nobody has called solved
  std::span<const std::string> records = {};    ///< names that what is blocked may begin with
};

/// "x1 x3 s1 Cut the beta. next: call Bo; 2  win: ...  blocked: fit.doctor moved to September  solved: 2  lesson: ..."
struct JournalLine {
  std::string line;  ///< as typed; empty where nothing was said
  Checkin journal;   ///< note; done: of last week's priorities, those ticked off; all other lists

  bool says_something() const;
};

/// What the line says. A number in `next:` is one of last week's once more, in `solved:` one of what is in the way; x
/// alone ticks them all. Usage errors: a number none of them has, a key result of an objective that has none of that
/// name, a record that is blocked by nothing, a control character.
Result<JournalLine> read_journal(std::string_view line, const JournalMatter& matter);

}  // namespace okr::cli
