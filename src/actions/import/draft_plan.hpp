// SPDX-License-Identifier: MIT
// What of a draft is missing in a workspace, and the files that would hold it then: new texts, spliced texts,
// check-ins, readings of KPIs. Reads files of the workspace, writes nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/draft.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/model/checkin_sheet.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "session/settings.hpp"
#include "session/transaction.hpp"

namespace okr::actions {

// --- which records are meant -----------------------------------------------------------------------------------------

// Which records of a workspace are meant by those of a draft, and the ids of those that are not there yet. By the id
// that the file gives, else by title, else by the id that the title gives.

/// Blanks and line ends of a cell do not make another title.
std::string plain_title(std::string_view title);

/// plain_title without the mark in front of it that says what the record is: "Users" of "KR1: Users".
std::string unmarked_title(std::string_view title);

/// What is the same of two titles that call one record: unmarked_title in lower case, without the marks at its end
/// ("users" of "KR1: Users."); never empty where the title is not.
std::string title_key(std::string_view title);

/// A draft's objective in the workspace; `there` is null where it is new.
struct MatchedObjective {
  const DraftObjective* said = nullptr;
  const Objective* there = nullptr;
  std::string id;
};

struct MatchedKeyResult {
  const DraftKeyResult* said = nullptr;
  const KeyResult* there = nullptr;
  std::string id;  ///< the last part
};

/// One for each objective of the draft, in its order. `cycle` is null where the cycle is new. Of two that are called
/// alike the team says which is meant. A record of the workspace is meant once at most.
std::vector<MatchedObjective> matched_objectives(const std::vector<DraftObjective>& said, const Cycle* cycle);

std::vector<MatchedKeyResult> matched_key_results(const MatchedObjective& objective);

// --- what is written -------------------------------------------------------------------------------------------------

/// How many there are of each.
struct DraftCounts {
  std::size_t cycles = 0, objectives = 0, key_results = 0, checkins = 0, readings = 0, kpis = 0, kpi_readings = 0,
              results = 0;

  /// What is or comes into a cycle's files.
  std::size_t of_cycles() const { return cycles + objectives + key_results + checkins + readings + results; }
  bool is_zero() const { return of_cycles() + kpis + kpi_readings == 0; }
};

/// What is left out because it cannot be used.
struct LeftOut {
  std::set<CsvPlace> places;     ///< of records and values
  std::set<std::string> cycles;  ///< ids: the first row of a cycle is a record of it, too

  bool contains(CsvPlace place) const { return place.line > 0 && places.contains(place); }
  std::size_t size() const { return places.size() + cycles.size(); }
};

struct DraftPlan {
  session::Transaction transaction;
  DraftCounts added, unchanged;
  Diagnostics faults;                ///< their places are those of the draft's text
  Diagnostics lacking;               ///< of key results that are new, and say too little: nothing of them is planned
  std::set<std::string> bad_cycles;  ///< ids of those that some of the faults are of as a whole
  std::vector<Error> conflicts;      ///< of kind answer_no: days that have another value
  std::vector<DraftRemark> remarks;  ///< beside those of the draft
  std::vector<std::string> about;    ///< full ids of what is there already
  std::map<std::string, CsvPlace> places;  ///< of every record and, by "FILE:ID", of every value that is written
  std::map<std::pair<std::string, std::string>, CsvPlace> field_places;  ///< of fields, by their record and their key
  std::set<CsvPlace> bad_records;  ///< those that a fault is of, whichever of their fields it names
};

/// What one attempt needs to know.
struct DraftScene {
  const Workspace& workspace;  ///< all of it is open
  const DraftOptions& options;
  session::Author author;
  Date today;
  int now = 0;  ///< seconds since midnight
};

/// Everything that is not left out. Errors: environment, data (a file that cannot be changed).
Result<DraftPlan> plan_draft(const DraftScene& scene, const Draft& draft, const LeftOut& left_out);

// --- what is told instead --------------------------------------------------------------------------------------------

// What a draft says otherwise of records that are there: what stands there stays, and each difference is told with the
// line that would make it. Reads files of the workspace, writes nothing.

/// A record that is there, as it is told of.
struct KnownRecord {
  std::string name;  ///< "2026-Q3/ship.users", "kpi/visits": `okr set` takes it, whichever cycle is the current
  store::KeyPath table = {};  ///< of its file; empty: it is the whole file
};

/// An objective ({"ship"}) or a key result ({"ship", "users"}) of a cycle as a known record.
KnownRecord in_cycle(const std::string& cycle, store::KeyPath table);

class ToldDifferences {
 public:
  explicit ToldDifferences(const Workspace& workspace) : workspace_(workspace) {}

