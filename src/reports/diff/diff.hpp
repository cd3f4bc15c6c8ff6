// SPDX-License-Identifier: MIT
// `okr diff`: what is different between two states of a workspace in terms of OKRs, record by record, and by what
// cause.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/quantities.hpp"
#include "okr/model/workspace.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

/// Why a record is different. Those from `target` on are its definition.
enum class Cause : std::uint8_t {
  added,
  dropped,
  renamed,
  unread,      ///< on one side it, or a part of it, could not be read: `why` says where
  reading,     ///< a value that was not there
  correction,  ///< one that is another now, or gone
  confidence,
  parts,  ///< what it is made of (key results, a KPI), or what it stands in: its objective, its cycle, okr.toml
  text,   ///< a title, an owner: no number follows from it
  target,
  baseline,
  bound,
  weight,
  kind,  ///< how it is measured
  state,
  dates,
  settings  ///< okr.toml
};
OKR_WORDS(Cause, "added", "dropped", "renamed", "unread", "reading", "correction", "confidence", "parts", "text",
          "target", "baseline", "bound", "weight", "kind", "state", "dates", "settings")

constexpr bool is_definition(Cause cause) { return cause >= Cause::target; }

struct DifferenceCause {
  Cause cause = Cause::text;
  std::string field = {};  ///< "target"; of parts their ids
  ChangedField::Value before = {}, after = {};
  std::string why = {};       ///< as `changes` or [targets] say; of what is unread its place
  bool counted = false;       ///< a definition that had begun to count: no draft, no plan
  bool unexplained = false;   ///< such a one was moved, and nothing says why
  int count = 1;              ///< of readings
  std::optional<Date> day{};  ///< of the last of them
  Date as_of{};               ///< the day both sides are seen from
};

enum class DiffRecord : std::uint8_t { cycle, objective, key_result, kpi, settings };
OKR_WORDS(DiffRecord, "cycle", "objective", "key_result", "kpi", "settings")

/// Where a record stood on one side.
struct DiffSide {
  std::string id = {};                          ///< "ship.users", "sleep", "2026-Q3"
  std::optional<Score> score = {}, shown = {};  ///< unrounded, and as printed
  std::optional<double> value = {};
  std::string status = {};          ///< or the verdict: a word of the screen; empty where it has none
  std::string value_in_words = {};  ///< "2/4" steps, "yes"; empty of a number
  bool unread = false;              ///< something of it could not be read: its numbers are n/a
};

struct RecordDifference {
  DiffRecord record = DiffRecord::key_result;
  std::string cycle;  ///< empty of a KPI and the settings
  std::string id;     ///< as it is called now, else as it was
  std::string title, unit;
  std::optional<DiffSide> before, after;  ///< nothing where it was not there

  // What the score moved by, of a key result that is on both sides with a score.
  std::optional<double> by_readings;    ///< what was recorded, judged by the definition as it was
  std::optional<double> by_definition;  ///< the rest
  std::vector<DifferenceCause> causes;
};

struct Differences {
  std::string from, to;  ///< "HEAD, 1a2b3c4 of 2026-08-17", "the work tree"
  Date as_of{};
  int scale = 1;                       ///< of scores
  std::vector<RecordDifference> rows;  ///< settings; a cycle, its objectives with their key results; KPIs
  const Workspace* workspace = nullptr;
};

/// Two states of a workspace seen from one day, so that nothing differs but the files.
struct DiffSides {
  const Workspace& before;
  const Workspace& after;
  std::string from, to;
  std::optional<CycleId> only;  ///< this cycle and no KPIs
};
Differences differences_of(const DiffSides& sides, Date as_of);

/// What the record is called now, else what it was called.
RecordName name_of(const RecordDifference& row);

/// Moved definitions that nothing explains.
int count_unexplained(const Differences& differences);

Document document_of(const Differences& differences);
/// A line a record.
Document diff_stat_document(const Differences& differences);
Records records_of(const Differences& differences);
Json json_of(const Differences& differences);

/// A cause as a person says it: "target 400 → 300", "2 new readings, the last on 24 Aug".
std::string cause_text(const DifferenceCause& cause);

// --- field by field and reading by reading: why one record is another than it was ------------------------------------

/// A key of the files that is compared, and what a change of it is.
struct ComparedKey {
  std::string_view key;
  Cause cause;
};
std::vector<ComparedKey> compared_keys(DiffRecord record);

