// SPDX-License-Identifier: MIT
// From parsed parts to records: files of one folder become one cycle, entries meet their key results, and the files of
// one id become a KPI.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "store/load/gather.hpp"
#include "store/parse/record.hpp"

namespace okr::store {
namespace {

/// Key results of a cycle by "objective.name", names once borne included; found again for every entry.
class KeyResultIndex {
 public:
  KeyResultIndex(const Workspace& workspace, Cycle& cycle) : cycle_(cycle), ids_(workspace) {
    std::unordered_set<std::string_view> objectives;
    for (Objective& objective : cycle.objectives) {
      KeyResults& those = objectives.insert(objective.id.text).second ? found_ : of_twins_;
      for (KeyResult& kr : objective.key_results) those.emplace(to_string(kr.id), &kr);
    }
  }

  KeyResult* find(const KeyResultId& id) {
    const std::string name = to_string(id);
    const auto known = found_.find(name);
    if (known != found_.end()) return known->second;
    KeyResult* key_result = once_called(name);
    if (const auto twin = of_twins_.find(name); !key_result && twin != of_twins_.end()) key_result = twin->second;
    found_.emplace(name, key_result);
    return key_result;
  }

 private:
  using KeyResults = std::unordered_map<std::string, KeyResult*>;

  KeyResult* once_called(const std::string& name) {
    if (name.find('/') != std::string::npos) return nullptr;  // of another cycle
    return const_cast<KeyResult*>(ids_.resolve(cycle_, name).key_result);
  }

