// SPDX-License-Identifier: MIT
#include "reports/log/journal.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "okr/compute/blockers.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/kpi_bounds.hpp"

namespace okr::reports {
namespace {

/// What the journal is about, and until when.
struct Scope {
  const JournalQuery& query;
  Date as_of;

  bool covers(Date date) const { return date <= as_of && (!query.since || *query.since <= date); }
  bool covers(const Objective& objective) const {
    return !query.about.objective || query.about.objective == &objective;
  }
  bool covers(const KeyResult& kr) const { return !query.about.key_result || query.about.key_result == &kr; }
};

/// What was said in the check-ins of a cycle, by check-in.
class Said {
 public:
  Said(const Workspace& workspace, const Cycle& cycle, const Scope& scope)
      : cycle_(cycle), scope_(scope), obstacles_(obstacles_of(workspace, cycle, scope.as_of)) {
    entries_.resize(cycle.checkins.size());
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results)
        if (scope.covers(objective) && scope.covers(kr)) add_entries(kr);
    for (const Checkin& checkin : cycle.checkins)
      if (!checkin.source.empty()) sources_[checkin.by].insert(checkin.source);
    for (const Obstacle& obstacle : obstacles_)
      for (const Blocker* blocker : obstacle.said) obstacle_of_.emplace(blocker, &obstacle);
  }

  std::vector<JournalEntry> take_entries(std::size_t checkin) { return std::move(entries_[checkin]); }

  /// "ana", "ana (cron)" where ana's check-ins come from several sources, "cron" where nobody signed.
  std::string author_of(const Checkin& checkin) const {
    if (checkin.by.empty() || checkin.source.empty()) return checkin.by.empty() ? checkin.source : checkin.by;
    return sources_.at(checkin.by).size() > 1 ? checkin.by + " (" + checkin.source + ")" : checkin.by;
  }

  void add_blockers(JournalEvent& event) const {
    for (const Blocker& blocker : event.checkin->blockers) {
      const Obstacle* obstacle = find(blocker);
      event.blockers.push_back({&blocker, obstacle ? obstacle->solved : std::nullopt});
    }
  }

  /// It says that something is in the way of what the journal is about.
  bool holds_up(const Checkin& checkin) const {
    return std::ranges::any_of(checkin.blockers, [&](const Blocker& blocker) {
      const Obstacle* obstacle = find(blocker);
      if (!obstacle || !obstacle->about.objective || !scope_.covers(*obstacle->about.objective)) return false;
      return obstacle->about.key_result ? scope_.covers(*obstacle->about.key_result) : !scope_.query.about.key_result;
    });
  }

 private:
  void add_entries(const KeyResult& kr) {
    const Entry* value_before = nullptr;
    std::optional<int> confidence_before;
    for (const Entry& entry : kr.entries) {
      if (entry.checkin < entries_.size())
        entries_[entry.checkin].push_back({&cycle_, &kr, &entry, value_before, confidence_before});
      if (entry.has_value()) value_before = &entry;
      if (entry.confidence) confidence_before = entry.confidence;
    }
  }

  const Obstacle* find(const Blocker& blocker) const {
    const auto it = obstacle_of_.find(&blocker);
    return it == obstacle_of_.end() ? nullptr : it->second;
  }

