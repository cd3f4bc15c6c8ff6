// SPDX-License-Identifier: MIT
// The one place where the framework is connected with files, workspaces and other programs.
#include "cli/services.hpp"

#include <algorithm>
#include <map>

#include "okr/base/text.hpp"
#include "okr/model/current.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/rule.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"

namespace okr::cli {

namespace {

using Cycles = store::Wanted::Cycles;
using Kpis = store::Wanted::Kpis;

constexpr std::string_view kpi_prefix = "kpi/";
constexpr int no_such_command = 127;  // what sh says of a program that is not there

std::optional<Workspace> quietly_opened(const Context& context, Cycles cycles) {
  const auto root = store::find_root(context.start_directory());
  if (!root) return std::nullopt;
  store::Wanted wanted;
  wanted.cycles = cycles;
  wanted.kpis = Kpis::definitions;
  wanted.as_of = context.today();
  if (cycles == Cycles::current && context.globals().cycle) {
    wanted.cycles = Cycles::named;
    wanted.names = {CycleId(*context.globals().cycle)};
  }
  auto workspace = store::load(*root, wanted);
  return workspace ? std::optional(std::move(*workspace)) : std::nullopt;
}

void add_cycles(const Workspace& workspace, std::vector<Completion>& words) {
  for (const KnownCycle& known : workspace.known_cycles) {
    const Cycle* cycle = workspace.cycle(known.id);
    words.push_back({known.id.text, cycle ? cycle->title : std::string()});
  }
  words.push_back({"current", "the cycle in force"});
  words.push_back({"previous", "the cycle that ended last"});
  words.push_back({"next", "the cycle to come"});
}

/// "users" for ship.users, once a letter of it is typed and as long as it is the only one.
void add_short_ids(const Workspace& workspace, std::string_view word, std::vector<Completion>& words) {
  if (word.empty()) return;
  std::map<std::string_view, std::vector<const KeyResult*>> named;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results)
        if (kr.id.name.starts_with(word)) named[kr.id.name].push_back(&kr);
  for (const auto& [name, key_results] : named)
    if (key_results.size() == 1) words.push_back({std::string(name), key_results.front()->title});
}

void add_objectives(const Workspace& workspace, std::string_view word, std::vector<Completion>& words) {
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives) {
      words.push_back({objective.id.text, objective.title});
      for (const KeyResult& kr : objective.key_results) words.push_back({to_string(kr.id), kr.title});
    }
  add_short_ids(workspace, word, words);
}

void add_kpis(const Workspace& workspace, std::string_view word, std::vector<Completion>& words) {
  const bool with_folder = !word.empty() && (kpi_prefix.starts_with(word) || word.starts_with(kpi_prefix));
  for (const Kpi& kpi : workspace.kpis) {
    words.push_back({kpi.id.text, kpi.title});
    if (with_folder) words.push_back({std::string(kpi_prefix) + kpi.id.text, kpi.title});
  }
}

/// "ship.users." is followed by the keys of a key result, "ship." by those of an objective too.
void add_fields(const Workspace& workspace, std::string_view word, std::vector<Completion>& words) {
  const auto dot = word.rfind('.');
  if (dot == std::string_view::npos) {
    add_objectives(workspace, word, words);
    return add_kpis(workspace, word, words);
  }
  const std::string id(word.substr(0, dot));
  const auto add = [&](const std::vector<FieldInfo>& fields) {
    for (const FieldInfo& field : fields) words.push_back({id + "." + std::string(field.key), std::string(field.doc)});
  };
  for (const Cycle& cycle : workspace.cycles) {
    if (find_key_result(cycle, id))
      add(fields_of("key result"));
    else if (find_objective(cycle, id))
      add(fields_of("objective"));
  }
  const bool with_folder = id.starts_with(kpi_prefix);
  if (workspace.kpi(with_folder ? id.substr(kpi_prefix.size()) : id)) add(typed_fields_of("KPI"));
  add_objectives(workspace, word, words);
}

/// Ids, cycles, KPIs and field paths of the workspace, as far as it can be read; nothing where there is none.
std::vector<Completion> workspace_completions(const Context& context, Completes kind, std::string_view word) {
  std::vector<Completion> words;
  const bool wants_ids = kind == Completes::cycle || kind == Completes::objective || kind == Completes::kpi ||
                         kind == Completes::any_id || kind == Completes::field;
  if (!wants_ids) return words;
  const auto workspace = quietly_opened(context, kind == Completes::cycle ? Cycles::all : Cycles::current);
  if (!workspace) return words;
  if (kind == Completes::cycle) add_cycles(*workspace, words);
  if (kind == Completes::objective || kind == Completes::any_id) add_objectives(*workspace, word, words);
  if (kind == Completes::kpi || kind == Completes::any_id) add_kpis(*workspace, word, words);
  if (kind == Completes::any_id) add_cycles(*workspace, words);
  if (kind == Completes::field) add_fields(*workspace, word, words);
  return words;
}

/// In OKR_PAGER, PAGER or less; false when none of them can be started.
bool show_in_pager(const Context& context, std::string_view text) {
  const std::string pager = pager_command(context);
  if (pager.empty()) return false;
  // F: no pager for what fits; R: colours; X: the text stays on the screen afterwards.
  const std::string line = "LESS=${LESS-FRX}; export LESS; exec " + pager;
  const auto code = vcs::feed_in_foreground({"sh", "-c", line}, "/", text);
  return code && *code != no_such_command;
}

std::string error_list() {
  std::string text;
  for (const Rule& rule : rules()) {
    text +=
        std::string(rule.name) + "  " + pad_right(to_string(rule.severity), 8) + " " + std::string(rule.title) + "\n";
  }
  return text + "\nokr explain CODE says why, with an example that is reported and one that is not.\n";
}

bool in_workspace(const Context& context) { return store::find_root(context.start_directory()).has_value(); }

}  // namespace

const Services& services() {
  static constexpr Services connected{.in_workspace = in_workspace,
                                      .completions = workspace_completions,
                                      .page = show_in_pager,
                                      .error_list = error_list};
  return connected;
}

}  // namespace okr::cli
