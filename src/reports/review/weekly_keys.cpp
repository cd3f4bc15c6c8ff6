// SPDX-License-Identifier: MIT
// `okr review` of a week for programs.
#include "reports/log/words.hpp"
#include "reports/review/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

JsonValue number(const std::optional<Score>& score) { return score ? JsonValue(score->value()) : JsonValue(); }
Value field(const std::optional<Score>& score) { return score ? Value(score->value()) : Value(); }
Value field(const std::optional<double>& value) { return value ? Value(*value) : Value(); }

JsonValue movement_object(const Movement& movement) {
  const KeyResultNumbers* before = movement.before;
  JsonValue json = JsonValue::object();
  json.set("id", to_string(movement.now->id)).set("said", movement.said);
  json.set("value_before", before ? JsonValue(before->value()) : JsonValue()).set("change", JsonValue(movement.by));
  json.set("steps", movement.steps).set("met", movement.met).set("missed", movement.missed);
  json.set("score_before", before ? number(before->shown) : JsonValue());
  json.set("status_before", before ? JsonValue(machine_word(words_of(before->status()))) : JsonValue());
  json.set("confidence_change", JsonValue(movement.confidence));
  return json.set("note", text_or_null(movement.note));
}

JsonValue priorities_array(const std::vector<Priority>& priorities) {
  return JsonValue::array_of(priorities, [](const Priority& priority) {
    JsonValue json = JsonValue::object();
    return json.set("text", priority.text).set("by", text_or_null(priority.by)).set("done", priority.done);
  });
}

}  // namespace

Records weekly_records(const Weekly& weekly) {
  Records records{{"id", "title", "type", "value", "value_before", "change", "steps", "met", "missed", "progress",
                   "score", "score_before", "confidence", "confidence_change", "status", "status_before", "note"},
                  {}};
  for (const ObjectiveNumbers& objective : weekly.board->numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results) {
      const Movement& movement = *weekly.movement_of(kr);
      const KeyResultNumbers* before = movement.before;
      records.rows.push_back(
          {to_string(kr.id), kr.key_result ? Value(kr.key_result->title) : Value(), std::string(word(objective.type)),
           field(kr.value()), before ? field(before->value()) : Value(), field(movement.by),
           static_cast<std::int64_t>(movement.steps), static_cast<std::int64_t>(movement.met),
           static_cast<std::int64_t>(movement.missed), kr.progress ? Value(kr.progress->value()) : Value(),
           field(kr.score.value), before ? field(before->score.value) : Value(),
           kr.confidence ? Value(static_cast<std::int64_t>(kr.confidence->value)) : Value(),
           movement.confidence ? Value(static_cast<std::int64_t>(*movement.confidence)) : Value(),
           machine_word(words_of(kr.status())), before ? Value(machine_word(words_of(before->status()))) : Value(),
           movement.note});
    }
  return records;
}

JsonValue review_object(const Workspace& workspace, std::string_view kind, const CycleNumbers& numbers,
                        const CycleForecast* forecast) {
  JsonValue json = report_object("review", numbers.as_of);
  json.set("review", kind).set("cycle", cycle_object(numbers));
  json.set("objectives", JsonValue::array_of(numbers.objectives, [&](const ObjectiveNumbers& objective) {
             return objective_object(workspace, objective, true, forecast);
           }));
  return json.set("diagnostics", diagnostics_array(workspace));
}

JsonValue weekly_json(const Weekly& weekly) {
  const Workspace& workspace = *weekly.workspace;
  JsonValue json = review_object(workspace, "weekly", weekly.board->numbers, &weekly.board->forecast);
  json.set("since", weekly.since)
      .set("score_before", number(weekly.before.day > 0 ? weekly.before.shown : std::nullopt));
  json.set("movements", JsonValue::array_of(weekly.movements, movement_object));
  json.set("last_week", priorities_array(weekly.priorities.last))
      .set("this_week", priorities_array(weekly.priorities.next));
  json.set("health",
           JsonValue::array_of(weekly.health, [&](const KpiNumbers* kpi) { return kpi_object(workspace, *kpi); }));
  json.set("coming", coming_array(weekly.coming)).set("late", coming_array(weekly.late));
  json.set("blockers", remarks_array(weekly.blockers)).set("needs", remarks_array(weekly.needs));
  json.set("wins", remarks_array(weekly.wins)).set("notes", remarks_array(weekly.notes));
  json.set("changes", JsonValue::array_of(weekly.changes, change_object));
  return json.set("due", JsonValue::array_of(weekly.due, due_object));
}

}  // namespace okr::reports
