// SPDX-License-Identifier: MIT
// Which cycles are exported: all, the one that is named, or those in force.
#include "actions/export/exports.hpp"

#include <algorithm>

namespace okr::cli {

Result<Session> open_for_export(Context& context, bool all) {
  using Cycles = store::Wanted::Cycles;
  return open_session(context, {.cycles = all ? Cycles::all : Cycles::current});
}

std::vector<const Cycle*> exported_cycles(const Session& session, bool all) {
  std::vector<const Cycle*> cycles;
  for (const Cycle& cycle : session.workspace.cycles) {
    const bool is_current = std::ranges::find(session.current, &cycle) != session.current.end();
    if (all || &cycle == session.cycle || (is_current && !session.is_named)) cycles.push_back(&cycle);
  }
  return cycles;
}

}  // namespace okr::cli
