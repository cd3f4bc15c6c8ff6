// SPDX-License-Identifier: MIT
// The proof behind every edit: two documents are the same but for one leaf, and that leaf is what was meant.
#pragma once

#include <string_view>

#include "store/edit_source.hpp"
#include "store/toml.hpp"

namespace okr::store {

enum class Change { changed, added, removed, renamed, appended, dropped };

/// What an edit means to do. `value` belongs to `expected` and is unused by removed, renamed and dropped.
struct Intent {
  Change change = Change::changed;
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

}  // namespace okr::store
