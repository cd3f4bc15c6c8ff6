// SPDX-License-Identifier: MIT
#include "okr/compute/blockers.hpp"

#include <algorithm>

#include "okr/base/text.hpp"

namespace okr {
namespace {

class Story {
 public:
  Story(const Workspace& workspace, const Cycle& cycle) : workspace_(workspace), cycle_(cycle) {}

  void take(const Checkin& checkin) {
    for (const Reference& one : checkin.solved) solve(one.text, checkin.date);
    for (const Blocker& blocker : checkin.blockers) add(blocker, checkin);
  }

  std::vector<Obstacle> whole() { return std::move(obstacles_); }

 private:
  bool is_same_record(const Obstacle& obstacle, const Found& found) const {
    if (obstacle.about.kpi || found.kpi) return obstacle.about.kpi == found.kpi;
    return found.objective && obstacle.about.objective == found.objective &&
           obstacle.about.key_result == found.key_result;
  }

  void solve(std::string_view name, Date on) {
    name = trim(name);
    const Found found = resolve(workspace_, cycle_, name);
    for (Obstacle& obstacle : obstacles_) {
      const bool is_meant = is_same_record(obstacle, found) || obstacle.id == name || obstacle.text == name;
      if (is_meant && !obstacle.solved) obstacle.solved = on;
    }
  }

  void add(const Blocker& blocker, const Checkin& checkin) {
    Obstacle obstacle;
    obstacle.text = std::string(trim(blocker.text));
    obstacle.by = checkin.by.empty() ? checkin.source : checkin.by;
    obstacle.since = checkin.date;
    if (!blocker.about.empty()) {
      obstacle.about = resolve(workspace_, cycle_, blocker.about.text);
      const bool is_known = obstacle.about.kpi || obstacle.about.objective;
      obstacle.id = is_known ? name_in(cycle_, obstacle.about) : blocker.about.text;
    }
    auto there = std::ranges::find_if(obstacles_, [&](const Obstacle& one) {
      return !one.solved && one.id == obstacle.id && one.text == obstacle.text;
    });
    if (there == obstacles_.end()) there = obstacles_.insert(there, std::move(obstacle));
    there->said.push_back(&blocker);
  }

  const Workspace& workspace_;
  const Cycle& cycle_;
  std::vector<Obstacle> obstacles_;
};

}  // namespace

std::string name_in(const Cycle& cycle, const Found& found) {
  if (found.kpi) return "kpi/" + found.kpi->id.text;
  if (found.key_result)
    return found.cycle->id == cycle.id ? to_string(found.key_result->id) : full_id(*found.cycle, *found.key_result);
  return found.cycle->id == cycle.id ? found.objective->id.text : full_id(*found.cycle, *found.objective);
}

std::vector<Obstacle> obstacles_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  Story story(workspace, cycle);
  for (const Checkin& checkin : cycle.checkins)
    if (checkin.date <= as_of) story.take(checkin);
  return story.whole();
}

std::vector<Obstacle> open_obstacles(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  if (cycle.dated && cycle.period.last < as_of) return {};
  std::vector<Obstacle> open = obstacles_of(workspace, cycle, as_of);
  std::erase_if(open, [](const Obstacle& obstacle) { return obstacle.solved.has_value(); });
  return open;
}

}  // namespace okr
