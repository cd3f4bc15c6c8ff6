// SPDX-License-Identifier: MIT
// Many names that a person typed, found by tables.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// Gives the answers of look_up for many names, from tables that are made once; for a workspace that does not change
/// meanwhile.
class LookUp {
 public:
  explicit LookUp(const Workspace& workspace) : workspace_(workspace), ids_(workspace) {}

  Result<Found> of(const Scope& scope, std::string_view typed);

 private:
  using Matches = std::vector<Found>;

  Found found_in(const Cycle& cycle, std::string_view name);
  Found qualified(std::string_view reference);
  void add_last_part_matches(const Cycle& cycle, std::string_view typed, Matches& matches);
  Matches last_parts_of(std::string_view typed);
  Matches matches_of(const Scope& scope, std::string_view typed);

  const Workspace& workspace_;
  IdIndex ids_;
  std::size_t suggested_ = 0;  ///< unknown names for which near ones were looked for
  std::map<const Cycle*, std::map<std::string_view, Matches>> last_parts_;
};

}  // namespace okr
