// SPDX-License-Identifier: MIT
// The parts of a draft on their way into the workspace, beside the tables of cycles: check-ins as a whole, values of key
// results, KPIs. Which of them the workspace has already, which are another value for a day that has one, and the files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "actions/import/draft_plan.hpp"
#include "actions/import/draft_told.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/model/checkin_sheet.hpp"

namespace okr::cli {

/// What each part reads, and the plan that it adds to.
class DraftPart {
 public:
  DraftPart(const DraftScene& scene, const Draft& draft, DraftPlan& plan) : scene_(scene), draft_(draft), plan_(plan) {}

 protected:
  void fault(CsvPlace place, Code code, std::string what, std::string mend = {});

  /// What stands there stays; that the file says something else is told.
  void tell(std::vector<DraftRemark> remarks);

  /// As draft_id_fault.
  Status id_fault(CsvPlace place, const Error& error);

  const DraftScene& scene_;
  const Draft& draft_;
  DraftPlan& plan_;
};

/// Check-ins as a whole: the files that are missing; what is there stays as it is.
class DraftCheckins : private DraftPart {
 public:
  using DraftPart::DraftPart;

  /// Into the plan's transaction, below the folder of a cycle; a fault where no file can hold it.
  void make(const std::string& folder, const DraftCheckin& said);

  /// The same of all of them for a cycle that is there: only what it does not have. That a file says something else is
  /// remarked on.
  void add(const Cycle& there, std::span<const DraftCheckin> said);

 private:
  void compare(const DraftCheckin& said, const CheckinSheet& there);
  std::optional<CheckinSheet> sheet_of_page(const DraftCheckin& said);

  std::set<std::string> paths_;  ///< of those that are made
};

/// The key result that values are for.
struct ReadingTarget {
  std::string cycle;                   ///< its id
  Period period;                       ///< of the cycle
  const Cycle* cycle_there = nullptr;  ///< null where the cycle is new
  const KeyResult* there = nullptr;    ///< null where the key result is new
  const DraftKeyResult* said = nullptr;
  KeyResultId id;
};

/// Values of key results, which go into check-ins, one a cycle and day.
class DraftReadings : private DraftPart {
 public:
  using DraftPart::DraftPart;

  /// Notes one value: for a check-in, as unchanged, as a conflict, a fault or a remark.
  void take(const ReadingTarget& target, const DraftReading& reading);

  /// The check-ins, into the plan's transaction.
  void write();

 private:
  enum class Standing : std::uint8_t {
    missing,
    same,
    other,
    reworded  ///< the value of that day with another confidence or note
  };

  struct Day {
    std::string cycle;
    Date date;
    friend auto operator<=>(const Day&, const Day&) = default;
  };
  struct Sheet {
    const Cycle* there = nullptr;
    bool is_now = false;  ///< holds a value that is of now
    CheckinSheet sheet;
    std::map<KeyResultId, std::size_t> indexes;  ///< of the entries, by their ids
    std::vector<CsvPlace> places;                ///< one an entry
    std::vector<Date> days;                      ///< one an entry: of which day it was said to be
  };

  std::optional<Date> day_of(const ReadingTarget& target, const DraftReading& reading);
  static const Entry* last_told(const ReadingTarget& target, const DraftReading& reading, Date date);
  Standing standing_of(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry* last);
  bool is_of_last_import(const KeyResult& there, const DraftReading& reading, Date date);
  bool is_imported(const Entry& entry);
  void put_in(Sheet& sheet, const ReadingTarget& target, const DraftReading& reading);
  void conflict(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry& there);
  void tell_reworded(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry& there);

  std::map<Day, Sheet> sheets_;
  std::map<std::uint32_t, bool> imported_;  ///< by the number of a check-in's file
  std::set<std::string> told_;              ///< cycles that are over, of which that was remarked
};

/// A file for each KPI that is new, and readings that are missing.
class DraftKpis : private DraftPart {
 public:
  DraftKpis(const DraftScene& scene, const Draft& draft, DraftPlan& plan, ToldDifferences& told)
      : DraftPart(scene, draft, plan), told_(told), files_(scene.workspace) {}

  /// Makes it, or adds the readings that it lacks; what else it says otherwise is remarked on. Errors: environment, data.
  Status take(const DraftKpi& said);

  /// The readings of KPIs that are there, into the plan's transaction. Errors: environment, data.
  Status write();

 private:
  const Kpi* there(const DraftKpi& said) const;
  Status make(const DraftKpi& said);
  void add_readings(const Kpi& there, const DraftKpi& said);
  void add_reading(const Kpi& there, const DraftKpiReading& reading);
  store::ReadingEdit edit_of(const DraftKpiReading& reading) const;

  ToldDifferences& told_;
  ReadingFiles files_;
};

}  // namespace okr::cli
