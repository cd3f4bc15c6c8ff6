// SPDX-License-Identifier: MIT
// `okr status` and `okr status --due` for programs.
#include "reports/status/board.hpp"

#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

using E = EndedCycle;
constexpr Key<E> ended_keys[] = {
    {"id", "string", "the cycle", [](const E& e) { return json(e.id.text); }},
    {"title", "string?", "what it is called, where it was opened", [](const E& e) { return json_or_null(e.title); }},
    {"end", "date", "its last day", [](const E& e) { return json(e.last_day); }},
    {"days_ago", "integer", "since then", [](const E& e) { return json(e.days_ago); }},
    {"in_force", "boolean", "it still is what is asked about; then it is due to be closed",
     [](const E& e) { return json(e.in_force); }},
    {"next", "string?", "what carries on by the calendar: --carry-to",
     [](const E& e) { return e.follower ? json(e.follower->text) : Json(); }},
    {"age_days", "", "", [](const E& e) { return json(e.days_ago); }, In::column},
    {"freshness", "", "", [](const E&) { return json(word(Freshness::due)); }, In::column},
    {"away_days", "", "", [](const E&) { return json(0); }, In::column},
};

using D = DueItem;
constexpr Key<D> due_keys[] = {
    {"id", "string", "in full: 2026-Q3/ship.users, kpi/sleep", [](const D& d) { return json(due_id(d)); }},
    {"title", "string", "its title", [](const D& d) { return json(due_title(d)); }},
    {"age_days", "integer?", "calendar days since the last word", [](const D& d) { return json(d.age); }},
    {"away_days", "integer", "how many of these were away", [](const D& d) { return json(d.away); }},
    {"freshness", "string", "due or stale", [](const D& d) { return json(word(d.freshness)); }},
};

using B = Board;
constexpr Key<B> board_keys[] = {
    {"cycle", "cycle", "the cycle", [](const B& b) { return cycle_object(b.numbers); }},
    {"objectives", "objective[]", "in the order of the files, with their key results",
     [](const B& b) { return objectives_list(*b.workspace, b.numbers.objectives, &b.forecast); }},
    {"kpi_health", "kpi_health", "how many KPIs are how",
     [](const B& b) {
       return health_object({b.health.counts, b.health.signals});
     }},
    {"last_checkin", "date?", "the last check-in of the cycle", [](const B& b) { return json(b.last_checkin); }},
    {"next_due", "date?", "the first day on which something falls due", [](const B& b) { return json(b.next_due); }},
    {"ended", "ended[]", "cycles that are over and not closed, the last of each length",
     [](const B& b) { return objects_of(ended_keys, b.ended); }},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
     [](const B& b) { return diagnostics_list(*b.workspace); }},
};

}  // namespace

Json due_list(const std::vector<DueItem>& items) { return objects_of(due_keys, items); }

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

Json board_json(const Board& board) {
  Json object = report_object("status", board.numbers.as_of);
  add_keys(object, board_keys, board);
  return object;
}

Records due_records(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended) {
  Records records{{"id", "title", "age_days", "freshness", "away_days"}, {}};
  for (const DueItem& item : items) add_row(records, due_keys, item);
  for (const EndedCycle& one : ended)
    if (one.in_force) add_row(records, ended_keys, one);
  return records;
}

Json due_json(const std::vector<DueItem>& items, const std::vector<EndedCycle>& ended, Date as_of) {
  Json object = report_object("status", as_of);
  object["due"] = due_list(items);
  object["ended"] = objects_of(ended_keys, ended);
  return object;
}

std::vector<JsonObject> status_objects() {
  return {
      report("status").holds(board_keys),
      JsonObject{"due", "What waits for a word"}.holds(due_keys),
      JsonObject{"ended", "A cycle that is over and not closed"}.holds(ended_keys),
  };
}

}  // namespace okr::reports
