// SPDX-License-Identifier: MIT
// `okr status` and `okr status --due` for programs.
#include "reports/status/board.hpp"

#include "okr/compute/staleness.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr Key<EndedCycle> ended_keys[] = {
    {"id", "string", "the cycle", [](auto& e) { return e.id.text; }},
    {"title", "string?", "what it is called, where it was opened", [](auto& e) { return json_or_null(e.title); }},
    {"end", "date", "its last day", [](auto& e) { return e.last_day; }},
    {"days_ago", "integer", "since then", [](auto& e) { return e.days_ago; }},
    {"in_force", "boolean", "it still is what is asked about; then it is due to be closed",
     [](auto& e) { return e.in_force; }},
    {"next", "string?", "what carries on by the calendar: --carry-to",
     [](auto& e) { return e.follower ? json(e.follower->text) : Json(); }},
    {"age_days", "", "", [](auto& e) { return e.days_ago; }, In::column},
    {"freshness", "", "", [](auto&) { return word(Freshness::due); }, In::column},
    {"away_days", "", "", [](auto&) { return 0; }, In::column},
};

constexpr Key<DueItem> due_keys[] = {
    {"id", "string", "in full: 2026-Q3/ship.users, kpi/sleep", [](auto& d) { return due_id(d); }},
    {"title", "string", "its title", [](auto& d) { return due_title(d); }},
    {"age_days", "integer?", "calendar days since the last word", [](auto& d) { return d.age; }},
    {"away_days", "integer", "how many of these were away", [](auto& d) { return d.away; }},
    {"freshness", "string", "due or stale", [](auto& d) { return word(d.freshness); }},
};

/// What `okr status --due` lists.
struct Waiting {
  const std::vector<DueItem>& items;
  const std::vector<EndedCycle>& ended;
};

constexpr Key<Waiting> waiting_keys[] = {
    {"due", "due[]", "the longest waiting first", [](auto& w) { return objects_of(due_keys, w.items); }},
    {"ended", "ended[]", "cycles that are over and not closed, the last of each length",
     [](auto& w) { return objects_of(ended_keys, w.ended); }},
};

/// Of the key result, the objective (a part of it ended missed) or the KPI.
Json id_of(const Attention& attention) {
  if (attention.obstacle) return json_or_null(attention.obstacle->id);
  if (attention.kpi) return json(attention.kpi->kpi->id.text);
  return json(attention.concern == Concern::cannot_end_met ? attention.objective->id.text
                                                           : to_string(attention.key_result->id));
}

constexpr Key<Attention> attention_keys[] = {
    {"id", "string?", "ship.users, fit, sleep; null for what is blocked and names no record",
     [](auto& a) { return id_of(a); }},
    {"concern", "string",
     "cannot_end_met, blocked, at_risk, too_slow, too_sure, too_doubtful, no_data, stale, kpi_red or kpi_signal",
     [](auto& a) { return word(a.concern); }},
    {"text", "string", "the reason, as the board says it", [](auto& a) { return attention_line(a).value.letters(); }},
};

struct ObstacleRecord {
  const Obstacle& obstacle;
  Date as_of;
};

constexpr Key<ObstacleRecord> obstacle_keys[] = {
    {"date", "date", "the first time it was said", [](auto& o) { return o.obstacle.since; }},
    {"by", "string?", "who said it", [](auto& o) { return json_or_null(o.obstacle.by); }},
    {"id", "string?", "the record it holds up", [](auto& o) { return json_or_null(o.obstacle.id); }},
    {"text", "string", "what was said", [](auto& o) { return o.obstacle.text; }},
    {"age_days", "integer", "since then, up to the day on which it was solved",
     [](auto& o) { return calendar_age(o.obstacle.since, o.obstacle.solved.value_or(o.as_of)); }},
    {"solved", "date?", "the check-in that said so", [](auto& o) { return o.obstacle.solved; }},
};

constexpr Key<Board> board_keys[] = {
    {"cycle", "cycle", "the cycle", [](auto& b) { return cycle_object(b.numbers); }},
    {"look_here", "attention[]", "what needs a person first, at most seven",
     [](auto& b) { return objects_of(attention_keys, b.look_here); }},
    {"look_here_more", "integer", "how many more there are", [](auto& b) { return b.look_here_more; }},
    {"blockers", "blocker[]", "what is in the way, the oldest first",
     [](auto& b) { return obstacles_list(b.in_the_way, b.numbers.as_of); }},
    {"objectives", "objective[]", "in the order of the files, with their key results",
     [](auto& b) { return objectives_list(*b.workspace, b.numbers.objectives, &b.forecast); }},
    {"kpi_health", "kpi_health", "how many KPIs are how", [](auto& b) { return health_object(b.health.counts); }},
    {"last_checkin", "date?", "the last check-in of the cycle", [](auto& b) { return b.last_checkin; }},
    {"next_due", "date?", "the first day on which something falls due", [](auto& b) { return b.next_due; }},
    {"ended", "ended[]", "cycles that are over and not closed, the last of each length",
     [](auto& b) { return objects_of(ended_keys, b.ended); }},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
     [](auto& b) { return diagnostics_list(*b.workspace); }},
};

}  // namespace

Json due_list(const std::vector<DueItem>& items) { return objects_of(due_keys, items); }

Json obstacles_list(const std::vector<Obstacle>& obstacles, Date as_of) {
  return json_list(obstacles, [as_of](const Obstacle& obstacle) {
    return object_of(obstacle_keys, ObstacleRecord{obstacle, as_of});
  });
}

Records board_records(const Board& board) {
  Records records{{"id",     "title",    "kind",      "type",      "owner",        "value",       "baseline",
                   "target", "unit",     "progress",  "expected",  "score",        "status",      "confidence",
                   "last",   "age_days", "freshness", "away_days", "overdue_days", "misses_used", "misses_allowed"},
                  {}};
  for (const ObjectiveNumbers& objective : board.numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      add_key_result_row(records, {*board.workspace, objective, kr});
  if (is_bare_score(board.numbers)) add_cycle_row(records, board.numbers);
  return records;
}

Json board_json(const Board& board) { return report_of("status", board.numbers.as_of, board_keys, board); }

Records due_records(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended) {
  Records records{{"id", "title", "age_days", "freshness", "away_days"}, {}};
  for (const DueItem& item : items) add_row(records, due_keys, item);
  for (const EndedCycle& one : ended)
    if (one.in_force) add_row(records, ended_keys, one);
  return records;
}

Json due_json(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, Date as_of) {
  return report_of("status", as_of, waiting_keys, Waiting{items, ended});
}

std::vector<JsonObject> status_objects() {
  return {
      report("status").holds(board_keys),
      variant("status-due", "status", "okr status --due --json").holds(waiting_keys),
      JsonObject{"attention", "What needs a person"}.holds(attention_keys),
      JsonObject{"blocker", "What is, or was, in the way"}.holds(obstacle_keys),
      JsonObject{"due", "What waits for a word"}.holds(due_keys),
      JsonObject{"ended", "A cycle that is over and not closed"}.holds(ended_keys),
  };
}

}  // namespace okr::reports
