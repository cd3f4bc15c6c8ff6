// SPDX-License-Identifier: MIT
#include "okr/compute/practice.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "okr/compute/pace.hpp"

namespace okr {
namespace {

/// False where somebody else than `person` owns something; the first owner becomes the person where there is none yet.
bool is_all_of(std::string& person, const Workspace& workspace, const Cycle& cycle) {
  for (const Subject& subject : live_subjects(workspace, cycle)) {
    for (const std::string& owner : owners_of(workspace.settings, subject.objective, subject.key_result)) {
      if (person.empty())
        person = owner;
      else if (!is_same_person(person, owner))
        return false;
    }
  }
  return true;
}

std::string whose(const Objective& objective, const std::vector<std::string>& owners) {
  if (objective.level == Level::individual && !owners.empty()) return owners.front();
  if (!objective.team.empty()) return fmt::format("team '{}'", objective.team);
  return objective.level ? fmt::format("level {}", word(*objective.level)) : std::string();
}

}  // namespace

bool is_personal(const Workspace& workspace) {
  if (const auto profile = workspace.settings.check.profile) return *profile == Profile::personal;
  std::string person;
  return std::ranges::all_of(
      workspace.cycles, [&](const Cycle& cycle) { return is_closed(cycle) || is_all_of(person, workspace, cycle); });
}

bool is_personal(const Workspace& workspace, const Cycle& cycle) {
  if (const auto profile = workspace.settings.check.profile) return *profile == Profile::personal;
  std::string person;
  return is_all_of(person, workspace, cycle);
}

bool can_be_set(const Cycle& cycle, Date as_of) { return cycle.dated && !is_closed(cycle) && !has_ended(cycle, as_of); }

std::vector<ObjectiveGroup> objective_groups(const Cycle& cycle) {
  std::vector<ObjectiveGroup> groups;
  std::map<std::string, std::size_t> known;
  for (const Objective& objective : cycle.objectives) {
    if (!is_live(objective.state)) continue;
    const std::string name = whose(objective, objective.owners);
    const auto [group, is_new] = known.emplace(name, groups.size());
    if (is_new) groups.push_back({name, {}});
    groups[group->second].objectives.push_back(&objective);
  }
  return groups;
}

std::optional<int> count_of_key_results(const Objective& objective) {
  if (objective.roll_up == RollUp::children) return std::nullopt;
  return static_cast<int>(
      std::ranges::count_if(objective.key_results, [](const KeyResult& kr) { return is_live(kr.state); }));
}

std::vector<Subject> live_subjects(const Workspace& workspace, const Cycle& cycle) {
  std::vector<Subject> subjects;
  for (const Objective& objective : cycle.objectives) {
    if (!is_live(objective.state)) continue;
    for (const KeyResult& kr : objective.key_results)
      if (is_live(kr.state)) subjects.push_back({workspace, cycle, objective, kr});
  }
  return subjects;
}

bool has_owner(const Subject& subject) {
  return !owners_of(subject.workspace.settings, subject.objective, subject.key_result).empty();
}

bool needs_baseline(const Subject& subject) { return subject.key_result.kind == Kind::number; }
bool has_baseline(const Subject& subject) {
  return subject.key_result.baseline.has_value() || !subject.key_result.kpi.empty();
}

bool needs_source(const Subject& subject) {
  const Kind kind = subject.key_result.kind;
  return kind == Kind::number || kind == Kind::hold || kind == Kind::measure;
}
bool has_source(const Subject& subject) {
  return !subject.key_result.source.empty() || !subject.key_result.kpi.empty();
}

bool has_source(const Kpi& kpi) { return !kpi.source.empty() || !kpi.formula.empty() || !kpi.values.path.empty(); }

}  // namespace okr
