// SPDX-License-Identifier: MIT
#include "cli/cycle_words.hpp"

#include <utility>

namespace okr::cli {
namespace {

bool is_cycle(const Workspace& workspace, const std::string& word) {
  for (const KnownCycle& known : workspace.known_cycles)
    if (known.id.text == word) return true;
  return false;
}

/// Whether the first word is a cycle shows without opening one.
Result<std::optional<std::string>> cycle_word(Context& context, std::span<const std::string> words) {
  if (words.empty()) return std::optional<std::string>();
  const auto session = open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::none, .kpis = store::Wanted::Kpis::none});
  if (!session) return tl::unexpected<Error>(session.error());
  return is_cycle(session->workspace, words.front()) ? std::optional(words.front()) : std::nullopt;
}

/// As typed, to those of the cycle.
Result<std::vector<std::string>> ids_of(const Session& session, std::span<const std::string> words) {
  std::vector<std::string> ids;
  const Cycle* cycles[] = {session.cycle};
  for (const std::string& word : words) {
    const auto found = look_up(session.workspace, cycles, word);
    if (!found) return tl::unexpected<Error>(found.error());
    if (!found->objective || found->cycle != session.cycle)
      return failure(ErrorKind::usage, "'" + word + "' is no objective or key result of " + session.cycle->id.text, "`okr show " + word + "` shows it");
    ids.push_back(found->key_result ? to_string(found->key_result->id) : found->objective->id.text);
  }
  return ids;
}

}  // namespace

Result<CycleChoice> open_cycle_choice(Context& context, std::span<const std::string> words) {
  const auto named = cycle_word(context, words);
  if (!named) return tl::unexpected<Error>(named.error());
  auto session = open_session_with_cycle(context, {.cycle = *named});
  if (!session) return tl::unexpected<Error>(session.error());
  auto ids = ids_of(*session, words.subspan(*named ? 1 : 0));
  if (!ids) return tl::unexpected<Error>(ids.error());
  return CycleChoice{*std::move(session), *std::move(ids)};
}

}  // namespace okr::cli
