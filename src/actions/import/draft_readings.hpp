// SPDX-License-Identifier: MIT
// Values of key results on their way into check-ins: which of them the workspace has already, which are another value for
// a day that has one, and the files, one a cycle and day.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "actions/import/draft_plan.hpp"
#include "okr/model/checkin_sheet.hpp"

namespace okr::cli {

/// The key result that values are for.
struct ReadingTarget {
  std::string cycle;                   ///< its id
  Period period;                       ///< of the cycle
  const Cycle* cycle_there = nullptr;  ///< null where the cycle is new
  const KeyResult* there = nullptr;    ///< null where the key result is new
  const DraftKeyResult* said = nullptr;
  KeyResultId id;
};

class DraftReadings {
 public:
  DraftReadings(const DraftScene& scene, const Draft& draft, DraftPlan& plan)
      : scene_(scene), draft_(draft), plan_(plan) {}

  /// Notes one value: for a check-in, as unchanged, as a conflict, a fault or a remark.
  void take(const ReadingTarget& target, const DraftReading& reading);

  /// The check-ins, into the plan's transaction.
  void write();

 private:
  enum class Standing : std::uint8_t { missing, same, other };

  struct Day {
    std::string cycle;
    Date date;
    friend auto operator<=>(const Day&, const Day&) = default;
  };
  struct Sheet {
    const Cycle* there = nullptr;
    bool is_now = false;  ///< holds a value that is of now
    CheckinSheet sheet;
    std::vector<CsvPlace> places;  ///< one an entry
    std::vector<Date> days;        ///< one an entry: of which day it was said to be
  };

  std::optional<Date> day_of(const ReadingTarget& target, const DraftReading& reading);
  static const Entry* last_told(const ReadingTarget& target, const DraftReading& reading, Date date);
  Standing standing_of(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry* last);
  bool is_of_last_import(const KeyResult& there, const DraftReading& reading, Date date);
  bool is_imported(const Entry& entry);
  void put_in(Sheet& sheet, const ReadingTarget& target, const DraftReading& reading);
  void conflict(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry& there);

  const DraftScene& scene_;
  const Draft& draft_;
  DraftPlan& plan_;
  std::map<Day, Sheet> sheets_;
  std::map<std::uint32_t, bool> imported_;  ///< by the number of a check-in's file
  std::set<std::string> told_;              ///< cycles that are over, of which that was remarked
};

}  // namespace okr::cli
