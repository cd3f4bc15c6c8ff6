// SPDX-License-Identifier: MIT
#include "session/earlier_cycles.hpp"

#include <algorithm>

#include "okr/model/current.hpp"

namespace okr::cli {

Result<Session> open_with_earlier(Context& context, const std::optional<std::string>& cycle, std::size_t count) {
  auto session = open_session_with_cycle(context, {.cycle = cycle});
  if (!session) return session;
  std::vector<CycleId> also = cycles_before(session->workspace, *session->cycle);
  if (also.size() > count) also.resize(count);
  for (const KnownCycle& known : session->workspace.known_cycles)
    if (!known.period && !session->workspace.cycle(known.id)) also.push_back(known.id);
  std::erase_if(also, [&](const CycleId& id) { return session->workspace.cycle(id) != nullptr; });
  if (also.empty()) return session;
  return open_session_with_cycle(context, {.cycle = session->cycle->id.text, .also = std::move(also)});
}

void forget_faults_elsewhere(Session& session, std::vector<const Cycle*> wanted) {
  Workspace& workspace = session.workspace;
  wanted.push_back(session.cycle);
  wanted.insert(wanted.end(), session.current.begin(), session.current.end());
  std::erase_if(workspace.diagnostics, [&](const Diagnostic& finding) {
    if (!finding.place.known()) return false;
    const std::string& file = workspace.files[finding.place.file];
    const auto lies_in = [&](const Cycle& cycle) { return file.starts_with(cycle.folder + "/"); };
    return std::ranges::any_of(workspace.cycles, [&](const Cycle& cycle) {
      return lies_in(cycle) && std::ranges::find(wanted, &cycle) == wanted.end();
    });
  });
}

std::vector<const Cycle*> earlier_cycles(const Session& session, std::size_t count) {
  std::vector<const Cycle*> cycles;
  for (const CycleId& id : cycles_before(session.workspace, *session.cycle)) {
    const Cycle* cycle = session.workspace.cycle(id);
    if (cycle && cycles.size() < count) cycles.push_back(cycle);
  }
  return cycles;
}

}  // namespace okr::cli
