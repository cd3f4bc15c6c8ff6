// SPDX-License-Identifier: MIT
// Readings of KPIs as they were typed: which KPI, which day or period, is the place taken, the text of the files that
// hold them, and what is said of it. Reads files of the workspace, writes nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/model/workspace.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// The day or the period a reading is for.
struct ReadingDay {
  Date date;        ///< the day, or the period's last
  std::string key;  ///< "2026-08-17", "2026-W33": as it is written in the file
};

/// --for: a period by its name, or last-day, last-week, last-month, last-quarter, last-half, last-year. Usage errors:
/// no period, or one that has not ended.
Result<ReadingDay> period_for(std::string_view text, FiscalYear fiscal_year, Date today);

/// One KPI=VALUE that can be used.
struct NewReading {
  const Kpi* kpi = nullptr;
  double value = 0;                     ///< of the place; where it `adds`, one amount more
  std::span<const Reading> taken = {};  ///< what stands there already
  bool is_unchanged = false;            ///< and is the same
  bool adds = false;                    ///< beside what stands there
};

/// What a screen says of one: what stood there, or was said last ("3.5 and 2 kg", "7", "none"), and what comes ("→ 9",
/// "+ 4").
struct ReadingWords {
  std::string before, now;
};
ReadingWords reading_words(const NewReading& reading, const ReadingDay& day);

struct RecordOptions {
  ReadingDay day;
  std::string note;
  std::string source;  ///< for the files of a KPI that has a folder
  bool replace = false;
  bool again = false;  ///< an amount that is there already is meant once more
};

/// What was understood, and everything that cannot be used: `unknown` words name no KPI, `errors` are other usage
/// errors, `conflicts` taken days, `broken` KPIs in error.
struct RecordPlan {
  std::vector<NewReading> readings;
  std::vector<std::string> unknown;
  std::vector<Error> errors;
  std::vector<Error> conflicts;
  std::vector<std::string> broken;
};
RecordPlan plan_record(const Workspace& workspace, std::span<const std::string> words, const RecordOptions& options);

/// The files with the readings at their places. Errors: environment, data (a file that cannot hold it).
Result<Transaction> record_files(const Workspace& workspace, const RecordPlan& plan, const RecordOptions& options);

/// What was typed.
struct RecordRequest {
  std::vector<std::string> words;
  std::optional<std::string> note, date, period, source;
  bool replace = false, again = false, git_commit = false;
};

/// For `okr record`. Errors: usage, answer_no (a day that has another value), data; all of them are said.
Result<Action> action_for_readings(Context& context, const RecordRequest& request);

}  // namespace okr::cli
