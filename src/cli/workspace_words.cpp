// SPDX-License-Identifier: MIT
// Words that a shell may offer out of a workspace: ids, fields, and the values that they take.
#include "cli/completion.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/core.h>

#include "draw/embedded.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/compute/definition.hpp"
#include "okr/compute/quantities.hpp"
#include "okr/model/current.hpp"
#include "okr/model/formula.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/context.hpp"
#include "session/records.hpp"
#include "session/settings.hpp"

namespace okr::cli {
using namespace session;

namespace {

using Cycles = store::Wanted::Cycles;
using Kpis = store::Wanted::Kpis;

/// The cycles in force, those of `names`, or all.
std::optional<Workspace> quietly_opened(const Context& context, Cycles cycles, std::vector<CycleId> names = {}) {
  const auto root = store::find_root(context.start_directory());
  if (!root) return std::nullopt;
  store::Wanted wanted;
  wanted.cycles = cycles;
  wanted.kpis = Kpis::definitions;
  wanted.as_of = context.today();
  wanted.names = std::move(names);
  if (cycles == Cycles::current && context.globals().cycle) wanted.names = {CycleId(*context.globals().cycle)};
  if (!wanted.names.empty()) wanted.cycles = Cycles::named;
  wanted.children = wanted.names.empty();
  auto workspace = store::load(*root, wanted);
  return workspace ? std::optional(std::move(*workspace)) : std::nullopt;
}

/// Those in which an id is looked for: the one of --cycle, those in force, or the one that stands in. Others were
/// opened for their numbers, and what is theirs is refused without their name in front.
void keep_cycles_looked_in(const Context& context, Completes kind, Workspace& workspace) {
  std::set<CycleId> kept;
  if (kind != Completes::new_id)  // what is new goes into the one that is meant
    for (const Cycle* cycle : cycles_in_force(workspace, context.today())) kept.insert(cycle->id);
  if (const Cycle* meant = current_cycle(workspace, context.today()).cycle; kept.empty() && meant)
    kept.insert(meant->id);
  if (const auto& named = context.globals().cycle)
    kept = {cycle_called(workspace, *named, context.today()).value_or(CycleId(*named))};
  std::erase_if(workspace.cycles, [&](const Cycle& cycle) { return !kept.contains(cycle.id); });
}

bool is_of_cycles(Completes kind) {
  return kind == Completes::cycle || kind == Completes::open_cycle || kind == Completes::closed_cycle;
}

void add_cycles(const Workspace& workspace, Completes kind, Date as_of, std::vector<Completion>& words) {
  for (const KnownCycle& known : workspace.known_cycles) {
    const Cycle* cycle = workspace.cycle(known.id);
    const bool is_over = cycle && is_closed(*cycle);
    if (kind == (is_over ? Completes::open_cycle : Completes::closed_cycle)) continue;
    words.push_back({known.id.text, cycle ? cycle->title : std::string()});
  }
  const auto add_word = [&](std::string word, std::string help) {
    const auto called = cycle_called(workspace, word, as_of);
    const Cycle* cycle = called ? workspace.cycle(*called) : nullptr;
    const bool is_over = cycle && is_closed(*cycle);
    if (kind == (is_over ? Completes::open_cycle : Completes::closed_cycle)) return;
    words.push_back({std::move(word), std::move(help)});
  };
  add_word("current", "the cycle in force");
  add_word("previous", "the cycle that ended last");
  add_word("next", "the cycle to come");
}

/// Whether a check-in can say that of it: what has ended takes none, and a value comes from the KPI where there is one.
bool is_offered(Completes kind, const Objective& objective, const KeyResult& kr) {
  if (kind != Completes::value && kind != Completes::judged) return true;
  const bool has_ended = is_final_state(objective.state) || is_final_state(kr.state);
  return !has_ended && (kind == Completes::judged || kr.kpi.empty());
}

/// "users" for ship.users, once a letter of it is typed and as long as it is the only one.
void add_short_ids(const Workspace& workspace, Completes kind, std::string_view word, std::vector<Completion>& words) {
  if (word.empty()) return;
  std::map<std::string_view, std::vector<const KeyResult*>> named;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results)
        if (kr.id.name.starts_with(word) && is_offered(kind, objective, kr)) named[kr.id.name].push_back(&kr);
  for (const auto& [name, key_results] : named)
    if (key_results.size() == 1) words.push_back({std::string(name), key_results.front()->title});
}

/// Objectives and key results; of a check-in key results alone.
void add_objectives(const Workspace& workspace, Completes kind, std::string_view word, std::vector<Completion>& words) {
  const bool with_objectives = kind != Completes::value && kind != Completes::judged;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives) {
      if (with_objectives) words.push_back({objective.id.text, objective.title});
      for (const KeyResult& kr : objective.key_results)
        if (is_offered(kind, objective, kr)) words.push_back({to_string(kr.id), kr.title});
    }
  add_short_ids(workspace, kind, word, words);
}

