// SPDX-License-Identifier: MIT
// `okr review --plan NEXT` for programs.
#include "reports/plan/plan.hpp"

#include "reports/kpi/scorecard.hpp"
#include "reports/review/outputs.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

Json stays_word(Stays stays) { return stays == Stays::goes_on ? Json() : json(machine_word(word(stays))); }

using K = PlanKeyResult;
constexpr Key<K> key_result_keys[] = {
    {"id", "string", "the key result", [](const K& k) { return json(to_string(k.numbers->id)); }},
    {"carries", "boolean", "it is unfinished", [](const K& k) { return json(k.stays == Stays::goes_on); }},
    {"stays", "string?", "why not: reached, done or cancelled", [](const K& k) { return stays_word(k.stays); }},
    {"postmortem_due", "boolean", "committed, missed, and nobody said why",
     [](const K& k) { return json(k.postmortem_due); }},
};

using G = PlanGoal;
constexpr Key<G> goal_keys[] = {
    {"id", "string", "an objective of the cycle before", [](const G& g) { return json(g.numbers->id.text); }},
    {"carries", "boolean", "something of it is unfinished", [](const G& g) { return json(g.stays == Stays::goes_on); }},
    {"stays", "string?", "why it stays behind: done, cancelled or nothing_left",
     [](const G& g) { return stays_word(g.stays); }},
    {"carried", "boolean", "it is in the next cycle already", [](const G& g) { return json(g.is_carried); }},
    {"key_results", "plan_carry_kr[]", "its key results",
     [](const G& g) { return objects_of(key_result_keys, g.key_results); }},
};

struct DraftRecord {
  const Workspace& workspace;
  const PlanDraft& draft;
};

using D = DraftRecord;
constexpr Key<D> draft_keys[] = {
    {"id", "string", "an objective of the next cycle that comes from no other",
     [](const D& d) { return json(d.draft.numbers.id.text); }},
    {"triggered_by", "string?", "the KPI that calls for it",
     [](const D& d) { return d.draft.kpi ? json(d.draft.kpi->id.text) : Json(); }},
    {"present", "boolean", "in the files, not only proposed", [](const D& d) { return json(d.draft.is_present); }},
    {"objective", "objective", "with its key results",
     [](const D& d) { return objective_object(d.workspace, d.draft.numbers, true); }},
};

using C = PlanCheck;
constexpr Key<C> check_keys[] = {
    {"check", "string", "objectives, key_results, committed, confidence, counter, owner, baseline or source",
     [](const C& c) { return json(word(c.rule)); }},
    {"code", "string?", "of the rule about it, for okr explain: W202", [](const C& c) { return json_or_null(c.code); }},
    {"least", "integer?", "of each count", [](const C& c) { return c.limits ? json(c.limits->least) : Json(); }},
    {"most", "integer?", "of each count", [](const C& c) { return c.limits ? json(c.limits->most) : Json(); }},
    {"counts", "any", "integers, null where nothing is known", [](const C& c) { return json_list(c.counts); }},
    {"good", "integer?", "so many keep it", [](const C& c) { return c.limits ? Json() : json(c.good); }},
    {"all", "integer?", "of so many", [](const C& c) { return c.limits ? Json() : json(c.all); }},
    {"holds", "boolean?", "null where a person has to say",
     [](const C& c) { return c.is_question ? Json() : json(c.holds()); }},
};

using P = Plan;
constexpr Key<P> next_keys[] = {
    {"id", "string", "2026-Q4", [](const P& p) { return json(p.next->id.text); }},
    {"title", "string?", "its title", [](const P& p) { return json_or_null(p.next->title); }},
    {"start", "date", "its first day", [](const P& p) { return json(p.next->period.first); }},
    {"end", "date", "its last day", [](const P& p) { return json(p.next->period.last); }},
    {"state", "string", "draft or active", [](const P& p) { return json(word(p.next->state)); }},
    {"present", "boolean", "its folder is there", [](const P& p) { return json(p.is_present); }},
};

