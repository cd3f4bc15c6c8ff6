// SPDX-License-Identifier: MIT
// The history of a cycle's definitions, as git tells it.

#include "session/history/comparing.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "reports/diff/diff.hpp"
#include "session/history/checking.hpp"

namespace okr::session {
namespace {

/// Readings stand in the files of KPIs, a commit a day: only those that touch a line of a definition are looked at.
std::string kpi_definition_line() {
  std::vector<std::string_view> keys;
  for (const reports::ComparedKey& one : reports::compared_keys(reports::DiffRecord::kpi))
    if (is_definition(one.cause)) keys.push_back(one.key);
  return line_of_keys(keys);
}

/// An entry of [targets] looks like a reading: those that `states` have are looked for, by their keys. Empty where
/// there is none.
std::string kpi_target_line(const std::vector<const Workspace*>& states, FiscalYear fiscal_year) {
  std::set<std::string> keys;
  for (const Workspace* state : states)
    for (const Kpi& kpi : state->kpis)
      for (const KpiTarget& target : kpi.targets) keys.insert(key_of(target, fiscal_year));
  if (keys.empty()) return {};
  return fmt::format("^[[:space:]]*[\"']?({})[\"']?[[:space:]]*[.=]",
                     join(std::vector<std::string>(keys.begin(), keys.end()), "|"));
}

/// A cycle's definitions and those of the KPIs, as commits hold them.
class Definitions {
 public:
  Definitions(const Workspace& workspace, const Cycle& cycle, Date day)
      : root_(workspace.root), cycle_(cycle), records_(workspace, cycle) {
    wanted_ = {.cycles = store::Wanted::Cycles::named,
               .kpis = store::Wanted::Kpis::definitions,
               .as_of = day,
               .names = {cycle_.id},
               .children = false};
  }

  /// Nothing in it where the cycle was not begun.
  Result<Workspace> in(const std::string& hash) const {
    TRY_ASSIGN(const auto texts, texts_in(hash));
    return store::load_if_begun(root_, texts, wanted_);
  }

  /// The same for one commit behind the other: a file that cannot be read in one, and a record of which a value cannot,
  /// stands as it could be read last, so that what was moved meanwhile is moved once it can be read again.
  Result<Workspace> next_in(const std::string& hash) {
    TRY_ASSIGN(auto state, with_files_as_read(hash));
    records_.follow(state);
    return state;
  }

  /// The same behind its parents.
  Result<Workspace> next_in(const std::string& hash, const std::vector<Workspace>& parents) {
    TRY_ASSIGN(auto state, with_files_as_read(hash));
    records_.follow(parents, state);
    return state;
  }

  /// The same of what is not committed.
  Workspace next(Workspace state, const std::vector<Workspace>& parents) {
    std::erase_if(state.cycles, [&](const Cycle& other) { return other.id != cycle_.id; });
    records_.follow(parents, state);
    return state;
  }

  std::vector<std::string> paths() const {
    return {":(literal)" + cycle_.folder, ":(exclude,literal)" + cycle_.folder + "/checkins"};
  }

 private:
  Result<Workspace> with_files_as_read(const std::string& hash) {
    TRY_ASSIGN(auto texts, texts_in(hash));
    TRY_ASSIGN(auto workspace, store::load_if_begun(root_, texts, wanted_));
    std::set<std::string> unread;
    for (const Diagnostic& one : workspace.diagnostics)
      if (is_unreadable(one.code) && one.place.known()) unread.insert(workspace.files[one.place.file]);
    bool is_mended = false;
    for (auto& [name, text] : texts) {
      if (!unread.contains(name)) {
        last_read_[name] = text;
      } else if (const auto last = last_read_.find(name); last != last_read_.end()) {
        text = last->second;
        is_mended = true;
      }
    }
    return is_mended ? store::load_if_begun(root_, texts, wanted_) : Result<Workspace>(std::move(workspace));
  }

