// SPDX-License-Identifier: MIT
// `okr review --plan NEXT` for programs, and the words both outputs share.
#include "reports/plan/document.hpp"
#include "reports/plan/words.hpp"
#include "reports/review/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

JsonValue stays_word(Stays stays) {
  return stays == Stays::goes_on ? JsonValue() : JsonValue(machine_word(words_of(stays)));
}

JsonValue carry_object(const PlanGoal& goal) {
  JsonValue json = JsonValue::object();
  json.set("id", goal.numbers->id.text).set("carries", goal.stays == Stays::goes_on);
  json.set("stays", stays_word(goal.stays)).set("carried", goal.is_carried);
  return json.set("key_results", JsonValue::array_of(goal.key_results, [](const PlanKeyResult& one) {
                    JsonValue kr = JsonValue::object();
                    kr.set("id", to_string(one.numbers->id)).set("carries", one.stays == Stays::goes_on);
                    return kr.set("stays", stays_word(one.stays)).set("postmortem_due", one.postmortem_due);
                  }));
}

JsonValue draft_object(const Plan& plan, const PlanDraft& draft) {
  JsonValue json = JsonValue::object();
  json.set("id", draft.numbers.id.text);
  json.set("triggered_by", draft.kpi ? JsonValue(draft.kpi->id.text) : JsonValue()).set("present", draft.is_present);
  return json.set("objective", objective_object(*plan.workspace, draft.numbers, true));
}

std::string_view key_of(PlanRule rule) {
  switch (rule) {
    case PlanRule::objectives: return "objectives";
    case PlanRule::key_results: return "key_results";
    case PlanRule::committed: return "committed";
    case PlanRule::confidence: return "confidence";
    case PlanRule::counter: return "counter";
    case PlanRule::owner: return "owner";
    case PlanRule::baseline: return "baseline";
    case PlanRule::source: return "source";
  }
  return "";
}

JsonValue check_object(const PlanCheck& check) {
  JsonValue json = JsonValue::object();
  json.set("check", key_of(check.rule)).set("code", text_or_null(check.code));
  json.set("least", check.limits ? JsonValue(check.limits->least) : JsonValue());
  json.set("most", check.limits ? JsonValue(check.limits->most) : JsonValue());
  json.set("counts", JsonValue::array_of(check.counts, [](const auto& count) { return JsonValue(count); }));
  json.set("good", check.limits ? JsonValue() : JsonValue(check.good))
      .set("all", check.limits ? JsonValue() : JsonValue(check.all));
  return json.set("holds", check.is_question ? JsonValue() : JsonValue(check.holds()));
}

JsonValue next_object(const Plan& plan) {
  JsonValue json = JsonValue::object();
  json.set("id", plan.next->id.text).set("title", text_or_null(plan.next->title));
  json.set("start", plan.next->period.first).set("end", plan.next->period.last);
  return json.set("state", word(plan.next->state)).set("present", plan.is_present);
}

Value number(const std::optional<double>& value) { return value ? Value(*value) : Value(); }
Value number(const Computed<Score>& score) { return score ? Value(score->value()) : Value(); }

void add_rows(Records& records, const PlanGoal& goal) {
  const ObjectiveNumbers& objective = *goal.numbers;
  const auto row = [&](std::string id, const std::string& title, Value now, Value score, Stays stays) {
    const bool goes_on = stays == Stays::goes_on;
    records.rows.push_back({goes_on ? "carry" : "stay", std::move(id), title, std::move(now), std::move(score),
                            goes_on ? Value() : Value(std::string(words_of(stays)))});
  };
  row(objective.id.text, objective.objective->title, {}, number(objective.score), goal.stays);
  for (const PlanKeyResult& kr : goal.key_results)
    row(to_string(kr.numbers->id), kr.numbers->key_result->title, number(kr.numbers->value()),
        number(kr.numbers->score), goal.stays == Stays::goes_on || kr.stays != Stays::goes_on ? kr.stays : goal.stays);
}

void add_rows(Records& records, const PlanDraft& draft) {
  const auto row = [&](std::string id, const std::string& title) {
    records.rows.push_back({"draft", std::move(id), title, Value(), Value(),
                            draft.kpi ? Value("triggered by " + draft.kpi->id.text) : Value()});
  };
  row(draft.numbers.id.text, draft.numbers.objective->title);
  for (const KeyResultNumbers& kr : draft.numbers.key_results) row(to_string(kr.id), kr.key_result->title);
}

}  // namespace

std::string_view words_of(Stays stays) {
  switch (stays) {
    case Stays::goes_on: return "";
    case Stays::reached: return "reached";
    case Stays::done: return "done";
    case Stays::cancelled: return "cancelled";
    case Stays::nothing_left: return "nothing left";
  }
  return "";
}

std::string_view words_of(PlanRule rule) {
  switch (rule) {
    case PlanRule::objectives: return "objectives";
    case PlanRule::key_results: return "key results per objective";
    case PlanRule::committed: return "committed objectives: not more than you can keep";
    case PlanRule::confidence: return "first confidence near 5/10";
    case PlanRule::counter: return "counter metric for every growth key result";
    case PlanRule::owner: return "owner";
    case PlanRule::baseline: return "baseline of every number";
    case PlanRule::source: return "source";
  }
  return "";
}

Records plan_records(const Plan& plan) {
  Records records{{"what", "id", "title", "value", "score", "why"}, {}};
  for (const PlanGoal& goal : plan.goals) add_rows(records, goal);
  for (const PlanDraft& draft : plan.drafts) add_rows(records, draft);
  return records;
}

JsonValue plan_json(const Plan& plan) {
  const Workspace& workspace = *plan.workspace;
  JsonValue json = review_object(workspace, "plan", *plan.from, nullptr);
  json.set("next", next_object(plan));
  json.set("kpis", JsonValue::array_of(plan.scorecard->rows,
                                       [&](const ScorecardRow& row) { return kpi_object(workspace, row.numbers); }));
  json.set("carry", JsonValue::array_of(plan.goals, carry_object));
  json.set("drafts",
           JsonValue::array_of(plan.drafts, [&](const PlanDraft& draft) { return draft_object(plan, draft); }));
  json.set("checks", JsonValue::array_of(plan.checks, check_object));
  return json.set("annual", plan.annual ? cycle_object(*plan.annual) : JsonValue());
}

}  // namespace okr::reports
