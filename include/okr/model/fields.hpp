// SPDX-License-Identifier: MIT
// Every key of every record of the files, declared once: its shape, its domain, what it means. The reader, the
// suggestions for a misspelt key, the JSON Schemas, the tables of okr(5) and completion are all made from here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/settings.hpp"

namespace okr {

/// What a value looks like in TOML, and below in words.
enum class Shape : std::uint8_t {
  text,
  long_text,
  number,
  integer,
  boolean,
  date,
  time,
  word,
  text_list,
  reference,
  references,
  names,
  rhythm,
  relative,
  weekday,
  number_list,
  amounts,
  date_list,
  truth_list,
  periods,
  plan,
  steps,
  initiatives,
  blockers,
  changes,
  benchmarks,
  word_lists,
  commands,
  entries,
  table
};

struct ShapeInfo {
  Shape shape;
  std::string_view name;     ///< for errors and the manual
  std::string_view pattern;  ///< what a key of it is followed by
};
inline constexpr ShapeInfo shapes[] = {
    {Shape::text, "a text", "\"...\""},       // one line
    {Shape::long_text, "a text", "\"...\""},  // may have several lines
    {Shape::number, "a number", "a number"},  // integer or float, finite, at most 1e15 in size
    {Shape::integer, "a whole number", "a number"},
    {Shape::boolean, "true or false", "true or false"},
    {Shape::date, "a date such as 2026-08-17, without quotes", "YYYY-MM-DD, without quotes"},
    {Shape::time, "a time such as 18:40:00", "HH:MM:SS, without quotes"},
    {Shape::word, "one of a few words", "\"...\""},  // FieldInfo::words
    {Shape::text_list, "a list of texts", "[...]"},
    {Shape::reference, "the name of a record, as a text", "\"...\""},
    {Shape::references, "the name of a record, or a list of them", "\"...\""},
    {Shape::names, "a name, or a list of them", "\"...\""},
    {Shape::rhythm, "\"day\", \"week\", \"2 weeks\", \"month\", \"quarter\", \"half\", \"year\", or a number of days",
     "\"...\""},
    {Shape::relative, "a text such as \"+20%\"", "\"...\""},
    {Shape::weekday, "a weekday such as \"mon\"", "\"...\""},
    {Shape::number_list, "a list of numbers", "[...]"},
    {Shape::amounts, "a number, or a list of them", "a number"},
    {Shape::date_list, "a list of dates", "[...]"},
    {Shape::truth_list, "a list of true or false", "[...]"},
    {Shape::periods, "a list of [first day, last day]", "[...]"},
    {Shape::plan, "a list of [date, value]", "[...]"},
    {Shape::steps, "a list of texts or { title, id, weight, due }", "[...]"},
    {Shape::initiatives, "a list of texts or { title, done, owner, due, link }", "[...]"},
    {Shape::blockers, "a list of texts or { id, text }", "[...]"},
    {Shape::changes, "a list of { on, why, target = [old, new] }", "[...]"},
    {Shape::benchmarks, "a list of { name, value, source, date }", "[...]"},
    {Shape::word_lists, "a table of codes with lists of words", "..."},  // { W206 = ["draft"], ... }
    {Shape::commands, "a table of ids with commands", "..."},            // { ID = ["program", "word"], ... }
    {Shape::entries, "a value", "..."},                                  // keys are the names of records
    {Shape::table, "a table", "..."},                                    // with its own fields
};
static_assert(std::ranges::all_of(shapes,
                                  [](const ShapeInfo& one) { return &one == &shapes[static_cast<int>(one.shape)]; }));
constexpr const ShapeInfo& info_of(Shape shape) { return shapes[static_cast<std::size_t>(shape)]; }
constexpr std::string_view to_string(Shape shape) { return info_of(shape).name; }

/// The kinds of key result that take a key, as a set; all of them unless said.
using KindSet = std::uint16_t;
/// The set that holds this kind alone.
constexpr KindSet kind_bit(Kind kind) { return static_cast<KindSet>(1u << static_cast<unsigned>(kind)); }
inline constexpr KindSet every_kind = 0xff;
/// The words of the kinds in the set, in the order of Kind.
std::vector<std::string_view> words_of_kinds(KindSet kinds);

/// The numbers a key accepts; both ends belong to it.
struct Domain {
  double least = -std::numeric_limits<double>::infinity();
  double greatest = std::numeric_limits<double>::infinity();
  bool only_ends = false;  ///< and nothing between them

