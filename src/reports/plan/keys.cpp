// SPDX-License-Identifier: MIT
// `okr review --plan NEXT` for programs.
#include "reports/plan/plan.hpp"

#include "reports/kpi/scorecard.hpp"
#include "reports/review/review.hpp"

namespace okr::reports {
namespace {

constexpr Key<PlanKeyResult> key_result_keys[] = {
    {"carries", "boolean", "it is unfinished", [](auto& k) { return k.stays == Stays::goes_on; }},
    {"stays", or_null(some_of<Stays::reached, Stays::done, Stays::cancelled>), "why not",
     [](auto& k) { return k.stays; }},
    {"postmortem_due", "boolean", "committed, missed, and nobody said why", [](auto& k) { return k.postmortem_due; }},
};

constexpr Key<PlanGoal> goal_keys[] = {
    {"carries", "boolean", "something of it is unfinished", [](auto& g) { return g.stays == Stays::goes_on; }},
    {"stays", or_null(some_of<Stays::done, Stays::cancelled, Stays::nothing_left>), "why it stays behind",
     [](auto& g) { return g.stays; }},
    {"carried", "boolean", "it is in the next cycle already", [](auto& g) { return g.is_carried; }},
    {"key_results", "plan_carry_kr[]", "its key results",
     [](auto& g) {
       return named_list(key_result_keys, g.key_results,
                         [](const PlanKeyResult& kr) { return record_name(*kr.numbers); });
     }},
};

struct DraftRecord {
  const Workspace& workspace;
  const PlanDraft& draft;
};

constexpr Key<DraftRecord> draft_keys[] = {
    {"triggered_by", "string?", "the KPI that calls for it",
     [](auto& d) { return d.draft.kpi ? json(d.draft.kpi->id.text) : Json(); }},
    {"present", "boolean", "in the files, not only proposed", [](auto& d) { return d.draft.is_present; }},
    {"objective", "objective", "with its key results",
     [](auto& d) { return objective_object(d.workspace, d.draft.numbers, true); }},
};

constexpr Key<PlanCheck> check_keys[] = {
    {"check", one_of<PlanRule>, "", [](auto& c) { return c.rule; }},
    {"code", "string?", "of the rule about it, for okr explain: W202", [](auto& c) { return json_or_null(c.code); }},
    {"least", "integer?", "of each count", [](auto& c) { return null_or(c.limits, &Limits::least); }},
    {"most", "integer?", "of each count", [](auto& c) { return null_or(c.limits, &Limits::most); }},
    {"counts", "any", "integers, null where nothing is known", [](auto& c) { return json_list(c.counts); }},
    {"good", "integer?", "so many keep it", [](auto& c) { return c.limits || c.is_unread ? Json() : json(c.good); }},
    {"all", "integer?", "of so many", [](auto& c) { return c.limits || c.is_unread ? Json() : json(c.all); }},
    {"holds", "boolean?", "null where a person has to say, or files cannot be read",
     [](auto& c) { return c.is_question || c.is_unread ? Json() : json(c.holds()); }},
};

constexpr Key<Plan> next_keys[] = {
    {"start", "date", "its first day", [](auto& p) { return p.next->period.first; }},
    {"end", "date", "its last day", [](auto& p) { return p.next->period.last; }},
    {"state", some_of<CycleState::draft, CycleState::active>, "", [](auto& p) { return p.next->state; }},
    {"present", "boolean", "its folder is there", [](auto& p) { return p.is_present; }},
};

constexpr Key<Plan> plan_keys[] = {
    {"next", "plan_next", "plan: the cycle that is planned",
     [](auto& p) { return named_object(record_name(*p.next), next_keys, p); }},
    {"kpis", "kpi_record[]", "plan: what needs a person first",
     [](auto& p) {
       return json_list(p.scorecard->rows,
                        [&](const ScorecardRow& row) { return kpi_object(*p.workspace, row.numbers); });
     }},
    {"carry", "plan_carry[]", "plan: the objectives of the cycle before",
     [](auto& p) {
       return named_list(goal_keys, p.goals, [](const PlanGoal& goal) { return record_name(*goal.numbers); });
     }},
    {"drafts", "plan_draft[]", "plan: other objectives of the next cycle",
     [](auto& p) {
       return json_list(p.drafts, [&](const PlanDraft& draft) {
         return named_object(record_name(draft.numbers), draft_keys, DraftRecord{*p.workspace, draft});
       });
     }},
    {"checks", "plan_check[]", "plan: what to look at before anybody commits",
     [](auto& p) { return objects_of(check_keys, p.checks); }},
    {"annual", "cycle?", "plan: the longer cycle above",
     [](auto& p) { return p.annual ? cycle_object(*p.annual) : Json(); }},
};

// --- a row a thing that may go on, or is drafted ---------------------------------------------------------------------

struct PlanRow {
  std::string_view what;
  std::optional<double> value = {};
  std::optional<Score> score = {};
  std::string why = {};
};

constexpr Key<PlanRow> row_keys[] = {
    {"what", "", "", [](auto& r) { return r.what; }},
    {"value", "", "", [](auto& r) { return r.value; }},
    {"score", "", "", [](auto& r) { return r.score; }},
    {"why", "", "", [](auto& r) { return r.why; }},
};

void add_goal(Rows& rows, const PlanGoal& goal) {
  const auto what = [](Stays stays) { return stays == Stays::goes_on ? "carry" : "stay"; };
  const ObjectiveNumbers& objective = *goal.numbers;
  rows.add(record_name(objective), row_keys,
           PlanRow{what(goal.stays), {}, objective.score.value, std::string(word(goal.stays))});
  for (const PlanKeyResult& kr : goal.key_results) {
    const Stays stays = goal.stays == Stays::goes_on || kr.stays != Stays::goes_on ? kr.stays : goal.stays;
    const KeyResultNumbers& numbers = *kr.numbers;
    rows.add(record_name(numbers), row_keys,
             PlanRow{what(stays), numbers.value(), numbers.score.value, std::string(word(stays))});
  }
}

void add_draft(Rows& rows, const PlanDraft& draft) {
  const std::string why = draft.kpi ? "triggered by " + draft.kpi->id.text : std::string();
  rows.add(record_name(draft.numbers), row_keys, PlanRow{"draft", {}, {}, why});
  for (const KeyResultNumbers& kr : draft.numbers.key_results)
    rows.add(record_name(kr), row_keys, PlanRow{"draft", {}, {}, why});
}

}  // namespace

Records records_of(const Plan& plan) {
  Rows rows(plan.as_of, {"what", "value", "score", "why"});
  for (const PlanGoal& goal : plan.goals) add_goal(rows, goal);
  for (const PlanDraft& draft : plan.drafts) add_draft(rows, draft);
  return std::move(rows).records();
}

Json json_of(const Plan& plan) {
  Json object = review_object(*plan.workspace, "plan", plan.from, nullptr);
  add_keys(object, plan_keys, plan);
  return object;
}

std::vector<JsonObject> plan_objects() {
  return {
      review_report().holds(plan_keys, false),
      JsonObject{"plan_next", "The cycle that is planned"}.holds(name_keys).holds(next_keys),
      JsonObject{"plan_carry", "An objective of the cycle before that may go on"}.holds(name_keys).holds(goal_keys),
      JsonObject{"plan_carry_kr", "A key result that may go on"}.holds(name_keys).holds(key_result_keys),
      JsonObject{"plan_draft", "An objective of the next cycle that comes from no other"}.holds(name_keys).holds(
          draft_keys),
      JsonObject{"plan_check", "What to look at before committing"}.holds(check_keys),
  };
}

}  // namespace okr::reports
