// SPDX-License-Identifier: MIT
// `okr diff --goalposts`: every definition that was moved after its cycle began, by whom, and what it did to the score.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/diff/differences.hpp"

namespace okr::reports {

/// The definitions of a cycle, and of the KPIs, around a commit.
struct DefinitionStep {
  std::string hash;    ///< short; empty of what is not committed
  std::string author;  ///< empty alike
  std::optional<Date> day;
  std::vector<Workspace> before;  ///< of each parent
  Workspace after;
};

/// A record whose definition a commit moved.
struct MovedGoalpost {
  std::string hash, author;  ///< empty of what is not committed
  std::optional<Date> day;
  RecordDifference row;  ///< with the causes of its definition alone; by_definition is the effect by today's readings
  /// What all of the commit moved the cycle's printed score by, alike; said of its first record alone.
  std::optional<double> cycle_effect;

  bool is_explained() const;
};

/// What was moved before some commit, which nobody can tell.
struct UnknownMoves {
  std::string hash;  ///< of that commit; empty where the clone was cut off there, and git can fetch the rest
  std::string what;  ///< in a line: why
  std::string hint;
};

struct Goalposts {
  std::string cycle, title;
  Date since{}, as_of{};
  int scale = 1;
  std::vector<MovedGoalpost> moves;  ///< the oldest commit first
  const Workspace* workspace = nullptr;
  std::optional<UnknownMoves> unknown = {};
};

/// The moves of one step that all its parents agree on, judged by the readings and the reasons of `today`.
std::vector<MovedGoalpost> moves_of(DefinitionStep step, const Workspace& today, const Cycle& cycle, Date as_of);

int count_unexplained(const Goalposts& goalposts);

/// "ship.users", "kpi/sleep".
std::string goalpost_id(const RecordDifference& row);

Document document_of(const Goalposts& goalposts);
Records records_of(const Goalposts& goalposts);
Json json_of(const Goalposts& goalposts);

}  // namespace okr::reports