  /// True for a number that the key accepts.
  bool has(double number) const;
};

/// What a domain accepts, in words: "1 to 10", "0 or more", "1 or 100". It has to have an end.
std::string to_string(const Domain& domain);

/// A key of a file, as schema, manual, completion and reader know it.
struct FieldInfo {
  std::string_view key;
  Shape shape = Shape::text;
  std::string_view doc;  ///< one sentence without final period, for the manual, schema and completion
  std::span<const std::string_view> words = {};
  Domain domain = {};
  KindSet kinds = every_kind;
  bool required = false;
};

/// A value of the right shape on its way into a record; only the member of its shape is set.
struct Datum {
  std::string_view text;
  double number = 0;
  bool truth = false;
  Date date{};
  std::vector<std::string> texts;
  std::vector<Date> dates;
  std::vector<double> numbers;
  Rhythm rhythm;
  std::vector<Place> places;  ///< of each text of a reference list; one for a single value
};

/// What a member holds; monostate where it may hold nothing and does. Words, rhythms and names of records are texts.
using FieldValue =
    std::variant<std::monostate, double, bool, Date, std::string, std::vector<std::string>, std::vector<double>,
                 std::vector<Date>, std::vector<Period>, std::vector<PlanPoint>, std::vector<Step>,
                 std::vector<Initiative>, std::vector<Benchmark>, std::vector<RuleWords>>;

/// A key of one sort of record, with the member that it stands for.
template <class Record>
struct Field : FieldInfo {
  /// Puts the value into its member; null for what the reader takes apart itself (steps, changes, tables).
  void (*assign)(Record&, const Datum&) = nullptr;
  /// What holds for the key, stated or not; null for what is several members (changes) or a record's own name.
  FieldValue (*read)(const Record&) = nullptr;
  /// Gives the member of one record what that of another has; null for what is none.
  void (*copy)(Record& to, const Record& from) = nullptr;
};

// The table of each record; the argument only says which.
std::span<const Field<WorkspaceSettings>> fields_of(const WorkspaceSettings*);
std::span<const Field<Scoring>> fields_of(const Scoring*);
std::span<const Field<CheckSettings>> fields_of(const CheckSettings*);
std::span<const Field<UserSettings>> fields_of(const UserSettings*);
std::span<const Field<PullCommand>> fields_of(const PullCommand*);
std::span<const Field<Cycle>> fields_of(const Cycle*);
std::span<const Field<Objective>> fields_of(const Objective*);
std::span<const Field<KeyResult>> fields_of(const KeyResult*);
std::span<const Field<Step>> fields_of(const Step*);
std::span<const Field<Initiative>> fields_of(const Initiative*);
std::span<const Field<Change>> fields_of(const Change*);
std::span<const Field<CycleResult>> fields_of(const CycleResult*);
std::span<const Field<ObjectiveResult>> fields_of(const ObjectiveResult*);
std::span<const Field<KeyResultResult>> fields_of(const KeyResultResult*);
std::span<const Field<Checkin>> fields_of(const Checkin*);
std::span<const Field<Blocker>> fields_of(const Blocker*);
std::span<const Field<Entry>> fields_of(const Entry*);
std::span<const Field<Kpi>> fields_of(const Kpi*);
std::span<const Field<Reading>> fields_of(const Reading*);
std::span<const Field<KpiTarget>> fields_of(const KpiTarget*);
std::span<const Field<Benchmark>> fields_of(const Benchmark*);

template <class Record>
std::span<const Field<Record>> fields() {
  return fields_of(static_cast<const Record*>(nullptr));
}

/// The files a person keeps; each record belongs to one.
enum class FileKind : std::uint8_t { settings, cycle, checkin, kpi, user };

/// A record as schema, manual and completion see it.
struct RecordInfo {
  std::string_view name;     ///< "key result"
  std::string_view heading;  ///< how it stands in the file: "[OBJECTIVE.KEY-RESULT]"
  FileKind file;
  std::string_view doc;
  std::vector<FieldInfo> fields;
};

/// All records, in the order of the manual.
std::vector<RecordInfo> records();

/// The record of that name, as in RecordInfo::name.
std::vector<FieldInfo> fields_of(std::string_view record);

/// Whether a KPI has a folder in which everybody's readings stand in a file of their own. Said by where its files are,
/// so it can be typed, and is no key of them.
inline constexpr std::string_view shared_key = "shared";

/// What a person can type for a record: its fields, and `shared` of a KPI.
std::vector<FieldInfo> typed_fields_of(std::string_view record);

/// Keys that `[defaults]` of a cycle's file may set for the objectives of that file.
std::span<const std::string_view> default_keys();

/// True for the keys that `changes` can hold: they define a record, and moving one in a running cycle is told.
bool is_definition_key(std::string_view key);

/// In front of keys of people's own, which no record may be called.
inline constexpr std::string_view own_prefix = "x-";

/// An id without own_prefix, however often it stands there.
std::string_view without_own_prefix(std::string_view id);

/// True for the words that no objective may have as its id (E119): the tables of a cycle's files and the keys at the
/// top of a check-in, beside which objectives stand, and names of people's own, x-... (format.md, "Reserved ids").
bool is_reserved_objective_id(std::string_view id);

/// All reserved ids in a line, for the way out: "cycle, defaults, result, x-..., date, ...".
std::string reserved_objective_ids();

/// True for the keys of an objective. A key result may bear such a name while the objective does not use that key.
bool is_objective_key(std::string_view key);

/// True for names that no key result may have: `title`, which every objective uses, and names of people's own, x-...
bool is_reserved_key_result_id(std::string_view id);

/// A key that says a kind; `kind` itself says whatever it says.
struct KindKey {
  std::string_view key;
  Kind kind;
};
/// All such keys; the first of them that a key result gives decides its kind.
std::span<const KindKey> kind_keys();

/// The kind that follows from what is given (format.md, "Kinds of key result"), were its value refused too; empty is
/// E118, or a `kind` that was refused.
std::optional<Kind> kind_from_keys(const KeyResult& key_result);

}  // namespace okr
