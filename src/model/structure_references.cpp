// SPDX-License-Identifier: MIT
// Names that name nothing (E110), and parents that lead back to where they began (E111).
#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "model/structure_parts.hpp"

namespace okr {
namespace {

constexpr std::string_view kpi_prefix = "kpi/";

std::string_view without_kpi_prefix(std::string_view name) {
  return name.starts_with(kpi_prefix) ? name.substr(kpi_prefix.size()) : name;
}

/// True when the reference leads into a cycle that is there but was not opened.
bool leads_elsewhere(const Workspace& workspace, std::string_view reference) {
  const auto slash = reference.find('/');
  if (slash == std::string_view::npos || reference.starts_with(kpi_prefix)) return false;
  const CycleId id(reference.substr(0, slash));
  const bool known = std::ranges::find(workspace.known_cycles, id, &KnownCycle::id) != workspace.known_cycles.end();
  return known && !workspace.cycle(id);
}

std::vector<std::string> kpi_names(const Workspace& workspace) {
  std::vector<std::string> names;
  for (const Kpi& kpi : workspace.kpis) names.push_back(kpi.id.text);
  return names;
}

std::vector<std::string> record_names(const Workspace& workspace, const Cycle* home) {
  std::vector<std::string> names;
  for (const Cycle& cycle : workspace.cycles) {
    const std::string prefix = &cycle == home ? "" : cycle.id.text + "/";
    for (const Objective& objective : cycle.objectives) {
      names.push_back(prefix + objective.id.text);
      for (const KeyResult& kr : objective.key_results) names.push_back(prefix + to_string(kr.id));
    }
  }
  return names;
}

void note_dangling(Findings& findings, const Reference& reference, std::string_view what, const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const auto near = nearest(reference.text, candidates);
  findings.note(Code::E110, reference.place, fmt::format("{} '{}' is not defined", what, safe_for_terminal(reference.text)),
                near ? fmt::format("did you mean '{}'?", *near) : "add it, or correct the name");
}

/// True when the reference is empty, or leads to a KPI, or cannot be checked.
bool check_kpi(Findings& findings, const Reference& reference) {
  const Workspace& workspace = findings.workspace();
  if (reference.empty() || !findings.opened().kpis || workspace.kpi(without_kpi_prefix(reference.text))) return true;
  note_dangling(findings, reference, "KPI", kpi_names(workspace));
  return false;
}

void check_record(Findings& findings, const Cycle& home, const Reference& reference, std::string_view what) {
  const Workspace& workspace = findings.workspace();
  if (reference.empty() || leads_elsewhere(workspace, reference.text)) return;
  const Found found = resolve(workspace, home, reference.text);
  if (found.objective) return;
  note_dangling(findings, reference, what, record_names(workspace, &home));
}

void check_kpi_or_record(Findings& findings, const Cycle& home, const Reference& reference, std::string_view what) {
  const Workspace& workspace = findings.workspace();
  if (reference.empty() || leads_elsewhere(workspace, reference.text)) return;
  const Found found = resolve(workspace, home, reference.text);
  if (found.objective || found.kpi || !findings.opened().kpis) return;
  auto names = record_names(workspace, &home);
  std::ranges::move(kpi_names(workspace), std::back_inserter(names));
  note_dangling(findings, reference, what, names);
}

/// A KPI has no cycle of its own: any opened cycle may hold the objective it names.
bool is_somewhere(const Workspace& workspace, std::string_view reference) {
  return std::ranges::any_of(workspace.cycles,
                             [&](const Cycle& cycle) { return resolve(workspace, cycle, reference).objective != nullptr; });
}

// --- loops ------------------------------------------------------------------------------------------------------------

/// What a parent leads to, and where it says so.
struct Link {
  std::string to;
  Place place;
};

using Links = std::map<std::string, std::vector<Link>>;

/// A child of a key result counts for that key result's objective (method.md part 0, 8), so loops are of objectives.
void add_links(const Workspace& workspace, const Cycle& cycle, const Objective& objective, const std::vector<Reference>& parents, Links& links) {
  for (const Reference& parent : parents) {
    const Found found = resolve(workspace, cycle, parent.text);
    if (!found.objective) continue;
    links[full_id(cycle, objective)].push_back({full_id(*found.cycle, *found.objective), parent.place});
  }
}

Links parent_links(const Workspace& workspace) {
  Links links;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives) add_links(workspace, cycle, objective, objective.parents, links);
  return links;
}

Links cycle_links(const Workspace& workspace) {
  Links links;
  for (const Cycle& cycle : workspace.cycles)
    if (!cycle.parent.empty()) links[cycle.id.text].push_back({cycle.parent.text, cycle.parent.place});
  return links;
}

/// Walks the parents depth first; each loop is noted once, at the link that closes it.
class LoopSearch {
 public:
  LoopSearch(Findings& findings, const Links& links) : findings_(findings), links_(links) {}

