// SPDX-License-Identifier: MIT
// Parents that lead back to where they began (E111): objectives, key results, cycles.
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

/// Who leads to whom, by name, and where that is said.
class Links {
 public:
  struct Link {
    std::size_t to;
    Place place;
  };

  void add(const std::string& from, const std::string& to, Place place) {
    const std::size_t target = index(to);
    links_[index(from)].push_back({target, place});
  }

  std::size_t count() const { return names_.size(); }
  const std::string& name(std::size_t node) const { return names_[node]; }
  const std::vector<Link>& of(std::size_t node) const { return links_[node]; }

 private:
  std::size_t index(const std::string& name) {
    const auto [it, is_new] = indices_.try_emplace(name, names_.size());
    if (is_new) {
      names_.push_back(name);
      links_.emplace_back();
    }
    return it->second;
  }

  std::map<std::string, std::size_t> indices_;
  std::vector<std::string> names_;
  std::vector<std::vector<Link>> links_;
};

/// "a, b, a"; of a long loop only the beginning.
std::string words_for(const std::vector<std::string>& loop) {
  constexpr std::size_t most_named = 8;
  const std::size_t named = std::min(loop.size(), most_named);
  std::string text = join(std::span(loop).first(named), ", ");
  if (named < loop.size()) text += fmt::format(", {} more", loop.size() - named);
  return fmt::format("{}, {}", text, loop.front());
}

/// Walks the parents depth first, without recursion: a chain may be long. Each loop is noted once, at the link that
/// closes it.
class LoopSearch {
 public:
  LoopSearch(Findings& findings, const Links& links)
      : findings_(findings), links_(links), position_(links.count(), unseen), in_loop_(links.count(), false) {}

  /// For each node whether it lies in a loop.
  std::vector<bool> run() {
    for (std::size_t node = 0; node < links_.count(); ++node)
      if (position_[node] == unseen) walk_from(node);
    return in_loop_;
  }

 private:
  static constexpr std::size_t unseen = static_cast<std::size_t>(-1);
  static constexpr std::size_t done = static_cast<std::size_t>(-2);

  struct Visit {
    std::size_t node;
    std::size_t next_link;
  };

  void enter(std::size_t node) {
    position_[node] = path_.size();
    path_.push_back({node, 0});
  }

  void walk_from(std::size_t start) {
    enter(start);
    while (!path_.empty()) {
      Visit& top = path_.back();
      if (top.next_link == links_.of(top.node).size()) {
        position_[top.node] = done;
        path_.pop_back();
        continue;
      }
      const Links::Link& link = links_.of(top.node)[top.next_link++];
      if (position_[link.to] == unseen)
        enter(link.to);
      else if (position_[link.to] != done)
        note_loop(link);
    }
  }

  void note_loop(const Links::Link& link) {
    std::vector<std::string> loop;
    for (std::size_t i = position_[link.to]; i < path_.size(); ++i) {
      loop.push_back(links_.name(path_[i].node));
      in_loop_[path_[i].node] = true;
    }
    if (loop.size() == 1) {
      findings_.note(Code::E111, link.place, fmt::format("'{}' is its own parent", loop.front()), "remove this parent");
    } else {
      findings_.note(Code::E111, link.place, fmt::format("the parents lead in a loop: {}", words_for(loop)),
                     "remove one of these parents");
    }
  }

  Findings& findings_;
  const Links& links_;
  std::vector<std::size_t> position_;  // of a node in path_, or that it was not yet seen, or is done
  std::vector<bool> in_loop_;
  std::vector<Visit> path_;
};

/// A child of a key result counts for that key result's objective (method.md part 0, 8), so loops are of objectives.
Links objective_links(const Workspace& workspace) {
  Links links;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives)
      for (const Reference& parent : objective.parents) {
        const Found found = resolve(workspace, cycle, parent.text);
        if (found.objective)
          links.add(full_id(cycle, objective), full_id(*found.cycle, *found.objective), parent.place);
      }
  return links;
}

/// Key results that are aligned to key results.
Links key_result_links(const Workspace& workspace) {
  Links links;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results)
        for (const Reference& parent : kr.parents) {
          const Found found = resolve(workspace, cycle, parent.text);
          if (found.key_result) links.add(full_id(cycle, kr), full_id(*found.cycle, *found.key_result), parent.place);
        }
  return links;
}

Links cycle_links(const Workspace& workspace) {
  Links links;
  for (const Cycle& cycle : workspace.cycles)
    if (!cycle.parent.empty()) links.add(cycle.id.text, cycle.parent.text, cycle.parent.place);
  return links;
}

}  // namespace

void check_parent_loops(Findings& findings) {
  const Links objectives = objective_links(findings.workspace());
  const auto looping = LoopSearch(findings, objectives).run();
  std::set<std::string, std::less<>> in_loop;
  for (std::size_t node = 0; node < objectives.count(); ++node)
    if (looping[node]) in_loop.insert(objectives.name(node));
  for (Cycle& cycle : findings.workspace().cycles)
    for (Objective& objective : cycle.objectives)
      if (!objective.parents.empty() && in_loop.contains(full_id(cycle, objective))) objective.faulty = true;
  const Links key_results = key_result_links(findings.workspace());
  LoopSearch(findings, key_results).run();
  const Links cycles = cycle_links(findings.workspace());
  LoopSearch(findings, cycles).run();
}

}  // namespace okr
