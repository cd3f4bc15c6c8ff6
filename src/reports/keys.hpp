// SPDX-License-Identifier: MIT
// An output key of a report, declared once: from a table of them come an object's JSON, the columns of TSV and CSV, its
// JSON Schema and the tables of okr help formats.
#pragma once

#include <array>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/quantities.hpp"
#include "reports/words.hpp"

namespace okr::reports {

template <class Kind>
Json json(Quantity<Kind> quantity) {
  return json(quantity.value());
}
template <class Kind>
Json json(const std::optional<Quantity<Kind>>& quantity) {
  return quantity ? json(*quantity) : Json();
}
template <class T>
Json json(const Computed<T>& computed) {
  return json(computed.value);
}

/// A word of an enum as programs read it: "at_risk", "not_available"; null for one that says nothing.
Json json_of_word(std::string_view word);

template <class E>
requires std::is_enum_v<E> Json json(E value) { return json_of_word(word(value)); }
template <class E>
requires std::is_enum_v<E> Json json(const std::optional<E>& value) { return value ? json(*value) : Json(); }

/// A member of what there may not be, or what is made of it; null where there is none.
template <class Of, class Member>
Json null_or(const Of& of, Member member) {
  return of ? json(std::invoke(member, *of)) : Json();
}

/// In which outputs a key stands.
enum class In : std::uint8_t {
  both,       ///< always in the JSON, and a column where one of that name is asked for
  sometimes,  ///< the same, but its getter may say left_out()
  column      ///< of TSV and CSV alone, before a key of the same name
};

/// The type of a key's value: "string", "number", "integer", "boolean", "date", "any", the name of another object, or
/// one of these with [] (a list); with ? it may be null. A string may be one of the words of an enum: help and schemas
/// then list them.
struct ValueType {
  std::string_view name;
  std::span<const std::string_view> words = {};  ///< as they stand beside the enum

  constexpr ValueType(const char* type) : name(type) {}
  constexpr ValueType(std::string_view type, std::span<const std::string_view> of) : name(type), words(of) {}
};

/// The type of a word of the enum.
template <class E>
inline constexpr ValueType one_of{"string", okr::words_of<E>()};

template <auto... Values>
inline constexpr std::array<std::string_view, sizeof...(Values)> some_words{word(Values)...};
/// The type of one of these words of an enum.
template <auto... Values>
inline constexpr ValueType some_of{"string", some_words<Values...>};

/// The type of a word that may be null.
constexpr ValueType or_null(const ValueType& type) { return {"string?", type.words}; }

/// An output key of a T: its name, its type, what help and schema say of it, and how its value is got.
template <class T>
struct Key {
  std::string_view name;
  ValueType type;
  std::string_view doc;
  Json (*get)(const T&);
  In in;

  /// `Say`: what makes the value of a T, as itself or as JSON.
  template <class Say>
  constexpr Key(std::string_view key, ValueType kind, std::string_view words, Say, In where = In::both)
      : Key(key, kind, words, static_cast<Json (*)(const T&)>([](const T& of) { return json(Say()(of)); }), where) {}
  constexpr Key(std::string_view key, ValueType kind, std::string_view words, Json (*say)(const T&),
                In where = In::both)
      : name(key), type(kind), doc(words), get(say), in(where) {}
};

/// What a getter returns for a key that its object lacks then.
inline Json left_out() { return Json(Json::value_t::discarded); }

/// Adds the keys of `of` to an object.
template <class T, std::size_t N>
void add_keys(Json& object, const Key<T> (&keys)[N], const T& of) {
  for (const Key<T>& key : keys) {
    if (key.in == In::column) continue;
    Json value = key.get(of);
    if (!value.is_discarded()) object[std::string(key.name)] = std::move(value);
  }
}

/// The object of `of` with the keys of a table.
template <class T, std::size_t N>
Json object_of(const Key<T> (&keys)[N], const T& of) {
  Json object = Json::object();
  add_keys(object, keys, of);
  return object;
}

/// A whole report: what every one begins with, then the keys of `of`.
template <class T, std::size_t N>
Json report_of(std::string_view command, Date as_of, const Key<T> (&keys)[N], const T& of) {
  Json object = report_object(command, as_of);
  add_keys(object, keys, of);
  return object;
}

/// A list of such objects, one for each of the range.
template <class Range, class T, std::size_t N>
Json objects_of(const Key<T> (&keys)[N], const Range& range) {
  Json list = Json::array();
  for (const T& of : range) list.push_back(object_of(keys, of));
  return list;
}

/// Fills the fields of a row whose columns have a key of that name; what an earlier table said stays, also that there
/// is nothing.
template <class T, std::size_t N>
void fill_row(std::vector<Json>& row, const std::vector<std::string>& columns, const Key<T> (&keys)[N], const T& of) {
  row.resize(columns.size(), left_out());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Key<T>* found = nullptr;
    for (const Key<T>& key : keys)
      if (key.name == columns[i] && (!found || key.in == In::column)) found = &key;
    if (found && row[i].is_discarded()) row[i] = found->get(of);
  }
}

