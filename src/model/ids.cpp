// SPDX-License-Identifier: MIT
// Objectives, key results, KPIs and steps found by their ids, present and former, where many are asked for.
#include "okr/model/workspace.hpp"

#include <utility>

namespace okr {

void IdIndex::note(const Objective& objective, Ids& ids) {
  const bool is_first = ids.objectives.emplace(objective.id.text, &objective).second;
  for (const std::string& was : objective.was) ids.once_objectives.emplace(was, &objective);
  for (const KeyResult& kr : objective.key_results) {
    for (const std::string& was : kr.was) ids.moved.emplace(was, &kr);
    if (!is_first) continue;
    ids.key_results.emplace(to_string(kr.id), &kr);
    for (const std::string& was : kr.was) ids.once_key_results.emplace(objective.id.text + "." + was, &kr);
  }
}

const IdIndex::Ids& IdIndex::ids_of(const Cycle& cycle) {
  const auto [it, is_new] = ids_.try_emplace(&cycle);
  if (is_new)
    for (const Objective& objective : cycle.objectives) note(objective, it->second);
  return it->second;
}

const Objective* IdIndex::objective_in(const Ids& ids, std::string_view name) {
  if (const auto it = ids.objectives.find(name); it != ids.objectives.end()) return it->second;
  const auto once = ids.once_objectives.find(name);
  return once == ids.once_objectives.end() ? nullptr : once->second;
}

const KeyResult* IdIndex::key_result_in(const Ids& ids, std::string_view dotted) {
  if (const auto it = ids.key_results.find(dotted); it != ids.key_results.end()) return it->second;
  const auto dot = dotted.find('.');
  if (dot + 1 == dotted.size()) return nullptr;
  const Objective* objective = objective_in(ids, dotted.substr(0, dot));
  const bool is_noted = objective && ids.objectives.find(objective->id.text)->second == objective;
  if (objective && !is_noted) {  // a second one of that id: E101, so seldom
    if (const KeyResult* kr = find_key_result(*objective, dotted.substr(dot + 1))) return kr;
  }
  if (is_noted) {
    const std::string name = objective->id.text + std::string(dotted.substr(dot));
    for (const KeyResults* known : {&ids.key_results, &ids.once_key_results})
      if (const auto it = known->find(name); it != known->end()) return it->second;
  }
  const auto moved = ids.moved.find(dotted);
  return moved == ids.moved.end() ? nullptr : moved->second;
}

Found IdIndex::found_in(const Cycle& cycle, std::string_view name) {
  const Ids& ids = ids_of(cycle);
  if (name.find('.') == std::string_view::npos) {
    const Objective* objective = objective_in(ids, name);
    return objective ? Found{&cycle, objective, nullptr, nullptr} : Found{};
  }
  const KeyResult* kr = key_result_in(ids, name);
  return kr ? Found{&cycle, objective_in(ids, kr->id.objective.text), kr, nullptr} : Found{};
}

const Kpi* IdIndex::kpi(std::string_view name) {
  if (!std::exchange(are_kpis_noted_, true)) {
    for (const Kpi& kpi : workspace_.kpis) kpis_.emplace(kpi.id.text, &kpi);
    for (const Kpi& kpi : workspace_.kpis)
      for (const std::string& was : kpi.was) kpis_.emplace(was, &kpi);
  }
  const auto it = kpis_.find(name);
  return it == kpis_.end() ? nullptr : it->second;
}

Found IdIndex::resolve(const Cycle& home, std::string_view reference) {
  const auto slash = reference.find('/');
  if (slash != std::string_view::npos && !reference.starts_with(kpi_prefix)) {
    const Cycle* cycle = workspace_.cycle(CycleId(reference.substr(0, slash)));
    return cycle ? found_in(*cycle, reference.substr(slash + 1)) : Found{};
  }
  if (slash == std::string_view::npos)
    if (const Found found = found_in(home, reference); found.objective) return found;
  const Kpi* named = kpi(slash == std::string_view::npos ? reference : reference.substr(kpi_prefix.size()));
  return named ? Found{nullptr, nullptr, nullptr, named} : Found{};
}

StepIndex::StepIndex(std::span<const Step> steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    steps_[steps[i].title].push_back(i);
    if (!steps[i].id.empty() && steps[i].id != steps[i].title) steps_[steps[i].id].push_back(i);
  }
}

std::span<const std::size_t> StepIndex::named(std::string_view word) const {
  const auto it = steps_.find(word);
  return it == steps_.end() ? std::span<const std::size_t>() : it->second;
}

}  // namespace okr
