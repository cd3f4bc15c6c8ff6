// SPDX-License-Identifier: MIT
#include "reports/tree/tree.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "okr/base/ranges.hpp"
#include "okr/compute/course.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/model/current.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {
namespace {

bool is_risky(PaceStatus status) {
  return status == PaceStatus::at_risk || status == PaceStatus::behind || status == PaceStatus::no_data;
}

class Grower {
 public:
  Grower(const Workspace& workspace, const TreeQuestion& question, Date as_of)
      : workspace_(workspace),
        question_(question),
        as_of_(as_of),
        in_force_(cycles_in_force(workspace, as_of)),
        ids_(workspace),
        numbers_(workspace),
        book_(workspace, as_of) {}

  TreeNode grown(const Found& found, int generation) {
    if (found.kpi) return of_kpi(*found.kpi, generation);
    if (found.key_result) return of_key_result(found, generation);
    return of_objective(found, generation);
  }

  /// One that lingers until it is closed is not.
  bool is_over(const Cycle& cycle) const { return has_ended(cycle, as_of_) && !contains(in_force_, &cycle); }

  bool is_let_through(const Objective& objective) const {
    return !question_.level || !objective.level || *objective.level >= *question_.level;
  }

  /// Objectives that name it, or one of its key results, as a parent; then key results that do so themselves.
  std::vector<Found> children_of(const Found& parent) {
    if (!is_built_) note_all_children();
    const auto it = children_.find({parent.objective, parent.key_result});
    return it == children_.end() ? std::vector<Found>() : it->second;
  }

  bool has_any_parent(const Cycle& cycle, const Objective& objective) {
    return std::ranges::any_of(objective.parents, [&](const Reference& reference) {
      return ids_.resolve(cycle, reference.text).objective != nullptr;
    });
  }

 private:
  void note_all_children() {
    is_built_ = true;
    for (const Cycle& cycle : workspace_.cycles)
      for (const Objective& objective : cycle.objectives)
        if (is_let_through(objective)) note_child({&cycle, &objective, nullptr, nullptr}, objective.parents);
    for (const Cycle& cycle : workspace_.cycles)
      for (const Objective& objective : cycle.objectives)
        for (const KeyResult& kr : objective.key_results) note_child({&cycle, &objective, &kr, nullptr}, kr.parents);
  }

  void note_child(const Found& child, const std::vector<Reference>& parents) {
    std::set<Named> noted;
    for (const Reference& reference : parents) {
      const Found parent = ids_.resolve(*child.cycle, reference.text);
      const bool is_itself =
          child.key_result ? parent.key_result == child.key_result : parent.objective == child.objective;
      const Named named{parent.objective, parent.key_result};
      if (parent.objective && !is_itself && noted.insert(named).second) children_[named].push_back(child);
    }
  }

  using Named = std::pair<const Objective*, const KeyResult*>;

  bool may_go_on(int generation) const { return !question_.depth || generation < *question_.depth; }

  TreeNode of_objective(const Found& found, int generation) {
    TreeNode node;
    node.found = found;
    node.id = full_id(*found.cycle, *found.objective);
    node.objective = numbers_.of(*found.cycle, *found.objective, as_of_);
    if (generation > 0 && found.cycle->dated && as_of_ < found.cycle->period.first) leave_out(*node.objective);
    if (!seen_.insert(found.objective).second) {
      node.shown_above = true;
      return node;
    }
    if (!may_go_on(generation)) return node;
    const bool stands_alone = is_over(*found.cycle) && generation > 0;
    if (!stands_alone && !is_set_aside(node.objective->state)) {
      if (!found.objective->triggered_by.empty())
        add(node, Bond::triggered_by, *found.cycle, found.objective->triggered_by.text, generation);
      add_key_results(node, generation);
      add_supporting(node, generation);
    }
    for (const Found& child : children_of(found)) add(node, Bond::child, child, generation);
    return node;
  }

  /// A child whose cycle has not begun has no score yet, as its parent counts it.
  static void leave_out(ObjectiveNumbers& child) {
    child.score = child.as_planned = Absence::not_begun;
    child.shown.reset();
  }

  void add_key_results(TreeNode& node, int generation) {
    for (const KeyResult& kr : node.found.objective->key_results)
      node.branches.push_back(of_key_result({node.found.cycle, node.found.objective, &kr, nullptr}, generation + 1));
  }

  /// It stands at a key result of the objective already.
  bool feeds(const Kpi& kpi, const Objective& objective) const {
    return std::ranges::any_of(objective.key_results, [&](const KeyResult& kr) {
      const Definition definition = definition_of(kr, as_of_);
      return !definition.kpi.empty() && kpi_named(workspace_, definition.kpi) == &kpi;
    });
  }

