// SPDX-License-Identifier: MIT
// `okr score` for programs.
#include "reports/score/words.hpp"
#include "reports/show/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

JsonValue number(const std::optional<Score>& score) { return score ? JsonValue(score->value()) : JsonValue(); }
Value field(const std::optional<Score>& score) { return score ? Value(score->value()) : Value(); }
JsonValue verdict_word(const std::optional<Verdict>& verdict) {
  return verdict ? JsonValue(machine_word(to_string(*verdict))) : JsonValue();
}
Value verdict_field(const std::optional<Verdict>& verdict) {
  return verdict ? Value(machine_word(to_string(*verdict))) : Value();
}

JsonValue text_or_null(std::string_view text) { return text.empty() ? JsonValue() : JsonValue(text); }

JsonValue group_object(const ScoreGroup& group) {
  JsonValue json = JsonValue::object();
  json.set("name", text_or_null(group.name))
      .set("score", number(group.totals.score.value))
      .set("as_planned", number(group.totals.as_planned.value));
  json.set("aspirational", number(group.totals.aspirational.value)).set("aspirational_shown", number(group.shown));
  json.set("aspirational_as_planned", number(group.totals.aspirational_as_planned.value))
      .set("aspirational_previous", number(group.previous));
  json.set("status", machine_word(words_of(group.totals.aspirational_status)))
      .set("verdict", verdict_word(group.verdict));
  json.set("committed", number(group.totals.committed.value));
  json.set("committed_met", group.totals.committed_met).set("committed_count", group.totals.committed_count);
  return json.set("aspirational_count", group.totals.aspirational_count);
}

std::vector<Value> objective_row(const Scores& scores, const ObjectiveNumbers& objective) {
  const Objective* definition = objective.objective;
  const ObjectiveNumbers* before = scores.before(objective);
  return {objective.id.text,
          definition ? Value(definition->title) : Value(),
          std::string(word(objective.type)),
          definition ? Value(definition->team) : Value(),
          objective.weight,
          Value(),
          field(objective.score.value),
          field(objective.shown),
          field(objective.as_planned.value),
          before ? field(before->shown) : Value(),
          machine_word(words_of(objective.status)),
          verdict_field(objective.verdict)};
}

std::vector<Value> key_result_row(const ObjectiveNumbers& objective, const KeyResultNumbers& kr) {
  const Objective* definition = objective.objective;
  return {to_string(kr.id),
          kr.key_result ? Value(kr.key_result->title) : Value(),
          std::string(word(objective.type)),
          definition ? Value(definition->team) : Value(),
          kr.weight,
          kr.progress ? Value(kr.progress->value()) : Value(),
          field(kr.score.value),
          field(kr.shown),
          field(kr.as_planned.value),
          Value(),
          machine_word(words_of(kr.status())),
          verdict_field(kr.verdict)};
}

Records group_records(const Scores& scores) {
  Records records{{"group", "aspirational", "aspirational_shown", "status", "verdict", "as_planned", "previous",
                   "committed_met", "committed_count"},
                  {}};
  for (const ScoreGroup& group : scores.groups)
    records.rows.push_back({group.name, field(group.totals.aspirational.value), field(group.shown),
                            machine_word(words_of(group.totals.aspirational_status)), verdict_field(group.verdict),
                            field(group.totals.aspirational_as_planned.value), field(group.previous),
                            static_cast<std::int64_t>(group.totals.committed_met),
                            static_cast<std::int64_t>(group.totals.committed_count)});
  return records;
}

}  // namespace

JsonValue left_out_object(const LeftOut& left) {
  JsonValue json = JsonValue::object();
  json.set("id", left.id).set("title", left.title).set("state", word(left.state));
  return json.set("on", left.on ? JsonValue(*left.on) : JsonValue()).set("reason", text_or_null(left.reason));
}

std::vector<Value> record_of(const CycleNumbers& numbers, const std::vector<std::string>& names) {
  std::vector<Value> row(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == "id") row[i] = numbers.cycle->id.text;
    if (names[i] == "title") row[i] = numbers.cycle->title;
    if (names[i] == "score") row[i] = numbers.score->value();
    if (names[i] == "score_shown") row[i] = numbers.shown->value();
    if (names[i] == "as_planned" && numbers.as_planned) row[i] = numbers.as_planned->value();
    if (names[i] == "status") row[i] = machine_word(words_of(PaceStatus::ended));
  }
  return row;
}

Records scores_records(const Scores& scores) {
  if (scores.grouping != Grouping::none && !is_bare_score(scores.numbers)) return group_records(scores);
  Records records{{"id", "title", "type", "team", "weight", "progress", "score", "score_shown", "as_planned",
                   "previous", "status", "verdict"},
                  {}};
  for (const ObjectiveNumbers& objective : scores.numbers.objectives) {
    records.rows.push_back(objective_row(scores, objective));
    for (const KeyResultNumbers& kr : objective.key_results) records.rows.push_back(key_result_row(objective, kr));
  }
  if (is_bare_score(scores.numbers)) records.rows.push_back(record_of(scores.numbers, records.names));
  return records;
}

JsonValue scores_json(const Scores& scores, const ScoreOptions& options) {
  JsonValue json = report_object("score", scores.numbers.as_of);
  json.set("cycle", cycle_object(scores.numbers)).set("scale", options.scale);
  json.set("previous", scores.previous ? cycle_object(*scores.previous) : JsonValue());
  json.set("objectives", JsonValue::array_of(scores.numbers.objectives, [&](const ObjectiveNumbers& objective) {
             const ObjectiveNumbers* before = scores.before(objective);
             JsonValue one =
                 objective_object(*scores.workspace, objective, true, scores.forecast ? &*scores.forecast : nullptr);
             return one.set("previous", before ? number(before->shown) : JsonValue());
           }));
  json.set("groups",
           scores.grouping == Grouping::none ? JsonValue() : JsonValue::array_of(scores.groups, group_object));
  json.set("missed", JsonValue::array_of(scores.missed, [](const MissedPromise& promise) {
             JsonValue one = JsonValue::object();
             one.set("id", promise.objective->id.text).set("score", number(promise.objective->score.value));
             return one.set("key_results", JsonValue::array_of(promise.key_results, [](const KeyResultNumbers* kr) {
                              return JsonValue(to_string(kr->id));
                            }));
           }));
  json.set("left_out", JsonValue::array_of(scores.left_out, left_out_object));
  return json.set("diagnostics", diagnostics_array(*scores.workspace));
}

Records score_history_records(const std::vector<CycleNumbers>& cycles) {
  Records records{{"cycle", "title", "start", "end", "final", "aspirational", "aspirational_as_planned", "committed",
                   "committed_met", "committed_count", "score", "score_shown", "as_planned"},
                  {}};
  for (const CycleNumbers& numbers : cycles)
    records.rows.push_back({numbers.cycle->id.text, numbers.cycle->title, numbers.cycle->period.first,
                            numbers.cycle->period.last, numbers.is_final, field(numbers.aspirational.value),
                            field(numbers.totals.aspirational_as_planned.value), field(numbers.committed.value),
                            static_cast<std::int64_t>(numbers.committed_met),
                            static_cast<std::int64_t>(numbers.committed_count), field(numbers.score.value),
                            field(numbers.shown), field(numbers.as_planned.value)});
  return records;
}

JsonValue score_history_json(const std::vector<CycleNumbers>& cycles, Date as_of) {
  JsonValue json = report_object("score", as_of);
  return json.set("cycles", JsonValue::array_of(cycles, cycle_object));
}

}  // namespace okr::reports
