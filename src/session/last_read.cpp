// SPDX-License-Identifier: MIT
// Definitions as they could be read last: a slip moves nothing, neither where it is made nor where it is mended, and
// what was away for a while and is there again was not taken away.

#include "session/checking.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "reports/diff/diff.hpp"

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

/// What of a state could not be read.
struct Slips {
  std::set<const Located*> records;                             ///< all of them
  std::map<const Located*, std::vector<std::string>> misspelt;  ///< keys, as they were most likely meant
};

/// A key of the record itself, not one within a value of it.
bool is_own_key(const Diagnostic& one) {
  return trim(std::string_view(one.line_text).substr(0, one.place.column - 1)).empty();
}

/// A key that is like no other takes nothing away: it may be one of a later okr.
Slips slips_of(const Workspace& state) {
  Slips slips;
  const std::vector<Heading> headings = headings_of(state);
  for (const Diagnostic& one : state.diagnostics) {
    const bool is_misspelt = one.code == Code::E116 && one.repair.what == Repair::What::key;
    const bool is_slip = is_unread_value(one.code) || is_misspelt;
    if (!is_slip || one.severity != Severity::error || !one.place.known()) continue;
    const auto add = [&](const Located& record) {
      if (is_misspelt && is_own_key(one))
        slips.misspelt[&record].push_back(one.repair.text);
      else
        slips.records.insert(&record);
    };
    const Located* record = record_at(headings, one.place);
    if (record) add(*record);
    // Of a file: above all records, in `[defaults]`, stands what holds for its objectives.
    for (const Cycle& cycle : state.cycles)
      if (!record || record == &cycle)
        for (const Objective& objective : cycle.objectives)
          if (objective.place.file == one.place.file) add(objective);
    for (const Kpi& kpi : state.kpis)
      if (kpi.place.file == one.place.file) add(kpi);
  }
  return slips;
}

/// Places of another state are none of this one's: all of them are where the record stands now, or nowhere.
template <class Record>
Record standing_at(Record record, const Place& place) {
  record.place = place;
  for (KeyPlace& key : record.keys) key.at = key.value = place;
  return record;
}

template <class Record>
void take_key_of(std::string_view key, const Record& last, Record& record) {
  const auto all = fields<Record>();
  const auto field = std::ranges::find(all, key, [](const Field<Record>& one) { return one.key; });
  if (field == all.end() || !field->copy || record.gives(key)) return;
  field->copy(record, last);
  if (last.gives(key)) record.keys.push_back({field->key, record.place, record.place});
}

template <class Record>
void settle(const Record& /*last*/, Record& /*record*/) {}

/// The kind follows from the keys.
void settle(const KeyResult& last, KeyResult& record) {
  const auto kind = kind_from_keys(record);
  if (!kind) return;
  record.kind = *kind;
  record.kind_known = true;
  record.faulty = last.faulty;
  record.unfinished = last.unfinished;
}

/// `names`: its id, then those it once had.
template <class Record>
void mend_one(const Slips& slips, const std::vector<std::string>& names, Record& record,
              std::map<std::string, Record>& read) {
  const auto known = std::ranges::find_if(names, [&](const std::string& name) { return read.contains(name); });
  const Record* last = known == names.end() ? nullptr : &read.at(*known);
  const auto keys = slips.misspelt.find(&record);
  if (slips.records.contains(&record)) {
    if (!last) return;
    Record mended = standing_at(*last, record.place);
    mended.id = record.id;
    mended.was = record.was;
    record = std::move(mended);
  } else if (last && keys != slips.misspelt.end()) {
    for (const std::string& key : keys->second) take_key_of(key, *last, record);
    settle(*last, record);
  }
  read.insert_or_assign(names.front(), record);
}

// --- records that were taken away for a while ------------------------------------------------------------------------

using reports::Nameable;

/// The records of a state with one cycle.
struct Names {
  std::vector<Nameable> objectives, key_results, kpis;
};

Nameable nameable(const Objective& objective) { return {objective.id.text, objective.was, objective.title}; }

Nameable nameable(const Kpi& kpi) {
  Nameable names{full_id(kpi.id), {}, kpi.title};
  for (const std::string& was : kpi.was) names.was.push_back(full_id(KpiId(std::string(without_kpi_prefix(was)))));
  return names;
}

