// SPDX-License-Identifier: MIT
// What is in the way of a cycle, from the day on which somebody said it first until it is solved; one function for
// board, reviews, journal and the next check-in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// What check-ins said of one thing in the way. The same words again, of the same record, are the same thing.
struct Obstacle {
  std::string id;  ///< the record it holds up, as it is called now: "fit.doctor", "2026/reach", "kpi/visits"; or empty
  std::string text;                  ///< as a check-in says it
  std::string by;                    ///< who said it first: the person, else the source
  Found about;                       ///< the record; empty where none is named, or the name names nothing
  Date since{};                      ///< said first
  std::optional<Date> solved;        ///< a later check-in says so
  std::vector<const Blocker*> said;  ///< each time it was said, in the cycle's check-ins

  /// What `solved` has to say: the id, else the text.
  const std::string& name() const { return id.empty() ? text : id; }
};

/// How a check-in of the cycle names the record: "fit.doctor", "fit", "2026/reach.visits", "kpi/visits".
std::string name_in(const Cycle& cycle, const Found& found);

/// All obstacles that check-ins of a cycle name up to the day, the oldest first. `solved` of a check-in ends what
/// earlier ones said, by record (also under a name it once had) or by the same text; what is said again later begins
/// anew.
std::vector<Obstacle> obstacles_of(const Workspace& workspace, const Cycle& cycle, Date as_of);

/// The obstacles of a cycle that stand on the day: not solved, and the cycle is not over.
std::vector<Obstacle> open_obstacles(const Workspace& workspace, const Cycle& cycle, Date as_of);

}  // namespace okr
