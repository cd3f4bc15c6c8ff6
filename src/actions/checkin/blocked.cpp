// SPDX-License-Identifier: MIT
// What stands in the way: how a person names an obstacle or calls it solved; and files that still wait for a commit.
#include "actions/checkin/write.hpp"

#include <fmt/core.h>
#include <algorithm>

#include "actions/checkin/dialogue.hpp"
#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "reports/status/board.hpp"
#include "session/settings.hpp"
#include "session/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// The name in full, or why it names nothing that can be held up.
Result<std::string> record_called(const CheckinScene& scene, const std::string& typed) {
  TRY_ASSIGN(const auto found, look_up(scene.workspace, Scope{scene.cycles, scene.date}, typed));
  if (found.objective || found.kpi) return name_in(*scene.cycles.front(), found);
  return failure(ErrorKind::usage, fmt::format("{} is a cycle", safe_for_terminal(typed)),
                 "name an objective, a key result or a KPI that is held up");
}

bool is_text_or_name(const std::vector<Obstacle>& obstacles, std::string_view said) {
  return std::ranges::any_of(
      obstacles, [&](const Obstacle& obstacle) { return obstacle.text == said || obstacle.name() == said; });
}

/// The words of a text that is near, else what is wrong with the name.
Fault fault_of_solved(const std::vector<Obstacle>& obstacles, const Reference& solved, Error error) {
  std::vector<std::string_view> names;
  for (const Obstacle& obstacle : obstacles) names.insert(names.end(), {obstacle.name(), obstacle.text});
  const auto near = nearest(solved.text, names);
  const bool is_sentence = solved.text.find(' ') != std::string::npos;
  if (near || is_sentence) {
    error.what = fmt::format("nothing in the way is called '{}'", safe_for_terminal(solved.text));
    error.hint = did_you_mean(near, "name the record that it held up, or repeat its text");
  }
  return {Code::E110, std::move(error), solved.place};
}

}  // namespace

std::vector<Obstacle> obstacles_on(const CheckinScene& scene) {
  if (scene.cycles.empty()) return {};
  const Cycle& cycle = *scene.cycles.front();
  return open_obstacles(scene.workspace, cycle, day_in(scene, cycle));
}

std::string obstacles_text(const CheckinScene& scene) {
  const std::vector<Obstacle> obstacles = obstacles_on(scene);
  if (obstacles.empty()) return {};
  std::string text = "Still in the way?\n";
  for (const Obstacle& obstacle : obstacles)
    text += fmt::format("  {}, since {}\n", safe_for_terminal(reports::obstacle_text(obstacle)),
                        short_date(obstacle.since, scene.date));
  return text + fmt::format("What is not: solved = [{}] in okr checkin -e or --from\n",
                            safe_for_terminal(store::toml_string(obstacles.front().name())));
}

std::vector<std::string> blockable_names(const CheckinScene& scene) {
  std::vector<std::string> names;
  if (scene.cycles.empty()) return names;
  const Cycle& home = *scene.cycles.front();
  for (const Cycle* cycle : scene.cycles)
    for (const Objective& objective : cycle->objectives) {
      names.push_back(name_in(home, {cycle, &objective, nullptr, nullptr}));
      for (const KeyResult& kr : objective.key_results)
        names.push_back(name_in(home, {cycle, &objective, &kr, nullptr}));
    }
  for (const Kpi& kpi : scene.workspace.kpis) names.push_back(name_in(home, {nullptr, nullptr, nullptr, &kpi}));
  return names;
}

void settle_blockers(const CheckinScene& scene, CheckinInput& input) {
  for (Blocker& blocker : input.head.blockers) {
    if (blocker.about.empty()) continue;
    auto name = record_called(scene, blocker.about.text);
    if (name)
      blocker.about.text = std::move(*name);
    else
      input.faults.push_back({Code::E110, std::move(name.error()), blocker.about.place});
  }
  if (input.head.solved.empty()) return;
  const Cycle& cycle = *scene.cycles.front();
  const std::vector<Obstacle> obstacles = obstacles_of(scene.workspace, cycle, day_in(scene, cycle));
  for (Reference& solved : input.head.solved) {
    if (is_text_or_name(obstacles, trim(solved.text))) continue;
    auto name = record_called(scene, solved.text);
    if (name)
      solved.text = std::move(*name);
    else
      input.faults.push_back(fault_of_solved(obstacles, solved, std::move(name.error())));
  }
}

// --- uncommitted -----------------------------------------------------------------------------------------------------

// What a dialogue wrote and git did not take: nothing is asked of it again, so the next dialogue commits it first.

namespace {

KeptDraft draft_of_commit(const Context& context, std::string_view root) { return {context, root, "commit"}; }

/// As a file holds them, and back; empty where the text is of another workspace.
std::string uncommitted_text(const UncommittedFiles& files, std::string_view root) {
  std::string text = fmt::format("# Written, and not committed. The next `okr checkin` does it.\nroot {}\n", root);
  for (const std::string& path : files.paths) text += fmt::format("file {}\n", path);
  return text + "message\n" + files.message;
}

UncommittedFiles read_uncommitted(std::string_view text, std::string_view root) {
  UncommittedFiles files;
  bool is_of_root = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line == "message") {
      files.message = std::string(rest);
      break;
    }
    if (line.starts_with("root ")) is_of_root = line.substr(5) == root;
    if (line.starts_with("file ")) files.paths.emplace_back(line.substr(5));
  }
  return is_of_root ? files : UncommittedFiles();
}

}  // namespace

void keep_uncommitted(const Context& context, const std::string& root, const UncommittedFiles& files) {
  static_cast<void>(draft_of_commit(context, root).keep(uncommitted_text(files, root)));
}

Status commit_kept(Context& context, const Workspace& workspace, bool git_commit) {
  if (context.globals().dry_run) return {};
  TRY_ASSIGN(const bool by_setting, git_commit ? Result<bool>(true) : commits_by_setting(context));
  if (!by_setting) return {};
  const KeptDraft draft = draft_of_commit(context, workspace.root);
  const auto text = draft.text();
  const UncommittedFiles kept = text ? read_uncommitted(*text, workspace.root) : UncommittedFiles();
  if (kept.paths.empty()) return {};
  TRY(write_only(
      context,
      [&]() -> Result<Action> {
        Action action{Transaction::of(workspace)};
        action.transaction.in_place = kept.paths;
        action.message = kept.message;
        action.summary = kept.message.substr(0, kept.message.find('\n'));
        return action;
      },
      git_commit));
  draft.drop();
  return {};
}

}  // namespace okr::actions
