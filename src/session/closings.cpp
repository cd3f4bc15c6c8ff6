// SPDX-License-Identifier: MIT
// How cycles were closed, as the history of the files knows it.
#include "session/recorded.hpp"

#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/looking_back.hpp"

namespace okr::cli {
namespace {

/// What the cycle scored in the files of that commit; nothing where they cannot be read.
std::optional<Score> score_in(const HistoryPlace& place, const Session& session, const Cycle& cycle,
                              const vcs::Commit& commit) {
  const auto files = files_in(place, commit);
  if (!files || !files->texts.contains(std::string(settings_file))) return std::nullopt;
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::named;
  wanted.as_of = session.day;
  wanted.names = {cycle.id};
  const auto workspace = store::load_texts(session.workspace.root, files->texts, wanted);
  const Cycle* then = workspace ? workspace->cycle(cycle.id) : nullptr;
  return then ? numbers_of(*workspace, *then, session.day).shown : std::nullopt;
}

}  // namespace

Result<std::vector<reports::AtClose>> closings_of(const Context& context, const Session& session,
                                                  const std::vector<const Cycle*>& cycles) {
  std::vector<reports::AtClose> closings;
  std::vector<Place> places;
  for (const Cycle* cycle : cycles) {
    closings.push_back(reports::at_close_of(session.workspace, *cycle, session.day));
    places.push_back(cycle->result ? cycle->result->place_of("closed") : Place());
  }
  TRY_ASSIGN(const auto place, history_place(context));
  TRY_ASSIGN(const auto origins, origins_of_places(context, session.workspace, places));
  for (std::size_t i = 0; i < closings.size(); ++i) {
    if (!origins[i] || !origins[i]->commit) continue;
    closings[i].commit = origins[i]->commit->short_hash;
    closings[i].author = origins[i]->commit->author;
    if (const auto score = score_in(place, session, *cycles[i], *origins[i]->commit)) closings[i].score = score;
  }
  return closings;
}

}  // namespace okr::cli
