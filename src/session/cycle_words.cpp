// SPDX-License-Identifier: MIT
#include "session/cycle_words.hpp"

#include <algorithm>
#include <utility>

#include "okr/base/try.hpp"
#include "okr/model/current.hpp"

namespace okr::cli {
namespace {

struct Words {
  std::optional<std::string> cycle;     ///< as typed
  std::span<const std::string> others;  ///< objectives and key results
};

bool is_cycle(const Workspace& workspace, std::string_view word) {
  return is_cycle_word(word) ||
         std::ranges::find(workspace.known_cycles, CycleId(word), &KnownCycle::id) != workspace.known_cycles.end();
}

/// The first word may be a cycle, or an id that names its own: "2026-Q2/ship". Shows without opening one.
Result<Words> parted(Context& context, std::span<const std::string> words) {
  if (words.empty()) return Words{};
  TRY_ASSIGN(
      const auto session,
      open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::none, .kpis = store::Wanted::Kpis::none}));
  const std::string& first = words.front();
  if (is_cycle(session.workspace, first)) return Words{first, words.subspan(1)};
  const std::string home = first.substr(0, first.find('/'));
  if (home != first && is_cycle(session.workspace, home)) return Words{home, words};
  return Words{{}, words};
}

/// The cycle of the first id: the one that is meant where it has it, else the one in force that has it.
Status choose_home(Session& session, std::span<const std::string> words) {
  if (words.empty() || look_up(session.workspace, Scope{{session.cycle}, session.day}, words.front())) return {};
  TRY_ASSIGN(const auto found, look_up(session.workspace, session.scope(), words.front()));
  if (found.objective) session.cycle = found.cycle;
  return {};
}

/// As typed, to those of the cycle.
Result<std::vector<std::string>> ids_of(const Session& session, std::span<const std::string> words) {
  std::vector<std::string> ids;
  const Scope scope{{session.cycle}, session.day};
  for (const std::string& word : words) {
    TRY_ASSIGN(const auto found, look_up(session.workspace, scope, word));
    if (!found.objective || found.cycle != session.cycle)
      return failure(ErrorKind::usage, "'" + word + "' is no objective or key result of " + session.cycle->id.text,
                     "`okr show " + word + "` shows it");
    ids.push_back(found.key_result ? to_string(found.key_result->id) : found.objective->id.text);
  }
  return ids;
}

}  // namespace

Result<CycleChoice> open_cycle_choice(Context& context, std::span<const std::string> words, bool ended) {
  TRY_ASSIGN(const auto typed, parted(context, words));
  auto session = open_session_for(context, {.cycle = typed.cycle, .ended = ended}, typed.others);
  if (session) session = with_cycle(std::move(session));
  if (!session) return tl::unexpected<Error>(session.error());
  TRY(choose_home(*session, typed.others));
  auto ids = ids_of(*session, typed.others);
  if (!ids) return tl::unexpected<Error>(ids.error());
  return CycleChoice{*std::move(session), *std::move(ids)};
}

}  // namespace okr::cli
