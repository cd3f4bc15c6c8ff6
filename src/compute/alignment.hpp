// SPDX-License-Identifier: MIT
// Who is aligned to whom: the parents that objectives name, looked up by an index of ids. Private to the compute layer.
#pragma once

#include <unordered_map>
#include <vector>

#include "okr/model/ids.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

class Alignment {
 public:
  explicit Alignment(const Workspace& workspace) : workspace_(workspace), ids_(workspace) {}

  struct Child {
    const Cycle* cycle = nullptr;
    const Objective* objective = nullptr;
  };

  /// What names this objective as a parent, in the order of the opened cycles and of their files; each once. A cycle that
  /// is a draft counts for nobody else.
  const std::vector<Child>& children_of(const Objective& parent);

  /// False where it names a parent in its own cycle: then that one counts for the cycle.
  bool is_top_level(const Cycle& cycle, const Objective& objective);

 private:
  void note_parents(const Cycle& cycle, const Objective& child);

  const Workspace& workspace_;
  IdIndex ids_;
  std::unordered_map<const Objective*, std::vector<Child>> children_;
  bool is_built_ = false;
};

}  // namespace okr