inline void fill_parts(std::vector<Json>&, const std::vector<std::string>&) {}

template <class T, std::size_t N, class... Parts>
void fill_parts(std::vector<Json>& row, const std::vector<std::string>& columns, const Key<T> (&keys)[N], const T& of,
                const Parts&... parts) {
  fill_row(row, columns, keys, of);
  fill_parts(row, columns, parts...);
}

// --- what a record is called -----------------------------------------------------------------------------------------

/// What a record is called wherever it stands: by these keys in JSON, in the first columns of TSV and CSV.
struct RecordName {
  std::string id = {};       ///< within its cycle: "ship", "ship.users"; "sleep", "2026-Q3"; empty for no one record
  std::string cycle = {};    ///< "2026-Q3"; empty where it belongs to none, as a KPI
  std::string full_id = {};  ///< "2026-Q3/ship.users", "kpi/sleep", "2026-Q3"
  std::string title = {};    ///< empty where it is not known
};

inline constexpr Key<RecordName> name_keys[] = {
    {"id", "string", "within its cycle: ship, ship.users; of a KPI sleep", [](auto& n) { return n.id; }},
    {"cycle", "string?", "the cycle it belongs to: 2026-Q3; null for a KPI",
     [](auto& n) { return json_or_null(n.cycle); }},
    {"full_id", "string", "in full: 2026-Q3/ship.users, kpi/sleep", [](auto& n) { return n.full_id; }},
    {"title", "string?", "its title; null where it is not known", [](auto& n) { return json_or_null(n.title); }},
};

inline std::span<const Key<RecordName>> keys_of_names() { return name_keys; }

/// The keys of name_keys for what may be about no one record: each of them may be null.
inline constexpr Key<RecordName> any_name_keys[] = {
    {"id", "string?", "of the record it is about, within its cycle", [](auto& n) { return json_or_null(n.id); }},
    {"cycle", "string?", "the cycle it belongs to; null for a KPI", [](auto& n) { return json_or_null(n.cycle); }},
    {"full_id", "string?", "in full: 2026-Q3/ship.users, kpi/sleep", [](auto& n) { return json_or_null(n.full_id); }},
    {"title", "string?", "its title", [](auto& n) { return json_or_null(n.title); }},
};

/// A record's object: what it is called, then the keys of `of`.
template <class T, std::size_t N>
Json named_object(const RecordName& name, const Key<T> (&keys)[N], const T& of) {
  Json object = object_of(any_name_keys, name);
  add_keys(object, keys, of);
  return object;
}

/// A list of such objects; `name_of` says what each is called.
template <class Range, class T, std::size_t N, class NameOf>
Json named_list(const Key<T> (&keys)[N], const Range& range, NameOf name_of) {
  Json list = Json::array();
  for (const T& of : range) list.push_back(named_object(std::invoke(name_of, of), keys, of));
  return list;
}

/// What every row of TSV and CSV begins with, in every report.
struct RowHead {
  const RecordName& of;
  Date as_of;
};

