// SPDX-License-Identifier: MIT
// `okr status` and `okr status --due` for programs.
#include "reports/status/board.hpp"

#include "okr/base/ranges.hpp"
#include "okr/compute/staleness.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// Of the record it holds up; of one that is not there what was written.
RecordName name_of_obstacle(const Obstacle& obstacle) {
  const Found& about = obstacle.about;
  if (about.kpi || about.objective || about.cycle) return record_name(about);
  return {.id = obstacle.id};
}

RecordName name_of_ended(const EndedCycle& ended) { return {ended.id.text, ended.id.text, ended.id.text, ended.title}; }

RecordName name_of_due(const DueItem& item) {
  return record_name(Found{item.cycle, nullptr, item.key_result, item.kpi});
}

constexpr Key<EndedCycle> ended_keys[] = {
    {"end", "date", "its last day", [](auto& e) { return e.last_day; }},
    {"days_ago", "integer", "since then", [](auto& e) { return e.days_ago; }},
    {"in_force", "boolean", "it still is what is asked about; then it is due to be closed",
     [](auto& e) { return e.in_force; }},
    {"next", "string?", "what carries on by the calendar: --carry-to",
     [](auto& e) { return null_or(e.follower, &CycleId::text); }},
    {"age_days", "", "", [](auto& e) { return e.days_ago; }, In::column},
    {"freshness", "", "", [](auto&) { return word(Freshness::due); }, In::column},
    {"away_days", "", "", [](auto&) { return 0; }, In::column},
    {"owner", "", "", [](auto&) { return Json(); }, In::column},
    {"kind", "", "", [](auto&) { return "cycle"; }, In::column},
    {"value", "", "", [](auto&) { return Json(); }, In::column},
    {"unit", "", "", [](auto&) { return Json(); }, In::column},
    {"due_since", "", "", [](auto& e) { return add_days(e.last_day, 1); }, In::column},
};

constexpr Key<DueItem> due_keys[] = {
    {"age_days", "integer?", "calendar days since the last word", [](auto& d) { return d.age; }},
    {"away_days", "integer", "how many of these were away", [](auto& d) { return d.away; }},
    {"freshness", some_of<Freshness::due, Freshness::stale>, "", [](auto& d) { return d.freshness; }},
    {"owner", "string?", "who answers for it; several with commas", [](auto& d) { return json_or_null(d.owner); }},
    {"kind", "string", "number, sum, hold, percent, milestones, done, graded or measure; kpi of a KPI",
     [](auto& d) { return d.kind; }},
    {"value", "number?", "what is known so far: of a key result its value, of a KPI its last reading",
     [](auto& d) { return d.value; }},
    {"unit", "string?", "of the value", [](auto& d) { return json_or_null(d.unit); }},
    {"due_since", "date?", "the day from which a word is waited for; none of a KPI, which is due by its periods",
     [](auto& d) { return d.due_since; }},
};

Json ended_list(const std::vector<EndedCycle>& ended) { return named_list(ended_keys, ended, name_of_ended); }

/// What `okr status --due` lists.
struct Waiting {
  const std::vector<DueItem>& items;
  const std::vector<EndedCycle>& ended;
  std::vector<UnreadFile> unread;
};

constexpr Key<Waiting> waiting_keys[] = {
    {"due", "due[]", "the longest waiting first", [](auto& w) { return due_list(w.items); }},
    {"ended", "ended[]", "cycles that are over and not closed, the last of each length",
     [](auto& w) { return ended_list(w.ended); }},
    {"unread", "any", "files that could not be read, in which more may be due: file and code of each",
     [](auto& w) { return unread_list(w.unread); }},
};

/// Of the key result, the objective (a part of it ended missed) or the KPI.
RecordName name_of_concern(const Attention& attention) {
  if (attention.obstacle) return name_of_obstacle(*attention.obstacle);
  if (attention.kpi) return record_name(*attention.kpi->kpi);
  return attention.concern == Concern::cannot_end_met ? record_name(*attention.objective)
                                                      : record_name(*attention.key_result);
}

constexpr Key<Attention> attention_keys[] = {
    {"concern", one_of<Concern>, "", [](auto& a) { return a.concern; }},
    {"text", "string", "the reason, as the board says it", [](auto& a) { return attention_line(a).value.letters(); }},
};

struct ObstacleRecord {
  const Obstacle& obstacle;
  Date as_of;
};