/// "ship." of each objective: what a new key result's id begins with.
void add_parents(const Workspace& workspace, std::vector<Completion>& words) {
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives) words.push_back({objective.id.text + ".", objective.title});
}

void add_kpis(const Workspace& workspace, std::string_view word, std::vector<Completion>& words,
              Completes kind = Completes::kpi) {
  const bool with_folder = !word.empty() && (kpi_prefix.starts_with(word) || word.starts_with(kpi_prefix));
  for (const Kpi& kpi : workspace.kpis) {
    if (kind == Completes::recorded_kpi && !is_recorded(kpi)) continue;
    words.push_back({kpi.id.text, kpi.title});
    if (with_folder) words.push_back({std::string(kpi_prefix) + kpi.id.text, kpi.title});
  }
}

/// The fields of the record with that id: a key result, an objective, a KPI, a cycle, or a table of okr.toml.
std::vector<FieldInfo> fields_at(const Workspace& workspace, const std::string& id) {
  std::vector<FieldInfo> fields;
  const auto add = [&](const std::vector<FieldInfo>& more) { fields.insert(fields.end(), more.begin(), more.end()); };
  for (const Cycle& cycle : workspace.cycles) {
    if (find_key_result(cycle, id))
      add(fields_of("key result"));
    else if (find_objective(cycle, id))
      add(fields_of("objective"));
  }
  if (workspace.kpi(without_kpi_prefix(id))) add(typed_fields_of("KPI"));
  if (contains(workspace.known_cycles, id, [](const KnownCycle& known) { return known.id.text; }))
    add(typed_fields_of("cycle"));
  if (const auto settings = settings_place(id)) add(typed_fields_of(settings->record));
  return fields;
}

/// "ship.users." is followed by the keys of a key result, "ship." by those of an objective too.
void add_fields(const Workspace& workspace, std::string_view word, std::vector<Completion>& words) {
  const auto dot = word.rfind('.');
  if (dot == std::string_view::npos) {
    add_objectives(workspace, Completes::field, word, words);
    return add_kpis(workspace, word, words);
  }
  const std::string id(word.substr(0, dot));
  for (const FieldInfo& field : fields_at(workspace, id))
    words.push_back({id + "." + std::string(field.key), std::string(field.doc)});
  add_objectives(workspace, Completes::field, word, words);
}

// --- values ----------------------------------------------------------------------------------------------------------

const KeyResult* find_by_any_id(const Workspace& workspace, std::string_view id) {
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results)
        if (to_string(kr.id) == id || kr.id.name == id) return &kr;
  return nullptr;
}

/// What the person's own commands print, as far as it is here.
std::vector<Completion> pulled_words(const Context& context, const Workspace& workspace) {
  std::vector<Completion> words;
  for (const PullCommand& command : own_commands(context.world()).commands) {
    if (const Kpi* kpi = workspace.kpi(without_kpi_prefix(command.id)))
      words.push_back({command.id, kpi->title});
    else if (const KeyResult* kr = find_by_any_id(workspace, command.id))
      words.push_back({command.id, kr->title});
  }
  return words;
}

