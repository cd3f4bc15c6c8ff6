// SPDX-License-Identifier: MIT
// What was said, understood: on which day and in which cycles, of which key results, with which values. Names are
// looked up, days and domains are checked; nothing is read or written, files are prepare's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "actions/checkin/update.hpp"
#include "session/session.hpp"

namespace okr::cli {

/// Where and when a check-in happens.
struct CheckinScene {
  const Workspace& workspace;
  std::vector<const Cycle*> cycles;  ///< where names are looked for, the one that is meant first
  Date date;
  bool is_day_said = false;  ///< by --date: it holds in every cycle
  bool stands_in = false;    ///< no cycle is in force: the only one is the last that started, or the next
};

/// --date, else today. Usage errors as past_date.
Result<Date> checkin_date(const Context& context, const std::optional<std::string>& typed, const Workspace& workspace);

/// What is said of a KPI is recorded, not checked in.
Error kpi_refused(const Kpi& kpi, std::string_view value);

/// Where names are looked for on that day: in the cycle of --cycle, else in those in force, else in the one that stands
/// in; nowhere when there is no cycle at all. `is_day_said`: by --date.
CheckinScene scene_of(const Session& session, Date date, bool is_day_said);

/// The day of what is said of a cycle: the scene's; in a cycle that is over its last, unless another one was said.
Date day_in(const CheckinScene& scene, const Cycle& cycle);

/// Why nothing can be said in a cycle of the scene on its day there; empty when it can. One that is over must be in
/// force, unless it `is_named`.
std::optional<Error> day_fault(const CheckinScene& scene, const Cycle& cycle, bool is_named = false);

/// The input with what each update is about. What cannot be used (unknown, a KPI, a day outside the cycle, ended, said
/// twice) becomes a fault and is left out, as is what is said of records in error: that is `broken`. Readings of KPIs
/// are passed on.
CheckinInput understood(const CheckinScene& scene, CheckinInput input);

/// The updates of one cycle with the values that are meant, and what is wrong with the others.
struct ValuedUpdates {
  std::vector<Update> updates;
  std::vector<Fault> faults;
};

/// Of those that were understood; "+19" is added to what stands in `cycle`: the one they are about, or a copy of it in
/// which something was taken out.
ValuedUpdates with_values(const CheckinScene& scene, const Cycle& cycle, std::span<const Update> updates);

}  // namespace okr::cli
