// SPDX-License-Identifier: MIT
// `okr review --plan NEXT`: KPIs first, what goes on, drafts, what to look at, the year. The words; nothing is computed
// here.
#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/cycle_words.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/plan/plan.hpp"
#include "reports/show/detail.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string_view rule_text(PlanRule rule) {
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

// --- KPIs ----------------------------------------------------------------------------------------------------------

std::vector<const PlanDraft*> drafts_for(const Plan& plan, const Kpi& kpi) {
  std::vector<const PlanDraft*> drafts;
  for (const PlanDraft& draft : plan.drafts)
    if (draft.kpi == &kpi || (draft.kpi && draft.kpi->id == kpi.id)) drafts.push_back(&draft);
  return drafts;
}

Text worked_on_by(const Plan& plan, const KpiNumbers& numbers) {
  Text text = workers_text(numbers.workers, plan.as_of);
  if (text.empty()) text = numbers.unread ? "not known" : "nobody";
  std::string drafts;
  for (const PlanDraft* draft : drafts_for(plan, *numbers.kpi))
    drafts += (drafts.empty() ? " → " : ", ") + draft->numbers.id.text;
  return text + Text(std::move(drafts));
}

/// Nobody works on it though it asks for that, or somebody does and may have to go on.
bool wants_decision(const Plan& plan, const ScorecardRow& row) {
  const bool is_bad = row.numbers.status == Rag::red || row.numbers.breached;
  return row.triage == Triage::decide || is_bad || !drafts_for(plan, *row.numbers.kpi).empty();
}

/// What needs somebody; of the others only how many there are.
void add_kpis(Document& document, const Plan& plan) {
  document.add(Heading{.text = Text("START FROM KPIS", Style::heading)});
  Table table;
  table.indent = 1;
  table.record_name = "kpi";
  table.columns = {{.name = "id", .heading = "KPI"},
                   title_column(),
                   {.name = "last", .heading = "LATEST", .align = Align::right},
                   {.name = "goal", .heading = "TARGET", .align = Align::right},
                   {.name = "status", .heading = "STATUS"},
                   {.name = "signal", .heading = "SIGNAL"},
                   {.name = "workers", .heading = "WORKED ON BY", .min_width = 12, .shrink = 1}};
  std::size_t fine = 0, watched = 0;
  for (const ScorecardRow& row : plan.scorecard->rows) {
    if (!wants_decision(plan, row)) {
      ++(row.triage == Triage::fine ? fine : watched);
      continue;
    }
    const KpiNumbers& numbers = row.numbers;
    table.add_record(
        numbers.kpi->id.text,
        {Cell(numbers.kpi->id.text, Style::id), numbers.kpi->title, value_with_unit(numbers), goal_text(numbers),
         Cell(word(numbers.status), style_of(numbers.status)), signal_text(numbers), worked_on_by(plan, numbers)});
  }
  const bool any = !table.rows.empty();
  if (any) document.add(std::move(table));
  const std::size_t all = plan.scorecard->rows.size();
  const std::string watch = watched > 0 ? fmt::format("{} to watch, ", watched) : std::string();
  if (fine + watched > 0)
    document.add(Paragraph{.text = Text(fmt::format("{}{} of {} fine", watch, fine, counted(all, "KPI")), Style::dim) +
                                   on_terminal(Text(": okr kpi", Style::dim)),
                           .indent = 1});
  if (!any && fine + watched == 0)
    document.add(Paragraph{.text = Text("No KPI yet") + on_page(".") + on_terminal(": okr new kpi ID --title \"...\""),
                           .indent = 1});
}

// --- what goes on --------------------------------------------------------------------------------------------------

Text box(bool is_ticked) {
  return is_ticked ? on_terminal("[x] ") + on_page("☑ ") : on_terminal("[ ] ") + on_page("☐ ");
}

Text choice_text(const PlanGoal& goal) {
  if (goal.stays != Stays::goes_on) return Text("stays: " + std::string(word(goal.stays)));
  Text text = box(goal.is_carried) + Text("carry");
  if (!goal.is_carried) text += Text("  ") + box(false) + Text("drop: why");
  const bool due = std::ranges::any_of(goal.key_results, [](const PlanKeyResult& kr) { return kr.postmortem_due; });
  if (due) text += Text("  ") + box(false) + Text("postmortem");
  return text;
}