inline constexpr Key<RowHead> row_keys[] = {
    {"cycle", "string?", "the cycle of the record: 2026-Q3; empty for a KPI and for a row over several cycles",
     [](auto& r) { return json_or_null(r.of.cycle); }},
    {"id", "string?", "the record, always in full: 2026-Q3/ship.users, kpi/sleep; empty for a row of no one record",
     [](auto& r) { return json_or_null(r.of.full_id); }},
    {"title", "string?", "its title", [](auto& r) { return json_or_null(r.of.title); }},
    {"as_of", "date", "the day the numbers are seen from", [](auto& r) { return r.as_of; }},
};

/// The rows of a report: the columns of row_keys, then its own.
class Rows {
 public:
  Rows(Date as_of, std::initializer_list<std::string_view> columns) : as_of_(as_of) {
    for (const auto& key : row_keys) records_.names.emplace_back(key.name);
    add_columns(columns);
  }

  template <class Columns>
  void add_columns(const Columns& columns) {
    for (const auto& name : columns) records_.names.emplace_back(name);
  }

  const std::vector<std::string>& columns() const { return records_.names; }

  /// Adds a row about `of`, of which every table given fills what it knows, the first before the others: add(of, keys,
  /// one, more_keys, another). The row may be filled further until the next one is added.
  template <class... Parts>
  std::vector<Json>& add(const RecordName& of, const Parts&... parts) {
    std::vector<Json>& row = records_.rows.emplace_back();
    fill_parts(row, columns(), row_keys, RowHead{of, as_of_}, parts...);
    return row;
  }

  Records records() && { return std::move(records_); }

 private:
  Date as_of_;
  Records records_;
};

// --- what schemas and help are made from -----------------------------------------------------------------------------

/// A key as help and schemas tell of it.
struct JsonKey {
  std::string_view name;
  std::string_view type;
  std::string doc;
  bool is_always = true;
  std::vector<std::string> words = {};  ///< the only ones it may be; any when there are none
};

/// The words of a type as programs read them.
std::vector<std::string> machine_words(const ValueType& type);
/// "red, yellow or green; of score_shown": these words, and what is said beside them.
std::string described(const std::vector<std::string>& words, std::string_view doc);

/// An object that occurs in reports: "cycle", "objective", ...; or a whole report: "status", "score", "show".
struct JsonObject {
  std::string_view name;
  std::string_view doc;
  std::vector<JsonKey> keys = {};
  bool is_report = false;

  /// Says the keys of a table; `is_always` false: an object may come without all of them. What two tables say of one
  /// key is said in turn.
  template <class T, std::size_t N>
  JsonObject& holds(const Key<T> (&table)[N], bool is_always = true) {
    for (const Key<T>& key : table)
      if (key.in != In::column)
        add({key.name, key.type.name, std::string(key.doc), is_always && key.in == In::both, machine_words(key.type)});
    return *this;
  }

  /// Adds a key; one that is there already gets a second sentence.
  void add(JsonKey key);
};

/// A report: format_version, command, as_of, then what it holds.
JsonObject report(std::string_view command, std::string_view as_of = "the day the numbers are seen from");

/// What an option makes of a report, with a schema of its own: "status-due", of "okr status --due --json".
JsonObject variant(std::string_view name, std::string_view command, std::string_view line);

/// The columns that every row of TSV and CSV begins with.
JsonObject row_object();

/// The objects of each screen, declared beside its keys.
std::vector<JsonObject> status_objects(), score_objects(), at_close_objects(), forecast_objects(), next_objects(),
    calibration_objects(), show_objects(), kpi_objects(), tree_objects(), plot_objects(), log_objects(), diff_objects(),
    goalposts_objects(), plan_objects(), review_objects(), check_objects(), outcome_objects(), shared_objects();

/// Every object of the JSON reports: whole reports first, in the order of the help, then what stands within them.
const std::vector<JsonObject>& json_objects();

/// What an object is, in help and schemas: "A cycle", "okr show --json".
std::string description_of(const JsonObject& object);

/// The object of that name; null when there is none.
const JsonObject* json_object(std::string_view name);

/// JSON Schema (2020-12) of a report. Further keys are allowed: a minor version may add some.
Json report_schema(const JsonObject& report);

}  // namespace okr::reports
