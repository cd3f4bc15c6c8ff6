// SPDX-License-Identifier: MIT
#include "reports/status/filter.hpp"

#include <algorithm>

namespace okr::reports {
namespace {

bool has_tag(const std::vector<std::string>& tags, std::string_view tag) {
  return std::ranges::find(tags, tag) != tags.end();
}

/// One of its owners, or a contributor of its objective.
bool works_on_it(std::string_view person, const Settings& settings, const ObjectiveNumbers& objective,
                 const KeyResultNumbers& kr) {
  const auto is_person = [person](const std::string& name) { return is_same_person(name, person); };
  return std::ranges::any_of(owners_of(settings, *objective.objective, *kr.key_result), is_person) ||
         std::ranges::any_of(objective.objective->contributors, is_person);
}

bool passes(const CycleFilter& filter, const Settings& settings, const ObjectiveNumbers& objective,
            const KeyResultNumbers& kr) {
  if (!objective.objective || !kr.key_result) return filter.owner.empty() && filter.tag.empty();
  if (!filter.owner.empty() && !works_on_it(filter.owner, settings, objective, kr)) return false;
  return filter.tag.empty() || has_tag(kr.key_result->tags, filter.tag) ||
         has_tag(objective.objective->tags, filter.tag);
}

bool passes(const CycleFilter& filter, const ObjectiveNumbers& objective) {
  if (!objective.objective) return filter.team.empty() && !filter.level;
  if (!filter.team.empty() && objective.objective->team != filter.team) return false;
  return !filter.level || objective.objective->level == filter.level;
}

bool is_named(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

}  // namespace

bool is_everything(const CycleFilter& filter) {
  return filter.ids.empty() && filter.owner.empty() && filter.team.empty() && filter.tag.empty() && !filter.level;
}

void narrow(const CycleFilter& filter, const Settings& settings, CycleNumbers& numbers) {
  std::vector<ObjectiveNumbers> kept;
  for (ObjectiveNumbers& objective : numbers.objectives) {
    if (!passes(filter, objective)) continue;
    const bool whole = filter.ids.empty() || is_named(filter.ids, objective.id.text);
    std::erase_if(objective.key_results, [&](const KeyResultNumbers& kr) {
      return !(whole || is_named(filter.ids, to_string(kr.id))) || !passes(filter, settings, objective, kr);
    });
    const bool narrowed = !filter.owner.empty() || !filter.tag.empty() || !whole;
    if (!narrowed || !objective.key_results.empty()) kept.push_back(std::move(objective));
  }
  numbers.objectives = std::move(kept);
}

}  // namespace okr::reports
