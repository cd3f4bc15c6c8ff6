// SPDX-License-Identifier: MIT
// `okr score` for programs.
#include "reports/score/scores.hpp"

#include "reports/words.hpp"

namespace okr::reports {
namespace {

constexpr Key<ScoreGroup> group_keys[] = {
    {"name", "string?", "the team, owner, level or tag; null for those that name none",
     [](auto& g) { return json_or_null(g.name); }},
    {"score", "number?", "mean over all of the group", [](auto& g) { return g.totals.score; }},
    {"as_planned", "number?", "the same as planned", [](auto& g) { return g.totals.as_planned; }},
    {"aspirational", "number?", "mean over aspirational and learning objectives",
     [](auto& g) { return g.totals.aspirational; }},
    {"aspirational_shown", "number?", "as printed", [](auto& g) { return g.shown; }},
    {"aspirational_as_planned", "number?", "the same as planned",
     [](auto& g) { return g.totals.aspirational_as_planned; }},
    {"aspirational_previous", "number?", "shown of the group of that name in the cycle before",
     [](auto& g) { return g.previous; }},
    {"status", one_of<PaceStatus>, "by the mean gap", [](auto& g) { return g.totals.aspirational_status; }},
    {"verdict", or_null(one_of<Verdict>), "of the mean, once the cycle has ended", [](auto& g) { return g.verdict; }},
    {"committed", "number?", "mean over committed objectives", [](auto& g) { return g.totals.committed; }},
    {"committed_met", "integer", "that are reached", [](auto& g) { return g.totals.committed_met; }},
    {"committed_count", "integer", "that count", [](auto& g) { return g.totals.committed_count; }},
    {"aspirational_count", "integer", "that count", [](auto& g) { return g.totals.aspirational_count; }},
    {"group", "", "", [](auto& g) { return g.name; }, In::column},
    {"as_planned", "", "", [](auto& g) { return g.totals.aspirational_as_planned; }, In::column},
    {"previous", "", "", [](auto& g) { return g.previous; }, In::column},
};

constexpr Key<MissedPromise> missed_keys[] = {
    {"score", "number?", "its score", [](auto& m) { return m.objective->score; }},
    {"key_results", "string[]", "those that were not reached", [](auto& m) { return key_result_ids(m.key_results); }},
};

constexpr Key<LeftOut> left_out_keys[] = {
    {"state", some_of<State::cancelled, State::deferred>, "", [](auto& l) { return l.state; }},
    {"on", "date?", "since when, where `changes` says it", [](auto& l) { return l.on; }},
    {"reason", "string?", "why", [](auto& l) { return json_or_null(l.reason); }},
};

std::optional<Score> shown_before(const Scores& scores, const ObjectiveNumbers& objective) {
  const ObjectiveNumbers* before = scores.before(objective);
  return before ? before->shown : std::nullopt;
}

Json objectives_with_previous(const Scores& scores) {
  return json_list(scores.numbers.objectives, [&](const ObjectiveNumbers& objective) {
    Json one = objective_object(*scores.workspace, objective, true, scores.forecast ? &*scores.forecast : nullptr);
    add_previous(one, shown_before(scores, objective));
    return one;
  });
}

constexpr Key<std::vector<CycleNumbers>> cycles_keys[] = {
    {"cycles", "cycle[]", "the latest first", [](auto& cycles) { return json_list(cycles, cycle_object); }},
};

struct Total {
  const CycleNumbers& numbers;
  int scale = 1;
};

constexpr Key<Total> total_keys[] = {
    {"cycle", "cycle", "the cycle", [](auto& t) { return cycle_object(t.numbers); }},
    {"scale", "integer", "1 or 100: how people see scores; numbers here are always 0 to 1",
     [](auto& t) { return t.scale; }},
};

constexpr Key<Scores> scores_keys[] = {
    {"cycle", "cycle?", cycle_or_none, [](auto& s) { return cycle_object(s.numbers); }},
    {"scale", "integer", "1 or 100: how people see scores; numbers here are always 0 to 1",
     [](auto& s) { return s.workspace->settings.scoring.scale; }},
    {"previous", "cycle?", "the cycle of the same length before it",
     [](auto& s) { return s.previous ? cycle_object(*s.previous) : Json(); }},
    {"objectives", "objective[]", "as in status; `previous` is the score shown of the objective before",
     objectives_with_previous},
    {"groups", "group[]?", "with --by",
     [](auto& s) { return s.grouping == Grouping::none ? Json() : objects_of(group_keys, s.groups); }},
    {"missed", "missed[]", "committed objectives that were not met",
     [](auto& s) {
       return named_list(missed_keys, s.missed,
                         [](const MissedPromise& missed) { return record_name(*missed.objective); });
     }},
    {"left_out", "left_out[]", "what was cancelled or deferred", [](auto& s) { return left_out_list(s.left_out); }},
    diagnostics_key<Scores>(),
};

/// The cycles of --last.
constexpr Key<CycleNumbers> history_keys[] = {
    {"aspirational_as_planned", "", "", [](auto& c) { return c.totals.aspirational_as_planned; }, In::column},
};

Records group_records(const Scores& scores) {
  Rows rows(scores.numbers.as_of, {"group", "aspirational", "aspirational_shown", "status", "verdict", "as_planned",
                                   "previous", "committed_met", "committed_count"});
  for (const ScoreGroup& group : scores.groups)
    rows.add(RecordName{.cycle = scores.numbers.cycle->id.text}, group_keys, group);
  return std::move(rows).records();
}

}  // namespace

Json left_out_list(const std::vector<LeftOut>& list) { return named_list(left_out_keys, list, &LeftOut::name); }

Records records_of(const Scores& scores) {
  if (scores.grouping != Grouping::none && !is_bare_result(scores.numbers)) return group_records(scores);
  Rows rows(scores.numbers.as_of, {"type", "team", "weight", "progress", "score", "score_shown", "as_planned",
                                   "previous", "status", "verdict"});
  for (const ObjectiveNumbers& objective : scores.numbers.objectives) {
    add_objective_row(rows, objective, shown_before(scores, objective));
    for (const KeyResultNumbers& kr : objective.key_results)
      add_key_result_row(rows, {*scores.workspace, objective, kr});
  }
  if (is_bare_result(scores.numbers)) add_cycle_row(rows, scores.numbers);
  return std::move(rows).records();
}

Json json_of(const Scores& scores) { return report_of("score", scores.numbers.as_of, scores_keys, scores); }

Records score_history_records(const std::vector<CycleNumbers>& cycles, Date as_of) {
  Rows rows(as_of, {"start", "end", "final", "aspirational", "aspirational_as_planned", "committed", "committed_met",
                    "committed_count", "score", "score_shown", "as_planned"});
  for (const CycleNumbers& numbers : cycles) add_cycle_row(rows, numbers, history_keys, numbers);
  return std::move(rows).records();
}

Json score_history_json(const std::vector<CycleNumbers>& cycles, Date as_of) {
  return report_of("score", as_of, cycles_keys, cycles);
}

Json total_json(const CycleNumbers& numbers, int scale) {
  return report_of("score", numbers.as_of, total_keys, Total{numbers, scale});
}

Records total_records(const CycleNumbers& numbers) {
  Rows rows(numbers.as_of, {"score", "score_shown"});
  add_cycle_row(rows, numbers);
  return std::move(rows).records();
}

std::vector<JsonObject> score_objects() {
  return {
      report("score").holds(scores_keys),
      variant("score-last", "score", "okr score --last N --json").holds(cycles_keys),
      variant("score-total", "score", "okr score --total --json").holds(total_keys),
      JsonObject{"group", "Objectives that share something"}.holds(group_keys),
      JsonObject{"missed", "A promise that was not kept"}.holds(name_keys).holds(missed_keys),
      JsonObject{"left_out", "What left the score"}.holds(name_keys).holds(left_out_keys),
  };
}

}  // namespace okr::reports