/// Under each name that its objective had.
Nameable nameable(const Objective& objective, const KeyResult& kr) {
  Nameable names{to_string(kr.id), {}, kr.title};
  std::vector<std::string> above = objective.was, own = kr.was;
  above.insert(above.begin(), objective.id.text);
  own.insert(own.begin(), kr.id.name);
  for (const std::string& name : own)
    if (name.find('.') != std::string::npos)
      names.was.push_back(name);
    else
      for (const std::string& objective_name : above) names.was.push_back(objective_name + "." + name);
  return names;
}

void add_names(const Cycle& cycle, Names& names) {
  for (const Objective& objective : cycle.objectives) {
    names.objectives.push_back(nameable(objective));
    for (const KeyResult& kr : objective.key_results) names.key_results.push_back(nameable(objective, kr));
  }
}

Names names_in(const Workspace& state) {
  Names names;
  for (const Cycle& cycle : state.cycles) add_names(cycle, names);
  for (const Kpi& kpi : state.kpis) names.kpis.push_back(nameable(kpi));
  return names;
}

std::vector<std::string> all_names(const Nameable& record) {
  std::vector<std::string> names{record.id};
  names.insert(names.end(), record.was.begin(), record.was.end());
  return names;
}

/// Of `before` those that `now` has under no name.
std::vector<std::string> missing(const std::vector<Nameable>& before, const std::vector<Nameable>& now) {
  const auto partner = reports::partners(before, now);
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (std::ranges::find(partner, std::optional(i)) == partner.end()) ids.push_back(before[i].id);
  return ids;
}

}  // namespace

LastRead::LastRead(const Workspace& today, const Cycle& cycle) {
  Names names;
  add_names(cycle, names);
  for (const Kpi& kpi : today.kpis) names.kpis.push_back(nameable(kpi));
  for (const auto* list : {&names.objectives, &names.key_results, &names.kpis})
    for (const Nameable& record : *list)
      for (std::string& name : all_names(record)) today_.insert(std::move(name));
}

void LastRead::follow(Workspace& state) {
  const Names names = names_in(state);
  for (const auto* list : {&names.objectives, &names.key_results, &names.kpis})
    for (const Nameable& record : *list) away_.erase(record.id);
  mend(state);
  put_back(state);
}

void LastRead::follow(const std::vector<Workspace>& before, Workspace& state) {
  for (const Workspace& one : before) note_away(one, state);
  follow(state);
}

/// Where the whole cycle is gone, all of it comes back: it is there today.
void LastRead::note_away(const Workspace& before, const Workspace& state) {
  const Names old = names_in(before), now = names_in(state);
  const auto note = [&](const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      if (state.cycles.empty() || today_.contains(id))
        away_.insert(id);
      else
        away_.erase(id);
  };
  note(missing(old.objectives, now.objectives));
  note(missing(old.key_results, now.key_results));
  note(missing(old.kpis, now.kpis));
}

void LastRead::mend(Workspace& state) {
  const Slips slips = slips_of(state);
  for (Cycle& cycle : state.cycles) {
    for (Objective& objective : cycle.objectives) {
      for (KeyResult& kr : objective.key_results) mend_one(slips, all_names(nameable(objective, kr)), kr, key_results_);
      std::vector<KeyResult> parts = std::exchange(objective.key_results, {});
      mend_one(slips, all_names(nameable(objective)), objective, objectives_);
      objective.key_results = std::move(parts);
    }
    std::vector<Objective> objectives = std::exchange(cycle.objectives, {});
    cycle_ = cycle;
    cycle.objectives = std::move(objectives);
  }
  for (Kpi& kpi : state.kpis) mend_one(slips, all_names(nameable(kpi)), kpi, kpis_);
}

void LastRead::put_back(Workspace& state) {
  if (!away_.empty() && state.cycles.empty() && cycle_) state.cycles.push_back(standing_at(*cycle_, {}));
  for (Cycle& cycle : state.cycles)
    for (const auto& [id, objective] : objectives_)
      if (away_.contains(id)) cycle.objectives.push_back(standing_at(objective, {}));
  for (Cycle& cycle : state.cycles)
    for (Objective& objective : cycle.objectives)
      for (const auto& [id, kr] : key_results_)
        if (away_.contains(id) && kr.id.objective == objective.id) objective.key_results.push_back(standing_at(kr, {}));
  for (const auto& [id, kpi] : kpis_)
    if (away_.contains(id)) state.kpis.push_back(standing_at(kpi, {}));
}

}  // namespace okr::cli
