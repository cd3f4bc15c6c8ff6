// SPDX-License-Identifier: MIT
// From parsed parts to cycles and KPIs: files of one folder become one cycle, entries meet their key results.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"
#include "store/load/gather.hpp"

namespace okr::store {
namespace {

/// Key results of a cycle by "objective.name", names once borne included; found again for every entry.
class KeyResultIndex {
 public:
  explicit KeyResultIndex(Cycle& cycle) : cycle_(cycle) {}

  KeyResult* find(const KeyResultId& id) {
    const std::string name = to_string(id);
    const auto known = found_.find(name);
    if (known != found_.end()) return known->second;
    KeyResult* key_result = const_cast<KeyResult*>(find_key_result(cycle_, name));
    found_.emplace(name, key_result);
    return key_result;
  }

 private:
  Cycle& cycle_;
  std::map<std::string, KeyResult*, std::less<>> found_;
};

Diagnostic unknown_key_result(const Cycle& cycle, const LooseEntry& loose) {
  const std::string name = to_string(loose.id);
  std::vector<std::string> names;
  for (const Objective& objective : cycle.objectives)
    for (const KeyResult& kr : objective.key_results) names.push_back(to_string(kr.id));
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const auto near = nearest(name, candidates);
  Diagnostic diagnostic;
  diagnostic.code = Code::E110;
  diagnostic.place = loose.entry.place;
  diagnostic.length = 0;
  diagnostic.message = fmt::format("no key result '{}' in {}", safe_for_terminal(name), cycle.id.text);
  diagnostic.mend = near ? fmt::format("did you mean '{}'?", *near) : std::string("is it defined in this cycle?");
  diagnostic.help = fmt::format("renamed? `was = [\"{}\"]` on the key result resolves it; one that ends is cancelled, not deleted", safe_for_terminal(loose.id.name));
  return diagnostic;
}

bool entry_order(const Entry& a, const Entry& b) { return std::tuple(a.date, a.at.value_or(-1)) < std::tuple(b.date, b.at.value_or(-1)); }

/// Objectives of one more file behind those that are there, in the order of the files.
void add_objectives(Cycle& cycle, Cycle& part) {
  std::ranges::move(part.objectives, std::back_inserter(cycle.objectives));
}

bool has_any_reading_order(const Reading& a, const Reading& b) { return a.date < b.date; }

}  // namespace

void Gather::bind_checkins(Cycle& cycle, std::vector<CyclePart*> checkins) {
  std::ranges::stable_sort(checkins, [](const CyclePart* a, const CyclePart* b) {
    const auto key = [](const CyclePart* part) {
      return std::tuple(part->checkin.checkin.date, part->checkin.checkin.at.value_or(-1), std::string_view(part->file_name));
    };
    return key(a) < key(b);
  });
  KeyResultIndex index(cycle);
  std::set<std::string> reported;
  for (CyclePart* part : checkins) {
    if (!part->checkin.usable) continue;
    const auto number = static_cast<std::uint32_t>(cycle.checkins.size());
    cycle.checkins.push_back(std::move(part->checkin.checkin));
    for (LooseEntry& loose : part->checkin.entries) {
      loose.entry.checkin = number;
      if (KeyResult* key_result = index.find(loose.id)) key_result->entries.push_back(std::move(loose.entry));
      else if (!cycle.faulty && reported.insert(to_string(loose.id)).second)
        workspace_.diagnostics.push_back(unknown_key_result(cycle, loose));
    }
  }
  for (Objective& objective : cycle.objectives)
    for (KeyResult& kr : objective.key_results) std::ranges::stable_sort(kr.entries, entry_order);
}

void Gather::put_cycles_together() {
  std::map<std::string, Cycle> cycles;
  std::map<std::string, std::vector<CyclePart*>> checkins;
  for (CyclePart& part : cycle_parts_) {
    if (!part.file_name.empty()) {
      checkins[part.folder].push_back(&part);
    } else if (part.is_main) {
      part.cycle.folder = part.folder;
      part.cycle.faulty |= part.broken;
      cycles.emplace(part.folder, std::move(part.cycle));
    } else {
      Cycle& cycle = cycles.at(part.folder);  // cycle.toml was queued before it
      cycle.faulty |= part.broken;
      add_objectives(cycle, part.cycle);
    }
  }
  for (const KnownCycle& known : workspace_.known_cycles) {
    const auto it = cycles.find(known.folder);
    if (it == cycles.end()) continue;
    Cycle& cycle = it->second;
    if (!cycle.dated && known.period) cycle.period = *known.period, cycle.dated = true;  // its file is broken, its name is not
    bind_checkins(cycle, checkins[known.folder]);
    workspace_.cycles.push_back(std::move(cycle));
  }
  std::ranges::stable_sort(workspace_.cycles, [](const Cycle& a, const Cycle& b) {
    return std::tuple(a.period.first, std::string_view(a.id.text)) < std::tuple(b.period.first, std::string_view(b.id.text));
  });
  cycle_parts_.clear();
}

void Gather::read_csv_values(Kpi& kpi, Wanted::Kpis depth) {
  if (kpi.values.path.empty() || depth != Wanted::Kpis::readings) return;
  const std::string& definition = workspace_.files[kpi.place.file];
  const std::string name = definition.substr(0, definition.rfind('/') + 1) + kpi.values.path;
  auto text = read_file_inside(workspace_.root, workspace_.root + "/" + name);
  if (!text) {
    Diagnostic diagnostic;
    diagnostic.code = Code::E003;
    diagnostic.place = kpi.place_of("values");
    diagnostic.length = 0;
    diagnostic.message = text.error().what;
    diagnostic.mend = text.error().hint;
    workspace_.diagnostics.push_back(std::move(diagnostic));
    kpi.faulty = true;
    return;
  }
  read_csv_readings(*text, file_index(name), kpi, workspace_.diagnostics);
}

void Gather::put_kpis_together() {
  std::map<std::string, std::vector<KpiPart*>> parts;
  for (KpiPart& part : kpi_parts_) parts[part.kpi.id.text].push_back(&part);
  for (auto& [id, all] : parts) {
    const auto first = std::ranges::find_if(all, [](const KpiPart* part) { return part->is_definition; });
    if (first == all.end()) continue;
    Kpi kpi = std::move((*first)->kpi);
    kpi.faulty |= (*first)->broken;
    for (KpiPart* part : all) {
      if (part == *first) continue;
      if (part->is_definition) {  // x.toml beside x/kpi.toml: check_structure names both
        workspace_.kpis.push_back(std::move(part->kpi));
        continue;
      }
      kpi.faulty |= part->broken;
      for (Reading reading : part->kpi.readings) {
        if (reading.note >= 0) reading.note += static_cast<std::int32_t>(kpi.notes.size());
        kpi.readings.push_back(reading);
      }
      std::ranges::move(part->kpi.notes, std::back_inserter(kpi.notes));
    }
    read_csv_values(kpi, kpi_depth_);
    if (!std::ranges::is_sorted(kpi.readings, has_any_reading_order)) std::ranges::stable_sort(kpi.readings, has_any_reading_order);
    kpi.readings_loaded = kpi_depth_ == Wanted::Kpis::readings;
    workspace_.kpis.push_back(std::move(kpi));
  }
  std::ranges::stable_sort(workspace_.kpis, [](const Kpi& a, const Kpi& b) { return a.id < b.id; });
  kpi_parts_.clear();
}

}  // namespace okr::store
