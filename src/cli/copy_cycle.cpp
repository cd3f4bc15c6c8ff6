// SPDX-License-Identifier: MIT
#include "cli/copy_cycle.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include <fmt/core.h>

#include "cli/records.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {

namespace {

constexpr auto left_behind = std::to_array<std::string_view>(
    {"state", "reason", "changes", "plan", "start", "due", "was", "carried-from", "postmortem", "allow"});

bool has_ended(State state) { return state == State::done || state == State::cancelled; }

bool is_finished(const KeyResultNumbers& numbers) {
  if (!numbers.key_result || has_ended(numbers.key_result->state)) return true;
  return numbers.reached && numbers.key_result->kind != Kind::hold;
}

class Copier {
 public:
  Copier(const Workspace& workspace, const Cycle& cycle, Date as_of) : workspace_(workspace) {
    for (const ObjectiveNumbers& numbers : numbers_of(workspace, cycle, as_of).objectives) choose(numbers);
  }

  Result<CycleCopy> copy() {
    CycleCopy copy;
    for (const auto& [objective, key_results] : chosen_) {
      if (auto added = add_objective(*objective, copy.tables); !added) return tl::unexpected(added.error());
      ++copy.objectives;
      for (const KeyResult* kr : key_results) {
        if (auto added = add_key_result(*kr, copy.tables); !added) return tl::unexpected(added.error());
        ++copy.key_results;
      }
    }
    return copy;
  }

 private:
  void choose(const ObjectiveNumbers& numbers) {
    if (!numbers.objective || has_ended(numbers.objective->state)) return;
    std::vector<const KeyResult*> key_results;
    for (const KeyResultNumbers& one : numbers.key_results)
      if (!is_finished(one)) key_results.push_back(one.key_result);
    if (key_results.empty() && !numbers.key_results.empty()) return;
    chosen_.emplace_back(numbers.objective, key_results);
    names_.insert(numbers.objective->id.text);
    for (const KeyResult* kr : key_results) names_.insert(to_string(kr->id));
  }

  Result<const std::string*> text_of(const Place& place) {
    const std::string& file = workspace_.files[place.file];
    const auto known = texts_.find(file);
    if (known != texts_.end()) return &known->second;
    auto text = file_text(workspace_, file);
    if (!text) return tl::unexpected(text.error());
    return &texts_.emplace(file, std::move(*text)).first->second;
  }

  /// A name of this cycle must be copied too; one of another cycle or a KPI stays what it is.
  bool leads_somewhere(const Reference& reference) const {
    return reference.empty() || reference.text.find('/') != std::string::npos || names_.contains(reference.text) ||
           workspace_.kpi(reference.text);
  }

  bool keeps_references(std::string_view key, const std::vector<Reference>& parents) const {
    return key != "parent" || std::ranges::all_of(parents, [&](const Reference& one) { return leads_somewhere(one); });
  }

  Status add_objective(const Objective& objective, std::string& tables) {
    const auto text = text_of(objective.place);
    if (!text) return tl::unexpected(text.error());
    tables += "\n[" + store::toml_key(objective.id.text) + "]\n";
    for (const KeyPlace& given : objective.keys)
      if (keeps_references(given.key, objective.parents))
        add_line(**text, {objective.id.text, std::string(given.key)}, tables);
    for (const std::string_view key : default_keys())
      if (!objective.gives(key)) add_line(**text, {"defaults", std::string(key)}, tables);
    return {};
  }

  Status add_key_result(const KeyResult& kr, std::string& tables) {
    const auto text = text_of(kr.place);
    if (!text) return tl::unexpected(text.error());
    const store::KeyPath path = {kr.id.objective.text, kr.id.name};
    tables += "\n[" + store::toml_key(path) + "]\n";
    for (const KeyPlace& given : kr.keys) {
      if (given.key == "steps" && !kr.steps.empty()) {
        tables += "steps = " + steps_text(kr) + "\n";
        continue;
      }
      const bool dangles = (given.key == "counter" && !leads_somewhere(kr.counter)) ||
                           (given.key == "depends-on" && !leads_somewhere(kr.depends_on));
      if (dangles || !keeps_references(given.key, kr.parents)) continue;
      add_line(**text, {path[0], path[1], std::string(given.key)}, tables);
    }
    return {};
  }

  static void add_line(const std::string& text, const store::KeyPath& path, std::string& tables) {
    if (std::ranges::find(left_behind, path.back()) != left_behind.end()) return;
    const auto value = store::value_text(text, path);
    if (value) tables += store::toml_key(path.back()) + " = " + *value + "\n";
  }

  /// Steps without their days, which lie in the old cycle.
  static std::string steps_text(const KeyResult& kr) {
    std::vector<std::string> steps;
    for (const Step& step : kr.steps) {
      const std::string title = store::toml_string(step.title);
      if (step.id.empty() && step.weight == 1) {
        steps.push_back(title);
        continue;
      }
      std::string entry = "{ title = " + title;
      if (!step.id.empty()) entry += ", id = " + store::toml_string(step.id);
      if (step.weight != 1) entry += ", weight = " + store::toml_number(step.weight);
      steps.push_back(entry + " }");
    }
    return store::toml_list(steps);
  }

  const Workspace& workspace_;
  std::vector<std::pair<const Objective*, std::vector<const KeyResult*>>> chosen_;
  std::set<std::string> names_;
  std::map<std::string, std::string> texts_;
};

}  // namespace

Result<CycleCopy> copy_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  return Copier(workspace, cycle, as_of).copy();
}

}  // namespace okr::cli