  /// What the file says otherwise of the record at `place`: "owner of 2026-Q3/ship.users stays ana, not bo: okr set
  /// 2026-Q3/ship.users.owner=bo". Nothing where its file cannot be read.
  std::vector<DraftRemark> of(const DraftRecord& said, const KnownRecord& known, const Place& place);

  /// Takes the fields that only another kind has out of what the file says of a key result; what is to be said of them,
  /// for one of them alone cannot be set: "2026-Q3/ship.users is a percent here and a number in the file".
  static std::vector<DraftRemark> take_other_kind(DraftRecord& said, const KnownRecord& known, const KeyResult& there);

  /// What is to be said of a record that is a draft there, though the file says by now what it is measured by.
  static std::vector<DraftRemark> taken_up(const DraftRecord& said, const KnownRecord& known);

  /// What is to be said of a key result that is new beside some that the file does not name: one of them may be what it
  /// was called before.
  static std::vector<DraftRemark> renamed(const std::string& cycle, const MatchedObjective& objective,
                                          const std::vector<MatchedKeyResult>& key_results);

  /// The same of objectives, where a title or a key result of both is alike.
  static std::vector<DraftRemark> renamed(const Cycle& there, const std::vector<MatchedObjective>& objectives);

  /// What the file says otherwise of a KPI's targets over time.
  std::vector<DraftRemark> targets_of(const DraftKpi& said, const Kpi& there);

  /// What the file says otherwise of people's own keys beside the tables of the file at `place`.
  std::vector<DraftRemark> file_of(const DraftCycle& said, const Place& place);

  /// What the file says otherwise of the scores that a closed cycle keeps: "score of 2026-Q1/ship stays 0.7, not 0.8:
  /// okr close 2026-Q1 --undo opens it".
  static std::vector<DraftRemark> scores_of(const Cycle& there, const MatchedObjective& objective,
                                            const std::vector<MatchedKeyResult>& key_results);
  static std::vector<DraftRemark> score_of(const Cycle& there, const DraftCycle& said);

  /// Comments of a record that is there already, and in whose file they do not stand: they are kept nowhere.
  std::vector<DraftRemark> comments_of(const DraftRecord& said, const std::string& name, const Place& place);

 private:
  struct Standing {
    std::set<std::string> comments;           ///< with their marks
    std::optional<store::ValueTexts> values;  ///< nothing where the file cannot be read
  };

  const Standing& standing_at(const Place& place);
  bool is_other_title(const DraftRecord& said, const KnownRecord& known, const Place& place);
  std::vector<DraftRemark> fields_of(const std::vector<DraftField>& fields, const KnownRecord& known,
                                     const Place& place, CsvPlace said_at);

  const Workspace& workspace_;
  std::map<std::uint32_t, Standing> files_;  ///< by the file's number
};

// --- check-ins, values and KPIs --------------------------------------------------------------------------------------

// The parts of a draft on their way into the workspace, beside the tables of cycles: check-ins as a whole, values of
// key results, KPIs. Which of them the workspace has already, which are another value for a day that has one, and the
// files.

/// What each part reads, and the plan that it adds to.
class DraftPart {
 public:
  DraftPart(const DraftScene& scene, const Draft& draft, DraftPlan& plan) : scene_(scene), draft_(draft), plan_(plan) {}

 protected:
  void fault(CsvPlace place, Code code, std::string what, std::string mend = {});

  /// What stands there stays; that the file says something else is told.
  void tell(std::vector<DraftRemark> remarks);

  /// Notes an error about a new id as a fault of the draft, as draft_id_fault makes it.
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

