// SPDX-License-Identifier: MIT
// `okr next`: what to do by when to stay on pace, the least safe first.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "okr/compute/forecast.hpp"
#include "okr/compute/next.hpp"
#include "reports/filter.hpp"
#include "reports/objects.hpp"

namespace okr::reports {

struct NextItem {
  const ObjectiveNumbers* objective = nullptr;
  NextMove move;
  KeyResultForecast forecast;
};

struct NextMoves {
  const Workspace* workspace = nullptr;
  CycleNumbers numbers;
  std::vector<NextItem> items;  ///< the active key results of active objectives; none when the cycle has ended
  std::size_t more = 0;         ///< how many were left out by the limit
  bool filtered = false;
};

/// At most `limit` of them. The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const NextMoves> next_moves_of(const Workspace& workspace, const Cycle& cycle,
                                               const CycleFilter& filter, std::optional<int> limit, Date as_of);

/// "+35 users by Mon 24 Aug", `"beta" by 31 Aug`, "safe until the end".
std::string next_text(const NextItem& item, Date as_of);

/// The least safe one that can still be helped, in short: "ship.users +35 users by Mon 24 Aug"; empty where there is
/// none.
std::string first_move_text(const NextMoves& moves);

Document document_of(const NextMoves& moves);
Records records_of(const NextMoves& moves);
Json json_of(const NextMoves& moves);

}  // namespace okr::reports
