// SPDX-License-Identifier: MIT
// One thing a check-in asks a person about, and what the line typed at it says: value, confidence, note. Pure; nothing
// is asked or written here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/checkin/values.hpp"
#include "actions/readings/record_plan.hpp"
#include "okr/base/result.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/okr.hpp"

namespace okr::cli {

/// A key result, or a KPI, with what a person has to see of it. What it points to has to outlive it.
struct Question {
  std::string id;                         ///< "ship.users", "2026/reach.visits", a KPI's "resting-hr"
  std::string name;                       ///< as it is shown: "users", "add km"
  std::string title;                      ///< may be empty
  std::string status;                     ///< "behind", "green"
  std::string last;                       ///< "112", "2/4"; empty where nothing was said yet
  std::string last_day;                   ///< "10 Aug"; empty where nothing was said yet
  std::string pace;                       ///< where it should be: "207", "31 Aug", "<= 58"; may be empty
  const KeyResult* key_result = nullptr;  ///< null for a KPI
  const Cycle* cycle = nullptr;           ///< of the key result
  const Kpi* kpi = nullptr;               ///< null for a key result
  bool only_confidence = false;           ///< a key result that is fed by a KPI
  std::string feeds;                  ///< of a KPI: the key result that gets the confidence, as in a remark; or empty
  ReadingDay day;                     ///< of a KPI: the day or period its reading is for
  std::optional<double> last_number;  ///< the last reading
  double most = 0;                    ///< of a sum: the largest amount so far
  std::vector<double> steps_done;     ///< of steps: 0 or 1 each
};

/// What was said to a question.
struct Answer {
  std::string line;               ///< as typed; empty where it was left
  std::string value;              ///< as typed_value takes it; empty where only something beside it was said
  bool repeats = false;           ///< "=": the last value is still the value
  bool is_skipped = false;        ///< "-": not a word, and not asked about again
  std::optional<int> confidence;  ///< 1 to 10
  std::string note;

  bool is_left() const { return line.empty(); }
  bool says_something() const { return !value.empty() || repeats || confidence || !note.empty(); }
};

/// `value confidence note`, `= confidence note`, `- confidence note` (no value) or `-` alone. Usage errors say what is
/// wrong with which word, and how to write it.
Result<Answer> read_answer(const Question& question, std::string_view line);

/// "1310 is 11.7 times the last one, 112": why a value may be a slip; empty when nothing speaks for one. Ten times as
/// much or as little, or the other sign.
std::optional<std::string> doubt_about(const Question& question, const Answer& answer);

/// True when "=" or a yes to "still true?" says something: there is a last value, or an amount can be 0.
bool can_repeat(const Question& question);

/// The value that repeats the last one; 0 for a sum.
EntryValue repeated_value(const Question& question);

}  // namespace okr::cli