  /// KPIs that say that they are there for it.
  void add_supporting(TreeNode& node, int generation) {
    const Supporters& supporters = supporters_in(*node.found.cycle);
    const auto there = supporters.find(node.found.objective);
    if (there == supporters.end()) return;
    for (const Kpi* kpi : there->second)
      if (!feeds(*kpi, *node.found.objective))
        add(node, Bond::supported_by, {nullptr, nullptr, nullptr, kpi}, generation);
  }

  using Supporters = std::map<const Objective*, std::vector<const Kpi*>>;

  /// A name without a cycle is one of the cycle from which it is looked at.
  const Supporters& supporters_in(const Cycle& cycle) {
    const auto [it, is_new] = supporters_.try_emplace(&cycle);
    if (!is_new) return it->second;
    for (const Kpi& kpi : workspace_.kpis)
      for (const Reference& support : kpi.supports)
        if (const Objective* objective = ids_.resolve(cycle, support.text).objective)
          it->second[objective].push_back(&kpi);
    return it->second;
  }

  TreeNode of_key_result(const Found& found, int generation) {
    TreeNode node;
    node.found = found;
    node.id = full_id(*found.cycle, *found.key_result);
    node.key_result = numbers_of(Subject{workspace_, *found.cycle, *found.objective, *found.key_result}, as_of_);
    const KeyResult& kr = *found.key_result;
    if (!may_go_on(generation) || !key_results_.insert(&kr).second) return node;
    const std::string kpi = node.key_result->standing.definition.kpi.text;
    if (!kpi.empty()) add(node, Bond::fed_by, *found.cycle, kpi, generation);
    if (!kr.counter.empty()) add(node, Bond::counter, *found.cycle, kr.counter.text, generation);
    if (!kr.depends_on.empty()) add_dependency(node);
    for (const Found& child : children_of(found)) add(node, Bond::child, child, generation);
    key_results_.erase(&kr);
    return node;
  }

  /// What it depends on is named, not grown: it has a place of its own.
  void add_dependency(TreeNode& node) {
    const std::string& reference = node.found.key_result->depends_on.text;
    TreeNode dependency = named(Bond::depends_on, ids_.resolve(*node.found.cycle, reference), reference);
    if (dependency.key_result) dependency.risky = is_risky(dependency.key_result->status());
    if (dependency.objective) dependency.risky = is_risky(dependency.objective->status);
    node.branches.push_back(std::move(dependency));
  }

  /// With its numbers, and without branches.
  TreeNode named(Bond bond, const Found& found, const std::string& reference) {
    TreeNode node;
    node.bond = bond;
    node.id = reference;
    node.missing = !found.objective;
    if (node.missing) return node;
    node.found = found;
    if (found.key_result) {
      node.id = full_id(*found.cycle, *found.key_result);
      node.key_result = numbers_of(Subject{workspace_, *found.cycle, *found.objective, *found.key_result}, as_of_);
    } else {
      node.id = full_id(*found.cycle, *found.objective);
      node.objective = numbers_of(ObjectiveSubject{workspace_, *found.cycle, *found.objective}, as_of_);
    }
    return node;
  }

  /// A KPI with the KPIs its formula is made of, the first time it occurs; so a loop (E123) ends too.
  TreeNode of_kpi(const Kpi& kpi, int generation) {
    TreeNode node;
    node.found.kpi = &kpi;
    node.id = full_id(kpi.id);
    node.kpi = book_.numbers(kpi);
    if (!may_go_on(generation) || kpi.formula.empty()) return node;
    if (!seen_kpis_.insert(&kpi).second) return node;
    for (const std::string& part : parts_of_formula(kpi))
      if (const Kpi* driver = workspace_.kpi(part))
        add(node, Bond::driver, {nullptr, nullptr, nullptr, driver}, generation);
    return node;
  }

  void add(TreeNode& node, Bond bond, const Found& found, int generation) {
    node.branches.push_back(grown(found, generation + 1));
    node.branches.back().bond = bond;
  }

  void add(TreeNode& node, Bond bond, const Cycle& home, const std::string& reference, int generation) {
    const Found found = ids_.resolve(home, reference);
    if (found.kpi) return add(node, bond, found, generation);
    node.branches.push_back(named(bond, found, reference));
  }

  const Workspace& workspace_;
  const TreeQuestion& question_;
  Date as_of_;
  std::vector<const Cycle*> in_force_;
  IdIndex ids_;
  ObjectiveTable numbers_;
  KpiBook book_;
  bool is_built_ = false;
  std::map<Named, std::vector<Found>> children_;
  std::set<const Objective*> seen_;
  std::map<const Cycle*, Supporters> supporters_;
  std::set<const Kpi*> seen_kpis_;
  std::set<const KeyResult*> key_results_;  ///< on the way down
};

/// The longest cycle first, then the widest level; what says no level comes after those that do.
bool comes_before(const Found& a, const Found& b) {
  const auto key = [](const Found& found) {
    const int level = found.objective->level ? static_cast<int>(*found.objective->level) : -1;
    return std::tuple(-length_in_days(found.cycle->period), -level);
  };
  return key(a) < key(b);
}

/// KPIs that something else names, or that say what they are there for.
class UsedKpis {
 public:
  UsedKpis(const Workspace& workspace, Date as_of) : workspace_(workspace) {
    for (const Cycle& cycle : workspace.cycles)
      for (const Objective& objective : cycle.objectives) {
        note(objective.triggered_by);
        for (const KeyResult& kr : objective.key_results) {
          note(definition_of(kr, as_of).kpi);
          note(kr.counter);
        }
      }
    for (const Kpi& kpi : workspace.kpis) note_named_by(kpi);
  }

