// SPDX-License-Identifier: MIT
// JSON values and their text: unrounded numbers, null for what there is not, keys in the order they were added. Rows of
// such values as TSV and CSV, for scripts and spreadsheets: nothing is cut, aligned or rounded.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "okr/base/date.hpp"

namespace okr::draw {

using Json = nlohmann::ordered_json;

/// A number; null when it is not finite; whole ones without ".0".
Json json(double value);
/// A text without the marks that group the digits for people.
Json json(std::string_view text);
Json json(const char* text);
Json json(const std::string& text);
/// A day as ISO 8601 text.
Json json(Date date);
Json json(bool value);
template <std::integral T>
Json json(T value) {
  return static_cast<std::int64_t>(value);
}
template <std::same_as<Json> T>
Json json(T value) {
  return value;
}
template <class T>
Json json(const T* value) = delete;  // not by way of bool

/// The value; null when there is none.
template <class T>
Json json(const std::optional<T>& value) {
  return value ? json(*value) : Json();
}

/// A text; null when it is empty.
Json json_or_null(std::string_view text);

/// A line or a column; null when it is 0: not known.
Json json_or_null(unsigned from_one);

/// A list of `json(element)`, or of what `of` makes of each.
template <class Range>
Json json_list(const Range& range) {
  Json list = Json::array();
  for (const auto& element : range) list.push_back(json(element));
  return list;
}
template <class Range, class Function>
Json json_list(const Range& range, Function of) {
  Json list = Json::array();
  for (const auto& element : range) list.push_back(json(of(element)));
  return list;
}

inline Json json(std::monostate) { return {}; }
inline Json json(const std::vector<std::string>& texts) { return json_list(texts); }
/// What a value holds that may be of several kinds; null where it holds nothing.
template <class... Kinds>
Json json(const std::variant<std::monostate, Kinds...>& value) {
  return std::visit([](const auto& held) { return json(held); }, value);
}

/// An object with its members in the order given; each key once.
Json json_object(std::initializer_list<std::pair<std::string_view, Json>> members);

/// Adds the members of `more`, also an object.
void add_members(Json& object, Json more);

/// The version of every JSON the program prints; a minor version may add keys.
inline constexpr std::string_view format_version = "1.0";

/// What every report begins with: format_version, command, as_of.
Json report_object(std::string_view command, Date as_of);

/// The text of a value: indented by two, ended by a newline; one line when `compact`. Doubles are the shortest text
/// that reads back the same; invalid UTF-8 becomes U+FFFD; controls are escaped.
std::string json_text(const Json& value, bool compact = false);

/// Rows of values for TSV and CSV. Null is an empty field, and what nlohmann-json calls discarded. Numbers are printed
/// as the shortest text that reads back the same, booleans as true and false; the elements of a list are parted by
/// blanks.
struct Records {
  std::vector<std::string> names;       ///< machine names, snake_case
  std::vector<std::vector<Json>> rows;  ///< shorter rows are filled with empty fields
};

/// The records as TSV: a header line, then one line a row, fields parted by tabs. Within a text a backslash, tab and
/// line end are written \\, \t, \n, \r, so that a row is always one line; other controls become visible stand-ins.
std::string tsv_text(const Records& records);

/// The records as CSV, formulas defused: a text that a spreadsheet would run (it begins with = + - @, also full-width
/// or behind spaces) gets an apostrophe in front, unless it is a plain number.
std::string csv_text(const Records& records);

}  // namespace okr::draw