  Cycle& cycle_;
  IdIndex ids_;
  KeyResults found_;
  KeyResults of_twins_;  ///< below the second of two objectives of one id, which is reported as E101
};

/// What was most likely meant, or the next step.
std::string advice(const Cycle& cycle, const KeyResultId& id) {
  std::vector<std::string> names;
  std::size_t of_objective = 0;
  for (const Objective& objective : cycle.objectives) {
    if (objective.id == id.objective) ++of_objective;
    for (const KeyResult& kr : objective.key_results) names.push_back(to_string(kr.id));
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  if (const auto near = nearest(to_string(id), candidates)) return did_you_mean(near);
  if (find_field<Checkin>(id.name))
    return fmt::format("'{}' of the check-in itself stands above the first heading", id.name);
  for (const std::string& name : names)
    if (name.ends_with("." + id.name)) return did_you_mean(name);
  return of_objective == 0 ? fmt::format("there is no objective '{}' in this cycle", id.objective.text)
                           : "add it to the cycle, or correct the name";
}

Diagnostic unknown_key_result(const Cycle& cycle, const LooseEntry& loose, bool may_suggest) {
  const std::string name = to_string(loose.id);
  return diagnostic_at(
      Code::E110, loose.entry.place, fmt::format("no key result '{}' in {}", name, cycle.id.text),
      may_suggest ? advice(cycle, loose.id) : "add it to the cycle, or correct the name",
      fmt::format("renamed? `was = [\"{}\"]` on the key result resolves it; one that ends is cancelled, not deleted",
                  loose.id.name));
}

bool entry_order(const Entry& a, const Entry& b) {
  return std::tuple(a.date, a.at.value_or(-1)) < std::tuple(b.date, b.at.value_or(-1));
}

bool by_date(const Reading& a, const Reading& b) { return a.date < b.date; }

/// The readings of one more file behind those that are there, with their notes.
void add_readings(Kpi& kpi, Kpi& part) {
  const auto first_note = static_cast<std::int32_t>(kpi.notes.size());
  for (Reading reading : part.readings) {
    if (reading.note >= 0) reading.note += first_note;
    kpi.readings.push_back(reading);
  }
  std::ranges::move(part.notes, std::back_inserter(kpi.notes));
}

}  // namespace

std::pair<std::string_view, unsigned> place_of_source(std::string_view source) {
  const auto hyphen = source.rfind('-');
  if (hyphen == std::string_view::npos) return {source, 1};
  const auto number = whole_number<unsigned>(source.substr(hyphen + 1));
  return number ? std::pair(source.substr(0, hyphen), *number) : std::pair(source, 1U);
}

// --- cycles ----------------------------------------------------------------------------------------------------------

void Gather::bind_checkins(Cycle& cycle, std::vector<CyclePart*> checkins) {
  std::ranges::stable_sort(checkins, [](const CyclePart* a, const CyclePart* b) {
    const auto key = [](const CyclePart* part) {
      const Checkin& checkin = part->checkin.checkin;
      return std::tuple(checkin.date, checkin.at.value_or(-1), place_of_source(checkin.source),
                        std::string_view(part->file_name));
    };
    return key(a) < key(b);
  });
  KeyResultIndex index(workspace_, cycle);
  std::set<std::string> reported;
  const auto bind = [&](LooseEntry& loose) {
    KeyResult* key_result = index.find(loose.id);
    if (!key_result) {
      if (!cycle.incomplete && reported.insert(to_string(loose.id)).second)
        workspace_.diagnostics.push_back(unknown_key_result(cycle, loose, reported.size() <= most_suggestions));
      return;
    }
    key_result->faulty |= loose.refused;
    if (!loose.refused) key_result->entries.push_back(std::move(loose.entry));
  };
  for (CyclePart* part : checkins) {
    if (!part->checkin.usable) continue;
    for (LooseEntry& loose : part->checkin.entries) {
      loose.entry.checkin = static_cast<std::uint32_t>(cycle.checkins.size());
      bind(loose);
    }
    std::vector<LooseEntry>().swap(part->checkin.entries);  // a company's would be held twice
    cycle.checkins.push_back(std::move(part->checkin.checkin));
  }
  for (Objective& objective : cycle.objectives)
    for (KeyResult& kr : objective.key_results) std::ranges::stable_sort(kr.entries, entry_order);
}

void Gather::put_cycles_together() {
  std::map<std::string, Cycle> cycles;
  for (CyclePart& part : cycle_parts_) {
    if (!part.file_name.empty()) continue;
    if (part.is_main) {
      part.cycle.folder = part.folder;
      part.cycle.faulty |= part.broken;
      part.cycle.incomplete = part.broken;
      cycles.emplace(part.folder, std::move(part.cycle));
    } else {
      Cycle& cycle = cycles.at(part.folder);  // cycle.toml was queued before it
      cycle.faulty |= part.broken;
      cycle.incomplete |= part.broken;
      std::ranges::move(part.cycle.objectives, std::back_inserter(cycle.objectives));  // in the order of the files
      std::ranges::move(part.cycle.allows, std::back_inserter(cycle.allows));
    }
  }
  for (const KnownCycle& known : workspace_.known_cycles) {
    const auto it = cycles.find(known.folder);
    if (it == cycles.end()) continue;
    Cycle& cycle = it->second;
    if (!cycle.dated && known.period)
      cycle.period = *known.period, cycle.dated = true;  // its file is broken, its name is not
    workspace_.cycles.push_back(std::move(cycle));
  }
  std::ranges::stable_sort(workspace_.cycles, [](const Cycle& a, const Cycle& b) {
    return std::tuple(a.period.first, std::string_view(a.id.text)) <
           std::tuple(b.period.first, std::string_view(b.id.text));
  });
}

void Gather::bind_queued_checkins() {
  std::map<std::string, std::vector<CyclePart*>> checkins;
  for (CyclePart& part : cycle_parts_)
    if (!part.file_name.empty()) checkins[part.folder].push_back(&part);
  for (Cycle& cycle : workspace_.cycles)
    if (const auto it = checkins.find(cycle.folder); it != checkins.end()) bind_checkins(cycle, it->second);
}

// --- KPIs ------------------------------------------------------------------------------------------------------------

void Gather::read_csv_values(Kpi& kpi) {
  if (kpi.values.path.empty() || kpi_depth_ != Wanted::Kpis::readings) return;
  const auto refuse = [&](std::string message, std::string mend, Code code = Code::E003) {
    note(code, kpi.place_of("values"), std::move(message), std::move(mend));
    kpi.faulty = true;
  };
  if (!kpi.readings.empty())
    return refuse(fmt::format("KPI '{}' has values from a file, and readings of its own", kpi.id.text),
                  fmt::format("leave one of the two out; its readings begin at {}",
                              to_string(kpi.readings.front().place, workspace_)),
                  Code::E113);
  if (kpi.values.path.starts_with('/'))
    return refuse(fmt::format("'values' of KPI '{}' is an absolute path", kpi.id.text),
                  "write it from this file's folder on");
  const std::string& definition = workspace_.files[kpi.place.file];
  const std::string name = definition.substr(0, definition.rfind('/') + 1) + kpi.values.path;
  const auto text = content(name);
  if (!text)
    return refuse(text.error().what,
                  text.error().hint.empty() ? "the path begins in this file's folder" : text.error().hint);
  read_csv_readings(*text, {file_index(name), workspace_.fiscal_start()}, kpi, workspace_.diagnostics);
}

/// Of a KPI of words the first is named; where another source writes numbers, words are slips.
void Gather::note_words(Kpi& kpi, const std::vector<WordReading>& words) {
  if (words.empty()) return;
  if (kpi.readings.empty()) {
    const auto allows = [](const std::vector<std::string>& codes) { return contains(codes, to_string(Code::W224)); };
    if (!allows(kpi.allow) && !allows(workspace_.settings.check.allow))
      note(Code::W224, words.front().place,
           fmt::format("readings of '{}' are words: \"{}\"", kpi.id.text, words.front().word),
           "count something, or ask for 1 to 5 and take the mean");
    return;
  }
  for (const WordReading& reading : words)
    note(Code::E117, reading.place, fmt::format("a reading of KPI '{}' is a text, not a number", kpi.id.text),
         "write a number, or leave the line out");
  kpi.faulty = true;
}

void Gather::finish_kpi(Kpi kpi) {
  read_csv_values(kpi);
  if (!std::ranges::is_sorted(kpi.readings, by_date)) std::ranges::stable_sort(kpi.readings, by_date);
  std::ranges::stable_sort(kpi.targets, {}, &KpiTarget::first);
  kpi.readings_loaded = kpi_depth_ == Wanted::Kpis::readings;
  workspace_.kpis.push_back(std::move(kpi));
}

/// False where its definition, `every` or `aggregate` could not be read: values made by their defaults would be another
/// KPI's.
bool Gather::knows_periods(const KpiPart& part) const {
  if (part.broken) return false;
  return std::ranges::none_of(workspace_.diagnostics, [&](const Diagnostic& diagnostic) {
    const auto is_of = [&](std::string_view key) {
      return part.kpi.gives(key) && diagnostic.place == part.kpi.place_of(key);
    };
    return diagnostic.severity == Severity::error && (is_of("every") || is_of("aggregate"));
  });
}

/// All files of one id. A second definition (x.toml beside x/kpi.toml) stays a KPI of its own: check_structure names
/// both.
void Gather::put_kpi_together(const std::vector<KpiPart*>& parts) {
  const auto first = std::ranges::find_if(parts, [](const KpiPart* part) { return part->is_definition; });
  if (first == parts.end()) return;
  Kpi& kpi = (*first)->kpi;
  for (KpiPart* part : parts) {
    part->kpi.faulty |= part->broken;
    if (part->is_definition) continue;
    add_readings(kpi, part->kpi);
    std::ranges::move(part->words, std::back_inserter((*first)->words));
    kpi.faulty |= part->kpi.faulty;
  }
  for (KpiPart* part : parts) {
    if (!part->is_definition) continue;
    part->kpi.periods_known = !part->kpi.faulty || knows_periods(*part);
    note_words(part->kpi, part->words);
    finish_kpi(std::move(part->kpi));
  }
}

void Gather::put_kpis_together() {
  std::map<std::string, std::vector<KpiPart*>> parts;
  for (KpiPart& part : kpi_parts_) parts[part.kpi.id.text].push_back(&part);
  for (const auto& [id, all] : parts) put_kpi_together(all);
  kpi_parts_.clear();
}

}  // namespace okr::store
