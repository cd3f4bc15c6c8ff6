// SPDX-License-Identifier: MIT
#include "reports/plan/plan.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "okr/compute/course.hpp"
#include "okr/compute/pace.hpp"
#include "okr/compute/practice.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {
namespace {

// --- what goes on --------------------------------------------------------------------------------------------------

/// The ids of objectives that the next cycle says it carries on.
std::set<std::string> ids_carried_by(const Workspace& workspace, const Cycle& next) {
  IdIndex ids(workspace);
  std::set<std::string> carried;
  for (const Objective& objective : next.objectives) {
    if (objective.carried_from.empty()) continue;
    const Found found = ids.resolve(next, objective.carried_from);
    if (found.objective && !found.key_result) carried.insert(found.objective->id.text);
  }
  return carried;
}

/// The same objective as it stands and as it would end.
PlanGoal goal_of(const ObjectiveNumbers& now, const ObjectiveNumbers& at_end, bool is_over) {
  PlanGoal goal{&now, stays(at_end, true), {}};
  for (std::size_t i = 0; i < now.key_results.size(); ++i) {
    const KeyResultNumbers& kr = at_end.key_results[i];
    if (kr.key_result)
      goal.key_results.push_back(
          {&now.key_results[i], stays(at_end, kr, true), is_over && postmortem_is_due(at_end, kr)});
  }
  return goal;
}

void add_goals(Plan& plan, const CycleNumbers& at_end, const std::set<std::string>& carried) {
  for (std::size_t i = 0; i < plan.from.objectives.size(); ++i) {
    const ObjectiveNumbers& numbers = plan.from.objectives[i];
    if (!numbers.objective) continue;
    plan.goals.push_back(goal_of(numbers, at_end.objectives[i], plan.is_over));
    plan.goals.back().is_carried = carried.contains(numbers.objective->id.text);
  }
}

bool is_carried_from(IdIndex& ids, const Cycle& home, const Objective& objective, const Cycle& from) {
  if (objective.carried_from.empty()) return false;
  const Found found = ids.resolve(home, objective.carried_from);
  return found.cycle && found.cycle->id == from.id;
}

std::vector<PlanDraft> drafts_of(const PlannedCycle& planned, const Cycle& from, Date as_of) {
  std::vector<PlanDraft> drafts;
  IdIndex ids(planned.workspace);
  ObjectiveTable table(planned.workspace);
  for (const Objective& objective : planned.cycle.objectives) {
    if (!is_live(objective.state) || is_carried_from(ids, planned.cycle, objective, from)) continue;
    const Kpi* kpi = objective.triggered_by.empty() ? nullptr : kpi_named(planned.workspace, objective.triggered_by);
    drafts.push_back({table.of(planned.cycle, objective, as_of), kpi,
                      planned.present && find_objective(*planned.present, objective.id.text)});
  }
  return drafts;
}

// --- what to look at -----------------------------------------------------------------------------------------------

PlanCheck counts_of_objectives(const PlannedCycle& planned) {
  PlanCheck check{PlanRule::objectives, "W201", objectives_of_a_cycle, {}};
  for (const ObjectiveGroup& group : objective_groups(planned.cycle))
    check.counts.push_back(static_cast<int>(group.objectives.size()));
  if (check.counts.empty()) check.counts.push_back(0);
  return check;
}

PlanCheck counts_of_key_results(const PlannedCycle& planned) {
  PlanCheck check{PlanRule::key_results, "W202", key_results_of_an_objective, {}};
  for (const Objective& objective : planned.cycle.objectives) {
    const auto count = count_of_key_results(objective);
    if (is_live(objective.state) && count) check.counts.push_back(*count);
  }
  return check;
}

PlanCheck committed_share(const PlannedCycle& planned) {
  PlanCheck check{PlanRule::committed, "", std::nullopt, {}};
  for (const Objective& objective : planned.cycle.objectives) {
    if (!is_live(objective.state)) continue;
    ++check.all;
    if (objective.type() == ObjectiveType::committed) ++check.good;
  }
  check.is_question = true;
  return check;
}

PlanCheck confidences(const std::vector<Subject>& subjects, Date as_of) {
  PlanCheck check{PlanRule::confidence, "W245", first_confidence, {}};
  for (const Subject& subject : subjects)
    if (subject.objective.type() == ObjectiveType::aspirational) {
      const auto first = opening_confidence(subject, as_of);
      check.counts.push_back(first ? std::optional(first->value) : std::nullopt);
    }
  return check;
}

template <class Looked, class Good>
PlanCheck share_of(PlanRule rule, std::string_view code, const std::vector<Subject>& subjects, Looked looked_at,
                   Good is_good) {
  PlanCheck check{rule, code, std::nullopt, {}};
  for (const Subject& subject : subjects) {
    if (!looked_at(subject)) continue;
    ++check.all;
    if (is_good(subject)) ++check.good;
  }
  return check;
}

std::vector<PlanCheck> checks_of(const PlannedCycle& planned, Date as_of) {
  const std::vector<Subject> subjects = live_subjects(planned.workspace, planned.cycle);
  const auto all = [](const Subject&) { return true; };
  std::vector<PlanCheck> checks = {counts_of_objectives(planned), counts_of_key_results(planned),
                                   committed_share(planned), confidences(subjects, as_of)};
  checks.push_back(share_of(
      PlanRule::counter, "W222", subjects, [&](const Subject& one) { return wants_counter(one, as_of); },
      [&](const Subject& one) { return has_counter(one, as_of); }));
  checks.push_back(share_of(PlanRule::baseline, "W214", subjects, needs_baseline, has_baseline));
  if (is_personal(planned.workspace, planned.cycle)) return checks;
  checks.push_back(share_of(PlanRule::owner, "W209", subjects, all, has_owner));
  checks.push_back(share_of(PlanRule::source, "I303", subjects, needs_source,
                            [](const Subject& subject) { return has_source(subject); }));
  return checks;
}

/// What is looked at, and nothing of how it is: objectives are missing.
std::vector<PlanCheck> unread(std::vector<PlanCheck> checks) {
  for (PlanCheck& check : checks) {
    check.counts.clear();
    check.good = check.all = 0;
    check.is_unread = true;
  }
  return checks;
}

// --- the longer cycle ----------------------------------------------------------------------------------------------

/// The one it names, else the one that the old cycle names where that holds its days too.
const Cycle* longer_cycle(const Workspace& workspace, const Cycle& next, const Cycle& from) {
  const auto parent_of = [&](const Cycle& cycle) {
    return cycle.parent.empty() ? nullptr : workspace.cycle(CycleId(cycle.parent.text));
  };
  if (const Cycle* named = parent_of(next)) return named;
  const Cycle* old = parent_of(from);
  return old && contains(old->period, next.period.first) && contains(old->period, next.period.last) ? old : nullptr;
}

}  // namespace