  /// Puts check-ins into a cycle that is there: only those that it does not have. That a file says something else is
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
  const Objective* objective = nullptr;
  const KeyResult* there = nullptr;  ///< null where the key result is new, as is the objective where that is
  const DraftKeyResult* said = nullptr;
  KeyResultId id;
};

/// Whether a measure as "2/3" counts the steps of a key result that is there, and defines nothing.
bool counts_steps(const KeyResult* there, const DraftRecord& said);

/// A number as the workspace's key result counts it: 70 of 0.7 where that goes from 0 to 100 %. Nothing where it is of
/// another kind or in another unit, or may be: amounts of money and times are never converted.
std::optional<double> value_as_counted(const KeyResult& there, const DraftKeyResult& said, double value);

/// Puts what the file says of a key result's numbers as that counts them, where value_as_counted converts by a power of
/// ten: its unit is no news then.
void count_alike(DraftRecord& said, const KeyResult& there);

/// What is said of a number that value_as_counted does not take, with the key result's id here.
Error counted_otherwise(const KeyResultId& id, const KeyResult& there, const DraftKeyResult& said, double value);

/// Values of key results, which go into check-ins, one a cycle and day.
class DraftReadings : private DraftPart {
 public:
  using DraftPart::DraftPart;

  /// Notes one value: for a check-in, as unchanged, as a conflict, a fault or a remark.
  void take(const ReadingTarget& target, const DraftReading& reading);

  /// The check-ins, into the plan's transaction; what of them counts nowhere is remarked on.
  void write();

 private:
  /// Days of one key result before its start or after its end: what is said of them is kept.
  struct Uncounted {
    Period counted;
    std::set<Date> days;
    CsvPlace place;  ///< of the first that was read
  };

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

  /// What a row of the file said first of a key result on a day, with what others added.
  struct Said {
    Entry entry;
    CsvPlace place;
  };

  void refuse(const ReadingTarget& target, const DraftReading& reading, Error error);
  std::optional<DraftReading> counted(const ReadingTarget& target, DraftReading reading);
  std::optional<Date> day_of(const ReadingTarget& target, const DraftReading& reading);
  void take_steps(const ReadingTarget& target, DraftReading reading);
  bool is_left_out(const ReadingTarget& target, const DraftReading& reading, Date date);
  bool contradicts(const ReadingTarget& target, const DraftReading& reading);
  static const Entry* last_told(const ReadingTarget& target, const DraftReading& reading, Date date);
  Standing standing_of(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry* last);
  bool is_of_last_import(const KeyResult& there, const DraftReading& reading, Date date);
  bool is_imported(const Entry& entry);
  void put_in(Sheet& sheet, const ReadingTarget& target, const DraftReading& reading);
  void note_uncounted(const ReadingTarget& target, const DraftReading& reading, Date date);
  void tell_uncounted();
  void conflict(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry& there);
  void tell_reworded(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry& there);

  std::map<Day, Sheet> sheets_;
  std::map<std::pair<Day, KeyResultId>, Said> said_;
  std::map<std::string, Uncounted> uncounted_;  ///< by the key result's full id
  std::map<std::uint32_t, bool> imported_;      ///< by the number of a check-in's file
  std::set<std::string> told_;                  ///< cycles that are over, of which that was remarked
};

/// A file for each KPI that is new, and readings that are missing.
class DraftKpis : private DraftPart {
 public:
  DraftKpis(const DraftScene& scene, const Draft& draft, DraftPlan& plan, ToldDifferences& told)
      : DraftPart(scene, draft, plan), told_(told), files_(scene.workspace) {}

  /// Makes it, or adds the readings that it lacks; what else it says otherwise is remarked on. Errors: environment,
  /// data.
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

// --- the records of a draft as TOML. Pure text -----------------------------------------------------------------------

/// The lines of a record below its heading, each with its end: title first, then its keys as model/fields orders them,
/// people's own, then what was not understood, as comments.
std::string lines_of(const DraftRecord& record, std::string_view kind);

/// True for the keys of people's own, as TOML writes them: x-..., "x-of two words".
bool is_own_key(std::string_view key);

/// An objective and its key results.
std::vector<store::NewTable> tables_of(const MatchedObjective& objective,
                                       const std::vector<MatchedKeyResult>& key_results);

/// The comment at the top of a check-in that came from a file: a page that was imported before says nothing new while
/// its values are those that came from it, whatever was said by hand since.
std::string import_mark(std::string_view file);
bool has_import_mark(std::string_view checkin);

/// A line of [result.objective] or [result.kr], without its key: "{ value = 352, score = 0.6 }".
std::string result_text(const DraftResult& result);

}  // namespace okr::actions
