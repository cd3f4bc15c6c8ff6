// SPDX-License-Identifier: MIT
// The parts of check_structure: what a check needs to look things up and to note what it found.
#pragma once

#include <string>
#include <utility>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

class StructureFindings {
 public:
  StructureFindings(Workspace& workspace, Opened opened) : workspace_(workspace), opened_(opened), ids_(workspace) {}

  Workspace& workspace() const { return workspace_; }
  Opened opened() const { return opened_; }
  /// What a reference names, seen from a cycle.
  Found resolve(const Cycle& home, std::string_view reference) { return ids_.resolve(home, reference); }

  const Kpi* kpi(std::string_view name) { return ids_.kpi(name); }

  /// False once so many names were looked for among all others that looking for more would take longer than reading.
  bool may_suggest() { return suggestions_++ < most_suggestions; }

  std::string where(Place place) const { return to_string(place, workspace_); }

  /// The reference lives until the next.
  Diagnostic& note(Code code, Place place, std::string message, std::string mend = {}) {
    return workspace_.diagnostics.emplace_back(diagnostic_at(code, place, std::move(message), std::move(mend)));
  }

 private:
  Workspace& workspace_;
  Opened opened_;
  IdIndex ids_;
  std::size_t suggestions_ = 0;
};

// E115, E117 and W251 in [readings] and [targets]; what a later source says of a day replaces it
void check_readings(StructureFindings& findings, Kpi& kpi);
void check_targets(StructureFindings& findings, Kpi& kpi);

// E114 of a KPI. Its values can be trusted, only what judges them cannot: it is not marked as faulty.
void check_thresholds(StructureFindings& findings, const Kpi& kpi);

// E113, E123
void check_formula_alone(StructureFindings& findings, Kpi& kpi);
void check_formulas(StructureFindings& findings);

// E110
void check_cycle_parent(StructureFindings& findings, const Cycle& cycle);
void check_references(StructureFindings& findings, const Cycle& cycle, Objective& objective);
void check_references(StructureFindings& findings, const Cycle& cycle, KeyResult& key_result);
void check_references(StructureFindings& findings, Kpi& kpi);
void check_blockers(StructureFindings& findings, const Cycle& cycle);

// E101: one former name of two records
void check_former_names(StructureFindings& findings, Cycle& cycle);
void check_former_names(StructureFindings& findings, std::vector<Kpi>& kpis);

// E111
void check_parent_loops(StructureFindings& findings);

}  // namespace okr
