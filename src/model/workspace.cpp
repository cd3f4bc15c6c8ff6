// SPDX-License-Identifier: MIT
#include "okr/model/workspace.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"

namespace okr {
namespace {

constexpr int longest_weekly_cycle = 100;  // days; longer cycles are asked about once a month (method.md 0.40)
constexpr int longest_tactical_cycle =
    183;  // days; a half year is still tactical, a year is strategic (method.md 1.4, S093)

bool once_was(const std::vector<std::string>& was, std::string_view name) {
  return std::ranges::find(was, name) != was.end();
}

/// The first record that bears the name, else the first that once did; null when none does.
template <class Record, class NameOf>
const Record* bearer_of(const std::vector<Record>& records, std::string_view name, NameOf name_of) {
  for (const Record& record : records)
    if (name_of(record) == name) return &record;
  for (const Record& record : records)
    if (once_was(record.was, name)) return &record;
  return nullptr;
}

/// "ship.users" -> "ship", "users"; the second part empty where there is no dot.
std::pair<std::string_view, std::string_view> parts_of(std::string_view dotted) {
  const auto dot = dotted.find('.');
  if (dot == std::string_view::npos) return {dotted, {}};
  return {dotted.substr(0, dot), dotted.substr(dot + 1)};
}

Found found_in(const Cycle& cycle, std::string_view dotted) {
  if (dotted.find('.') == std::string_view::npos) {
    const Objective* objective = find_objective(cycle, dotted);
    return objective ? Found{&cycle, objective, nullptr, nullptr} : Found{};
  }
  const KeyResult* key_result = find_key_result(cycle, dotted);
  if (!key_result) return {};
  return {&cycle, find_objective(cycle, key_result->id.objective.text), key_result, nullptr};
}

bool names_something(const Found& found) { return found.objective || found.kpi || found.cycle; }

Found qualified(const Workspace& workspace, std::string_view reference) {
  const auto slash = reference.find('/');
  if (reference.starts_with(kpi_prefix)) {
    const Kpi* kpi = workspace.kpi(reference.substr(kpi_prefix.size()));
    return kpi ? Found{nullptr, nullptr, nullptr, kpi} : Found{};
  }
  const Cycle* cycle = workspace.cycle(CycleId(reference.substr(0, slash)));
  return cycle ? found_in(*cycle, reference.substr(slash + 1)) : Found{};
}

// --- what a person typed ---------------------------------------------------------------------------------------------

void add_last_part_matches(const Cycle& cycle, std::string_view typed, std::vector<Found>& matches) {
  for (const Objective& objective : cycle.objectives) {
    if (objective.id.text == typed) continue;  // found already, as an objective
    if (const KeyResult* kr = find_key_result(objective, typed)) matches.push_back({&cycle, &objective, kr, nullptr});
  }
}

/// "2026-Q3/users": a last part in the cycle that is named.
std::vector<Found> last_parts_of(const Workspace& workspace, std::string_view typed) {
  std::vector<Found> matches;
  const auto slash = typed.find('/');
  const Cycle* cycle = workspace.cycle(CycleId(typed.substr(0, slash)));
  if (cycle && typed.find('.') == std::string_view::npos)
    add_last_part_matches(*cycle, typed.substr(slash + 1), matches);
  return matches;
}

/// Of several cycles with the same full id the one that runs, where it is one.
void prefer_running(std::vector<Found>& matches, std::optional<Date> day) {
  const auto runs = [day](const Found& found) { return found.cycle->dated && contains(found.cycle->period, *day); };
  if (day && std::ranges::count_if(matches, runs) == 1)
    std::erase_if(matches, [&](const Found& found) { return !runs(found); });
}

std::vector<Found> matches_of(const Workspace& workspace, const Scope& scope, std::string_view typed) {
  std::vector<Found> matches;
  for (const Cycle* cycle : scope.cycles)
    if (const Found found = found_in(*cycle, typed); names_something(found)) matches.push_back(found);
  prefer_running(matches, scope.day);
  if (const Kpi* kpi = workspace.kpi(typed); kpi && matches.empty())
    matches.push_back({nullptr, nullptr, nullptr, kpi});
  if (!matches.empty() || typed.find('.') != std::string_view::npos) return matches;
  for (const Cycle* cycle : scope.cycles) add_last_part_matches(*cycle, typed, matches);
  if (matches.empty())
    if (const Cycle* cycle = workspace.cycle(CycleId(typed))) matches.push_back({cycle, nullptr, nullptr, nullptr});
  return matches;
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
  return failure(ErrorKind::usage, fmt::format("'{}' names {} records: {}", typed, names.size(), join(names, ", ")),
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

/// The same name in another cycle that was opened: those in force on the day first, then the latest first.
Found found_elsewhere(const Workspace& workspace, const std::optional<Date>& day, std::string_view typed) {
  std::vector<const Cycle*> cycles = day ? cycles_in_force(workspace, *day) : std::vector<const Cycle*>();
  for (auto cycle = workspace.cycles.rbegin(); cycle != workspace.cycles.rend(); ++cycle) cycles.push_back(&*cycle);
  for (const Cycle* cycle : cycles) {
    std::vector<Found> matches;
    if (const Found found = found_in(*cycle, typed); names_something(found)) matches.push_back(found);
    if (matches.empty() && typed.find('.') == std::string_view::npos) add_last_part_matches(*cycle, typed, matches);
    if (!matches.empty()) return matches.front();
  }
  return {};
}

/// In which cycle it is, and why that is not meant.
tl::unexpected<Error> not_in_scope(const Workspace& workspace, const Scope& scope, std::string_view typed,
                                   const Found& found) {
  const Cycle& cycle = *found.cycle;
  std::string why;
  if (scope.day) {
    const auto in_force = cycles_in_force(workspace, *scope.day);
    const bool is_in_force = std::ranges::find(in_force, &cycle) != in_force.end();
    if (!is_in_force)
      why = why_not_in_force(workspace, cycle, *scope.day);
    else if (!scope.cycles.empty())
      why = fmt::format("not in {}", scope.cycles.front()->id.text);
  }
  return failure(ErrorKind::usage, fmt::format("'{}' is in {}{}{}: {}", typed, cycle.id.text, why.empty() ? "" : ", ",
                                               why, name_of(found)));
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
  return failure(ErrorKind::data,
                 fmt::format("'{}' is in a file that cannot be read: {}", typed, place_in_words(workspace, fault)),
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
    if (!kept.verdict.empty()) words.push_back(kept.verdict);
  }
  for (const ObjectiveResult& kept : result.objectives) {
    if (kept.id.text != id) continue;
    add_kept(words, "score", kept.score);
    if (!kept.verdict.empty()) words.push_back(kept.verdict);
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

tl::unexpected<Error> unknown(const Workspace& workspace, const Scope& scope, std::string_view typed) {
  if (const UnreadRecord* unread = unread_record(workspace, scope, typed))
    return in_unread(workspace, typed, unread->fault);
  if (const Found other = found_elsewhere(workspace, scope.day, typed); other.cycle)
    return not_in_scope(workspace, scope, typed, other);
  if (auto kept = known_by_result(workspace, typed)) return tl::unexpected(std::move(*kept));
  const std::vector<std::string> names =
      typed.find('/') == std::string_view::npos ? all_names(workspace, scope) : full_names(workspace);
  std::vector<std::string_view> candidates(names.begin(), names.end());
  candidates.insert(candidates.end(), cycle_words().begin(), cycle_words().end());
  for (const UnreadRecord& record : workspace.unread) candidates.push_back(record.id);
  const auto near = nearest(typed, candidates);
  std::string hint = did_you_mean(near, "`okr status` lists the names");
  const Diagnostic* unreadable = unreadable_for(workspace, scope, typed);
  if (!unreadable)
    return tl::unexpected(
        unknown_name(fmt::format("no objective, key result, KPI or cycle '{}'", typed), std::move(hint)));
  const std::string reason =
      unreadable->code == Code::E003  // says itself what cannot be read
          ? unreadable->message
          : fmt::format("{} cannot be read: {}", place_in_words(workspace, unreadable->place), unreadable->message);
  hint = reason + (near ? "\n" + hint : "");
  return failure(ErrorKind::data, fmt::format("'{}' is in none of the files that can be read", typed), std::move(hint));
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

/// The result of that id.
template <class Result, class RecordId>
const Result* result_of(const std::vector<Result>& results, const std::vector<std::uint32_t>& by_id,
                        const RecordId& id) {
  if (by_id.size() != results.size()) {
    const auto found = std::ranges::find(results, id, &Result::id);
    return found == results.end() ? nullptr : &*found;
  }
  const auto id_at = [&](std::uint32_t place) -> const RecordId& { return results[place].id; };
  const auto place = std::ranges::lower_bound(by_id, id, {}, id_at);
  return place != by_id.end() && results[*place].id == id ? &results[*place] : nullptr;
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

const Cycle* Workspace::cycle(const CycleId& id) const {
  const auto it = std::ranges::find(cycles, id, &Cycle::id);
  return it == cycles.end() ? nullptr : &*it;
}

const Kpi* Workspace::kpi(std::string_view id) const {
  return bearer_of(kpis, id, [](const Kpi& kpi) -> std::string_view { return kpi.id.text; });
}

std::string key_of(const KpiTarget& target, FiscalYear fiscal_year) {
  if (target.unit == PeriodUnit::day) return to_string(target.first);
  return period_name(target.first, target.unit, fiscal_year);
}

std::string to_string(const Place& place, const Workspace& workspace) {
  if (!place.known()) return {};
  const std::string& file = workspace.files[place.file];
  return place.line == 0 ? file : fmt::format("{}:{}:{}", file, place.line, place.column);
}

const Objective* find_objective(const Cycle& cycle, std::string_view id) {
  return bearer_of(cycle.objectives, id, [](const Objective& one) -> std::string_view { return one.id.text; });
}

const ObjectiveResult* find_result(const Cycle& cycle, const Objective& objective) {
  if (!cycle.result) return nullptr;
  const auto& results = cycle.result->objectives;
  const ObjectiveResult* result = result_of(results, cycle.result->objectives_by_id, objective.id);
  if (result || objective.was.empty()) return result;
  const auto it =
      std::ranges::find_if(results, [&](const ObjectiveResult& one) { return once_was(objective.was, one.id.text); });
  return it == results.end() ? nullptr : &*it;
}

const KeyResultResult* find_result(const Cycle& cycle, const Objective& objective, const KeyResult& key_result) {
  if (!cycle.result) return nullptr;
  const auto& results = cycle.result->key_results;
  const KeyResultResult* result = result_of(results, cycle.result->key_results_by_id, key_result.id);
  if (result || (objective.was.empty() && key_result.was.empty())) return result;
  const auto it = std::ranges::find_if(results, [&](const KeyResultResult& one) {
    const bool is_here = one.id.objective == objective.id || once_was(objective.was, one.id.objective.text);
    return is_here && (one.id.name == key_result.id.name || once_was(key_result.was, one.id.name) ||
                       once_was(key_result.was, to_string(one.id)));
  });
  return it == results.end() ? nullptr : &*it;
}

const KeyResult* find_key_result(const Objective& objective, std::string_view name) {
  return bearer_of(objective.key_results, name, [](const KeyResult& kr) -> std::string_view { return kr.id.name; });
}

const KeyResult* find_key_result(const Cycle& cycle, std::string_view dotted_id) {
  const auto [objective_name, name] = parts_of(dotted_id);
  if (name.empty()) return nullptr;
  if (const Objective* objective = find_objective(cycle, objective_name))
    if (const KeyResult* key_result = find_key_result(*objective, name)) return key_result;
  for (const Objective& objective : cycle.objectives)  // a key result that moved from one objective to another
    for (const KeyResult& kr : objective.key_results)
      if (once_was(kr.was, dotted_id)) return &kr;
  return nullptr;
}

Found resolve(const Workspace& workspace, const Cycle& home, std::string_view reference) {
  if (reference.find('/') != std::string_view::npos) return qualified(workspace, reference);
  if (const Found found = found_in(home, reference); names_something(found)) return found;
  const Kpi* kpi = workspace.kpi(reference);
  return kpi ? Found{nullptr, nullptr, nullptr, kpi} : Found{};
}

Result<Found> look_up(const Workspace& workspace, const Scope& scope, std::string_view typed) {
  if (typed.find('/') != std::string_view::npos) {
    TRY_ASSIGN(const auto named, in_ids(workspace, scope, typed));
    const Found found = qualified(workspace, named);
    if (names_something(found)) return found;
    const std::vector<Found> parts = last_parts_of(workspace, named);
    if (parts.size() == 1) return parts.front();
    return parts.empty() ? tl::unexpected<Error>(unknown(workspace, scope, named)) : ambiguous(typed, parts);
  }
  std::vector<Found> matches = matches_of(workspace, scope, typed);
  if (matches.empty() && is_cycle_word(typed)) {  // an objective of that name comes first
    TRY_ASSIGN(const auto named, in_ids(workspace, scope, typed));
    matches = matches_of(workspace, scope, named);
  }
  if (matches.size() == 1) return matches.front();
  if (matches.empty()) return unknown(workspace, scope, typed);
  return ambiguous(typed, matches);
}

Result<Found> look_up(const Workspace& workspace, std::span<const Cycle* const> cycles, std::string_view typed) {
  return look_up(workspace, Scope{{cycles.begin(), cycles.end()}, {}}, typed);
}

std::string full_id(const Cycle& cycle, const KeyResult& key_result) {
  return cycle.id.text + "/" + to_string(key_result.id);
}

std::string full_id(const Cycle& cycle, const Objective& objective) { return cycle.id.text + "/" + objective.id.text; }

std::string_view without_kpi_prefix(std::string_view name) {
  return name.substr(name.starts_with(kpi_prefix) ? kpi_prefix.size() : 0);
}

const Kpi* kpi_called(const Workspace& workspace, std::string_view name) {
  return workspace.kpi(without_kpi_prefix(name));
}

std::string full_id(const KpiId& kpi) { return fmt::format("{}{}", kpi_prefix, kpi.text); }

std::string cycle_path(std::string_view folder) { return fmt::format("{}/{}", folder, cycle_file); }

std::string checkin_path(std::string_view folder, std::string_view name) {
  return fmt::format("{}/{}/{}{}", folder, checkins_folder, name, toml_extension);
}

std::string kpi_path(const KpiId& kpi) { return full_id(kpi) + std::string(toml_extension); }

std::string shared_kpi_path(const KpiId& kpi) { return fmt::format("{}/{}", full_id(kpi), kpi_file); }

bool is_checkin_path(std::string_view path) {
  const auto parts = split(path, '/');
  return parts.size() > 2 && parts[parts.size() - 2] == checkins_folder;
}

std::string checkin_name(const Workspace& workspace, const Checkin& checkin) {
  if (!checkin.place.known()) return to_string(checkin.date) + "-" + checkin.source;
  std::string_view name = workspace.files[checkin.place.file];
  name.remove_prefix(name.rfind('/') + 1);
  return std::string(name.substr(0, name.size() - toml_extension.size()));
}

Rhythm cadence_of(const Settings& settings, const Cycle& cycle) {
  if (cycle.cadence) return *cycle.cadence;
  const bool is_long = cycle.dated && length_in_days(cycle.period) > longest_weekly_cycle;
  if (is_long) return {31, PeriodUnit::month};
  return settings.workspace.cadence.value_or(Rhythm{});
}

int grace_days_of(const Settings& settings, const Cycle& cycle) {
  return cycle.grace_days.value_or(settings.scoring.grace_days);
}

Tier tier_of(const Cycle& cycle, const Objective& objective) {
  if (objective.tier) return *objective.tier;
  const bool is_long = cycle.dated && length_in_days(cycle.period) > longest_tactical_cycle;
  return is_long ? Tier::strategic : Tier::tactical;
}

std::vector<std::string> owners_of(const Settings& settings, const Objective& objective, const KeyResult& key_result) {
  return key_result.owners.empty() ? owners_of(settings, objective) : key_result.owners;
}

std::vector<std::string> owners_of(const Settings& settings, const Objective& objective) {
  if (!objective.owners.empty()) return objective.owners;
  return settings.workspace.owner.empty() ? std::vector<std::string>{}
                                          : std::vector<std::string>{settings.workspace.owner};
}

std::string owner_of(const Settings& settings, const Objective& objective, const KeyResult& key_result) {
  return join(owners_of(settings, objective, key_result), ", ");
}

std::vector<std::string> owners_of(const Settings& settings, const Kpi& kpi) {
  if (!kpi.owners.empty()) return kpi.owners;
  const std::string& one = !kpi.who.empty() ? kpi.who : settings.workspace.owner;
  return one.empty() ? std::vector<std::string>{} : std::vector<std::string>{one};
}

std::string person_key(std::string_view name) {
  // An id keeps nothing of a name in another script: two people could be left with the same rest.
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const bool is_latin = std::ranges::all_of(without_accents(name), is_ascii);
  const std::string id = is_latin ? slug(name) : std::string();
  return id.empty() ? std::string(name) : id;
}

bool is_same_person(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return false;
  return one == other || person_key(one) == person_key(other);
}

bool is_asked_about(const std::vector<std::string>& owners, std::string_view person) {
  return person.empty() || owners.empty() ||
         std::ranges::any_of(owners, [person](const std::string& owner) { return is_same_person(owner, person); });
}

bool is_closed(const Cycle& cycle) { return cycle.state == CycleState::closed || cycle.result; }

bool is_draft(const Cycle& cycle, const Objective& objective, const KeyResult& key_result) {
  return cycle.state == CycleState::draft || objective.state == State::draft || key_result.state == State::draft;
}

}  // namespace okr
