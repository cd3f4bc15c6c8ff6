// SPDX-License-Identifier: MIT
// Cycles, objectives and key results as they stand in the files; nothing here is computed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/id.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/words.hpp"

namespace okr {

/// A value as it was written: nothing (a judgement without a number), a number, yes or no, a zone of a rubric, steps
/// newly done.
using EntryValue = std::variant<std::monostate, double, bool, std::string, std::vector<std::string>>;

/// True when a key result of that kind can be told such a value.
bool fits(Kind kind, const EntryValue& value);

/// What a value is, in words: "a number", "true", "a list of texts".
std::string_view type_name(const EntryValue& value);

/// What a value of that kind is where it stands in a file, in words: "a number, the value now".
std::string_view value_wanted(Kind kind);

/// What one check-in says of one key result.
struct Entry {
  Date date;
  std::optional<int> at;  ///< seconds since midnight
  EntryValue value;
  std::optional<int> confidence;  ///< 1 (never) to 10 (in the bag), read as a probability of n/10
  std::string note;
  Place place;  ///< the key
  Place value_place;
  std::uint32_t checkin = 0;  ///< index into Cycle::checkins

  /// False where nothing but a note or a confidence is said.
  bool has_value() const { return !std::holds_alternative<std::monostate>(value); }
};

/// A name that points to another record, as it was written; Workspace resolves it.
struct Reference {
  std::string text;  ///< "2026/reach", "ship.users", "kpi/visits"
  Place place;

  bool empty() const { return text.empty(); }
};

/// What is in the way, as a check-in says it.
struct Blocker {
  Reference about;  ///< the record it stands in the way of; empty where it names none
  std::string text;
  Place place;
  std::string own_keys = {};  ///< a person's own, as TOML: "x-ticket = 17, x-since = 2026-08-03"
};

/// One file below checkins/; its entries stand with their key results.
struct Checkin : Located {
  Date date;
  std::optional<int> at;  ///< seconds since midnight
  std::string by;
  std::string source;  ///< from the file's name: "ana-x1"
  std::string note;
  std::vector<std::string> wins, priorities, done, needs, ahead, lessons;
  std::vector<Blocker> blockers;
  std::vector<Reference> solved;   ///< the records, or the texts, whose earlier blockers are out of the way
  std::vector<KeyResultId> about;  ///< the key results it speaks of, in file order
};

/// What one key was before and after a dated change.
struct ChangedField {
  using Value = std::variant<std::monostate, double, Date, std::string>;  ///< monostate: it was not given

  std::string key;  ///< as the fields of a change declare them: "target", "state", ...; a truth is "true" or "false"
  Value before;
  Value after;
};

/// An entry of `changes`: a definition moved in a running cycle, dated and explained.
struct Change {
  Date on;
  std::string why;
  std::vector<ChangedField> fields;
  Place place;
};

/// What the newest entry of a key says.
struct LastChange {
  const Change* change;
  const ChangedField* field;
};

/// The newest entry of each key that `changes` name; of one day the later in the file.
std::vector<LastChange> last_changes(const std::vector<Change>& changes);

/// Where a key result should be on a day, by its `plan`.
struct PlanPoint {
  Date date;
  double value = 0;
  Place place;
};

/// One milestone of a key result of kind milestones.
struct Step {
  std::string title;
  std::string id;  ///< empty when none was given
  double weight = 1;
  std::optional<Date> due;
  Place place;
};

/// What is being done for an objective or a key result; never scored.
struct Initiative {
  std::string title;
  bool done = false;
  std::vector<std::string> owners;
  std::optional<Date> due;
  std::string link;
  Place place;
};

/// The keys of a key result that `changes` may move.
struct Movable {
  std::optional<double> baseline, target, commit, stretch, min, max, weight, margin;
  int misses = 0;
  bool strict = false;
  std::optional<Date> start, due;
  Kind kind = Kind::number;  ///< stated, or what follows from the keys
  Reference kpi;
  State state = State::active;

  double weight_or_default() const { return weight.value_or(1.0); }
};

/// The member of a key that is a number where it is given ("target"); null for all other keys.
std::optional<double> Movable::*movable_number(std::string_view key);

/// A key result as its file says it, with what check-ins said of it.
struct KeyResult : Located, Movable {
  KeyResultId id;
  std::string title;
  std::string why;
  std::vector<std::string> owners;  ///< none: its objective's
  std::optional<Kind> kind_stated;
  bool kind_known = false;  ///< false is E118: `kind` means nothing
  bool unfinished = false;  ///< its kind or what its kind needs is missing (E118): no fault in a draft

  std::string change;  ///< "+20%"; empty when not given
  std::string unit;
  std::optional<Good> good;
  Take take = Take::last;
  std::vector<PlanPoint> plan;
  std::optional<double> floor, ceil;