// Fields, in the order of the files' manual. `running`: the record counted already, so that a moved definition wants a
// reason.
std::vector<DifferenceCause> field_causes(const KeyResult& before, const KeyResult& after, bool running);
/// `counts_elsewhere`: one of the two has a parent in its own cycle, so that the cycle's score is a mean of others.
std::vector<DifferenceCause> field_causes(const Objective& before, const Objective& after, bool running,
                                          bool counts_elsewhere = false);
std::vector<DifferenceCause> field_causes(const Cycle& before, const Cycle& after);
std::vector<DifferenceCause> field_causes(const Kpi& before, const Kpi& after, bool running);
std::vector<DifferenceCause> field_causes(const Settings& before, const Settings& after);

/// What a cause says of an entry of [targets]: "targets.2026-10-01".
std::string target_field(Date first);

/// False of a move that no entry of `changes` can name: of a key that it does not hold (steps, rubric), or of a value
/// that was taken away. An entry with a reason alone explains it, of that day or out of the same commit.
bool can_be_named(const DifferenceCause& cause);

/// The reason of the entries that lead from what the value was to what it is; the last one's where there are several,
/// empty where one of them has none, null where they do not lead there. What was not given held by other keys, or
/// unsaid: any entry leads from it.
const std::string* reason_in(const std::vector<Change>& changes, const DifferenceCause& cause);

/// Without those of references that call the same record otherwise, as behind a rename. `workspace` and `home`: what
/// knows both names, and the cycle that the references stand in.
std::vector<DifferenceCause> without_other_names(const Workspace& workspace, const Cycle& home,
                                                 std::vector<DifferenceCause> causes);

/// What an entry of [targets] says of a value: target, warn, min, max, margin. Null for all other keys.
std::optional<double> KpiBounds::*bound_named(std::string_view key);

// --- one day ---------------------------------------------------------------------------------------------------------

/// Takes out what is said for days after `as_of`: moves of definitions by `changes`, entries of [targets], rebases,
/// closings.
void undo_later(Workspace& workspace, Date as_of);

/// One fact of a check-in, or a reading of a KPI, as it is told apart from others.
struct Fact {
  Date date{};
  std::string from;  ///< the file of a check-in; of a KPI the period's word
  ChangedField::Value value;
};

/// What was said of a key result with a value up to a day; readings of a KPI, those of one day in their order.
std::vector<Fact> facts_of(const Workspace& workspace, const Cycle& cycle, const KeyResult& kr, Date as_of);
std::vector<Fact> facts_of(const Kpi& kpi, Date as_of);

/// New ones together, then each that was corrected, then together those that are gone.
std::vector<DifferenceCause> fact_causes(std::vector<Fact> before, std::vector<Fact> after);

/// The confidence that was stated last up to a day, where it is another.
std::vector<DifferenceCause> confidence_causes(const KeyResult& before, const KeyResult& after, Date as_of);

// --- matching --------------------------------------------------------------------------------------------------------

// Which record of one state of the files is which of another: by its id, by a name it once had, by its title.

/// What a record can be known by.
struct Nameable {
  std::string id;
  std::vector<std::string> was;  ///< ids it once had
  std::string title;
};

/// For each of `after` the index of the one in `before` that it is; nothing where it is new. An id decides before a
/// name once borne, that before the same title, and that before one that is alike; each is taken once.
std::vector<std::optional<std::size_t>> partners(const std::vector<Nameable>& before,
                                                 const std::vector<Nameable>& after);

/// Which of `count` are the partner of none, in their order.
std::vector<std::size_t> without_partner(const std::vector<std::optional<std::size_t>>& partners, std::size_t count);

/// True where one title is the other with a word or a sign changed: at most a quarter of its letters differ.
bool is_alike(const std::string& one, const std::string& other);

// --- unread ----------------------------------------------------------------------------------------------------------

// What of a state of the files could not be read, and where: it is neither gone nor another, nobody knows.

/// A value of a record that could not be read.
struct Slip {
  const Located* record = nullptr;
  std::size_t diagnostic = 0;  ///< of the workspace
  std::string key = {};        ///< a misspelt one, as it was most likely meant; empty where a value is no value
};

/// All of a state; one above the records of a file is of all its objectives. A key that is like no other takes nothing
/// away: it may be one of a later okr.
std::vector<Slip> slips_of(const Workspace& state);

/// Each answer is a place, "2026-Q3/cycle.toml:60:6", and empty for what was read or is not there at all.
class Unread {
 public:
  using Places = std::map<std::string, std::string>;  ///< by file

