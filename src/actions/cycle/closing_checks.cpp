// SPDX-License-Identifier: MIT
#include "actions/cycle/closing_checks.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace okr::cli {

Status check_can_close(const Cycle& cycle, bool early, Date today) {
  const std::string& id = cycle.id.text;
  if (cycle.state == CycleState::draft)
    return failure(ErrorKind::usage, fmt::format("{} is a draft: there is nothing to close", id),
                   fmt::format("okr set {}.state=active", id));
  if (cycle.state == CycleState::closed)
    return failure(ErrorKind::usage, fmt::format("{} says that it is closed, but has no [result]", id),
                   fmt::format("okr set {}.state=active, then close it", id));
  if (!cycle.dated) return {};  // an error that stops it later
  if (today < cycle.period.first)
    return failure(ErrorKind::usage,
                   fmt::format("{} begins on {}: there is nothing to close", id, to_string(cycle.period.first)));
  if (today > cycle.period.last || early) return {};
  return failure(ErrorKind::usage, fmt::format("{} runs until {}", id, to_string(cycle.period.last)),
                 "--early closes it with the numbers of today");
}

bool is_sound(const Workspace& workspace, const CycleNumbers& numbers) {
  const Cycle& cycle = *numbers.cycle;
  if (has_fault(numbers) || !cycle.dated || cycle.faulty) return false;
  return std::ranges::none_of(workspace.diagnostics, [&](const Diagnostic& one) {
    const bool counts = one.severity == Severity::error && one.code != Code::E116 && one.place.known();
    return counts && workspace.files[one.place.file].starts_with(cycle.folder + "/");
  });
}

}  // namespace okr::cli