  /// None where the cycle was not begun.
  Result<std::map<std::string, std::string>> texts_in(const std::string& hash) const {
    TRY_ASSIGN(auto texts, vcs::committed_texts(root_, hash, [&](const std::string& path) { return is_one(path); }));
    const bool has_cycle = std::ranges::any_of(texts, [&](const auto& file) { return lies_in_cycle(file.first); });
    if (!has_cycle) texts.clear();
    return texts;
  }

  bool lies_in_cycle(const std::string& path) const { return path.starts_with(cycle_.folder + "/"); }

  bool is_one(const std::string& path) const {
    if (!path.ends_with(toml_extension)) return false;
    const bool is_definition = lies_in_cycle(path) && !is_checkin_path(path);
    return path == settings_file || path.starts_with(kpi_prefix) || is_definition;
  }

  const std::string& root_;
  const Cycle& cycle_;
  store::Wanted wanted_;
  std::map<std::string, std::string> last_read_;  ///< texts, by file
  LastRead records_;
};

/// Those that touch an entry of [targets] that is there today, is committed, or was there before the first of
/// `commits`.
Result<std::vector<vcs::HistoricCommit>> commits_of_targets(const Workspace& workspace, const std::string& first,
                                                            const Definitions& definitions,
                                                            const std::vector<vcs::HistoricCommit>& commits) {
  std::vector<vcs::HistoricCommit> none;
  if (commits.empty()) return none;
  Workspace begun;
  if (!commits.front().parents.empty()) {
    TRY_ASSIGN(begun, definitions.in(commits.front().parents.front()));
  }
  TRY_ASSIGN(const auto committed, definitions.in("HEAD"));
  const std::string line = kpi_target_line({&workspace, &committed, &begun}, workspace.fiscal_start());
  if (line.empty()) return none;
  return vcs::commits_since(workspace.root, {first, {"kpi"}, line});
}

/// Of the cycle's files and of the KPIs' definitions, each commit once, behind its parents: a day can be set to
/// anything.
Result<std::vector<vcs::HistoricCommit>> commits_of(const Workspace& workspace, const Cycle& cycle,
                                                    const Definitions& definitions) {
  const std::string& root = workspace.root;
  const std::string first = to_string(cycle.period.first);
  auto paths = definitions.paths();
  TRY_ASSIGN(const auto of_cycle, vcs::commits_since(root, {first, paths, {}}));
  TRY_ASSIGN(const auto of_kpis, vcs::commits_since(root, {first, {"kpi"}, kpi_definition_line()}));
  paths.insert(paths.begin(), "kpi");
  TRY_ASSIGN(auto commits, vcs::commits_since(root, {first, paths, {}}));
  TRY_ASSIGN(const auto of_targets, commits_of_targets(workspace, first, definitions, commits));
  std::set<std::string> moving;
  for (const auto* list : {&of_cycle, &of_kpis, &of_targets})
    for (const vcs::HistoricCommit& one : *list) moving.insert(one.commit.hash);
  std::erase_if(commits, [&](const vcs::HistoricCommit& one) { return !moving.contains(one.commit.hash); });
  return commits;
}

Result<reports::DefinitionStep> step_of(const vcs::HistoricCommit& one, Definitions& definitions) {
  reports::DefinitionStep step{one.commit.short_hash, one.commit.author, {}, {}, {}};
  if (const auto day = parse_date(one.commit.day)) step.day = *day;
  for (const std::string& parent : one.parents) {
    TRY_ASSIGN(auto before, definitions.next_in(parent));
    step.before.push_back(std::move(before));
  }
  TRY_ASSIGN(step.after, definitions.next_in(one.commit.hash, step.before));
  // A side of a merge on which the workspace lies elsewhere tells nothing of what the other side brought here.
  const auto is_begun = [](const Workspace& state) { return !state.cycles.empty(); };
  if (std::ranges::any_of(step.before, is_begun)) std::erase_if(step.before, std::not_fn(is_begun));
  return step;
}

/// True where git first saw the cycle in this step.
bool begins(const reports::DefinitionStep& step) {
  const auto has_cycle = [](const Workspace& state) { return !state.cycles.empty(); };
  return has_cycle(step.after) && std::ranges::none_of(step.before, has_cycle);
}

/// Where the commits do not go back to the cycle's first day as they are here, what is not known for that.
Result<std::optional<reports::UnknownMoves>> unknown_moves(const std::string& root, const Cycle& cycle) {
  std::optional<reports::UnknownMoves> unknown;
  TRY_ASSIGN(const bool is_shallow, vcs::is_shallow(root));
  if (is_shallow) {
    unknown = {{},
               "this clone has only the newest commits: nobody can tell what was moved before",
               "git fetch --unshallow (in CI: fetch-depth: 0)"};
    return unknown;
  }
  TRY_ASSIGN(const auto moved, vcs::last_move_of(root, std::string(settings_file)));
  if (moved && moved->day >= to_string(cycle.period.first))
    unknown = {moved->hash,
               fmt::format("the workspace was brought here in {} ({}), after {} began: nobody can tell what was moved "
                           "before",
                           moved->short_hash, moved->day, cycle.id.text),
               fmt::format("okr check --since {} --rule W230 --strict looks at what came behind it; git log "
                           "--follow shows what the files were before",
                           moved->short_hash)};
  return unknown;
}

}  // namespace

std::string line_of_keys(std::span<const std::string_view> keys) {
  return fmt::format("(^|[^a-z-])({})[\"']?[[:space:]]*=", join(keys, "|"));
}

Result<reports::Goalposts> goalposts_of(const Workspace& workspace, const Cycle& cycle, Date day, bool until_day) {
  TRY_ASSIGN(auto unknown, unknown_moves(workspace.root, cycle));
  TRY_ASSIGN(const auto head, vcs::commit_of(workspace.root, "HEAD"));
  Definitions definitions(workspace, cycle, day);
  reports::Goalposts goalposts{
      .cycle = cycle.id.text, .title = cycle.title, .since = cycle.period.first, .as_of = day, .workspace = &workspace};
  goalposts.scale = workspace.settings.scoring.scale;
  goalposts.unknown = std::move(unknown);
  const auto add = [&](reports::DefinitionStep step) {
    if (until_day) {
      for (Workspace& before : step.before) reports::undo_later(before, day);
      reports::undo_later(step.after, day);
    }
    auto moves = reports::moves_of(std::move(step), workspace, cycle, day);
    std::ranges::move(moves, std::back_inserter(goalposts.moves));
  };
  TRY_ASSIGN(const auto commits, commits_of(workspace, cycle, definitions));
  for (const vcs::HistoricCommit& one : commits) {
    TRY_ASSIGN(auto step, step_of(one, definitions));
    if (step.day && *step.day > goalposts.since && *step.day <= day && begins(step)) {
      goalposts.since = *step.day;
      goalposts.seen_late = true;
    }
    add(std::move(step));
  }
  reports::DefinitionStep uncommitted;
  TRY_ASSIGN(auto committed, definitions.next_in(head.hash));
  uncommitted.before.push_back(std::move(committed));
  uncommitted.after = definitions.next(workspace, uncommitted.before);
  add(std::move(uncommitted));
  return goalposts;
}

Status say_unknown_moves(Context& context, const reports::Goalposts& goalposts, bool is_gate) {
  if (!goalposts.unknown) return {};
  Error said{ErrorKind::environment, goalposts.unknown->what, goalposts.unknown->hint, "history"};
  const bool is_passed = is_gate && reports::count_unexplained(goalposts) == 0;
  if (is_passed) return tl::unexpected<Error>(std::move(said));
  context.warn(std::move(said));
  return {};
}

}  // namespace okr::session
