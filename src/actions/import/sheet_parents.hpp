// SPDX-License-Identifier: MIT
// Which objective a row of a sheet is below, where rows name their parents by number or title.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "actions/import/sheet_row.hpp"

namespace okr::cli {

/// An objective of a draft, by its cycle's number and its own.
struct ObjectivePlace {
  std::size_t cycle = 0, objective = 0;
};

/// Which of the parents that a row names it is.
struct FoundParent {
  ObjectivePlace objective;
  std::size_t which = 0;
};

class SheetParents {
 public:
  /// What a row names as its parents: the whole cell may be one title, with commas in it.
  static std::vector<std::string> named_by(const SheetRow& row);

  /// Notes what a row names, so that is_parent knows it: before any is asked.
  void note(const SheetRow& row);

  /// Whether another row names this one as its parent.
  bool is_parent(const SheetRow& row) const;

  /// An objective, by its row in the cycle with that id.
  void add(const SheetRow& row, const std::string& cycle, ObjectivePlace place);

  /// The first that is an objective of the sheet, of that cycle first; empty for any.
  std::optional<FoundParent> find(const std::vector<std::string>& named, const std::string& cycle) const;

 private:
  static std::string title_in(const std::string& cycle, const std::string& title) { return cycle + "\n" + title; }

  std::set<std::string> named_;
  std::map<std::string, ObjectivePlace> by_title_, by_row_;
};

}  // namespace okr::cli