constexpr Key<P> plan_keys[] = {
    {"next", "plan_next", "plan: the cycle that is planned", [](const P& p) { return object_of(next_keys, p); }},
    {"kpis", "kpi_record[]", "plan: what needs a person first",
     [](const P& p) {
       return json_list(p.scorecard->rows,
                        [&](const ScorecardRow& row) { return kpi_object(*p.workspace, row.numbers); });
     }},
    {"carry", "plan_carry[]", "plan: the objectives of the cycle before",
     [](const P& p) { return objects_of(goal_keys, p.goals); }},
    {"drafts", "plan_draft[]", "plan: other objectives of the next cycle",
     [](const P& p) {
       return json_list(p.drafts, [&](const PlanDraft& draft) {
         return object_of(draft_keys, D{*p.workspace, draft});
       });
     }},
    {"checks", "plan_check[]", "plan: what to look at before anybody commits",
     [](const P& p) { return objects_of(check_keys, p.checks); }},
    {"annual", "cycle?", "plan: the longer cycle above",
     [](const P& p) { return p.annual ? cycle_object(*p.annual) : Json(); }},
};

// --- a row a thing that may go on, or is drafted ------------------------------------------------------------------------

struct PlanRow {
  std::string_view what;
  std::string id;
  std::string_view title;
  std::optional<double> value = {};
  std::optional<Score> score = {};
  std::string why = {};
};

using R = PlanRow;
constexpr Key<R> row_keys[] = {
    {"what", "", "", [](const R& r) { return json(r.what); }},
    {"id", "", "", [](const R& r) { return json(r.id); }},
    {"title", "", "", [](const R& r) { return json(r.title); }},
    {"value", "", "", [](const R& r) { return json(r.value); }},
    {"score", "", "", [](const R& r) { return json(r.score); }},
    {"why", "", "", [](const R& r) { return json(r.why); }},
};

void add_goal(Records& records, const PlanGoal& goal) {
  const auto what = [](Stays stays) { return stays == Stays::goes_on ? "carry" : "stay"; };
  const ObjectiveNumbers& objective = *goal.numbers;
  add_row(records, row_keys,
          R{what(goal.stays),
            objective.id.text,
            objective.objective->title,
            {},
            objective.score.value,
            std::string(word(goal.stays))});
  for (const PlanKeyResult& kr : goal.key_results) {
    const Stays stays = goal.stays == Stays::goes_on || kr.stays != Stays::goes_on ? kr.stays : goal.stays;
    const KeyResultNumbers& numbers = *kr.numbers;
    add_row(records, row_keys,
            R{what(stays), to_string(numbers.id), numbers.key_result->title, numbers.value(), numbers.score.value,
              std::string(word(stays))});
  }
}

void add_draft(Records& records, const PlanDraft& draft) {
  const std::string why = draft.kpi ? "triggered by " + draft.kpi->id.text : std::string();
  add_row(records, row_keys, R{"draft", draft.numbers.id.text, draft.numbers.objective->title, {}, {}, why});
  for (const KeyResultNumbers& kr : draft.numbers.key_results)
    add_row(records, row_keys, R{"draft", to_string(kr.id), kr.key_result->title, {}, {}, why});
}

}  // namespace

Records plan_records(const Plan& plan) {
  Records records{{"what", "id", "title", "value", "score", "why"}, {}};
  for (const PlanGoal& goal : plan.goals) add_goal(records, goal);
  for (const PlanDraft& draft : plan.drafts) add_draft(records, draft);
  return records;
}

Json plan_json(const Plan& plan) {
  Json object = review_object(*plan.workspace, "plan", *plan.from, nullptr);
  add_keys(object, plan_keys, plan);
  return object;
}

std::vector<JsonObject> plan_objects() {
  return {
      review_report().holds(plan_keys, false),
      JsonObject{"plan_next", "The cycle that is planned"}.holds(next_keys),
      JsonObject{"plan_carry", "An objective that may go on"}.holds(goal_keys),
      JsonObject{"plan_carry_kr", "A key result that may go on"}.holds(key_result_keys),
      JsonObject{"plan_draft", "An objective drafted for the next cycle"}.holds(draft_keys),
      JsonObject{"plan_check", "What to look at before committing"}.holds(check_keys),
  };
}

}  // namespace okr::reports
