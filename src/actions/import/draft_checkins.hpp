// SPDX-License-Identifier: MIT
// Check-ins as a whole on their way into the workspace: the files that are missing; what is there stays as it is.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>

#include "actions/import/draft_plan.hpp"
#include "okr/model/checkin_sheet.hpp"

namespace okr::cli {

class DraftCheckins {
 public:
  DraftCheckins(const DraftScene& scene, const Draft& draft, DraftPlan& plan)
      : scene_(scene), draft_(draft), plan_(plan) {}

  /// Into the plan's transaction, below the folder of a cycle; a fault where no file can hold it.
  void make(const std::string& folder, const DraftCheckin& said);

  /// The same of all of them for a cycle that is there: only what it does not have. That a file says something else is
  /// remarked on.
  void add(const Cycle& there, std::span<const DraftCheckin> said);

 private:
  void compare(const DraftCheckin& said, const CheckinSheet& there);
  void fault(const DraftCheckin& said, Code code, std::string what, std::string mend = {});
  std::optional<CheckinSheet> sheet_of_page(const DraftCheckin& said);

  const DraftScene& scene_;
  const Draft& draft_;
  DraftPlan& plan_;
  std::set<std::string> paths_;  ///< of those that are made
};

}  // namespace okr::cli