  bool contains(const Kpi& kpi) const { return !kpi.supports.empty() || used_.contains(&kpi); }

 private:
  void note(const Reference& reference) {
    if (!reference.empty() && names_.insert(reference.text).second) used_.insert(kpi_named(workspace_, reference));
  }

  void note_named_by(const Kpi& kpi) {
    note(kpi.counter);
    for (const std::string& part : parts_of_formula(kpi)) used_.insert(workspace_.kpi(part));
  }

  const Workspace& workspace_;
  std::set<std::string, std::less<>> names_;  ///< looked up already
  std::set<const Kpi*> used_;
};

void add_whole(const Workspace& workspace, Grower& grower, Tree& tree) {
  std::vector<Found> tops;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives)
      if (!grower.is_over(cycle) && grower.is_let_through(objective) && !grower.has_any_parent(cycle, objective))
        tops.push_back({&cycle, &objective, nullptr, nullptr});
  std::ranges::stable_sort(tops, comes_before);
  const bool layered = std::ranges::any_of(tops, [&](const Found& top) { return !grower.children_of(top).empty(); });
  for (const Found& top : tops) {
    const bool has_children =
        !grower.children_of(top).empty() || std::ranges::any_of(top.objective->key_results, [&](const KeyResult& kr) {
          return !grower.children_of({top.cycle, top.objective, &kr, nullptr}).empty();
        });
    const bool strategic = tier_of(*top.cycle, *top.objective) == Tier::strategic;
    const bool alone = layered && !has_children && !strategic && top.objective->level != Level::company;
    (alone ? tree.orphans : tree.roots).push_back(grower.grown(top, 0));
  }
  if (std::ranges::any_of(workspace.cycles, &Cycle::incomplete)) return;  // who uses one may stand in what was not read
  const UsedKpis used(workspace, tree.as_of);
  for (const Kpi& kpi : workspace.kpis)
    if (!used.contains(kpi)) tree.loose_kpis.push_back(grower.grown({nullptr, nullptr, nullptr, &kpi}, 0));
}

/// Objectives of a closed cycle that stand in no file any more: what [result] kept of them.
void add_kept(Tree& tree, const TreeQuestion& question) {
  for (const ObjectiveNumbers& objective : tree.cycle->objectives) {
    if (objective.objective || question.level) continue;
    TreeNode node;
    node.found.cycle = objective.cycle;
    node.id = record_name(objective).full_id;
    if (!question.depth || *question.depth > 0)
      for (const KeyResultNumbers& kr : objective.key_results) {
        TreeNode branch;
        branch.found.cycle = kr.cycle;
        branch.id = record_name(kr).full_id;
        branch.key_result = kr;
        node.branches.push_back(std::move(branch));
      }
    node.objective = objective;
    tree.roots.push_back(std::move(node));
  }
}

bool has_fault(const TreeNode& node) {
  if (node.key_result && is_fault(node.key_result->progress.absence)) return true;
  if (node.objective && is_fault(node.objective->score.absence)) return true;
  return std::ranges::any_of(node.branches, [](const TreeNode& branch) { return has_fault(branch); });
}

}  // namespace

bool has_fault(const Tree& tree) {
  const auto is_faulty = [](const TreeNode& node) { return has_fault(node); };
  return std::ranges::any_of(tree.roots, is_faulty) || std::ranges::any_of(tree.orphans, is_faulty);
}

Tree tree_of(const Workspace& workspace, const TreeQuestion& question, Date as_of) {
  Tree tree;
  tree.workspace = &workspace;
  tree.as_of = as_of;
  Grower grower(workspace, question, as_of);
  if (!question.from) {
    add_whole(workspace, grower, tree);
    return tree;
  }
  if (question.from->objective || question.from->kpi) {
    tree.roots.push_back(grower.grown(*question.from, 0));
    return tree;
  }
  tree.cycle = numbers_of(workspace, *question.from->cycle, as_of);
  for (const Objective& objective : question.from->cycle->objectives)
    if (grower.is_let_through(objective))
      tree.roots.push_back(grower.grown({question.from->cycle, &objective, nullptr, nullptr}, 0));
  add_kept(tree, question);
  return tree;
}

}  // namespace okr::reports