/// What a check-in may say of a key result, where that is one of a few words.
std::vector<Completion> values_of(const KeyResult& kr) {
  std::vector<Completion> words;
  switch (kr.kind) {
    case Kind::done: return {{"yes", ""}, {"no", ""}};
    case Kind::graded:
      for (const Zone zone : {Zone::fail, Zone::commit, Zone::target, Zone::stretch})
        words.push_back({std::string(word(zone)), shortest(score_of(zone).value())});
      words.back().help += ", or any number between";
      return words;
    case Kind::milestones:
      for (const Step& step : kr.steps) words.push_back({step.id.empty() ? step.title : step.id, step.title});
      return words;
    case Kind::number:
    case Kind::sum:
    case Kind::hold:
    case Kind::percent:
    case Kind::measure: return words;
  }
  return words;
}

void add_names(const std::set<std::string>& names, std::vector<Completion>& words) {
  for (const std::string& name : names) words.push_back({name, {}});
}

/// The records that a field of this name may name.
void add_references(const Workspace& workspace, std::string_view key, std::vector<Completion>& words) {
  const bool is_of_kpis = key == "kpi" || key == "triggered-by" || key == "counter";
  if (is_of_kpis) add_kpis(workspace, {}, words);
  if (key != "kpi" && key != "triggered-by") add_objectives(workspace, Completes::objective, {}, words);
}

/// Nothing for a number or a text: a person knows.
std::vector<Completion> values_in(const Workspace* workspace, const FieldInfo& field) {
  const Shape shape = field.shape;
  if (shape == Shape::boolean) return {{"true", ""}, {"false", ""}};
  if (shape == Shape::date)
    return {{"today", ""}, {"fri", "the coming Friday"}, {"eom", "end of the month"}, {"eoq", ""}};
  std::vector<Completion> words;
  if (shape == Shape::rhythm)
    for (const std::string_view one : rhythm_words) words.push_back({std::string(one), {}});
  for (const std::string_view one : field.words) words.push_back({std::string(one), {}});
  const bool is_reference = shape == Shape::reference || shape == Shape::references;
  if (workspace && is_reference) add_references(*workspace, field.key, words);
  if (workspace && shape == Shape::names) add_names(names_to_filter_by(*workspace).people, words);
  return words;
}

/// "fit.doctor=" in front of what may stand behind it.
std::vector<Completion> assigned_words(const Workspace& workspace, Completes kind, std::string_view word) {
  const std::string front(word.substr(0, word.find('=')));
  std::vector<Completion> words;
  if (kind == Completes::value) {
    if (const KeyResult* kr = find_by_any_id(workspace, front)) words = values_of(*kr);
  } else if (kind == Completes::field) {
    const auto dot = front.rfind('.');
    if (dot == std::string::npos) return words;
    const std::vector<FieldInfo> fields = fields_at(workspace, front.substr(0, dot));
    const auto field = std::ranges::find(fields, std::string_view(front).substr(dot + 1), &FieldInfo::key);
    if (field != fields.end()) words = values_in(&workspace, *field);
  }
  for (Completion& completion : words) completion.word.insert(0, front + "=");
  return words;
}