  std::set<std::string> nodes_in_loops() {
    for (const auto& [node, unused] : links_) visit(node);
    return in_loop_;
  }

 private:
  void visit(const std::string& node) {
    if (done_.contains(node)) return;
    path_.push_back(node);
    if (const auto it = links_.find(node); it != links_.end())
      for (const Link& link : it->second) follow(link);
    path_.pop_back();
    done_.insert(node);
  }

  void follow(const Link& link) {
    const auto start = std::ranges::find(path_, link.to);
    if (start == path_.end()) return visit(link.to);
    const std::vector<std::string> loop(start, path_.end());
    in_loop_.insert(loop.begin(), loop.end());
    findings_.note(Code::E111, link.place, fmt::format("the parents lead in a loop: {}, {}", join(loop, ", "), link.to),
                   "remove one of these parents");
  }

  Findings& findings_;
  const Links& links_;
  std::vector<std::string> path_;
  std::set<std::string> done_, in_loop_;
};

}  // namespace

void check_cycle_parent(Findings& findings, const Cycle& cycle) {
  if (cycle.parent.empty()) return;
  const Workspace& workspace = findings.workspace();
  const CycleId id(cycle.parent.text);
  if (std::ranges::find(workspace.known_cycles, id, &KnownCycle::id) != workspace.known_cycles.end()) return;
  std::vector<std::string> names;
  for (const KnownCycle& known : workspace.known_cycles) names.push_back(known.id.text);
  note_dangling(findings, cycle.parent, "cycle", names);
}

void check_references(Findings& findings, const Cycle& cycle, Objective& objective) {
  for (const Reference& parent : objective.parents) check_record(findings, cycle, parent, "parent");
  check_kpi(findings, objective.triggered_by);
}

void check_references(Findings& findings, const Cycle& cycle, KeyResult& kr) {
  if (!check_kpi(findings, kr.kpi)) kr.faulty = true;
  for (const Reference& parent : kr.parents) check_record(findings, cycle, parent, "parent");
  check_record(findings, cycle, kr.depends_on, "key result");
  check_kpi_or_record(findings, cycle, kr.counter, "KPI or key result");
}

void check_references(Findings& findings, Kpi& kpi) {
  check_kpi(findings, kpi.counter);
  const Workspace& workspace = findings.workspace();
  const bool all_open = workspace.cycles.size() == workspace.known_cycles.size();
  for (const Reference& goal : kpi.supports) {
    if (leads_elsewhere(workspace, goal.text) || is_somewhere(workspace, goal.text) || !all_open) continue;
    note_dangling(findings, goal, "objective", record_names(workspace, nullptr));
  }
}

void check_parent_loops(Findings& findings) {
  const Links links = parent_links(findings.workspace());
  const auto looping = LoopSearch(findings, links).nodes_in_loops();
  for (Cycle& cycle : findings.workspace().cycles)
    for (Objective& objective : cycle.objectives)
      if (looping.contains(full_id(cycle, objective))) objective.faulty = true;
  const Links cycles = cycle_links(findings.workspace());
  LoopSearch(findings, cycles).nodes_in_loops();
}

}  // namespace okr
