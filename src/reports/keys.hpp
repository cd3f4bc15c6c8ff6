// SPDX-License-Identifier: MIT
// An output key of a report, declared once: from a table of them come an object's JSON, the columns of TSV and CSV, its
// JSON Schema and the tables of okr help formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/compute/quantities.hpp"
#include "reports/drawing.hpp"

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

/// Where a key stands.
enum class In : std::uint8_t {
  both,       ///< always in the JSON, and a column where one of that name is asked for
  sometimes,  ///< the same, but its getter may say left_out()
  column      ///< of TSV and CSV alone, before a key of the same name
};

/// `type` is "string", "number", "integer", "boolean", "date", "any", the name of another object, or one of these with
/// [] (a list); with ? it may be null.
template <class T>
struct Key {
  std::string_view name, type, doc;
  Json (*get)(const T&);
  In in;

  /// `Say`: what makes the value of a T, as itself or as JSON.
  template <class Say>
  constexpr Key(std::string_view key, std::string_view kind, std::string_view words, Say, In where = In::both)
      : Key(key, kind, words, static_cast<Json (*)(const T&)>([](const T& of) { return json(Say()(of)); }), where) {}
  constexpr Key(std::string_view key, std::string_view kind, std::string_view words, Json (*say)(const T&),
                In where = In::both)
      : name(key), type(kind), doc(words), get(say), in(where) {}
};

/// What a getter returns for a key that is not there at all.
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

template <class Range, class T, std::size_t N>
Json objects_of(const Key<T> (&keys)[N], const Range& range) {
  Json list = Json::array();
  for (const T& of : range) list.push_back(object_of(keys, of));
  return list;
}

/// Fills the fields of a row whose columns have a key of that name; what an earlier table said stays, also that there is
/// nothing.
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

/// Adds a row of which every table given fills what it knows, the first before the others: add_row(records, keys, of,
/// more_keys, of_more).
template <class... Parts>
void add_row(Records& records, const Parts&... parts) {
  std::vector<Json> row;
  fill_parts(row, records.names, parts...);
  records.rows.push_back(std::move(row));
}

inline void fill_parts(std::vector<Json>&, const std::vector<std::string>&) {}

template <class T, std::size_t N, class... Parts>
void fill_parts(std::vector<Json>& row, const std::vector<std::string>& columns, const Key<T> (&keys)[N], const T& of,
                const Parts&... parts) {
  fill_row(row, columns, keys, of);
  fill_parts(row, columns, parts...);
}

// --- what schemas and help are made from ------------------------------------------------------------------------------

struct JsonKey {
  std::string_view name;
  std::string_view type;
  std::string doc;
  bool is_always = true;
};

/// An object that occurs in reports: "cycle", "objective", ...; or a whole report: "status", "score", "show".
struct JsonObject {
  std::string_view name;
  std::string_view doc;
  std::vector<JsonKey> keys = {};
  bool is_report = false;

  /// Says the keys of a table; `is_always` false: an object may come without all of them. What two tables say of one key
  /// is said in turn.
  template <class T, std::size_t N>
  JsonObject& holds(const Key<T> (&table)[N], bool is_always = true) {
    for (const Key<T>& key : table)
      if (key.in != In::column) add({key.name, key.type, std::string(key.doc), is_always && key.in == In::both});
    return *this;
  }

  void add(JsonKey key);
};

/// A report: format_version, command, as_of, then what it holds.
JsonObject report(std::string_view command, std::string_view as_of = "the day the numbers are seen from");

/// What an option makes of a report, with a schema of its own: "status-due", of "okr status --due --json".
JsonObject variant(std::string_view name, std::string_view command, std::string_view line);

/// The objects of each screen, declared beside its keys.
std::vector<JsonObject> status_objects(), score_objects(), forecast_objects(), next_objects(), calibration_objects(),
    show_objects(), kpi_objects(), tree_objects(), plot_objects(), log_objects(), diff_objects(), goalposts_objects(),
    plan_objects(), review_objects(), check_objects(), outcome_objects(), shared_objects();

/// Every object of the JSON reports: whole reports first, in the order of the help, then what stands within them.
const std::vector<JsonObject>& json_objects();

/// "A cycle", "okr show --json".
std::string description_of(const JsonObject& object);

/// Null when there is none of that name.
const JsonObject* json_object(std::string_view name);

/// JSON Schema (2020-12) of a report. Further keys are allowed: a minor version may add some.
Json report_schema(const JsonObject& report);

}  // namespace okr::reports