std::vector<Completion> words_in(const Workspace& workspace, Completes kind, Date as_of, std::string_view word) {
  if (word.find('=') != std::string_view::npos) return assigned_words(workspace, kind, word);
  std::vector<Completion> words;
  if (is_of_cycles(kind)) add_cycles(workspace, kind, as_of, words);
  const bool is_any = kind == Completes::any_id || kind == Completes::record;
  const bool is_of_checkin = kind == Completes::value || kind == Completes::judged;
  if (is_any || is_of_checkin || kind == Completes::objective) add_objectives(workspace, kind, word, words);
  if (kind == Completes::new_id) add_parents(workspace, words);
  if (is_any || kind == Completes::kpi || kind == Completes::recorded_kpi) add_kpis(workspace, word, words, kind);
  if (kind == Completes::person) add_names(names_to_filter_by(workspace).people, words);
  if (kind == Completes::team) add_names(names_to_filter_by(workspace).teams, words);
  if (kind == Completes::tag) add_names(names_to_filter_by(workspace).tags, words);
  if (kind == Completes::any_id) add_cycles(workspace, Completes::cycle, as_of, words);
  if (kind == Completes::field) add_fields(workspace, word, words);
  return words;
}

/// "2026-Q2" of "2026-Q2/ship.u"; nothing where no cycle is named in front.
std::string_view cycle_of(std::string_view word) {
  const auto slash = word.substr(0, word.find('=')).find('/');
  if (slash == std::string_view::npos || word.starts_with(kpi_prefix)) return {};
  return word.substr(0, slash);
}

/// Those of one cycle, by their full ids.
std::vector<Completion> words_of_cycle(const Context& context, Completes kind, std::string_view word) {
  const std::string_view cycle = cycle_of(word);
  const auto workspace = quietly_opened(context, Cycles::named, {CycleId(std::string(cycle))});
  if (!workspace) return {};
  const bool is_any = kind == Completes::any_id || kind == Completes::record;
  const Completes ids = is_any ? Completes::objective : kind;  // no KPI and no cycle lies in one
  std::vector<Completion> words = words_in(*workspace, ids, context.today(), word.substr(cycle.size() + 1));
  for (Completion& completion : words) completion.word.insert(0, std::string(cycle) + "/");
  return words;
}

/// What git knows by a name; two dots part two of them.
std::vector<Completion> revision_words(const Context& context, std::string_view word) {
  const auto dots = word.rfind("..");
  const std::string front(dots == std::string_view::npos ? std::string_view() : word.substr(0, dots + 2));
  std::vector<Completion> words{{"HEAD", "what was committed last"},
                                {"HEAD~1", "the commit before"},
                                {fmt::format("@{{{}}}", to_string(add_days(context.today(), -7))), "a week ago"}};
  for (std::string& name : vcs::named_commits(context.start_directory())) words.push_back({std::move(name), {}});
  for (Completion& one : words) one.word.insert(0, front);
  return words;
}

bool is_of_person_or_group(Completes kind) {
  return kind == Completes::person || kind == Completes::team || kind == Completes::tag;
}

std::vector<Completion> example_words() {
  std::vector<Completion> words;
  for (const std::string_view name : draw::embedded_examples()) words.push_back({std::string(name), {}});
  return words;
}

}  // namespace

std::vector<Completion> workspace_words(const Context& context, Completes kind, std::string_view word) {
  if (kind == Completes::example) return example_words();
  if (kind == Completes::revision) return revision_words(context, word);
  const bool names_records = !is_of_cycles(kind) && kind != Completes::kpi && !is_of_person_or_group(kind);
  if (names_records && !cycle_of(word).empty()) return words_of_cycle(context, kind, word);
  auto workspace = quietly_opened(context, is_of_cycles(kind) ? Cycles::all : Cycles::current);
  if (!workspace) return {};
  if (!is_of_cycles(kind)) keep_cycles_looked_in(context, kind, *workspace);
  std::vector<Completion> words =
      kind == Completes::pulled ? pulled_words(context, *workspace) : words_in(*workspace, kind, context.today(), word);
  std::set<std::string> known;
  std::erase_if(words, [&](const Completion& one) { return !known.insert(one.word).second; });
  return words;
}

std::vector<Completion> field_values(const Context& context, const FieldInfo& field) {
  const auto workspace = quietly_opened(context, Cycles::current);
  return values_in(workspace ? &*workspace : nullptr, field);
}

}  // namespace okr::cli