bool PlanCheck::holds() const {
  if (!limits) return good == all;
  return std::ranges::all_of(counts, [&](const std::optional<int>& count) { return !count || limits->hold(*count); });
}

Plan plan_of(const Workspace& workspace, const CycleNumbers& at_end, const PlannedCycle& planned, Date as_of) {
  Plan plan;
  plan.workspace = &workspace;
  const Cycle& from = *at_end.cycle;
  plan.from = numbers_of(workspace, from, as_of);
  plan.is_over = has_ended(from, as_of);
  plan.next = &planned.cycle;
  plan.is_present = planned.present != nullptr;
  plan.is_open = planned.present && planned.present->state != CycleState::draft;
  plan.as_of = as_of;
  plan.scorecard = scorecard_of(workspace, {}, as_of);
  add_goals(plan, at_end, planned.present ? ids_carried_by(workspace, *planned.present) : std::set<std::string>());
  plan.drafts = drafts_of(planned, from, as_of);
  plan.checks =
      from.incomplete || planned.cycle.incomplete ? unread(checks_of(planned, as_of)) : checks_of(planned, as_of);
  if (const Cycle* longer = longer_cycle(workspace, planned.cycle, from))
    plan.annual = numbers_of(workspace, *longer, as_of);
  return plan;
}

}  // namespace okr::reports
