// SPDX-License-Identifier: MIT
// Values and keys as TOML 1.0 writes them. Pure text; where it goes in a file is edit.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "okr/base/date.hpp"

namespace okr::store {

/// A text in double quotes with escapes; between """ and """ when it has several lines. Any UTF-8 is held exactly.
std::string toml_string(std::string_view text);

/// A text in double quotes on one line, line ends as escapes: for what stands in a line of a list or an inline table.
std::string toml_line_string(std::string_view text);

/// A finite number: whole numbers up to 2^53 without a point, others as the shortest text that reads back.
std::string toml_number(double value);

/// "2026-08-17".
std::string toml_date(Date date);

/// "true" or "false".
std::string toml_boolean(bool value);

/// "[a, b]" of elements that are TOML already.
std::string toml_list(std::span<const std::string> elements);

/// A list on one line of texts, each written by toml_line_string.
std::string toml_texts(std::span<const std::string> texts);

/// "{ value = 3, note = "late" }" of keys and values that are TOML already; "{}" without any.
class InlineTable {
 public:
  void add(std::string_view key, std::string_view value);
  std::string text() const { return fields_.empty() ? "{}" : "{ " + fields_ + " }"; }

 private:
  std::string fields_;
};

/// A line of a file: a key that is TOML already, and its value.
std::string toml_line(std::string_view key, std::string_view value);

/// A part of a key: bare when it can be, else quoted.
std::string toml_key(std::string_view key);

/// A dotted key: ship.users, ship."two words".
std::string toml_key(std::span<const std::string> path);

// --- the values of a TOML text without their layout, and which of them another text has otherwise --------------------

struct NamedValue;

/// A number (whole ones too), a truth, a text (days and times as they are written), a list, a table.
struct PlainValue {
  std::variant<double, bool, std::string, std::vector<PlainValue>, std::vector<NamedValue>> of;
  friend bool operator==(const PlainValue&, const PlainValue&);
};

/// A key of a table with its value.
struct NamedValue {
  std::string name;
  PlainValue value;
  friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

/// A value that is another one, or there in one text alone. Tables are looked into, lists are one value.
struct ValueChange {
  std::vector<std::string> path;  ///< {"ship", "users", "target"}
  std::optional<PlainValue> before, after;
};

/// The values in which two texts differ, in the order of the new text, then what is no longer there. Nothing where one
/// of the texts is no TOML.
std::vector<ValueChange> changed_values(std::string before, std::string after);

/// Where something stands in a text, from 1; 0 where it does not.
struct TextPlace {
  std::uint32_t line = 0, column = 0;
};

/// The key of a value, or the heading of a table, by its path.
TextPlace place_of_key(std::string text, std::span<const std::string> path);

/// True when two texts are TOML and say the same, however they are laid out.
bool says_the_same(std::string one, std::string other);

/// True when a table has the keys and values of `lines` and no other, tables below it aside.
bool says_the_same(std::string text, const std::vector<std::string>& table, std::string lines);

}  // namespace okr::store
