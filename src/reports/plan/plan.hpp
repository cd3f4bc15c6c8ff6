// SPDX-License-Identifier: MIT
// What `okr review --plan NEXT` says (method.md 6.6): KPIs to start from, what of the last cycle goes on, what is
// drafted, and what to look at before anybody commits to it. For people and for programs.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/carry.hpp"
#include "okr/model/rule.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/objects.hpp"

namespace okr::reports {

/// The cycle that is planned, as it would be with everything that carries and that KPIs call for.
struct PlannedCycle {
  const Workspace& workspace;  ///< with that cycle in it
  const Cycle& cycle;
  const Cycle* present = nullptr;  ///< the same as it is on disk; null when it is not there
};

/// A key result of the old cycle.
struct PlanKeyResult {
  const KeyResultNumbers* numbers = nullptr;
  Stays stays = Stays::goes_on;
  bool postmortem_due = false;  ///< it was committed, missed, and nobody said why
};

/// An objective of the old cycle of which something goes on, or would.
struct PlanGoal {
  const ObjectiveNumbers* numbers = nullptr;
  Stays stays = Stays::goes_on;
  std::vector<PlanKeyResult> key_results;
  bool is_carried = false;  ///< it is in the next cycle's files already
};

/// An objective of the next cycle that comes from no other.
struct PlanDraft {
  ObjectiveNumbers numbers;  ///< of the planned cycle
  const Kpi* kpi = nullptr;  ///< that calls for it; may be null
  bool is_present = false;   ///< in the files already, not only proposed here
};

enum class PlanRule : std::uint8_t { objectives, key_results, committed, confidence, counter, owner, baseline, source };
OKR_WORDS(PlanRule, "objectives", "key_results", "committed", "confidence", "counter", "owner", "baseline", "source")

struct PlanCheck {
  PlanRule rule = PlanRule::objectives;
  std::string_view code;                   ///< of the rule that looks at it later: "W202"; empty for a question
  std::optional<Limits> limits;            ///< of `counts`
  std::vector<std::optional<int>> counts;  ///< one for each that is looked at; empty where nothing is known
  int good = 0, all = 0;                   ///< without limits: how many of how many
  bool is_question = false;                ///< a person has to say
  bool is_unread = false;                  ///< nothing of it is known: files of a cycle cannot be read
  bool holds() const;
};

struct Plan {
  const Workspace* workspace = nullptr;
  CycleNumbers from = {};  ///< the cycle before, as it stands
  bool is_over = false;    ///< it is
  const Cycle* next = nullptr;
  bool is_present = false;  ///< its folder is there
  bool is_open = false;     ///< it is there and no draft any more
  Date as_of{};
  std::unique_ptr<const Scorecard> scorecard;
  std::vector<PlanGoal> goals;  ///< in the order of the files
  std::vector<PlanDraft> drafts;
  std::vector<PlanCheck> checks;
  std::optional<CycleNumbers> annual;  ///< the longer cycle that it belongs to
};

/// Everything must outlive the result. `at_end` are the numbers of the old cycle as if it ended today: by them it is
/// decided what goes on, and nothing else is said of them while it runs.
Plan plan_of(const Workspace& workspace, const CycleNumbers& at_end, const PlannedCycle& planned, Date as_of);

/// `scale` of scores: 1 or 100.
Document document_of(const Plan& plan);

/// A line a thing that may go on, or is drafted.
Records records_of(const Plan& plan);
Json json_of(const Plan& plan);

}  // namespace okr::reports
