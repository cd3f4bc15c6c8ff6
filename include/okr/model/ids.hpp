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

 private:
  struct Ids {
    std::unordered_map<std::string_view, Found> objectives;
    std::map<std::string, Found, std::less<>> key_results;
    bool any_was = false;  ///< then a name may be one of the past, which is searched for
  };

  const Ids& ids_of(const Cycle& cycle);

  const Workspace& workspace_;
  std::unordered_map<const Cycle*, Ids> ids_;
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
