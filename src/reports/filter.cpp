// SPDX-License-Identifier: MIT
#include "reports/filter.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr::reports {
namespace {

/// One of its owners, or a contributor of its objective.
bool works_on_it(std::string_view person, const Settings& settings, const Objective& objective, const KeyResult& kr) {
  const auto is_person = [person](const std::string& name) { return is_same_person(name, person); };
  return std::ranges::any_of(owners_of(settings, objective, kr), is_person) ||
         std::ranges::any_of(objective.contributors, is_person);
}

bool passes(const CycleFilter& filter, const Settings& settings, const ObjectiveNumbers& objective,
            const KeyResultNumbers& kr) {
  if (!objective.objective || !kr.key_result) return filter.owner.empty() && filter.tag.empty();
  return passes(filter, settings, *objective.objective, *kr.key_result);
}

bool passes(const CycleFilter& filter, const ObjectiveNumbers& objective) {
  return objective.objective ? passes(filter, *objective.objective) : filter.team.empty() && !filter.level;
}

}  // namespace

bool is_everything(const CycleFilter& filter) {
  return filter.ids.empty() && filter.owner.empty() && filter.team.empty() && filter.tag.empty() && !filter.level;
}

bool passes(const CycleFilter& filter, const Settings& settings, const Objective& objective, const KeyResult& kr) {
  if (!filter.owner.empty() && !works_on_it(filter.owner, settings, objective, kr)) return false;
  return filter.tag.empty() || contains(kr.tags, filter.tag) || contains(objective.tags, filter.tag);
}

bool passes(const CycleFilter& filter, const Settings& settings, const Kpi& kpi) {
  const auto owners = owners_of(settings, kpi);
  const auto is_owner = [&](const std::string& name) { return is_same_person(name, filter.owner); };
  if (!filter.owner.empty() && std::ranges::none_of(owners, is_owner)) return false;
  if (!filter.tag.empty() && !contains(kpi.tags, filter.tag)) return false;
  return (filter.team.empty() || kpi.team == filter.team) && (!filter.level || kpi.level == filter.level);
}

bool passes(const CycleFilter& filter, const Objective& objective) {
  return (filter.team.empty() || objective.team == filter.team) && (!filter.level || objective.level == filter.level);
}

bool may_show(const CycleFilter& filter, const Settings& settings, const Objective& objective) {
  if (!passes(filter, objective)) return false;
  return (filter.owner.empty() && filter.tag.empty()) ||
         std::ranges::any_of(objective.key_results,
                             [&](const KeyResult& kr) { return passes(filter, settings, objective, kr); });
}

void narrow(const CycleFilter& filter, const Settings& settings, CycleNumbers& numbers) {
  std::vector<ObjectiveNumbers> kept;
  for (ObjectiveNumbers& objective : numbers.objectives) {
    if (!passes(filter, objective)) continue;
    const bool whole = filter.ids.empty() || contains(filter.ids, objective.id.text);
    std::erase_if(objective.key_results, [&](const KeyResultNumbers& kr) {
      return !(whole || contains(filter.ids, to_string(kr.id))) || !passes(filter, settings, objective, kr);
    });
    const bool narrowed = !filter.owner.empty() || !filter.tag.empty() || !whole;
    if (!narrowed || !objective.key_results.empty()) kept.push_back(std::move(objective));
  }
  numbers.objectives = std::move(kept);
}

CycleForecast narrowed_forecast(const CycleSubject& subject, const CycleFilter& filter, CycleNumbers& numbers,
                                Date as_of) {
  if (is_everything(filter)) return forecast_of(subject, numbers, as_of);
  const CycleNumbers whole = numbers;
  narrow(filter, subject.workspace.settings, numbers);
  return forecast_of(subject, whole, numbers, as_of);
}

// --- words that name nobody ------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t most_listed = 12;

using IsSame = std::function<bool(std::string_view, std::string_view)>;

void add_mistake(std::vector<Error>& mistakes, std::string_view bears, const std::string& name,
                 const std::set<std::string>& known, const IsSame& is_same) {
  if (name.empty()) return;
  if (std::ranges::any_of(known, [&](const std::string& one) { return is_same(one, name); })) return;
  std::vector<std::string> names;
  for (const std::string& one : known) names.push_back(safe_for_terminal(one));
  const auto near = nearest(name, std::vector<std::string_view>(known.begin(), known.end()));
  mistakes.push_back(
      {ErrorKind::usage, fmt::format("nothing here {} '{}'", bears, safe_for_terminal(name)),
       did_you_mean(near, names.empty() ? std::string("no file names one yet")
                          : names.size() <= most_listed
                              ? "there " + std::string(names.size() == 1 ? "is " : "are ") + listed(names)
                              : fmt::format("there are {} others", names.size()))});
}

}  // namespace

std::vector<Error> unknown_names(const Workspace& workspace, const CycleFilter& filter) {
  std::vector<Error> mistakes;
  if (filter.owner.empty() && filter.team.empty() && filter.tag.empty()) return mistakes;
  const NamesToFilterBy known = names_to_filter_by(workspace);
  const IsSame is_equal = std::equal_to<std::string_view>();
  add_mistake(mistakes, "has the owner", filter.owner, known.people, is_same_person);
  add_mistake(mistakes, "is of a team", filter.team, known.teams, is_equal);
  add_mistake(mistakes, "bears the tag", filter.tag, known.tags, is_equal);
  return mistakes;
}

Status check_names(const Workspace& workspace, const CycleFilter& filter) {
  const auto is_unread = [](const Diagnostic& diagnostic) { return is_unreadable(diagnostic.code); };
  if (std::ranges::any_of(workspace.diagnostics, is_unread)) return {};  // who is asked for may stand there
  std::vector<Error> unknown = unknown_names(workspace, filter);
  return unknown.empty() ? Status() : tl::unexpected<Error>(std::move(unknown.front()));
}

// --- groups ----------------------------------------------------------------------------------------------------------

namespace {

std::vector<std::string> names_for(Grouping grouping, const Settings& settings, const ObjectiveNumbers& numbers) {
  if (!numbers.objective) return {""};
  const Objective& objective = *numbers.objective;
  switch (grouping) {
    case Grouping::none: return {""};
    case Grouping::team: return {objective.team};
    case Grouping::owner: {
      auto owners = owners_of(settings, objective);
      return owners.empty() ? std::vector<std::string>{""} : owners;
    }
    case Grouping::level: return {objective.level ? std::string(word(*objective.level)) : ""};
    case Grouping::tag: return objective.tags.empty() ? std::vector<std::string>{""} : objective.tags;
  }
  return {""};
}

}  // namespace

std::vector<BoardGroup> groups_of(const CycleNumbers& numbers, Grouping grouping, const Settings& settings) {
  std::vector<BoardGroup> groups;
  std::map<std::string, std::size_t> known;
  for (const ObjectiveNumbers& objective : numbers.objectives)
    for (const std::string& name : names_for(grouping, settings, objective)) {
      const auto [group, is_new] = known.emplace(name, groups.size());
      if (is_new) groups.push_back({name, {}});
      groups[group->second].objectives.push_back(&objective);
    }
  // What names no group stands last.
  std::stable_partition(groups.begin(), groups.end(), [](const BoardGroup& group) { return !group.name.empty(); });
  return groups;
}

}  // namespace okr::reports
