// SPDX-License-Identifier: MIT
// What a person typed, found among the cycles that are meant; and where nothing is found, why not, and what is near.
#include "okr/model/look_up.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "model/found.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"

namespace okr {
namespace {

/// The key results of a cycle by their last parts, present and former, one of an objective.
std::map<std::string_view, std::vector<Found>> by_last_part(const Cycle& cycle) {
  std::map<std::string_view, std::vector<Found>> parts;
  for (const Objective& objective : cycle.objectives) {
    const auto add = [&](std::string_view name, const KeyResult& kr) {
      std::vector<Found>& found = parts[name];
      if (found.empty() || found.back().objective != &objective) found.push_back({&cycle, &objective, &kr, nullptr});
    };
    for (const KeyResult& kr : objective.key_results) add(kr.id.name, kr);
    for (const KeyResult& kr : objective.key_results)
      for (const std::string& was : kr.was) add(was, kr);
  }
  return parts;
}

/// Of several cycles with the same full id the one that runs, where it is one.
void prefer_running(std::vector<Found>& matches, std::optional<Date> day) {
  const auto runs = [day](const Found& found) { return found.cycle->dated && contains(found.cycle->period, *day); };
  if (day && std::ranges::count_if(matches, runs) == 1)
    std::erase_if(matches, [&](const Found& found) { return !runs(found); });
}

std::string name_of(const Found& found) {
  if (found.kpi) return std::string(kpi_prefix) + found.kpi->id.text;
  if (found.key_result) return full_id(*found.cycle, *found.key_result);
  if (found.objective) return full_id(*found.cycle, *found.objective);
  return found.cycle->id.text;
}

tl::unexpected<Error> ambiguous(std::string_view typed, const std::vector<Found>& matches) {
  std::vector<std::string> names;
  for (const Found& found : matches) names.push_back(name_of(found));
  return usage_failure(fmt::format("'{}' names {} records: {}", typed, names.size(), join(names, ", ")),
                       "say which, by one of these names");
}

std::vector<std::string> all_names(const Workspace& workspace, const Scope& scope) {
  std::vector<std::string> names;
  for (const Cycle* cycle : scope.cycles)
    for (const Objective& objective : cycle->objectives) {
      names.push_back(objective.id.text);
      for (const KeyResult& kr : objective.key_results) {
        names.push_back(to_string(kr.id));
        names.push_back(kr.id.name);
      }
    }
  for (const Kpi& kpi : workspace.kpis) names.push_back(kpi.id.text);
  for (const KnownCycle& cycle : workspace.known_cycles) names.push_back(cycle.id.text);
  return names;
}

/// All that were opened, in the order in which a name is looked for that is in none of those meant: those in force on
/// the day first, then the latest first.
std::vector<const Cycle*> cycles_elsewhere(const Workspace& workspace, const std::optional<Date>& day) {
  std::vector<const Cycle*> cycles = day ? cycles_in_force(workspace, *day) : std::vector<const Cycle*>();
  for (auto cycle = workspace.cycles.rbegin(); cycle != workspace.cycles.rend(); ++cycle) cycles.push_back(&*cycle);
  return cycles;
}

/// In which cycle it is, and why that is not meant.
tl::unexpected<Error> not_in_scope(const Workspace& workspace, const Scope& scope, std::string_view typed,
                                   const Found& found) {
  const Cycle& cycle = *found.cycle;
  std::string why;
  if (scope.day) {
    const auto in_force = cycles_in_force(workspace, *scope.day);
    const bool is_in_force = contains(in_force, &cycle);
    if (!is_in_force)
      why = why_not_in_force(workspace, cycle, *scope.day);
    else if (!scope.cycles.empty())
      why = fmt::format("not in {}", scope.cycles.front()->id.text);
  }
  return usage_failure(
      fmt::format("'{}' is in {}{}{}: {}", typed, cycle.id.text, why.empty() ? "" : ", ", why, name_of(found)));
}

// --- what may stand in a file that could not be read -----------------------------------------------------------------

/// True for a file in the folder of a cycle in which the name is looked for: the one it names, else those of the scope.
bool is_looked_in(const Workspace& workspace, const Scope& scope, std::string_view typed, const Place& place) {
  const std::string_view file = workspace.files[place.file];
  const std::string_view folder = file.substr(0, file.find('/'));
  if (is_checkin_path(file)) return false;
  if (typed.find('/') != std::string_view::npos) return folder == typed.substr(0, typed.find('/'));
  return std::ranges::any_of(scope.cycles, [&](const Cycle* cycle) { return cycle && cycle->folder == folder; });
}

/// "users" and "ship" for the heading [ship.users].
bool may_name(std::string_view name, std::string_view heading) {
  const auto [objective, key_result] = parts_of(heading);
  return name == heading || name == objective || name == key_result;
}

const UnreadRecord* unread_record(const Workspace& workspace, const Scope& scope, std::string_view typed) {
  const auto slash = typed.find('/');
  const std::string_view name = slash == std::string_view::npos ? typed : typed.substr(slash + 1);
  for (const UnreadRecord& record : workspace.unread)
    if (is_looked_in(workspace, scope, typed, record.fault) && may_name(name, record.id)) return &record;
  return nullptr;
}

/// The same of a cycle in which the name is not looked for; its file tells which one that is.
const UnreadRecord* unread_elsewhere(const Workspace& workspace, std::string_view typed) {
  for (const UnreadRecord& record : workspace.unread) {
    const std::string_view file = workspace.files[record.fault.file];
    const bool is_of_cycle =
        file.find('/') != std::string_view::npos && !file.starts_with(kpi_prefix) && !is_checkin_path(file);
    if (is_of_cycle && may_name(typed, record.id)) return &record;
  }
  return nullptr;
}

bool is_folder_name(const Workspace& workspace, const Place& place) {
  const std::string& name = workspace.files[place.file];
  return name.find('/') == std::string::npos && !name.ends_with(toml_extension);
}

/// Why a file cannot be read; null where all can in which the name is looked for.
const Diagnostic* unreadable_for(const Workspace& workspace, const Scope& scope, std::string_view typed) {
  for (const Diagnostic& diagnostic : workspace.diagnostics)
    if (is_unreadable(diagnostic.code) && diagnostic.place.known() &&
        is_looked_in(workspace, scope, typed, diagnostic.place))
      return &diagnostic;
  // A whole folder: nobody can tell what is in it.
  for (const Diagnostic& diagnostic : workspace.diagnostics)
    if (is_unreadable(diagnostic.code) && diagnostic.place.known() && is_folder_name(workspace, diagnostic.place))
      return &diagnostic;
  return nullptr;
}

std::string place_in_words(const Workspace& workspace, const Place& place) {
  const std::string& file = workspace.files[place.file];
  return place.line == 0 ? file : fmt::format("{}:{}", file, place.line);
}

/// Its heading stands in a file that is no TOML.
tl::unexpected<Error> in_unread(const Workspace& workspace, std::string_view typed, const Place& fault) {
  std::string hint;
  for (const Diagnostic& diagnostic : workspace.diagnostics)
    if (diagnostic.place == fault && is_unreadable(diagnostic.code))
      hint = diagnostic.message + (diagnostic.mend.empty() ? "" : "\n" + diagnostic.mend);
  return data_failure(fmt::format("'{}' is in a file that cannot be read: {}", typed, place_in_words(workspace, fault)),
                      std::move(hint));
}

// --- what only a [result] knows --------------------------------------------------------------------------------------

struct KeptInWords {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(bool truth) const { return truth ? "yes" : "no"; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const std::vector<std::string>& texts) const { return join(texts, ", "); }
};

void add_kept(std::vector<std::string>& words, std::string_view key, const EntryValue& kept) {
  if (const std::string text = std::visit(KeptInWords(), kept); !text.empty())
    words.push_back(fmt::format("{} {}", key, text));
}

void add_kept(std::vector<std::string>& words, std::string_view key, std::optional<double> kept) {
  if (kept) words.push_back(fmt::format("{} {}", key, shortest(*kept)));
}

/// "value 352, progress 0.88, score 0.604, success"; empty of what the cycle does not know.
std::string kept_in_words(const CycleResult& result, std::string_view id) {
  std::vector<std::string> words;
  for (const KeyResultResult& kept : result.key_results) {
    if (to_string(kept.id) != id) continue;
    add_kept(words, "value", kept.value);
    add_kept(words, "progress", kept.progress);
    add_kept(words, "score", kept.score);
    if (kept.confidence) words.push_back(fmt::format("confidence {}", *kept.confidence));
    if (kept.state) words.emplace_back(word(*kept.state));
    if (kept.verdict) words.emplace_back(word(*kept.verdict));
  }
  for (const ObjectiveResult& kept : result.objectives) {
    if (kept.id.text != id) continue;
    add_kept(words, "score", kept.score);
    if (kept.verdict) words.emplace_back(word(*kept.verdict));
  }
  return join(words, ", ");
}

/// What the latest closed cycle kept of a record that stands in no file any more; empty where none did.
std::optional<Error> known_by_result(const Workspace& workspace, std::string_view typed) {
  const auto slash = typed.find('/');
  const std::string_view id = slash == std::string_view::npos ? typed : typed.substr(slash + 1);
  for (auto cycle = workspace.cycles.rbegin(); cycle != workspace.cycles.rend(); ++cycle) {
    const bool is_meant = slash == std::string_view::npos || cycle->id.text == typed.substr(0, slash);
    const std::string kept = is_meant && cycle->result ? kept_in_words(*cycle->result, id) : std::string();
    if (kept.empty()) continue;
    return Error{ErrorKind::usage,
                 fmt::format("'{}' stands in no file; the [result] of {} keeps of it: {}", typed, cycle->id.text, kept),
                 fmt::format("`okr score {}` shows all that was kept", cycle->id.text)};
  }
  return std::nullopt;
}

/// "2026-Q3/ship", "2026-Q3/ship.users", "kpi/sleep": of all that was opened.
std::vector<std::string> full_names(const Workspace& workspace) {
  std::vector<std::string> names;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives) {
      names.push_back(full_id(cycle, objective));
      for (const KeyResult& kr : objective.key_results) names.push_back(full_id(cycle, kr));
    }
  for (const Kpi& kpi : workspace.kpis) names.push_back(full_id(kpi.id));
  return names;
}

std::optional<std::string> near_name(const Workspace& workspace, const Scope& scope, std::string_view typed) {
  const std::vector<std::string> names =
      typed.find('/') == std::string_view::npos ? all_names(workspace, scope) : full_names(workspace);
  std::vector<std::string_view> candidates(names.begin(), names.end());
  candidates.insert(candidates.end(), cycle_words().begin(), cycle_words().end());
  for (const UnreadRecord& record : workspace.unread) candidates.push_back(record.id);
  return nearest(typed, candidates);
}

/// `elsewhere`: the same name in another cycle; `suggested`: how many names near others were looked for, of which there
/// is an end.
tl::unexpected<Error> unknown(const Workspace& workspace, const Scope& scope, std::string_view typed,
                              const Found& elsewhere, std::size_t& suggested) {
  if (const UnreadRecord* unread = unread_record(workspace, scope, typed))
    return in_unread(workspace, typed, unread->fault);
  if (elsewhere.cycle) return not_in_scope(workspace, scope, typed, elsewhere);
  if (const UnreadRecord* unread = unread_elsewhere(workspace, typed))
    return in_unread(workspace, typed, unread->fault);
  if (auto kept = known_by_result(workspace, typed)) return tl::unexpected(std::move(*kept));
  const auto near = suggested++ < most_suggestions ? near_name(workspace, scope, typed) : std::nullopt;
  const bool is_of_kpi = typed.starts_with(kpi_prefix);
  std::string hint = did_you_mean(near, is_of_kpi ? "`okr kpi` lists the KPIs" : "`okr status` lists the names");
  const Diagnostic* unreadable = unreadable_for(workspace, scope, typed);
  if (!unreadable)
    return tl::unexpected(
        unknown_name(fmt::format("no objective, key result, KPI or cycle '{}'", typed), std::move(hint)));
  const std::string reason =
      unreadable->code == Code::E003  // says itself what cannot be read
          ? unreadable->message
          : fmt::format("{} cannot be read: {}", place_in_words(workspace, unreadable->place), unreadable->message);
  hint = reason + (near ? "\n" + hint : "");
  return data_failure(fmt::format("'{}' is in none of the files that can be read", typed), std::move(hint));
}

/// What is typed with the word in front of its slash, or the word that it is, as the cycle's id; other texts as they
/// are.
Result<std::string> in_ids(const Workspace& workspace, const Scope& scope, std::string_view typed) {
  const auto slash = typed.find('/');
  const std::string_view word = typed.substr(0, slash);
  if (!scope.day || !is_cycle_word(word)) return std::string(typed);
  TRY_ASSIGN(const auto called, cycle_called(workspace, word, *scope.day));
  return called.text + std::string(slash == std::string_view::npos ? std::string_view() : typed.substr(slash));
}

}  // namespace

