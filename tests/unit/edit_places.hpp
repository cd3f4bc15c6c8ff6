// SPDX-License-Identifier: MIT
// Where an edit of a text can be: for the tests that try all of them.
#pragma once

#include <vector>

#include "okr/store/edit.hpp"
#include "store/toml.hpp"

namespace okr_test {

struct Places {
  std::vector<okr::store::KeyPath> values;  ///< written once, reached without entering a list
  std::vector<okr::store::KeyPath> tables;  ///< the top too; not those that only the headings below them name
  std::vector<okr::store::KeyPath> lists;   ///< written between brackets
};

inline void collect(const okr::store::Document& document, const okr::store::Node& table,
                    const okr::store::KeyPath& path, Places& places) {
  using okr::store::TableForm;
  if (table.form() != TableForm::implicit) places.tables.push_back(path);
  for (const okr::store::Node& child : document.children(table)) {
    auto below = path;
    below.emplace_back(child.key());
    if (child.is_table()) collect(document, child, below, places);
    if (child.is_array() && !child.is_array_of_headers()) places.lists.push_back(below);
    const bool once = child.is_table() ? child.form() == TableForm::inline_table : !child.is_array_of_headers();
    if (once) places.values.push_back(below);
  }
}

}  // namespace okr_test
