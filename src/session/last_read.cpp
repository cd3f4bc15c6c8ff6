// SPDX-License-Identifier: MIT
#include "session/last_read.hpp"

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace okr::cli {
namespace {

/// A record's heading, above the lines that are its own.
struct Heading {
  Place place;
  const Located* record = nullptr;
};

std::vector<Heading> headings_of(const Workspace& state) {
  std::vector<Heading> headings;
  const auto add = [&](const Located& record) { headings.push_back({record.place, &record}); };
  for (const Cycle& cycle : state.cycles) {
    add(cycle);
    for (const Objective& objective : cycle.objectives) {
      add(objective);
      for (const KeyResult& kr : objective.key_results) add(kr);
    }
  }
  return headings;
}

/// The record in whose lines the place lies; null of a KPI, which has a file of its own, and where there is none.
const Located* record_at(const std::vector<Heading>& headings, const Place& place) {
  const Heading* last = nullptr;
  for (const Heading& heading : headings) {
    const bool is_above = heading.place.file == place.file && heading.place.line <= place.line;
    if (is_above && (!last || last->place.line <= heading.place.line)) last = &heading;
  }
  return last ? last->record : nullptr;
}

/// Those of a file: above all records, in `[defaults]`, stands what holds for its objectives.
void add_objectives(const Cycle& cycle, std::uint32_t file, std::set<const Located*>& slipped) {
  for (const Objective& objective : cycle.objectives)
    if (objective.place.file == file) slipped.insert(&objective);
}

/// Those of which a key or a value cannot be read.
std::set<const Located*> slipped_records(const Workspace& state) {
  std::set<const Located*> slipped;
  const std::vector<Heading> headings = headings_of(state);
  for (const Diagnostic& one : state.diagnostics) {
    const bool is_slip = is_unread_value(one.code) || one.code == Code::E116;
    if (!is_slip || one.severity != Severity::error || !one.place.known()) continue;
    const Located* record = record_at(headings, one.place);
    if (record) slipped.insert(record);
    for (const Cycle& cycle : state.cycles)
      if (!record || record == &cycle) add_objectives(cycle, one.place.file, slipped);
    for (const Kpi& kpi : state.kpis)
      if (kpi.place.file == one.place.file) slipped.insert(&kpi);
  }
  return slipped;
}

/// Places of another state are none of this one's: all of them are where the record stands now.
template <class Record>
Record standing_at(Record record, const Place& place) {
  record.place = place;
  for (KeyPlace& key : record.keys) key.at = key.value = place;
  return record;
}

template <class Record>
void follow_one(bool is_slipped, Record& record, const std::string& id, std::map<std::string, Record>& read) {
  if (!is_slipped)
    read.insert_or_assign(id, record);
  else if (const auto last = read.find(id); last != read.end())
    record = standing_at(last->second, record.place);
}

}  // namespace

void LastRead::follow(Workspace& state) {
  const std::set<const Located*> slipped = slipped_records(state);
  for (Cycle& cycle : state.cycles)
    for (Objective& objective : cycle.objectives) {
      for (KeyResult& kr : objective.key_results) follow_one(slipped.contains(&kr), kr, to_string(kr.id), key_results_);
      std::vector<KeyResult> parts = std::exchange(objective.key_results, {});
      follow_one(slipped.contains(&objective), objective, objective.id.text, objectives_);
      objective.key_results = std::move(parts);
    }
  for (Kpi& kpi : state.kpis) follow_one(slipped.contains(&kpi), kpi, kpi.id.text, kpis_);
}

}  // namespace okr::cli
