// SPDX-License-Identifier: MIT
// `okr review --final` for programs.
#include <algorithm>

#include "reports/kpi/words.hpp"
#include "reports/review/questions.hpp"
#include "reports/review/words.hpp"
#include "reports/score/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

JsonValue number(const Computed<Score>& score) { return score ? JsonValue(score->value()) : JsonValue(); }

JsonValue distribution_object(const char* part, const Distribution& of, const Computed<Score>& mean) {
  JsonValue json = JsonValue::object();
  json.set("part", part).set("objectives", of.objectives).set("mean", number(mean));
  json.set("green", of.green).set("yellow", of.yellow).set("red", of.red);
  return json.set("met", of.met).set("missed", of.missed);
}

JsonValue stated_object(const StatedOf& stated) {
  JsonValue json = JsonValue::object();
  json.set("id", to_string(stated.numbers->id)).set("first", JsonValue(stated.path.first));
  return json.set("middle", JsonValue(stated.path.middle)).set("last", JsonValue(stated.path.last));
}

JsonValue judged_object(const Calibration& calibration) {
  if (!calibration.stated) return {};
  const Reliability& stated = *calibration.stated;
  JsonValue json = JsonValue::object();
  json.set("key_results", stated.key_results)
      .set("tells", stated.tells())
      .set("stated", stated.stated)
      .set("happened", stated.happened);
  json.set("bias", stated.bias())
      .set("brier", stated.brier)
      .set("brier_where_forecast", JsonValue(calibration.at.front().stated_where_forecast));
  return json.set("brier_forecast", JsonValue(calibration.at.front().forecast));
}

}  // namespace

Records final_review_records(const FinalReview& review) {
  Records records{{"id", "title", "type", "value", "progress", "score", "score_shown", "as_planned", "status",
                   "verdict", "confidence_first", "confidence_middle", "confidence_last", "postmortem_due"},
                  {}};
  const auto optional = [](const auto& value) { return value ? Value(static_cast<std::int64_t>(*value)) : Value(); };
  for (const ObjectiveNumbers& objective : review.scores->numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results) {
      const StatedPath& path = *review.path_of(kr);
      const bool due = std::ranges::find(review.postmortems, &kr) != review.postmortems.end();
      records.rows.push_back(
          {to_string(kr.id), kr.key_result ? Value(kr.key_result->title) : Value(), std::string(word(objective.type)),
           kr.value() ? Value(*kr.value()) : Value(), kr.progress ? Value(kr.progress->value()) : Value(),
           kr.score ? Value(kr.score->value()) : Value(), kr.shown ? Value(kr.shown->value()) : Value(),
           kr.as_planned ? Value(kr.as_planned->value()) : Value(), machine_word(words_of(kr.status())),
           kr.verdict ? Value(machine_word(to_string(*kr.verdict))) : Value(), optional(path.first),
           optional(path.middle), optional(path.last), due});
    }
  if (is_bare_score(review.scores->numbers)) records.rows.push_back(record_of(review.scores->numbers, records.names));
  return records;
}

JsonValue final_review_json(const FinalReview& review) {
  const Workspace& workspace = *review.workspace;
  const Scores& scores = *review.scores;
  JsonValue json = review_object(workspace, "final", scores.numbers, nullptr);
  json.set("preliminary", review.preliminary)
      .set("previous", scores.previous ? cycle_object(*scores.previous) : JsonValue());
  json.set("stated", JsonValue::array_of(review.stated, stated_object));
  JsonValue parts = JsonValue::array();
  parts.push(distribution_object("aspirational", review.aspirational, scores.numbers.aspirational));
  parts.push(distribution_object("committed", review.committed, scores.numbers.committed));
  json.set("distribution", parts.push(distribution_object("all", review.all, scores.numbers.score)));
  json.set("calibration", judged_object(review.calibration));
  json.set("kpis_on", review.kpis_on).set("kpi_health", health_object(review.kpi_counts, review.moved));
  json.set("signals",
           JsonValue::array_of(review.signals, [&](const KpiNumbers* kpi) { return kpi_object(workspace, *kpi); }));
  json.set("left_out", JsonValue::array_of(scores.left_out, left_out_object));
  json.set("postmortems_due", JsonValue::array_of(review.postmortems, [](const KeyResultNumbers* kr) {
             return JsonValue(to_string(kr->id));
           }));
  json.set("questions",
           JsonValue::array_of(review.reflections, [](const Reflecting& asked) { return question_object(asked); }));
  json.set("wins", remarks_array(review.wins)).set("blockers", remarks_array(review.blockers));
  return json.set("lessons",
                  JsonValue::array_of(review.lessons, [](const std::string& lesson) { return JsonValue(lesson); }));
}

}  // namespace okr::reports
