// SPDX-License-Identifier: MIT
// Definitions as they could be read last: a slip moves nothing, neither where it is made nor where it is mended, and
// what was away for a while and is there again was not taken away.

#include "session/history/checking.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "reports/diff/diff.hpp"

namespace okr::session {
namespace {

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

/// What of a state could not be read, and which of it something stands for that could be read before.
struct Mending {
  std::vector<reports::Slip> slips;
  std::set<std::pair<std::string, std::string>>& never_read;  ///< misspelt keys, by the record's id
  std::set<std::size_t> known, unknown;                       ///< diagnostics

  /// True where a value of the record is none, which takes all of it away.
  bool is_unread(const Located& record) const {
    return std::ranges::any_of(slips, [&](const auto& one) { return one.record == &record && one.key.empty(); });
  }

  /// The misspelt keys of a record that were spelt well before.
  std::vector<std::string> misspelt(const Located& record, const std::vector<std::string>& names, bool is_first) {
    const auto is_old = [&](const std::string& key) {
      return std::ranges::none_of(names, [&](const auto& name) { return never_read.contains({name, key}); });
    };
    std::vector<std::string> keys;
    std::set<std::pair<std::string, std::string>> still;
    for (const reports::Slip& one : slips) {
      if (one.record != &record) continue;
      const bool is_known = !is_first && (one.key.empty() || is_old(one.key));
      (is_known ? known : unknown).insert(one.diagnostic);
      if (is_known && !one.key.empty()) keys.push_back(one.key);
      if (!is_known && !one.key.empty()) still.emplace(names.front(), one.key);
    }
    std::erase_if(never_read, [&](const auto& one) { return std::ranges::count(names, one.first) > 0; });
    never_read.merge(still);
    return keys;
  }
};

/// `names`: its id, then those it once had.
template <class Record>
void mend_one(Mending& mending, const std::vector<std::string>& names, Record& record,
              std::map<std::string, Record>& read) {
  const auto known = std::ranges::find_if(names, [&](const std::string& name) { return read.contains(name); });
  const Record* last = known == names.end() ? nullptr : &read.at(*known);
  const std::vector<std::string> misspelt = mending.misspelt(record, names, last == nullptr);
  const bool is_unread = mending.is_unread(record);
  if (is_unread && !last) return;
  if (is_unread) {
    Record mended = standing_at(*last, record.place);
    mended.id = record.id;
    mended.was = record.was;
    record = std::move(mended);
  } else {
    for (const std::string& key : misspelt) take_key_of(key, *last, record);
    if (!misspelt.empty()) settle(*last, record);
  }
  read.insert_or_assign(names.front(), record);
}

/// What stands for a slip is none.
void take_out_mended(const Mending& mending, Diagnostics& diagnostics) {
  Diagnostics left;
  for (std::size_t at = 0; at < diagnostics.size(); ++at)
    if (!mending.known.contains(at) || mending.unknown.contains(at)) left.push_back(std::move(diagnostics[at]));
  diagnostics = std::move(left);
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
  std::vector<std::string> ids;
  for (const std::size_t at : reports::without_partner(reports::partners(before, now), before.size()))
    ids.push_back(before[at].id);
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
  Mending mending{reports::slips_of(state), never_read_, {}, {}};
  for (Cycle& cycle : state.cycles) {
    for (Objective& objective : cycle.objectives) {
      for (KeyResult& kr : objective.key_results)
        mend_one(mending, all_names(nameable(objective, kr)), kr, key_results_);
      std::vector<KeyResult> parts = std::exchange(objective.key_results, {});
      mend_one(mending, all_names(nameable(objective)), objective, objectives_);
      objective.key_results = std::move(parts);
    }
    std::vector<Objective> objectives = std::exchange(cycle.objectives, {});
    cycle_ = cycle;
    cycle.objectives = std::move(objectives);
  }
  for (Kpi& kpi : state.kpis) mend_one(mending, all_names(nameable(kpi)), kpi, kpis_);
  take_out_mended(mending, state.diagnostics);
}

void LastRead::put_back(Workspace& state) {
  if (!away_.empty() && state.cycles.empty() && cycle_) state.cycles.push_back(standing_at(*cycle_, {}));
  for (Cycle& cycle : state.cycles)
    for (const auto& [id, objective] : objectives_)
      if (away_.contains(id)) cycle.objectives.push_back(standing_at(objective, {}));
  std::map<std::string_view, std::vector<const KeyResult*>> parts;  // by objective
  for (const std::string& id : away_)
    if (const auto kr = key_results_.find(id); kr != key_results_.end())
      parts[kr->second.id.objective.text].push_back(&kr->second);
  for (Cycle& cycle : state.cycles)
    for (Objective& objective : cycle.objectives)
      if (const auto away = parts.find(objective.id.text); away != parts.end())
        for (const KeyResult* kr : away->second) objective.key_results.push_back(standing_at(*kr, {}));
  for (const auto& [id, kpi] : kpis_)
    if (away_.contains(id)) state.kpis.push_back(standing_at(kpi, {}));
}

}  // namespace okr::session
