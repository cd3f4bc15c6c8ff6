// SPDX-License-Identifier: MIT
// An output key of a report, declared once: from a table of them come an object's JSON, the columns of TSV and CSV, its
// JSON Schema and the tables of okr help formats.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draw/json.hpp"
#include "draw/tabular.hpp"
#include "okr/compute/quantities.hpp"

namespace okr::reports {

using draw::Json;
using draw::json;
using draw::json_list;
using draw::json_or_null;
using draw::Records;
using draw::report_object;

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
  std::string_view name;
  std::string_view type;
  std::string_view doc;
  Json (*get)(const T&);
  In in = In::both;
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

}  // namespace okr::reports
