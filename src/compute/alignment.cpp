// SPDX-License-Identifier: MIT
// Which objectives are aligned to one, found once for all of a workspace and not again for each question.
#include "compute/parts.hpp"

#include <algorithm>

#include "okr/base/ranges.hpp"

namespace okr {

void Alignment::note_parents(const Cycle& cycle, const Objective& child) {
  std::vector<const Objective*> noted;
  for (const Reference& reference : child.parents) {
    const Found parent = ids_.resolve(cycle, reference.text);
    if (!parent.objective || contains(noted, parent.objective)) continue;
    noted.push_back(parent.objective);
    if (cycle.state == CycleState::draft && parent.cycle != &cycle) continue;
    children_[parent.objective].push_back({&cycle, &child});
  }
}

const std::vector<Alignment::Child>& Alignment::children_of(const Objective& parent) {
  static const std::vector<Child> none;
  if (!is_built_)
    for (const Cycle& cycle : workspace_.cycles)
      for (const Objective& child : cycle.objectives) note_parents(cycle, child);
  is_built_ = true;
  const auto it = children_.find(&parent);
  return it == children_.end() ? none : it->second;
}

bool Alignment::is_top_level(const Cycle& cycle, const Objective& objective) {
  return std::ranges::none_of(
      objective.parents, [&](const Reference& parent) { return ids_.resolve(cycle, parent.text).cycle == &cycle; });
}

}  // namespace okr