  const Cycle& cycle_;
  const Scope& scope_;
  std::vector<Obstacle> obstacles_;
  std::vector<std::vector<JournalEntry>> entries_;
  std::map<std::string_view, std::set<std::string_view>> sources_;  ///< of each person's check-ins
  std::map<const Blocker*, const Obstacle*> obstacle_of_;
};

/// Check-ins that say something within the scope; of a whole cycle all of them, one with nothing but a note too.
void add_checkins(const Workspace& workspace, const Cycle& cycle, const Scope& scope,
                  std::vector<JournalEvent>& events) {
  Said said(workspace, cycle, scope);
  for (std::size_t i = 0; i < cycle.checkins.size(); ++i) {
    const Checkin& checkin = cycle.checkins[i];
    if (!scope.covers(checkin.date)) continue;
    JournalEvent event;
    event.date = checkin.date;
    event.cycle = &cycle;
    event.checkin = &checkin;
    event.name.cycle = cycle.id.text;
    event.from = said.author_of(checkin);
    event.entries = said.take_entries(i);
    said.add_blockers(event);
    if (!scope.query.about.objective || !event.entries.empty() || said.holds_up(checkin))
      events.push_back(std::move(event));
  }
}

void add_changes(const Found& of, const std::vector<Change>& changes, const Scope& scope,
                 std::vector<JournalEvent>& events) {
  for (const Change& change : changes) {
    if (!scope.covers(change.on)) continue;
    JournalEvent event;
    event.date = change.on;
    event.cycle = of.cycle;
    event.change = change;
    event.name = record_name(of);
    events.push_back(std::move(event));
  }
}

/// What an entry of [targets] moved, against what held the day before; nothing where it says the same again.
Change change_by(const KpiTarget& entry, const KpiBounds& before, const KpiBounds& after) {
  constexpr std::pair<const char*, std::optional<double> KpiBounds::*> fields[] = {{"target", &KpiBounds::target},
                                                                                   {"warn", &KpiBounds::warn},
                                                                                   {"min", &KpiBounds::min},
                                                                                   {"max", &KpiBounds::max},
                                                                                   {"margin", &KpiBounds::margin}};
  const auto value = [](const std::optional<double>& bound) {
    return bound ? ChangedField::Value(*bound) : ChangedField::Value();
  };
  Change change{entry.first, entry.why, {}, entry.place};
  for (const auto& [key, field] : fields)
    if (before.*field != after.*field) change.fields.push_back({key, value(before.*field), value(after.*field)});
  return change;
}

void add_moves(const Kpi& kpi, const Scope& scope, std::vector<JournalEvent>& events) {
  std::vector<Change> moves;
  RisingBounds before(kpi), after(kpi);
  for (const KpiTarget& entry : kpi.targets) {
    Change move = change_by(entry, before.on(add_days(entry.first, -1)), after.on(entry.first));
    if (!move.fields.empty()) moves.push_back(std::move(move));
  }
  add_changes({nullptr, nullptr, nullptr, &kpi}, moves, scope, events);
}

/// True for a KPI that must not suffer, and one that feeds, guards or called for something in the cycle.
bool concerns(const Workspace& workspace, const Cycle& cycle, const Kpi& kpi, Date day) {
  const auto is_it = [&](const Reference& reference) {
    return !reference.empty() && kpi_named(workspace, reference) == &kpi;
  };
  return kpi.health || std::ranges::any_of(cycle.objectives, [&](const Objective& objective) {
           return is_it(objective.triggered_by) || std::ranges::any_of(objective.key_results, [&](const KeyResult& kr) {
                    return is_it(definition_of(kr, day).kpi) || is_it(kr.counter);
                  });
         });
}

void add_all_changes(const Cycle& cycle, const Scope& scope, std::vector<JournalEvent>& events) {
  for (const Objective& objective : cycle.objectives) {
    if (!scope.covers(objective)) continue;
    if (!scope.query.about.key_result)
      add_changes({&cycle, &objective, nullptr, nullptr}, objective.changes, scope, events);
    for (const KeyResult& kr : objective.key_results)
      if (scope.covers(kr)) add_changes({&cycle, &objective, &kr, nullptr}, kr.changes, scope, events);
  }
}

std::string source_of(const Workspace& workspace, const Reading& reading) {
  return std::string(source_of_readings(workspace.file_of(reading.place)));
}

void add_readings(const Workspace& workspace, const Kpi& kpi, const Scope& scope, std::vector<JournalEvent>& events) {
  const Reading* before = nullptr;
  for (const Reading& reading : kpi.readings) {
    if (scope.covers(reading.date)) {
      JournalEvent event;
      event.date = reading.date;
      event.kpi = &kpi;
      event.name = record_name(kpi);
      event.reading = &reading;
      event.reading_before = before;
      event.from = source_of(workspace, reading);
      events.push_back(std::move(event));
    }
    before = &reading;
  }
}

/// Later on the same day is newer; without a time of day what stands later in the files.
void sort_newest_first(std::vector<JournalEvent>& events) {
  std::ranges::reverse(events);
  std::ranges::stable_sort(events, std::greater<>{}, &JournalEvent::date);
}

void add_everything(const Workspace& workspace, const Scope& scope, std::vector<JournalEvent>& events) {
  for (const Kpi& kpi : workspace.kpis) {
    add_readings(workspace, kpi, scope, events);
    add_moves(kpi, scope, events);
  }
  for (const Cycle& cycle : workspace.cycles) {
    add_all_changes(cycle, scope, events);
    add_checkins(workspace, cycle, scope, events);
  }
}

}  // namespace

Journal journal_of(const Workspace& workspace, const JournalQuery& query, Date as_of) {
  const Scope scope{query, as_of};
  Journal journal;
  journal.workspace = &workspace;
  journal.as_of = as_of;
  journal.name = query.all ? RecordName{} : record_name(query.about);
  journal.about = query.about;
  journal.is_about_all = query.all;
  journal.since = query.since;
  if (query.all) {
    add_everything(workspace, scope, journal.events);
  } else if (query.about.kpi) {
    add_readings(workspace, *query.about.kpi, scope, journal.events);
    journal.has_sources =
        std::ranges::adjacent_find(journal.events, std::not_equal_to<>{}, &JournalEvent::from) != journal.events.end();
    add_moves(*query.about.kpi, scope, journal.events);
  } else {
    add_all_changes(*query.about.cycle, scope, journal.events);
    add_checkins(workspace, *query.about.cycle, scope, journal.events);
  }
  sort_newest_first(journal.events);
  if (query.most && journal.events.size() > *query.most) {
    journal.left_out = journal.events.size() - *query.most;
    journal.events.resize(*query.most);
  }
  return journal;
}

std::vector<JournalEvent> changes_of(const Workspace& workspace, const Cycle& cycle, const Period& days) {
  JournalQuery query;
  query.about.cycle = &cycle;
  query.since = days.first;
  std::vector<JournalEvent> events;
  const Scope scope{query, days.last};
  add_all_changes(cycle, scope, events);
  for (const Kpi& kpi : workspace.kpis)
    if (concerns(workspace, cycle, kpi, days.last)) add_moves(kpi, scope, events);
  std::ranges::stable_sort(events, {}, &JournalEvent::date);
  return events;
}

}  // namespace okr::reports
