// SPDX-License-Identifier: MIT
// Every key of every record of the files, declared once: its shape, its domain, what it means. The reader, the
// suggestions for a misspelt key, the JSON Schemas, the tables of okr(5) and completion are all made from here.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/settings.hpp"

namespace okr {

/// What a value looks like in TOML.
enum class Shape : std::uint8_t {
  text,       // one line
  long_text,  // may have several lines
  number,     // integer or float, finite, at most 1e15 in size
  integer,
  boolean,
  date,        // a local date
  time,        // a local time
  word,        // one of FieldInfo::words
  text_list,   // a list of texts
  reference,   // the name of another record
  references,  // one of them, or a list
  names,       // a person, or a list of them
  rhythm,      // "week", "2 weeks", "month", ... or days
  relative,    // "+20%"
  weekday,     // "mon" ... "sun"
  number_list,
  amounts,  // a number, or a list of them
  date_list,
  truth_list,   // a list of true and false
  periods,      // [[2026-08-01, 2026-08-16], ...]
  plan,         // [[date, value], ...]
  steps,        // texts or { title, id, weight, due }
  initiatives,  // texts or { title, done, owner, due, link }
  changes,      // [{ on, why, target = [old, new] }, ...]
  benchmarks,   // [{ name, value, source, date }, ...]
  entries,      // keys are the names of records
  table         // a table with its own fields
};

/// The words in which errors and the manual name a shape: "a number", "a list of texts".
std::string_view to_string(Shape shape);

/// The kinds of key result that take a key, as a set; all of them unless said.
using KindSet = std::uint16_t;
constexpr KindSet kind_bit(Kind kind) { return static_cast<KindSet>(1u << static_cast<unsigned>(kind)); }
inline constexpr KindSet every_kind = 0xff;

/// The numbers a key accepts; both ends belong to it.
struct Domain {
  double least = -std::numeric_limits<double>::infinity();
  double greatest = std::numeric_limits<double>::infinity();
};

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

template <class Record>
struct Field : FieldInfo {
  /// Puts the value into its member; null for what the reader takes apart itself (steps, changes, tables).
  void (*assign)(Record&, const Datum&) = nullptr;
};

template <class Record>
std::span<const Field<Record>> fields();

template <>
std::span<const Field<WorkspaceSettings>> fields();
template <>
std::span<const Field<Scoring>> fields();
template <>
std::span<const Field<CheckSettings>> fields();
template <>
std::span<const Field<UserSettings>> fields();
template <>
std::span<const Field<Cycle>> fields();
template <>
std::span<const Field<Objective>> fields();
template <>
std::span<const Field<KeyResult>> fields();
template <>
std::span<const Field<Step>> fields();
template <>
std::span<const Field<Initiative>> fields();
template <>
std::span<const Field<Change>> fields();
template <>
std::span<const Field<CycleResult>> fields();
template <>
std::span<const Field<ObjectiveResult>> fields();
template <>
std::span<const Field<KeyResultResult>> fields();
template <>
std::span<const Field<Checkin>> fields();
template <>
std::span<const Field<Entry>> fields();
template <>
std::span<const Field<Kpi>> fields();
template <>
std::span<const Field<Reading>> fields();
template <>
std::span<const Field<KpiTarget>> fields();
template <>
std::span<const Field<Benchmark>> fields();

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

/// Keys that `[defaults]` of a cycle's file may set for the objectives of that file.
std::span<const std::string_view> default_keys();

/// True for the words that no objective may have as its id (E119): the tables of a cycle's files and the keys at the
/// top of a check-in, beside which objectives stand, and names of people's own, x-... (format.md, "Reserved ids").
bool is_reserved_objective_id(std::string_view id);

/// All of them, for the way out: "cycle, defaults, result, x-..., date, ...".
std::string reserved_objective_ids();

/// True for the keys of an objective. A key result may bear such a name while the objective does not use that key.
bool is_objective_key(std::string_view key);

/// True for names that no key result may have: `title`, which every objective uses, and names of people's own, x-...
bool is_reserved_key_result_id(std::string_view id);

/// The kind that follows from what is given (format.md, "Kinds of key result"); empty is E118.
std::optional<Kind> kind_from_keys(const KeyResult& key_result);

}  // namespace okr