  std::optional<Rhythm> period;
  Judge judge = Judge::periods;
  std::optional<Aggregate> aggregate;

  std::vector<Step> steps;
  std::string rubric;

  Reference counter, depends_on;
  std::optional<Indicator> indicator;
  std::string source;
  std::vector<Initiative> initiatives;
  std::vector<std::string> links, tags;
  std::vector<Reference> parents;
  std::vector<Change> changes;
  std::vector<std::string> was;
  std::string reason;
  std::string carried_from;
  std::string postmortem;
  std::vector<std::string> allow;

  std::vector<Entry> entries;  ///< from the check-ins, by date, then by time of day
};

/// An objective as its file says it, with its key results.
struct Objective : Located {
  ObjectiveId id;
  std::string title;
  std::string why;
  std::optional<ObjectiveType> type_stated;
  std::vector<std::string> owners;  ///< none: the workspace's
  std::vector<std::string> contributors;
  std::vector<Initiative> initiatives;
  std::vector<std::string> links;
  std::string team;
  std::optional<Level> level;
  std::optional<Tier> tier;
  std::optional<double> weight;
  std::vector<Reference> parents;
  RollUp roll_up = RollUp::krs;
  Reference triggered_by;
  std::string carried_from;
  State state = State::active;
  std::string reason;
  std::vector<std::string> tags;
  std::vector<Change> changes;
  std::vector<std::string> was;
  std::vector<std::string> allow;

  std::vector<KeyResult> key_results;  ///< in the order of the file

  /// The type that holds: aspirational unless stated.
  ObjectiveType type() const { return type_stated.value_or(ObjectiveType::aspirational); }
  double weight_or_default() const { return weight.value_or(1.0); }
};

/// What `okr close` wrote for an objective; no later rule moves it.
struct ObjectiveResult {
  ObjectiveId id = {};
  std::optional<double> score = {};
  std::optional<Verdict> verdict = {};
  bool faulty = false;  ///< something of it could not be read
  Place place = {};
};

/// What `okr close` wrote for a key result; no later rule moves it.
struct KeyResultResult {
  KeyResultId id = {};
  EntryValue value = {};  ///< as in a check-in; nothing when there was none
  std::optional<double> progress = {}, score = {};
  std::optional<int> confidence = {};
  std::optional<double> weight = {};
  std::optional<State> state = {};
  std::optional<Verdict> verdict = {};
  bool faulty = false;  ///< something of it could not be read
  Place place = {};
};

/// The `[result]` of a cycle: what `okr close` wrote; no later rule moves it.
struct CycleResult : Located {
  std::optional<Date> closed;
  std::optional<double> score, as_planned, aspirational;
  std::string committed;  ///< "2 of 3"
  std::string note;
  std::vector<std::string> wins, lessons;
  std::vector<ObjectiveResult> objectives;
  std::vector<KeyResultResult> key_results;
  std::vector<std::uint32_t> objectives_by_id, key_results_by_id;  ///< places in these, sorted; empty: not sorted
};

/// How many promises were met, of how many.
struct Promises {
  int met = 0, count = 0;
};
/// What `committed` of a `[result]` says: "2 of 3". Empty for any other text, and where more were met than there were.
std::optional<Promises> promises_of(std::string_view committed);

/// A file that could not be read, and why: E001, E002 or E003.
struct UnreadFile {
  std::string name;  ///< below the workspace's root
  Code code = Code::E001;
};

/// What `[defaults]` of one of a cycle's files allows everywhere in that file.
struct FileAllow {
  std::vector<std::string> codes;
  Place place;  ///< the list; its file is the one that it is about
};

/// A cycle: its days, its objectives, its check-ins and its result.
struct Cycle : Located {
  CycleId id;
  std::string title;
  Reference parent;
  Period period;       ///< from the id or from start and end
  bool dated = false;  ///< false: neither the id nor the keys say when (an error was reported)
  std::optional<Date> start_stated, end_stated;
  std::optional<Rhythm> cadence;
  std::optional<int> grace_days;
  CycleState state = CycleState::active;  ///< closed too when there is a `[result]`
  std::vector<Objective> objectives;      ///< in the order of the files
  std::vector<FileAllow> allows;          ///< one for each file that says it
  std::vector<Checkin> checkins;          ///< by date, then by time of day, then by file name
  std::optional<CycleResult> result;
  std::string folder;              ///< below the workspace's root
  bool incomplete = false;         ///< one of its files could not be read: what is missing here may be there
  std::vector<UnreadFile> unread;  ///< these files, and check-ins of it, that could not be read

  /// Files of cycles that it may be rolled up from; okr.toml, or a value in it, where it could not be read.
  std::vector<UnreadFile> unread_beside;
};

/// True for a draft: the record itself, its objective or its cycle; as the files say it today.
bool is_draft(const Cycle& cycle, const Objective& objective, const KeyResult& key_result);

}  // namespace okr
