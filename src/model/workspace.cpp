// SPDX-License-Identifier: MIT
#include "okr/model/workspace.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/core.h>

#include "model/found.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

constexpr int longest_weekly_cycle = 100;  // days; longer cycles are asked about once a month (method.md 0.40)
constexpr int longest_tactical_cycle =
    183;  // days; a half year is still tactical, a year is strategic (method.md 1.4, S093)

/// The first record that bears the name, else the first that once did; null when none does.
template <class Record, class NameOf>
const Record* bearer_of(const std::vector<Record>& records, std::string_view name, NameOf name_of) {
  for (const Record& record : records)
    if (name_of(record) == name) return &record;
  for (const Record& record : records)
    if (contains(record.was, name)) return &record;
  return nullptr;
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

const Cycle* Workspace::cycle(const CycleId& id) const {
  const auto it = std::ranges::find(cycles, id, &Cycle::id);
  return it == cycles.end() ? nullptr : &*it;
}

const Kpi* Workspace::kpi(std::string_view id) const {
  const auto id_of = [](const Kpi& kpi) -> std::string_view { return kpi.id.text; };
  // As they are loaded they stand in the order of their ids; what else puts them together may leave them in another.
  const auto it = std::ranges::lower_bound(kpis, id, {}, id_of);
  return it != kpis.end() && id_of(*it) == id ? &*it : bearer_of(kpis, id, id_of);
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
      std::ranges::find_if(results, [&](const ObjectiveResult& one) { return contains(objective.was, one.id.text); });
  return it == results.end() ? nullptr : &*it;
}

const KeyResultResult* find_result(const Cycle& cycle, const Objective& objective, const KeyResult& key_result) {
  if (!cycle.result) return nullptr;
  const auto& results = cycle.result->key_results;
  const KeyResultResult* result = result_of(results, cycle.result->key_results_by_id, key_result.id);
  if (result || (objective.was.empty() && key_result.was.empty())) return result;
  const auto it = std::ranges::find_if(results, [&](const KeyResultResult& one) {
    const bool is_here = one.id.objective == objective.id || contains(objective.was, one.id.objective.text);
    return is_here && (one.id.name == key_result.id.name || contains(key_result.was, one.id.name) ||
                       contains(key_result.was, to_string(one.id)));
  });
  return it == results.end() ? nullptr : &*it;
}

const KeyResult* find_key_result(const Objective& objective, std::string_view name) {
  return bearer_of(objective.key_results, name, [](const KeyResult& kr) -> std::string_view { return kr.id.name; });
}

std::pair<std::string_view, std::string_view> parts_of(std::string_view dotted) {
  const auto dot = dotted.find('.');
  if (dot == std::string_view::npos) return {dotted, {}};
  return {dotted.substr(0, dot), dotted.substr(dot + 1)};
}

const KeyResult* find_key_result(const Cycle& cycle, std::string_view dotted_id) {
  const auto [objective_name, name] = parts_of(dotted_id);
  if (name.empty()) return nullptr;
  if (const Objective* objective = find_objective(cycle, objective_name))
    if (const KeyResult* key_result = find_key_result(*objective, name)) return key_result;
  for (const Objective& objective : cycle.objectives)  // a key result that moved from one objective to another
    for (const KeyResult& kr : objective.key_results)
      if (contains(kr.was, dotted_id)) return &kr;
  return nullptr;
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

Found qualified(const Workspace& workspace, std::string_view reference) {
  const auto slash = reference.find('/');
  if (reference.starts_with(kpi_prefix)) {
    const Kpi* kpi = workspace.kpi(reference.substr(kpi_prefix.size()));
    return kpi ? Found{nullptr, nullptr, nullptr, kpi} : Found{};
  }
  const Cycle* cycle = workspace.cycle(CycleId(reference.substr(0, slash)));
  return cycle ? found_in(*cycle, reference.substr(slash + 1)) : Found{};
}

Found resolve(const Workspace& workspace, const Cycle& home, std::string_view reference) {
  if (reference.find('/') != std::string_view::npos) return qualified(workspace, reference);
  if (const Found found = found_in(home, reference); names_something(found)) return found;
  const Kpi* kpi = workspace.kpi(reference);
  return kpi ? Found{nullptr, nullptr, nullptr, kpi} : Found{};
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

bool knows_cycle(const Workspace& workspace, const CycleId& id) {
  return contains(workspace.known_cycles, id, &KnownCycle::id);
}

NamesToFilterBy names_to_filter_by(const Workspace& workspace) {
  NamesToFilterBy names;
  const auto add = [](std::set<std::string>& some, const std::vector<std::string>& more) {
    std::ranges::copy_if(more, std::inserter(some, some.end()), [](const std::string& one) { return !one.empty(); });
  };
  const auto add_record = [&](const std::vector<std::string>& owners, const auto& record) {
    add(names.people, owners);
    add(names.tags, record.tags);
  };
  const Settings& settings = workspace.settings;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives) {
      add_record(owners_of(settings, objective), objective);
      add(names.people, objective.contributors);
      add(names.teams, {objective.team});
      for (const KeyResult& kr : objective.key_results) add_record(owners_of(settings, objective, kr), kr);
    }
  for (const Kpi& kpi : workspace.kpis) {
    add_record(owners_of(settings, kpi), kpi);
    add(names.teams, {kpi.team});
  }
  return names;
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

std::optional<Promises> promises_of(std::string_view committed) {
  constexpr std::string_view between = " of ";
  const auto read = [](std::string_view text, int& number) {
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && behind == end && number >= 0;
  };
  const auto at = committed.find(between);
  Promises promises;
  const bool is_read = at != std::string_view::npos && read(committed.substr(0, at), promises.met) &&
                       read(committed.substr(at + between.size()), promises.count);
  return is_read && promises.met <= promises.count ? std::optional(promises) : std::nullopt;
}

bool is_draft(const Cycle& cycle, const Objective& objective, const KeyResult& key_result) {
  return cycle.state == CycleState::draft || objective.state == State::draft || key_result.state == State::draft;
}

}  // namespace okr
