// SPDX-License-Identifier: MIT
// Names that name nothing (E110).
#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

constexpr std::string_view kpi_prefix = "kpi/";

std::string_view without_kpi_prefix(std::string_view name) {
  return name.starts_with(kpi_prefix) ? name.substr(kpi_prefix.size()) : name;
}

/// True when the reference leads into a cycle that is there but was not opened, or not read as a whole.
bool leads_elsewhere(const Workspace& workspace, std::string_view reference) {
  const auto slash = reference.find('/');
  if (slash == std::string_view::npos || reference.starts_with(kpi_prefix)) return false;
  const CycleId id(reference.substr(0, slash));
  const bool known = std::ranges::find(workspace.known_cycles, id, &KnownCycle::id) != workspace.known_cycles.end();
  const Cycle* cycle = workspace.cycle(id);
  return known && (!cycle || cycle->incomplete);
}

/// The same for a name without a cycle, which is looked up at home.
bool cannot_tell(const Workspace& workspace, const Cycle& home, std::string_view reference) {
  if (leads_elsewhere(workspace, reference)) return true;
  return home.incomplete && reference.find('/') == std::string_view::npos;
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

/// The next step where no name is near.
std::string advice(const Workspace& workspace, std::string_view what, std::string_view reference) {
  if (what == "KPI") return fmt::format("add kpi/{}.toml, or correct the name", without_kpi_prefix(reference));
  const auto slash = reference.find('/');
  if (slash == std::string_view::npos || reference.starts_with(kpi_prefix)) return "add it, or correct the name";
  const CycleId id(reference.substr(0, slash));
  if (std::ranges::find(workspace.known_cycles, id, &KnownCycle::id) != workspace.known_cycles.end())
    return "add it, or correct the name";
  return fmt::format("there is no cycle '{}'", id.text);
}

void note_dangling(Findings& findings, const Reference& reference, std::string_view what,
                   const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  auto near = nearest(reference.text, candidates);
  for (const std::string& name : names)  // the right name, but of another cycle or without its objective
    if (!near && (name.ends_with("/" + reference.text) || name.ends_with("." + reference.text))) near = name;
  findings.note(Code::E110, reference.place, fmt::format("{} '{}' is not defined", what, reference.text),
                near ? fmt::format("did you mean '{}'?", *near) : advice(findings.workspace(), what, reference.text));
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
  if (reference.empty() || cannot_tell(workspace, home, reference.text)) return;
  const Found found = resolve(workspace, home, reference.text);
  if (found.objective) return;
  note_dangling(findings, reference, what, record_names(workspace, &home));
}

void check_kpi_or_record(Findings& findings, const Cycle& home, const Reference& reference, std::string_view what) {
  const Workspace& workspace = findings.workspace();
  if (reference.empty() || cannot_tell(workspace, home, reference.text)) return;
  const Found found = resolve(workspace, home, reference.text);
  if (found.objective || found.kpi || !findings.opened().kpis) return;
  auto names = record_names(workspace, &home);
  std::ranges::move(kpi_names(workspace), std::back_inserter(names));
  note_dangling(findings, reference, what, names);
}

/// A KPI has no cycle of its own: any opened cycle may hold the objective it names.
bool is_somewhere(const Workspace& workspace, std::string_view reference) {
  return std::ranges::any_of(
      workspace.cycles, [&](const Cycle& cycle) { return resolve(workspace, cycle, reference).objective != nullptr; });
}

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
  const bool all_open = workspace.cycles.size() == workspace.known_cycles.size() &&
                        std::ranges::none_of(workspace.cycles, [](const Cycle& cycle) { return cycle.incomplete; });
  for (const Reference& goal : kpi.supports) {
    if (leads_elsewhere(workspace, goal.text) || is_somewhere(workspace, goal.text) || !all_open) continue;
    note_dangling(findings, goal, "objective", record_names(workspace, nullptr));
  }
}

}  // namespace okr