/// Before its end no cycle has a verdict.
Text verdict_text(const Plan& plan, const ObjectiveNumbers& numbers) {
  if (!counts(numbers.state) || numbers.status == PaceStatus::draft) return Text(word(numbers.status), Style::dim);
  return plan.is_over ? standing_text(PaceStatus::ended, numbers.verdict) : Text("so far", Style::dim);
}

void add_goal(Table& table, const Plan& plan, const PlanGoal& goal, int scale) {
  const ObjectiveNumbers& numbers = *goal.numbers;
  const bool carries = goal.stays == Stays::goes_on;
  table.add_record(numbers.id.text,
                   {Cell(numbers.id.text, Style::id), Cell(numbers.objective->title, Style::strong), word(numbers.type),
                    score_or_none(numbers.score, scale), verdict_text(plan, numbers)});
  Text behind;
  for (const PlanKeyResult& kr : goal.key_results) {
    if (kr.stays == Stays::goes_on && carries)
      table.add_note(Text(kr.numbers->id.name, Style::normal) + title_behind(title_of(*kr.numbers)) +
                     Text(" open at " + now_text(*kr.numbers)));
    else
      behind += Text((behind.empty() ? "" : ", ") + kr.numbers->id.name, Style::dim) +
                title_behind(title_of(*kr.numbers)) +
                Text(kr.stays == Stays::goes_on ? "" : " (" + std::string(word(kr.stays)) + ")", Style::dim);
  }
  if (!behind.empty() && carries) table.add_note(Text("stays behind: ", Style::dim) + std::move(behind));
  table.add_note(choice_text(goal));
}

/// A line an objective: its id, its title, and what is said of it.
Table objectives_table(std::initializer_list<Column> said) {
  Table table;
  table.indent = 1;
  table.header = false;
  table.record_name = "objective";
  table.columns = {{.name = "id"}, {.name = "title", .min_width = 20, .shrink = 1, .grow = true}};
  table.columns.insert(table.columns.end(), said);
  return table;
}

void add_goals(Document& document, const Plan& plan, int scale) {
  document.add(Space{}).add(Heading{.text = Text("CARRY FORWARD?", Style::heading)});
  if (plan.goals.empty()) {
    const Cycle& from = *plan.from.cycle;
    const char* said = from.incomplete ? "What {} has is not known." : "{} has no objectives.";
    document.add(Paragraph{.text = fmt::format(fmt::runtime(said), from.id.text), .indent = 1});
    return;
  }
  Table table = objectives_table({{.name = "type"}, {.name = "score", .align = Align::right}, {.name = "verdict"}});
  for (const PlanGoal& goal : plan.goals) add_goal(table, plan, goal, scale);
  document.add(std::move(table));
}

// --- drafts --------------------------------------------------------------------------------------------------------

Text draft_line(const KeyResultNumbers& kr) {
  const std::string& counter = kr.key_result->counter.text;
  const bool guards = kr.kind() == Kind::hold && kr.weight == 0;
  Text text = Text((guards ? "guard: " : "") + kr.id.name) + title_behind(title_of(kr)) + Text(" " + goal_text(kr));
  if (!counter.empty()) text += ", guarded by " + counter;
  return text;
}

/// It stands in a cycle that runs and is no draft there.
bool is_running(const Plan& plan, const PlanDraft& draft) {
  const bool has_begun = plan.next->state == CycleState::active && plan.next->period.first <= plan.as_of;
  return has_begun && draft.is_present && draft.numbers.state != State::draft;
}

/// Those of the next cycle that come from no other: what it is working on already, or what is still a draft.
void add_new_goals(Document& document, const Plan& plan, const char* heading, bool running) {
  Table table = objectives_table({{.name = "why"}});
  for (const PlanDraft& draft : plan.drafts) {
    if (is_running(plan, draft) != running) continue;
    std::string why = draft.kpi ? "triggered by " + draft.kpi->id.text : std::string();
    if (!draft.is_present) why += why.empty() ? "proposed" : ", proposed";
    table.add_record(draft.numbers.id.text, {Cell(draft.numbers.id.text, Style::id),
                                             Cell(draft.numbers.objective->title, Style::strong), std::move(why)});
    for (const KeyResultNumbers& kr : draft.numbers.key_results) table.add_note(draft_line(kr));
  }
  if (table.rows.empty()) return;
  document.add(Space{}).add(Heading{.text = Text(heading, Style::heading)}).add(std::move(table));
}