Status check_not_in_unread(const Workspace& workspace, const Cycle& cycle, std::string_view id) {
  const bool is_objective = id.find('.') == std::string_view::npos;
  for (const UnreadRecord& record : workspace.unread) {
    const std::string_view heading = record.id;
    const std::string_view name = is_objective ? heading.substr(0, heading.find('.')) : heading;
    const std::string& file = workspace.files[record.fault.file];
    if (name == id && !is_checkin_path(file) && file.starts_with(cycle.folder + "/"))
      return in_unread(workspace, id, record.fault);
  }
  return {};
}

Found LookUp::found_in(const Cycle& cycle, std::string_view name) {
  if (name.find('/') != std::string_view::npos) return {};
  const Found found = ids_.resolve(cycle, name);
  return found.cycle ? found : Found{};
}

Found LookUp::qualified(std::string_view reference) {
  if (reference.starts_with(kpi_prefix)) return okr::qualified(workspace_, reference);
  const auto slash = reference.find('/');
  const Cycle* cycle = workspace_.cycle(CycleId(reference.substr(0, slash)));
  return cycle ? found_in(*cycle, reference.substr(slash + 1)) : Found{};
}

void LookUp::add_last_part_matches(const Cycle& cycle, std::string_view typed, Matches& matches) {
  const auto [of_cycle, is_new] = last_parts_.try_emplace(&cycle);
  if (is_new) of_cycle->second = by_last_part(cycle);
  const auto found = of_cycle->second.find(typed);
  if (found == of_cycle->second.end()) return;
  for (const Found& one : found->second)
    if (one.objective->id.text != typed) matches.push_back(one);  // else found already, as an objective
}

