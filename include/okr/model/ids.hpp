// SPDX-License-Identifier: MIT
// Records by their ids: what many references ask for is looked up in tables that are made once.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okr/model/workspace.hpp"

namespace okr {

/// As resolve, and the same answers; for a workspace that does not change meanwhile.
class IdIndex {
 public:
  explicit IdIndex(const Workspace& workspace) : workspace_(workspace) {}

  Found resolve(const Cycle& home, std::string_view reference);

  /// By its id, or by a name it once had; null where there is none.
  const Kpi* kpi(std::string_view name);

  /// As find_objective.
  const Objective* objective(const Cycle& cycle, std::string_view id) { return objective_in(ids_of(cycle), id); }

 private:
  using Objectives = std::unordered_map<std::string_view, const Objective*>;
  using KeyResults = std::map<std::string, const KeyResult*, std::less<>>;

  /// By the names they have, and by those that they had (`was`), which count where nothing has them now.
  struct Ids {
    Objectives objectives, once_objectives;
    KeyResults key_results, once_key_results;  ///< "ship.users": below the id that the objective has
    KeyResults moved;                          ///< by whole names of the past
  };

  const Ids& ids_of(const Cycle& cycle);
  static void note(const Objective& objective, Ids& ids);
  static const Objective* objective_in(const Ids& ids, std::string_view name);
  static const KeyResult* key_result_in(const Ids& ids, std::string_view dotted);
  Found found_in(const Cycle& cycle, std::string_view name);

  const Workspace& workspace_;
  std::unordered_map<const Cycle*, Ids> ids_;
  std::unordered_map<std::string_view, const Kpi*> kpis_;
  bool are_kpis_noted_ = false;
};

/// Steps by what a check-in calls them: the title or the id. Lives no longer than the steps.
class StepIndex {
 public:
  explicit StepIndex(std::span<const Step> steps);

  /// Which steps the word names, the first one first; mostly one, or none.
  std::span<const std::size_t> named(std::string_view word) const;

 private:
  std::unordered_map<std::string_view, std::vector<std::size_t>> steps_;
};

}  // namespace okr
