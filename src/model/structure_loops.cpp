// SPDX-License-Identifier: MIT
// What leads back to itself: parents (E111) and formulas of KPIs; and what else keeps a formula from being computed
// (E123).
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/text.hpp"
#include "okr/model/formula.hpp"

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

/// A loop that was found: who lies in it, and the link that closes it.
using NoteLoop = std::function<void(const std::vector<std::string>& loop, Place closed_at)>;

/// Walks the links depth first, without recursion: a chain may be long. Each loop is noted once.
class LoopSearch {
 public:
  LoopSearch(const Links& links, NoteLoop note)
      : links_(links), note_(std::move(note)), position_(links.count(), unseen), in_loop_(links.count(), false) {}

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
    note_(loop, link.place);
  }

  const Links& links_;
  NoteLoop note_;
  std::vector<std::size_t> position_;  // of a node in path_, or that it was not yet seen, or is done
  std::vector<bool> in_loop_;
  std::vector<Visit> path_;
};

/// A child of a key result counts for that key result's objective (method.md part 0, 8), so loops are of objectives.
Links objective_links(StructureFindings& findings) {
  Links links;
  for (const Cycle& cycle : findings.workspace().cycles)
    for (const Objective& objective : cycle.objectives)
      for (const Reference& parent : objective.parents) {
        const Found found = findings.resolve(cycle, parent.text);
        if (found.objective)
          links.add(full_id(cycle, objective), full_id(*found.cycle, *found.objective), parent.place);
      }
  return links;
}

Links key_result_links(StructureFindings& findings) {
  Links links;
  for (const Cycle& cycle : findings.workspace().cycles)
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results)
        for (const Reference& parent : kr.parents) {
          const Found found = findings.resolve(cycle, parent.text);
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

void note_parents(StructureFindings& findings, const std::vector<std::string>& loop, Place place) {
  if (loop.size() == 1)
    findings.note(Code::E111, place, fmt::format("'{}' is its own parent", loop.front()), "remove this parent");
  else
    findings.note(Code::E111, place, fmt::format("the parents lead in a loop: {}", words_for(loop)),
                  "remove one of these parents");
}

// --- formulas

/// A formula that can be taken apart.
struct ReadFormula {
  Kpi* kpi;
  std::vector<std::string> parts;
};

void refuse(StructureFindings& findings, Kpi& kpi, const std::string& what, std::string mend) {
  findings.note(Code::E123, kpi.place_of("formula"), fmt::format("formula of '{}'{}", kpi.id.text, what),
                std::move(mend));
  kpi.faulty = true;
}

std::vector<ReadFormula> read_formulas(StructureFindings& findings) {
  std::vector<ReadFormula> formulas;
  for (Kpi& kpi : findings.workspace().kpis) {
    if (kpi.faulty || !kpi.gives("formula")) continue;
    const auto formula = Formula::parse(kpi.formula);
    if (formula)
      formulas.push_back({&kpi, formula->parts()});
    else
      refuse(findings, kpi, ": " + formula.error().what, formula.error().hint);
  }
  return formulas;
}

void check_parts(StructureFindings& findings, const ReadFormula& formula) {
  for (const std::string& id : formula.parts) {
    if (findings.kpi(id) || !findings.opened().kpis) continue;
    std::vector<std::string_view> known;
    if (findings.may_suggest())
      for (const Kpi& other : findings.workspace().kpis) known.push_back(other.id.text);
    const auto near = nearest(id, known);
    refuse(findings, *formula.kpi, fmt::format(" names '{}', which is no KPI", id),
           did_you_mean(near, fmt::format("add kpi/{}.toml, or correct the name", id)));
  }
}

/// What is made of a KPI in error cannot be computed either, nor what is made of that.
void spread_faults(StructureFindings& findings, const std::vector<ReadFormula>& formulas) {
  std::multimap<const Kpi*, Kpi*> made_of;
  for (const ReadFormula& formula : formulas)
    for (const std::string& id : formula.parts)
      if (const Kpi* part = findings.kpi(id)) made_of.emplace(part, formula.kpi);
  std::vector<const Kpi*> faulty;
  for (const Kpi& kpi : findings.workspace().kpis)
    if (kpi.faulty) faulty.push_back(&kpi);
  while (!faulty.empty()) {
    const auto [first, last] = made_of.equal_range(faulty.back());
    faulty.pop_back();
    for (auto made = first; made != last; ++made)
      if (!std::exchange(made->second->faulty, true)) faulty.push_back(made->second);
  }
}

}  // namespace

void check_parent_loops(StructureFindings& findings) {
  const NoteLoop note = [&](const std::vector<std::string>& loop, Place place) { note_parents(findings, loop, place); };
  const Links objectives = objective_links(findings);
  const auto looping = LoopSearch(objectives, note).run();
  std::set<std::string, std::less<>> in_loop;
  for (std::size_t node = 0; node < objectives.count(); ++node)
    if (looping[node]) in_loop.insert(objectives.name(node));
  for (Cycle& cycle : findings.workspace().cycles)
    for (Objective& objective : cycle.objectives)
      if (!objective.parents.empty() && in_loop.contains(full_id(cycle, objective))) objective.faulty = true;
  const Links key_results = key_result_links(findings);
  LoopSearch(key_results, note).run();
  const Links cycles = cycle_links(findings.workspace());
  LoopSearch(cycles, note).run();
}

void check_formula_alone(StructureFindings& findings, Kpi& kpi) {
  if (kpi.formula.empty() || kpi.readings.empty()) return;
  findings.note(
      Code::E113, kpi.place_of("formula"), fmt::format("KPI '{}' has a formula, and readings of its own", kpi.id.text),
      fmt::format("leave one of the two out; its readings begin at {}", findings.where(kpi.readings.front().place)));
  kpi.faulty = true;
}

void check_formulas(StructureFindings& findings) {
  const std::vector<ReadFormula> formulas = read_formulas(findings);
  Links links;
  for (const ReadFormula& formula : formulas) {
    check_parts(findings, formula);
    for (const std::string& id : formula.parts)
      if (const Kpi* part = findings.kpi(id)) links.add(formula.kpi->id.text, part->id.text, {});
  }
  const auto looping = LoopSearch(links, [](const auto&, Place) {}).run();
  std::set<std::string, std::less<>> in_loop;
  for (std::size_t node = 0; node < links.count(); ++node)
    if (looping[node]) in_loop.insert(links.name(node));
  for (const ReadFormula& formula : formulas)
    if (in_loop.contains(formula.kpi->id.text))
      refuse(findings, *formula.kpi, " leads back to itself", "make it of KPIs that are recorded");
  spread_faults(findings, formulas);
}

}  // namespace okr