  explicit Unread(const Workspace& workspace);

  /// Where reading a file ended.
  std::string file(const std::string& name) const { return place_in(files_, name); }

  /// Where reading a file ended, or the first value in it that could not be read.
  std::string any_in(const std::string& name) const;

  /// Where reading an objective or a key result ended that stands in `file` on the other side: there, or where its
  /// heading is now.
  std::string record(const std::string& file, const std::string& folder, const std::string& id) const;

  /// Where the value of a record's key stands that could not be read.
  std::string value(const Located& record, std::string_view key) const;

  /// Where the first error stands in what a cycle in error says, for which it has no numbers.
  std::string fault(const Cycle& cycle) const;

  /// Where reading a KPI's readings ended: in its own file, in one of its folder, in its CSV.
  std::string readings(const Kpi& kpi) const;

  /// Where reading ended, of all files in which it did.
  const Places& files() const { return files_; }

 private:
  static std::string place_in(const Places& places, const std::string& name);

  const Workspace& workspace_;
  Places files_;
  Places values_;
  std::map<std::pair<std::string, std::uint32_t>, std::string> lines_;      ///< of values, by file and line
  std::map<std::pair<const Located*, std::string>, std::string> misspelt_;  ///< keys, as they were most likely meant
  Places tables_;                                                           ///< CSV files, by their KPI
};

// --- unread rows -----------------------------------------------------------------------------------------------------

// What could not be read, as the rows of a comparison say it: n/a on that side, with its place as the cause.

/// The places at which reading ended on each side; empty where it was read.
struct UnreadPlaces {
  std::string before, after;

  /// True where one side alone could be read; what neither side tells is not spoken of.
  bool on_one_side() const { return before.empty() != after.empty(); }
  bool anywhere() const { return !before.empty() || !after.empty(); }
};

/// Makes a side n/a, of which the numbers are not known though the record is there.
void blank(std::optional<DiffSide>& side, const std::string& id);

/// `field`: empty for the whole record, or its readings.
void add_unread(const UnreadPlaces& places, std::string_view field, RecordDifference& row);

/// A value that stands there and could not be read was not moved.
void take_out_unread(const std::function<UnreadPlaces(const std::string& field)>& places_of, RecordDifference& row);

/// Takes out what is said on one side alone because the other's file could not be read. Where that was.
std::string take_out_unread(const Unread& other, const std::vector<Fact>& there, std::vector<Fact>& facts);

// --- goalposts -------------------------------------------------------------------------------------------------------

// `okr diff --goalposts`: every definition that was moved after its cycle began, by whom, and what it did to the score.

/// The definitions of a cycle, and of the KPIs, around a commit.
struct DefinitionStep {
  std::string hash;    ///< short; empty of what is not committed
  std::string author;  ///< empty alike
  std::optional<Date> day;
  std::vector<Workspace> before;  ///< of each parent
  Workspace after;
};

/// A record whose definition a commit moved.
struct MovedGoalpost {
  std::string hash, author;  ///< empty of what is not committed
  std::optional<Date> day;
  RecordDifference row;  ///< with the causes of its definition alone; by_definition is the effect by today's readings
  /// What all of the commit moved the cycle's printed score by, alike; said of its first record alone.
  std::optional<double> cycle_effect;

  bool is_explained() const;
};

/// What was moved before some commit, which nobody can tell.
struct UnknownMoves {
  std::string hash;  ///< of that commit; empty where the clone was cut off there, and git can fetch the rest
  std::string what;  ///< in a line: why
  std::string hint;
};

struct Goalposts {
  std::string cycle = {}, title = {};
  Date since{}, as_of{};
  bool seen_late = false;  ///< git first saw the cycle on `since`, after it had begun
  int scale = 1;
  std::vector<MovedGoalpost> moves = {};  ///< the oldest commit first
  const Workspace* workspace = nullptr;
  std::optional<UnknownMoves> unknown = {};
};

/// The moves of one step that all its parents agree on, judged by the readings and the reasons of `today`.
std::vector<MovedGoalpost> moves_of(DefinitionStep step, const Workspace& today, const Cycle& cycle, Date as_of);

int count_unexplained(const Goalposts& goalposts);

/// "ship.users", "kpi/sleep".
std::string goalpost_id(const RecordDifference& row);

Document document_of(const Goalposts& goalposts);
Records records_of(const Goalposts& goalposts);
Json json_of(const Goalposts& goalposts);

}  // namespace okr::reports
