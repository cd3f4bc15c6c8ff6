// SPDX-License-Identifier: MIT
// What `okr log` says: check-ins, changed definitions and KPI readings by date, newest first, for people and for
// programs. Facts, no scores.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/model/workspace.hpp"
#include "reports/objects.hpp"

namespace okr::reports {

/// What a check-in said of a key result, beside what was said last before it.
struct JournalEntry {
  const Cycle* cycle = nullptr;
  const KeyResult* key_result = nullptr;
  const Entry* entry = nullptr;
  const Entry* value_before = nullptr;  ///< the last earlier one with a value; null for the first
  std::optional<int> confidence_before;
};

/// What a check-in said to be in the way.
struct JournalBlocker {
  const Blocker* blocker = nullptr;
  std::optional<Date> solved = {};  ///< the later check-in that said so
};

/// A check-in, a change, or a reading: the one that is there.
struct JournalEvent {
  Date date{};
  const Cycle* cycle = nullptr;  ///< null for what is said of a KPI
  const Checkin* checkin = nullptr;
  std::vector<JournalEntry> entries;  ///< of a check-in, in the order of the cycle's files
  std::vector<JournalBlocker> blockers;
  std::optional<Change> change = {};  ///< of a KPI what an entry of its [targets] moved
  RecordName name;                    ///< whose change or reading; of a check-in the cycle alone
  const Kpi* kpi = nullptr;           ///< of a reading
  const Reading* reading = nullptr;
  const Reading* reading_before = nullptr;
  std::string from;  ///< who said it where several do: of a check-in its `by`, its source where one has several
};

struct Journal {
  const Workspace* workspace = nullptr;
  Date as_of;
  RecordName name;  ///< of what it is about; nobody's where it is about everything
  Found about = {};
  bool is_about_all = false;
  std::optional<Date> since = {};    ///< what was said before it is left out
  std::vector<JournalEvent> events;  ///< newest first
  std::size_t left_out = 0;          ///< older ones that `most` cut off
  bool has_sources = false;          ///< readings come from several
};

struct JournalQuery {
  Found about = {};  ///< a cycle, an objective, a key result or a KPI
  std::optional<Date> since = {};
  std::optional<std::size_t> most = {};  ///< events
  bool all = false;                      ///< instead of `about`: every opened cycle, and every KPI
};

/// Up to the day. Of an objective or a key result: the check-ins that speak of it, with its lines only, and its
/// changes.
Journal journal_of(const Workspace& workspace, const JournalQuery& query, Date as_of);

/// The changes of a cycle's definitions in these days, both ends included, oldest first; with those of the KPIs that
/// feed, guard or called for something in it, and of those that must not suffer.
std::vector<JournalEvent> changes_of(const Workspace& workspace, const Cycle& cycle, const Period& days);

Document document_of(const Journal& journal);
Records records_of(const Journal& journal);
Json json_of(const Journal& journal);

/// `okr log --format jsonl`: an object an event, a line each.
std::string journal_lines(const Journal& journal);

Json events_list(const std::vector<JournalEvent>& events);

/// "ship.signups  target 400 → 300"
Text changed_text(const JournalEvent& event);

}  // namespace okr::reports
