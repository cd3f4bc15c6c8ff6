// SPDX-License-Identifier: MIT
// Three versions of one value into one: a value that one side changed, inline tables key by key, lists entry by entry.
// Values are TOML as it stands in a file.
#pragma once

#include <optional>
#include <string>

#include "store/edit_source.hpp"
#include "store/merge_sheet.hpp"
#include "store/toml.hpp"

namespace okr::store {

/// The same content; 28 and 28.0 are one number.
bool same_value(const Document& a, const Node& left, const Document& b, const Node& right);
bool same_value(const std::string& left, const std::string& right);

/// What becomes of a key that up to three versions have.
struct Decision {
  bool agrees = true;
  std::optional<std::string> value;  ///< nothing: it goes
};

Decision decided(const KeyPath& path, const Sides<std::string>& sides);

/// What an entry of a list is known by while its other parts change: a text by itself, a table by its id, title, name or
/// text, a list by its first element; everything else by how it is written.
std::string name_of_entry(const Document& document, const Node& entry);

/// True where a list is one value and not a set of entries: numbers such as [400, 300], except in the readings of a day.
bool is_one_value(const Document& document, const Node& list, const KeyPath& path);

/// The time a check-in was written at, which is a stamp and not a statement: the later one stands.
bool is_stamp(const KeyPath& path, const Node& ours, const Node& theirs);

/// The table that a bare value stands for beside one with a `value`: 14 is { value = 14 }.
bool is_table_with_value(const Document& document, const Node& node);

}  // namespace okr::store