constexpr Key<ObstacleRecord> obstacle_keys[] = {
    {"date", "date", "the first time it was said", [](auto& o) { return o.obstacle.since; }},
    {"by", "string?", "who said it", [](auto& o) { return json_or_null(o.obstacle.by); }},
    {"text", "string", "what was said", [](auto& o) { return o.obstacle.text; }},
    {"age_days", "integer", "since then, up to the day on which it was solved",
     [](auto& o) { return calendar_age(o.obstacle.since, o.obstacle.solved.value_or(o.as_of)); }},
    {"solved", "date?", "the check-in that said so", [](auto& o) { return o.obstacle.solved; }},
};

constexpr Key<Board> board_keys[] = {
    {"cycle", "cycle?", cycle_or_none, [](auto& b) { return cycle_object(b.numbers); }},
    {"look_here", "attention[]", "what needs a person first, at most seven; with --sort risk all of it",
     [](auto& b) { return named_list(attention_keys, b.look_here, name_of_concern); }},
    {"look_here_more", "integer", "how many more there are", [](auto& b) { return b.look_here_more; }},
    {"no_reading_yet", "integer",
     "key results of status \"no data\" that never had a reading, where they are too many for look_here",
     [](auto& b) { return b.no_reading_yet; }},
    {"blockers", "blocker[]", "what is in the way, the oldest first",
     [](auto& b) { return obstacles_list(b.in_the_way, b.numbers.as_of); }},
    {"objectives", "objective[]", "in the order of the files, with their key results",
     [](auto& b) { return objectives_list(*b.workspace, b.numbers.objectives, &b.forecast); }},
    {"kpi_health", "kpi_health", "how many KPIs are how", [](auto& b) { return health_object(b.health.counts); }},
    {"last_checkin", "date?", "the last check-in of the cycle", [](auto& b) { return b.last_checkin; }},
    {"next_due", "date?", "the first day on which something falls due", [](auto& b) { return b.next_due; }},
    {"ended", "ended[]", "cycles that are over and not closed, the last of each length",
     [](auto& b) { return ended_list(b.ended); }},
    diagnostics_key<Board>(),
};

}  // namespace

Json due_list(const std::vector<DueItem>& items) { return named_list(due_keys, items, name_of_due); }

Json obstacles_list(const std::vector<Obstacle>& obstacles, Date as_of) {
  return json_list(obstacles, [as_of](const Obstacle& obstacle) {
    return named_object(name_of_obstacle(obstacle), obstacle_keys, ObstacleRecord{obstacle, as_of});
  });
}

Records records_of(const Board& board) {
  Rows rows(board.numbers.as_of, {"kind", "type", "owner", "value", "baseline", "target", "unit", "progress",
                                  "expected", "score", "status", "confidence", "last", "age_days", "freshness",
                                  "away_days", "overdue_days", "misses_used", "misses_allowed"});
  for (const ObjectiveNumbers& objective : board.numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      add_key_result_row(rows, {*board.workspace, objective, kr});
  if (is_bare_result(board.numbers)) add_cycle_row(rows, board.numbers);
  return std::move(rows).records();
}

Json json_of(const Board& board) { return report_of("status", board.numbers.as_of, board_keys, board); }

Records due_records(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, Date as_of) {
  Rows rows(as_of, {"age_days", "freshness", "away_days", "owner", "kind", "value", "unit", "due_since"});
  for (const DueItem& item : items) rows.add(name_of_due(item), due_keys, item);
  for (const EndedCycle& one : ended)
    if (one.in_force) rows.add(name_of_ended(one), ended_keys, one);
  return std::move(rows).records();
}

Json due_json(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended,
              std::span<const Cycle* const> cycles, Date as_of) {
  Waiting waiting{items, ended, {}};
  for (const Cycle* cycle : cycles)
    for (const UnreadFile& file : all_unread(*cycle))
      if (!contains(waiting.unread, file.name, &UnreadFile::name)) waiting.unread.push_back(file);
  return report_of("status", as_of, waiting_keys, waiting);
}

std::vector<JsonObject> status_objects() {
  return {
      report("status").holds(board_keys),
      variant("status-due", "status", "okr status --due --json").holds(waiting_keys),
      JsonObject{"attention", "What needs a person"}.holds(any_name_keys).holds(attention_keys),
      JsonObject{"blocker", "What is, or was, in the way"}.holds(any_name_keys).holds(obstacle_keys),
      JsonObject{"due", "What waits for a word"}.holds(name_keys).holds(due_keys),
      JsonObject{"ended", "A cycle that is over and not closed"}.holds(name_keys).holds(ended_keys),
  };
}

}  // namespace okr::reports
