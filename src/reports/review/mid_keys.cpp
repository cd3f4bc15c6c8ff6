// SPDX-License-Identifier: MIT
// `okr review --mid` for programs.
#include "reports/forecast/words.hpp"
#include "reports/log/words.hpp"
#include "reports/review/questions.hpp"
#include "reports/score/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {

Records mid_review_records(const MidReview& review) {
  Records records{{"id", "title", "type", "progress", "expected", "gap", "status"}, {}};
  add_forecast_names(records.names);
  for (const char* name : {"rate_week", "needed_rate_week", "stated", "advice"}) records.names.emplace_back(name);
  for (const MidRow& row : review.rows) {
    const KeyResultForecast& ahead = *row.key_result;
    const KeyResultNumbers& kr = *ahead.numbers;
    std::vector<Value> fields{to_string(kr.id),
                              kr.key_result ? Value(kr.key_result->title) : Value(),
                              std::string(word(row.objective->type)),
                              kr.progress ? Value(kr.progress->value()) : Value(),
                              kr.pace.expected ? Value(kr.pace.expected->value()) : Value(),
                              kr.pace.gap ? Value(*kr.pace.gap) : Value(),
                              machine_word(words_of(kr.status()))};
    add_forecast(fields, ahead);
    fields.push_back(ahead.rates ? Value(ahead.rates->so_far) : Value());
    fields.push_back(ahead.rates ? Value(ahead.rates->needed) : Value());
    fields.push_back(ahead.stated ? Value(ahead.stated->value()) : Value());
    fields.push_back(std::string(machine_word(row.advice)));
    records.rows.push_back(std::move(fields));
  }
  return records;
}

JsonValue mid_review_json(const MidReview& review) {
  const Workspace& workspace = *review.workspace;
  const Outlook& outlook = *review.outlook;
  JsonValue json = review_object(workspace, "mid", outlook.numbers, &outlook.forecast);
  json.set("expected_score", outlook.forecast.expected ? JsonValue(outlook.forecast.expected->value()) : JsonValue());
  json.set("advice", JsonValue::array_of(review.rows, [](const MidRow& row) {
             JsonValue one = JsonValue::object();
             one.set("id", to_string(row.key_result->numbers->id));
             return one.set("advice", row.advice == Advice::none ? JsonValue() : JsonValue(machine_word(row.advice)));
           }));
  json.set("lagging", JsonValue::array_of(review.lagging, [](const KeyResultForecast* kr) {
             return JsonValue(to_string(kr->numbers->id));
           }));
  json.set("disagreements", JsonValue::array_of(review.disagreements, [](const KeyResultForecast* kr) {
             return JsonValue(to_string(kr->numbers->id));
           }));
  json.set("signals",
           JsonValue::array_of(review.signals, [&](const KpiNumbers& kpi) { return kpi_object(workspace, kpi); }));
  json.set("changes", JsonValue::array_of(review.changes, change_object));
  json.set("left_out", JsonValue::array_of(review.left_out, left_out_object));
  return json.set("questions",
                  JsonValue::array_of(review.questions, [](const Asked& asked) { return question_object(asked); }));
}

}  // namespace okr::reports
