// SPDX-License-Identifier: MIT
// What stands in the way: how a person names an obstacle or calls it solved.
#include "actions/checkin/write.hpp"

#include <fmt/core.h>
#include <algorithm>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "reports/status/board.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// The name in full, or why it names nothing that can be held up.
Result<std::string> record_called(const CheckinScene& scene, const std::string& typed) {
  TRY_ASSIGN(const auto found, look_up(scene.workspace, Scope{scene.cycles, scene.date}, typed));
  if (found.objective || found.kpi) return name_in(*scene.cycles.front(), found);
  return usage_failure(fmt::format("{} is a cycle", safe_for_terminal(typed)),
                       "name an objective, a key result or a KPI that is held up");
}

bool is_text_or_name(const std::vector<Obstacle>& obstacles, std::string_view said) {
  return std::ranges::any_of(
      obstacles, [&](const Obstacle& obstacle) { return obstacle.text == said || obstacle.name() == said; });
}

/// The words of a text that is near, else what is wrong with the name.
Fault fault_of_solved(const std::vector<Obstacle>& obstacles, const Reference& solved, Error error) {
  std::vector<std::string_view> names;
  for (const Obstacle& obstacle : obstacles) names.insert(names.end(), {obstacle.name(), obstacle.text});
  const auto near = nearest(solved.text, names);
  const bool is_sentence = solved.text.find(' ') != std::string::npos;
  if (near || is_sentence) {
    error.what = fmt::format("nothing in the way is called '{}'", safe_for_terminal(solved.text));
    error.hint = did_you_mean(near, "name the record that it held up, or repeat its text");
  }
  return {Code::E110, std::move(error), solved.place};
}

}  // namespace

std::vector<Obstacle> obstacles_on(const CheckinScene& scene) {
  if (scene.cycles.empty()) return {};
  const Cycle& cycle = *scene.cycles.front();
  return open_obstacles(scene.workspace, cycle, day_in(scene, cycle));
}

std::string obstacles_text(const CheckinScene& scene) {
  const std::vector<Obstacle> obstacles = obstacles_on(scene);
  if (obstacles.empty()) return {};
  std::string text = "Still in the way?\n";
  for (const Obstacle& obstacle : obstacles)
    text += fmt::format("  {}, since {}\n", safe_for_terminal(reports::obstacle_text(obstacle)),
                        short_date(obstacle.since, scene.date));
  return text + fmt::format("What is not: solved = [{}] in okr checkin -e or --from\n",
                            safe_for_terminal(store::toml_string(obstacles.front().name())));
}

std::vector<std::string> blockable_names(const CheckinScene& scene) {
  std::vector<std::string> names;
  if (scene.cycles.empty()) return names;
  const Cycle& home = *scene.cycles.front();
  for (const Cycle* cycle : scene.cycles)
    for (const Objective& objective : cycle->objectives) {
      names.push_back(name_in(home, {cycle, &objective, nullptr, nullptr}));
      for (const KeyResult& kr : objective.key_results)
        names.push_back(name_in(home, {cycle, &objective, &kr, nullptr}));
    }
  for (const Kpi& kpi : scene.workspace.kpis) names.push_back(name_in(home, {nullptr, nullptr, nullptr, &kpi}));
  return names;
}

void settle_blockers(const CheckinScene& scene, CheckinInput& input) {
  for (Blocker& blocker : input.head.blockers) {
    if (blocker.about.empty()) continue;
    auto name = record_called(scene, blocker.about.text);
    if (name)
      blocker.about.text = std::move(*name);
    else
      input.faults.push_back({Code::E110, std::move(name.error()), blocker.about.place});
  }
  if (input.head.solved.empty()) return;
  const Cycle& cycle = *scene.cycles.front();
  const std::vector<Obstacle> obstacles = obstacles_of(scene.workspace, cycle, day_in(scene, cycle));
  for (Reference& solved : input.head.solved) {
    if (is_text_or_name(obstacles, trim(solved.text))) continue;
    auto name = record_called(scene, solved.text);
    if (name)
      solved.text = std::move(*name);
    else
      input.faults.push_back(fault_of_solved(obstacles, solved, std::move(name.error())));
  }
}

}  // namespace okr::actions
