// SPDX-License-Identifier: MIT
// The proof behind every edit: two documents are the same but for one leaf, and that leaf is what was meant.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/edit_source.hpp"
#include "store/toml.hpp"

namespace okr::store {

enum class EditKind { changed, added, removed, renamed, appended, dropped };

/// What an edit means to do. `value` belongs to `expected` and is unused by removed, renamed and dropped.
struct Intent {
  EditKind change = EditKind::changed;
  KeyPath path;
  const Document* expected = nullptr;
  const Node* value = nullptr;
  std::string new_key = {};
};

/// The same content: kinds, payloads, children by key; the way it is written does not count.
bool same_content(const Document& a, const Node& left, const Document& b, const Node& right);

/// True when `after` is `before` with the intent done and nothing else.
bool proves(const Document& before, const Document& after, const Intent& intent);

/// The spliced text when it proves the intent; else an error that says that nothing was written.
Result<std::string> proven(const EditSource& source, std::vector<Splice> splices, const Intent& intent);

/// A table that was put in, and what stands below its heading.
struct AddedTable {
  const KeyPath* path = nullptr;
  const Document* lines = nullptr;
};

/// As proven, for the tables of one edit: `after` is `before` with them, and nothing else.
Result<std::string> proven_tables(const EditSource& source, std::vector<Splice> splices,
                                  const std::vector<AddedTable>& added);

/// What a table holds, by key; empty for null and for what is no table.
using ByKey = std::unordered_map<std::string_view, const Node*>;
ByKey children_by_key(const Document& document, const Node* table);

/// The table of a KPI's readings; null where there is none.
inline const Node* readings_of(const Document& document) { return document.find(document.root(), readings_table); }

/// True when all but the readings is the same.
bool is_same_definition(const Document& one, const Document& other);

}  // namespace okr::store