/// "2026-Q3/users": a last part in the cycle that is named.
LookUp::Matches LookUp::last_parts_of(std::string_view typed) {
  Matches matches;
  const auto slash = typed.find('/');
  const Cycle* cycle = workspace_.cycle(CycleId(typed.substr(0, slash)));
  if (cycle && typed.find('.') == std::string_view::npos)
    add_last_part_matches(*cycle, typed.substr(slash + 1), matches);
  return matches;
}

LookUp::Matches LookUp::matches_of(const Scope& scope, std::string_view typed) {
  Matches matches;
  for (const Cycle* cycle : scope.cycles)
    if (const Found found = found_in(*cycle, typed); names_something(found)) matches.push_back(found);
  prefer_running(matches, scope.day);
  if (matches.empty())
    if (const Kpi* kpi = ids_.kpi(typed)) matches.push_back({nullptr, nullptr, nullptr, kpi});
  if (!matches.empty() || typed.find('.') != std::string_view::npos) return matches;
  for (const Cycle* cycle : scope.cycles) add_last_part_matches(*cycle, typed, matches);
  if (matches.empty())
    if (const Cycle* cycle = workspace_.cycle(CycleId(typed))) matches.push_back({cycle, nullptr, nullptr, nullptr});
  return matches;
}

Result<Found> LookUp::of(const Scope& scope, std::string_view typed) {
  const auto not_found = [&](std::string_view name) {
    Matches elsewhere;
    for (const Cycle* cycle : cycles_elsewhere(workspace_, scope.day)) {
      if (const Found found = found_in(*cycle, name); names_something(found)) elsewhere.push_back(found);
      if (elsewhere.empty() && name.find('.') == std::string_view::npos) add_last_part_matches(*cycle, name, elsewhere);
      if (!elsewhere.empty()) break;
    }
    return unknown(workspace_, scope, name, elsewhere.empty() ? Found() : elsewhere.front(), suggested_);
  };
  if (typed.find('/') != std::string_view::npos) {
    TRY_ASSIGN(const auto named, in_ids(workspace_, scope, typed));
    const Found found = qualified(named);
    if (names_something(found)) return found;
    const Matches parts = last_parts_of(named);
    if (parts.size() == 1) return parts.front();
    return parts.empty() ? not_found(named) : ambiguous(typed, parts);
  }
  Matches matches = matches_of(scope, typed);
  if (matches.empty() && is_cycle_word(typed)) {  // an objective of that name comes first
    TRY_ASSIGN(const auto named, in_ids(workspace_, scope, typed));
    matches = matches_of(scope, named);
  }
  if (matches.size() == 1) return matches.front();
  if (matches.empty()) return not_found(typed);
  return ambiguous(typed, matches);
}

Result<Found> look_up(const Workspace& workspace, const Scope& scope, std::string_view typed) {
  return LookUp(workspace).of(scope, typed);
}

Result<Found> look_up(const Workspace& workspace, std::span<const Cycle* const> cycles, std::string_view typed) {
  return look_up(workspace, Scope{{cycles.begin(), cycles.end()}, {}}, typed);
}

}  // namespace okr
