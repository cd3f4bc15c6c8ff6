// SPDX-License-Identifier: MIT
// Good practice in setting goals, as the plan page, the reviews and `okr check` all look at it (method.md part 7).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/compute/definition.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// Whose rules hold: `[check] profile`, else by the number of people who own key results of cycles that are not closed:
/// one at most is a personal workspace (method.md 0.14).
bool is_personal(const Workspace& workspace);

/// True where one person at most owns key results of that cycle; `[check] profile` decides where it says so (method.md
/// 0.14).
bool is_personal(const Workspace& workspace, const Cycle& cycle);

/// A cycle whose goals can still be set otherwise: dated, not closed, not over.
bool can_be_set(const Cycle& cycle, Date as_of);

/// True for a state that is neither an end nor put off: active and draft.
constexpr bool is_live(State state) { return state == State::active || state == State::draft; }

/// Objectives that the same people have to remember: of one level and team, or of one person where the level is
/// individual.
struct ObjectiveGroup {
  std::string whose;  ///< "team 'web'", "level company", "ana"; empty where neither is said
  std::vector<const Objective*> objectives;
};

/// The live objectives of a cycle in the order of the files (W201).
std::vector<ObjectiveGroup> objective_groups(const Cycle& cycle);

/// How many live key results it is judged by; empty where its aligned objectives are asked (W202).
std::optional<int> count_of_key_results(const Objective& objective);

/// The live key results of a cycle's live objectives, in the order of the files.
std::vector<Subject> live_subjects(const Workspace& workspace, const Cycle& cycle);

/// True where somebody answers for a key result: by itself, its objective or the workspace (W209).
bool has_owner(const Subject& subject);

/// True for a number that moves from somewhere; what adds up begins at nothing (W214).
bool needs_baseline(const Subject& subject);
/// True where a baseline is stated, or comes from a KPI (W214).
bool has_baseline(const Subject& subject);

/// True for what is measured, and so is read somewhere; amounts and what is done are said by whoever checks in (I303).
bool needs_source(const Subject& subject);
/// True where a key result says where its value is read: its own source, or a KPI's (I303).
bool has_source(const Subject& subject);

/// Whether a KPI's readings say where they come from: its source, its formula or its file.
bool has_source(const Kpi& kpi);

}  // namespace okr
