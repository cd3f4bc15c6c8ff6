// SPDX-License-Identifier: MIT
// The values of a TOML text without their layout, and which of them another text has otherwise.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace okr::store {

struct NamedValue;

/// A number (whole ones too), a truth, a text (days and times as they are written), a list, a table.
struct PlainValue {
  std::variant<double, bool, std::string, std::vector<PlainValue>, std::vector<NamedValue>> of;
  friend bool operator==(const PlainValue&, const PlainValue&);
};

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

/// In the order of the new text, then what is no longer there. Nothing where one of the texts is no TOML.
std::vector<ValueChange> changed_values(std::string before, std::string after);

/// True when two texts are TOML and say the same, however they are laid out.
bool says_the_same(std::string one, std::string other);

/// True when a table has the keys and values of `lines` and no other, tables below it aside.
bool says_the_same(std::string text, const std::vector<std::string>& table, std::string lines);

}  // namespace okr::store