// --- checks --------------------------------------------------------------------------------------------------------

std::string limit_text(const PlanCheck& check) {
  if (check.is_question) return "most";
  return check.limits ? fmt::format("{}..{}", check.limits->least, check.limits->most) : std::string("all");
}

/// "3, 1", "7, -"; of many the first eight.
std::string now_text(const PlanCheck& check) {
  if (check.is_unread) return "n/a";
  if (!check.limits) return check.all == 0 ? std::string("none") : fmt::format("{} of {}", check.good, check.all);
  constexpr std::size_t most = 8;
  std::vector<std::string> texts;
  for (const auto& count : check.counts) {
    if (texts.size() == most) {
      texts.push_back("...");
      break;
    }
    texts.push_back(count ? std::to_string(*count) : "-");
  }
  return texts.empty() ? std::string("none") : join(texts, ", ");
}

Text verdict_text(const PlanCheck& check) {
  if (check.is_unread) return Text("n/a", Style::bad);
  if (check.is_question) return on_terminal(Text("?", Style::strong)) + on_page(Text("yours to judge", Style::strong));
  if (check.holds()) return Text("ok", Style::good);
  return on_terminal(Text(std::string(check.code), Style::warn)) + on_page(Text("not yet", Style::warn));
}

void add_checks(Document& document, const Plan& plan) {
  document.add(Space{});
  Table table;
  table.record_indent = 1;
  table.record_name = "check";
  table.columns = {{.name = "check", .heading = "CHECK BEFORE COMMIT", .min_width = 19, .shrink = 1, .grow = true},
                   {.name = "limit", .heading = "LIMIT", .align = Align::right},
                   {.name = "now", .heading = "NOW", .align = Align::right},
                   {.name = "verdict", .heading = ""}};
  for (const PlanCheck& check : plan.checks)
    table.add_record(std::string(rule_text(check.rule)),
                     {std::string(rule_text(check.rule)), limit_text(check), now_text(check), verdict_text(check)});
  document.add(std::move(table));
}

// --- the whole -----------------------------------------------------------------------------------------------------

void add_annual(Document& document, const Plan& plan, int scale) {
  if (!plan.annual) return;
  const CycleNumbers& annual = *plan.annual;
  document.add(Space{});
  std::string share = fmt::format("at {} of its days", percent_text(annual.elapsed));
  Text name = Text("ANNUAL  ", Style::heading) + Text(annual.cycle->id.text, Style::id);
  if (!annual.cycle->title.empty()) name += "  " + annual.cycle->title;
  document.add(Paragraph{.text = std::move(name), .right = std::move(share)});
  Table table = objectives_table({{.name = "score", .align = Align::right}, {.name = "status"}});
  for (const ObjectiveNumbers& objective : annual.objectives)
    if (objective.objective && counts(objective.state))
      table.add_record(objective.id.text,
                       {Cell(objective.id.text, Style::id), objective.objective->title,
                        score_text(objective.shown, scale), standing_text(objective.status, objective.verdict)});
  if (!table.rows.empty()) document.add(std::move(table));
}

Heading heading_of(const Plan& plan) {
  Text name = Text("PLAN ", Style::heading) + Text(plan.next->id.text, Style::id) + Text("  ") +
              on_terminal(to_string(plan.next->period)) +
              on_page(fmt::format("{} to {}", long_date(plan.next->period.first), long_date(plan.next->period.last)));
  std::string right = "from " + plan.from.cycle->id.text;
  if (plan.annual) right += ", part of " + plan.annual->cycle->id.text;
  return {.level = 1, .text = std::move(name), .right = std::move(right)};
}

}  // namespace

Document document_of(const Plan& plan) {
  const int scale = plan.workspace->settings.scoring.scale;
  Document document;
  document.add(heading_of(plan)).add(Space{});
  add_unread(document, *plan.from.cycle);
  add_unread(document, *plan.next);
  add_kpis(document, plan);
  add_goals(document, plan, scale);
  add_new_goals(document, plan, "IN IT ALREADY", true);
  add_new_goals(document, plan, "DRAFT", false);
  add_checks(document, plan);
  add_annual(document, plan, scale);
  add_legend(document, {Sign::score, Sign::kinds, Sign::kpi}, plan.scorecard->workspace->settings.scoring);
  return document;
}

}  // namespace okr::reports
