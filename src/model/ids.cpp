// SPDX-License-Identifier: MIT
#include "okr/model/ids.hpp"

namespace okr {

const IdIndex::Ids& IdIndex::ids_of(const Cycle& cycle) {
  const auto [it, is_new] = ids_.try_emplace(&cycle);
  Ids& ids = it->second;
  if (!is_new) return ids;
  for (const Objective& objective : cycle.objectives) {
    ids.any_was = ids.any_was || !objective.was.empty();
    const bool is_first = ids.objectives.emplace(objective.id.text, Found{&cycle, &objective, nullptr, nullptr}).second;
    for (const KeyResult& kr : objective.key_results) {
      ids.any_was = ids.any_was || !kr.was.empty();
      if (is_first) ids.key_results.emplace(to_string(kr.id), Found{&cycle, &objective, &kr, nullptr});
    }
  }
  return ids;
}

Found IdIndex::resolve(const Cycle& home, std::string_view reference) {
  if (reference.starts_with(kpi_prefix)) return okr::resolve(workspace_, home, reference);
  const auto slash = reference.find('/');
  const bool is_qualified = slash != std::string_view::npos;
  const Cycle* cycle = is_qualified ? workspace_.cycle(CycleId(reference.substr(0, slash))) : &home;
  if (!cycle) return {};
  const Ids& ids = ids_of(*cycle);
  const std::string_view name = is_qualified ? reference.substr(slash + 1) : reference;
  if (const auto it = ids.objectives.find(name); it != ids.objectives.end()) return it->second;
  if (const auto it = ids.key_results.find(name); it != ids.key_results.end()) return it->second;
  if (ids.any_was) return okr::resolve(workspace_, home, reference);
  const Kpi* kpi = is_qualified ? nullptr : workspace_.kpi(reference);
  return kpi ? Found{nullptr, nullptr, nullptr, kpi} : Found{};
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
