// SPDX-License-Identifier: MIT
#include "okr/compute/blockers.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"

namespace okr {
namespace {

class Story {
 public:
  Story(const Workspace& workspace, const Cycle& cycle) : cycle_(cycle), ids_(workspace) {}

  void take(const Checkin& checkin) {
    for (const Reference& one : checkin.solved) solve(one.text, checkin.date);
    for (const Blocker& blocker : checkin.blockers) add(blocker, checkin);
  }

  std::vector<Obstacle> whole() { return std::move(obstacles_); }

 private:
  using Record = std::tuple<const Kpi*, const Objective*, const KeyResult*>;
  using Places = std::vector<std::size_t>;  ///< in obstacles_

  static Record record_of(const Found& found) { return {found.kpi, found.objective, found.key_result}; }

  /// Those that are open; what was solved is not looked at again.
  void solve(Places& places, Date on) {
    for (const std::size_t place : std::exchange(places, {}))
      if (Obstacle& obstacle = obstacles_[place]; !obstacle.solved) {
        obstacle.solved = on;
        open_.erase({obstacle.id, obstacle.text});
      }
  }

  template <class Map, class Key>
  void solve(Map& map, const Key& key, Date on) {
    if (const auto it = map.find(key); it != map.end()) solve(it->second, on);
  }

  void solve(std::string_view name, Date on) {
    name = trim(name);
    const Found found = ids_.resolve(cycle_, name);
    if (found.kpi || found.objective) solve(by_record_, record_of(found), on);
    solve(by_id_, name, on);
    solve(by_text_, name, on);
  }

  void add(const Blocker& blocker, const Checkin& checkin) {
    Obstacle obstacle;
    obstacle.text = std::string(trim(blocker.text));
    obstacle.by = checkin.by.empty() ? checkin.source : checkin.by;
    obstacle.since = checkin.date;
    if (!blocker.about.empty()) {
      obstacle.about = ids_.resolve(cycle_, blocker.about.text);
      const bool is_known = obstacle.about.kpi || obstacle.about.objective;
      obstacle.id = is_known ? name_in(cycle_, obstacle.about) : blocker.about.text;
    }
    const auto [there, is_new] = open_.emplace(std::pair(obstacle.id, obstacle.text), obstacles_.size());
    if (is_new) note(std::move(obstacle));
    obstacles_[there->second].said.push_back(&blocker);
  }

  void note(Obstacle obstacle) {
    const std::size_t place = obstacles_.size();
    if (obstacle.about.kpi || obstacle.about.objective) by_record_[record_of(obstacle.about)].push_back(place);
    by_id_[obstacle.id].push_back(place);
    by_text_[obstacle.text].push_back(place);
    obstacles_.push_back(std::move(obstacle));
  }

  const Cycle& cycle_;
  IdIndex ids_;
  std::vector<Obstacle> obstacles_;
  std::map<std::pair<std::string, std::string>, std::size_t> open_;  ///< by id and text
  std::map<Record, Places> by_record_;
  std::map<std::string, Places, std::less<>> by_id_, by_text_;
};

}  // namespace

std::string name_in(const Cycle& cycle, const Found& found) {
  if (found.kpi) return full_id(found.kpi->id);
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
