// SPDX-License-Identifier: MIT
#include "session/history/comparing.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/history/looking_back.hpp"

namespace okr::session {
namespace {

/// What was typed, taken apart.
struct Range {
  std::string from = "HEAD";
  std::optional<std::string> to;  ///< nothing: the work tree
  bool since_fork = false;
};

std::string or_head(std::string_view rev) { return rev.empty() ? std::string("HEAD") : std::string(rev); }

Range range_of(const std::optional<std::string>& typed) {
  if (!typed) return {};
  const std::string_view text = *typed;
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return {*typed, std::nullopt, false};
  const bool since_fork = text.substr(dots).starts_with("...");
  return {or_head(text.substr(0, dots)), or_head(text.substr(dots + (since_fork ? 3 : 2))), since_fork};
}

/// One of the two: a commit, or the files as they are.
struct Side {
  std::string root;
  std::optional<CommittedFiles> committed;

  bool is_begun() const { return !committed || committed->texts.contains(std::string(settings_file)); }
};

Result<Side> side_of(const HistoryPlace& place, const vcs::Commit& commit) {
  TRY_ASSIGN(auto files, files_in(place, commit));
  return Side{place.root, std::move(files)};
}

Result<Workspace> load(const Side& side, const store::Wanted& wanted) {
  if (side.committed) return store::load_if_begun(side.root, side.committed->texts, wanted);
  return store::load(side.root, wanted);
}

struct TwoSides {
  Side before, after;
  std::string from, to;
};

Result<TwoSides> find_sides(Context& context, const std::optional<std::string>& typed) {
  TRY_ASSIGN(const auto place, history_place(context));
  const Range range = range_of(typed);
  if (!range.to && !place.is_checked_out)
    return environment_failure(fmt::format("no okr.toml in {} or above it",
                                           safe_for_terminal(store::real_path(place.root).value_or(place.root))),
                               "what only commits hold is compared by two of them: okr diff HEAD~4..HEAD");
  const std::string& root = place.root;
  TRY_ASSIGN(auto from, vcs::commit_of(root, range.from));
  TwoSides sides{{root, {}}, {root, {}}, {}, "the work tree"};
  if (range.to) {
    TRY_ASSIGN(const auto to, vcs::commit_of(root, *range.to));
    if (range.since_fork) {
      TRY_ASSIGN(from, vcs::fork_of(root, from, to));
    }
    TRY_ASSIGN(sides.after, side_of(place, to));
    sides.to = commit_name(*range.to, to);
  }
  TRY_ASSIGN(sides.before, side_of(place, from));
  sides.from = commit_name(range.from, from);
  if (!place.is_checked_out && !sides.before.is_begun() && !sides.after.is_begun())
    return usage_failure(fmt::format("there is no okr.toml in {} and {}", sides.from, sides.to),
                         "-C DIR names the folder that a workspace lies in");
  return sides;
}

// --- what differs ----------------------------------------------------------------------------------------------------

store::StateFiles state_of(const CommittedFiles& files) {
  store::StateFiles state{{}, [texts = &files.texts](const std::string& name) { return texts->text(name); }};
  for (const vcs::StoredFile& file : files.files)
    if (store::is_file_of_workspace(file.path)) state.marks.emplace(file.path, file.object);
  return state;
}

/// A name that git's list of lines cannot hold gets an empty mark: it differs from every other.
Result<store::StateFiles> state_on_disk(const std::string& root) {
  store::StateFiles state{{}, [root](const std::string& name) { return store::read_file(root + "/" + name); }};
  TRY_ASSIGN(const auto names, store::files_of_workspace(root));
  std::vector<std::string> told_apart;
  for (const std::string& name : names) {
    state.marks.emplace(name, "");
    const bool is_line = name.find('\n') == std::string::npos && !name.starts_with('"');
    if (is_line && store::is_file(root + "/" + name)) told_apart.push_back(name);
  }
  TRY_ASSIGN(const auto objects, vcs::objects_of(root, told_apart));
  for (std::size_t i = 0; i < told_apart.size(); ++i) state.marks[told_apart[i]] = objects[i];
  return state;
}

Result<store::StateFiles> state_of(const Side& side) {
  if (side.committed) return state_of(*side.committed);
  return state_on_disk(side.root);
}

bool has_faults(const Workspace& workspace) { return !std::ranges::all_of(workspace.diagnostics, is_excused); }

store::Wanted wanted_of(const store::Concerned& concerned, const store::StateFiles& state, Date as_of) {
  return {.cycles = store::Wanted::Cycles::named,
          .as_of = as_of,
          .names = concerned.cycles_in(state),
          .children = false,  // those that count are among them
          .only_kpis = concerned.kpis};
}

/// Nothing where all has to be loaded.
std::optional<TwoStates> what_differs(const TwoSides& sides, Date as_of) {
  if (!sides.before.is_begun() || !sides.after.is_begun()) return std::nullopt;
  const auto before = state_of(sides.before);
  const auto after = state_of(sides.after);
  const auto concerned = before && after ? store::concerned_by(*before, *after) : std::nullopt;
  if (!concerned) return std::nullopt;
  auto old = load(sides.before, wanted_of(*concerned, *before, as_of));
  auto now = load(sides.after, wanted_of(*concerned, *after, as_of));
  if (!old || !now || has_faults(*old) || has_faults(*now)) return std::nullopt;
  return TwoStates{std::move(*old), std::move(*now), sides.from, sides.to};
}

Result<TwoStates> all_of(const TwoSides& sides, Date as_of) {
  const auto wanted = store::Wanted::everything(as_of);
  TwoStates states{{}, {}, sides.from, sides.to};
  TRY_ASSIGN(states.after, load(sides.after, wanted));
  TRY_ASSIGN(states.before, load(sides.before, wanted));
  return states;
}

void say_errors(Context& context, const TwoStates& states) {
  if (!has_errors(states.before.diagnostics)) return;
  context.warn({ErrorKind::data,
                fmt::format("the files of {} have errors: what they say is missing there", states.from),
                {},
                "errors-before"});
}

TwoStates told(Context& context, TwoStates states) {
  if (context.globals().as_of)
    for (Workspace* state : {&states.before, &states.after}) reports::undo_later(*state, context.today());
  context.set_digits(states.after.settings.workspace.digits);
  say_errors(context, states);
  return states;
}

}  // namespace

Result<TwoStates> open_two_states(Context& context, const std::optional<std::string>& range) {
  TRY_ASSIGN(const auto sides, find_sides(context, range));
  const auto& cycle = context.globals().cycle;
  const bool needs_all = cycle && is_cycle_word(*cycle);  // which one `previous` is, all of them tell
  if (auto states = needs_all ? std::nullopt : what_differs(sides, context.today()))
    return told(context, std::move(*states));
  TRY_ASSIGN(auto states, all_of(sides, context.today()));
  return told(context, std::move(states));
}

Result<TwoStates> open_two_whole_states(Context& context, const std::optional<std::string>& range) {
  TRY_ASSIGN(const auto sides, find_sides(context, range));
  TRY_ASSIGN(auto states, all_of(sides, context.today()));
  return told(context, std::move(states));
}

}  // namespace okr::session
