// SPDX-License-Identifier: MIT
// The parts of check_structure: what a check needs to look things up and to note what it found.
#pragma once

#include <string>
#include <utility>

#include "okr/model/workspace.hpp"

namespace okr {

class Findings {
 public:
  Findings(Workspace& workspace, Opened opened) : workspace_(workspace), opened_(opened) {}

  Workspace& workspace() const { return workspace_; }
  Opened opened() const { return opened_; }
  std::string where(Place place) const { return to_string(place, workspace_); }

  void note(Code code, Place place, std::string message, std::string mend = {}) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = rule(code).severity;
    diagnostic.place = place;
    diagnostic.length = 0;  // as long as what stands there
    diagnostic.message = std::move(message);
    diagnostic.mend = std::move(mend);
    workspace_.diagnostics.push_back(std::move(diagnostic));
  }

 private:
  Workspace& workspace_;
  Opened opened_;
};

// structure_kpis.cpp: E115, E117 and W251 in [readings] and [targets]; what a later source says of a day replaces it
void check_readings(Findings& findings, Kpi& kpi);
void check_targets(Findings& findings, Kpi& kpi);

// structure_references.cpp: E110
void check_cycle_parent(Findings& findings, const Cycle& cycle);
void check_references(Findings& findings, const Cycle& cycle, Objective& objective);
void check_references(Findings& findings, const Cycle& cycle, KeyResult& key_result);
void check_references(Findings& findings, Kpi& kpi);

// structure_loops.cpp: E111
void check_parent_loops(Findings& findings);

// structure_entries.cpp: E107, E110, E117 and E121 in check-ins
void check_entries(Findings& findings, KeyResult& key_result);

// structure_changes.cpp: E113 between `changes` and what stands
void check_changes(Findings& findings, Objective& objective);
void check_changes(Findings& findings, KeyResult& key_result);

}  // namespace okr
