// SPDX-License-Identifier: MIT
// From what a check-in was given to what it says of which key results: names are looked up, values understood, days
// and domains checked. Pure; files are checkin_files'.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "actions/checkin/update.hpp"
#include "okr/model/workspace.hpp"

namespace okr::cli {

/// Where and when a check-in happens.
struct CheckinScene {
  const Workspace& workspace;
  std::vector<const Cycle*> cycles;  ///< where names are looked for, the one that is meant first
  Date date;
  bool is_day_said = false;  ///< by --date: it holds in every cycle
  bool stands_in = false;    ///< no cycle is in force: the only one is the last that started, or the next
};

/// The day of what is said of a cycle: the scene's; in a cycle that is over its last, unless another one was said.
Date day_in(const CheckinScene& scene, const Cycle& cycle);

/// Whom and what a check-in asks (commands.md, "Check-in").
struct Asking {
  std::string owner;             ///< "" asks about everybody's; else this person's and nobody's
  bool all = false;              ///< also what is not due
  bool all_key_results = false;  ///< the same without KPIs: when a cycle is finished
};

/// A remark with the key result it is about.
struct Meant {
  Found found;
  const Remark* remark = nullptr;
};

/// The cycles in which a check-in of that day looks for names: `named`, else those in force, else the one that stands
/// in; empty when there is no cycle at all.
std::vector<const Cycle*> cycles_on(const Workspace& workspace, const Cycle* named, Date date);

/// What every remark is about. What cannot be used (unknown, a KPI, a day outside the cycle, ended, said twice) becomes
/// a fault of the input. Remarks about records that are in error are in `broken`.
struct Understood {
  std::vector<Meant> meant;
  std::vector<std::string> broken;
};
Understood understand(const CheckinScene& scene, CheckinInput& input);

/// Why nothing can be said in the cycle on that day; empty when it can.
std::optional<Error> day_fault(const Workspace& workspace, const Cycle& cycle, Date date);

/// The same of a cycle of the scene that nobody named, on its day there: one that is over must be in force.
std::optional<Error> scene_fault(const CheckinScene& scene, const Cycle& cycle);

/// Typed values become entries; `cycle` is the one they are about, or a copy of it in which something was taken out.
/// Faults go to `faults`.
std::vector<SheetEntry> entries_of(const CheckinScene& scene, const Cycle& cycle, std::span<const Meant> meant,
                                   std::vector<Fault>& faults);

}  // namespace okr::cli
