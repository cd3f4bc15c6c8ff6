// SPDX-License-Identifier: MIT
#include "okr/model/structure.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

// --- duplicates (E101, E115) ------------------------------------------------------------------------------------------

void check_objective_ids(Findings& findings, Cycle& cycle) {
  std::unordered_map<std::string_view, Objective*> first_of;
  for (Objective& objective : cycle.objectives) {
    const auto [it, is_new] = first_of.try_emplace(objective.id.text, &objective);
    if (is_new) continue;
    findings.note(Code::E101, objective.place,
                  fmt::format("objective '{}' is given twice in {}", objective.id.text, cycle.id.text),
                  fmt::format("the other is at {}", findings.where(it->second->place)));
    objective.faulty = it->second->faulty = true;
  }
}

void check_kpi_ids(Findings& findings, std::vector<Kpi>& kpis) {
  for (std::size_t i = 1; i < kpis.size(); ++i) {
    if (kpis[i].id != kpis[i - 1].id) continue;
    findings.note(Code::E101, kpis[i].place, fmt::format("KPI '{}' is given twice", kpis[i].id.text),
                  fmt::format("the other is {}", findings.where(kpis[i - 1].place)));
    kpis[i].faulty = kpis[i - 1].faulty = true;
  }
}

// --- dates (E112) -----------------------------------------------------------------------------------------------------

/// Where a record says a day that must lie in its cycle.
struct Day {
  Date date;
  Place place;
  std::string what;
};

bool check_inside(Findings& findings, const Cycle& cycle, const Day& day) {
  const auto& [date, place, what] = day;
  if (!cycle.dated || contains(cycle.period, date)) return true;
  findings.note(
      Code::E112, place, fmt::format("{} is {}, outside {}", what, to_string(date), cycle.id.text),
      fmt::format("{} runs from {} to {}", cycle.id.text, to_string(cycle.period.first), to_string(cycle.period.last)));
  return false;
}

void check_dates(Findings& findings, const Cycle& cycle, KeyResult& kr) {
  const std::string name = fmt::format("key result '{}'", to_string(kr.id));
  std::vector<Day> days;
  if (kr.start) days.push_back({*kr.start, kr.place_of("start"), fmt::format("start of {}", name)});
  if (kr.due) days.push_back({*kr.due, kr.place_of("due"), fmt::format("due of {}", name)});
  for (const Step& step : kr.steps)
    if (step.due) days.push_back({*step.due, step.place, fmt::format("due of step \"{}\" of {}", step.title, name)});
  for (const Day& day : days)
    if (!check_inside(findings, cycle, day)) kr.faulty = true;
  if (kr.start && kr.due && *kr.due < *kr.start) {
    findings.note(Code::E112, kr.place_of("due"), fmt::format("{} is due before it starts", name),
                  "swap start and due");
    kr.faulty = true;
  }
}

// --- drafts (E118) and files that could not be read (E001 to E003) ----------------------------------------------------

/// What a draft does not say yet is no fault: it is a warning, and the draft counts nowhere (method.md 0.24).
void excuse_draft(Findings& findings, const KeyResult& kr) {
  for (Diagnostic& diagnostic : findings.workspace().diagnostics)
    if (diagnostic.code == Code::E118 && diagnostic.place == kr.place) diagnostic.severity = Severity::warning;
}

void settle_unfinished(Findings& findings, Cycle& cycle) {
  for (Objective& objective : cycle.objectives)
    for (KeyResult& kr : objective.key_results) {
      if (is_draft(cycle, objective, kr))
        excuse_draft(findings, kr);
      else
        kr.faulty |= kr.unfinished;
    }
}

bool is_unreadable(Code code) { return code == Code::E001 || code == Code::E002 || code == Code::E003; }

/// A report about the cycle has to say that something of it is missing.
void note_unread_files(const Workspace& workspace, Cycle& cycle) {
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    if (!is_unreadable(diagnostic.code) || !diagnostic.place.known()) continue;
    const std::string& file = workspace.files[diagnostic.place.file];
    const bool is_known = std::ranges::find(cycle.unread, file, &UnreadFile::name) != cycle.unread.end();
    if (file.starts_with(cycle.folder + "/") && !is_known) cycle.unread.push_back({file, diagnostic.code});
  }
  std::ranges::sort(cycle.unread, {}, &UnreadFile::name);
}

void check_cycle(Findings& findings, Cycle& cycle) {
  settle_unfinished(findings, cycle);
  note_unread_files(findings.workspace(), cycle);
  check_objective_ids(findings, cycle);
  check_cycle_parent(findings, cycle);
  for (Objective& objective : cycle.objectives) {
    check_references(findings, cycle, objective);
    check_changes(findings, objective);
    for (KeyResult& kr : objective.key_results) {
      check_dates(findings, cycle, kr);
      check_references(findings, cycle, kr);
      check_entries(findings, kr);
      check_changes(findings, kr);
    }
  }
}

}  // namespace

void check_structure(Workspace& workspace, Opened opened) {
  Findings findings(workspace, opened);
  check_kpi_ids(findings, workspace.kpis);
  for (Kpi& kpi : workspace.kpis) {
    check_readings(findings, kpi);
    check_targets(findings, kpi);
    check_references(findings, kpi);
  }
  for (Cycle& cycle : workspace.cycles) check_cycle(findings, cycle);
  check_parent_loops(findings);
}

}  // namespace okr
