// SPDX-License-Identifier: MIT
// KPIs in trouble become drafts of objectives: which KPIs, in which cycle, under which ids, and what is said of them.
#include "actions/records/actions.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/records/addition.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/pace.hpp"
#include "okr/model/current.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "reports/words.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/writing/action.hpp"

namespace okr::actions {
using namespace session;

namespace {

// --- the cycle -----------------------------------------------------------------------------------------------------

Status check_open(const Cycle& cycle, Date today) {
  if (is_closed(cycle)) return usage_failure(fmt::format("{} is closed", cycle.id.text), "--cycle names another one");
  if (has_ended(cycle, today))
    return usage_failure(fmt::format("{} ended on {}", cycle.id.text, to_string(cycle.period.last)),
                         "--cycle names another one");
  return {};
}

/// The draft that starts next; one that should run already comes first.
const Cycle* next_draft(const Workspace& workspace, Date today) {
  const Cycle* next = nullptr;
  for (const Cycle& cycle : workspace.cycles) {
    if (!cycle.dated || cycle.state != CycleState::draft || has_ended(cycle, today)) continue;
    if (!next || cycle.period.first < next->period.first) next = &cycle;
  }
  return next;
}

// --- ids -----------------------------------------------------------------------------------------------------------

/// "improve-turnover", else with -2, -3 behind it.
std::string free_objective_id(const Cycle& cycle, const Kpi& kpi) {
  const std::string prefixed = "improve-" + kpi.id.text;
  const std::string base = is_valid_id(prefixed) ? prefixed : kpi.id.text;
  std::string id = base;
  for (int number = 2; find_objective(cycle, id) != nullptr || is_reserved_objective_id(id); ++number) {
    const std::string end = fmt::format("-{}", number);
    id = base.substr(0, std::min(base.size(), longest_id - end.size())) + end;
  }
  return id;
}

/// The KPI's id, unless it is a word of objectives ("team"), some of which the draft uses.
std::string key_result_id(const Kpi& kpi) { return is_objective_key(kpi.id.text) ? kpi.id.text + "-kpi" : kpi.id.text; }

// --- lines ---------------------------------------------------------------------------------------------------------

using store::toml_line;
using store::toml_number;
using store::toml_string;

void add_text(std::string& lines, std::string_view key, std::string_view text) {
  if (!text.empty()) lines += toml_line(key, toml_string(text));
}

bool runs(const Cycle& cycle) { return cycle.state == CycleState::active; }

std::string objective_lines(const Workspace& workspace, const Cycle& cycle, const reports::Proposal& proposal) {
  const Kpi& kpi = *proposal.kpi;
  const std::string period = period_name(proposal.period, kpi.every, workspace.fiscal_start());
  const std::string value = draw::bare(reports::judged_texts(proposal.baseline, proposal.bounds).value);
  const std::string goal = draw::bare(reports::kpi_goal_text(kpi, proposal.bounds, proposal.baseline));
  std::string lines;
  add_text(lines, "title", "Improve " + reports::in_a_sentence(kpi.title));
  add_text(lines, "why",
           fmt::format("{} in {}{}", reports::with_unit(value, kpi.unit), period,
                       goal.empty() ? "" : fmt::format(", where {} is the goal", goal)));
  lines += toml_line("type", toml_string(word(ObjectiveType::aspirational)));
  add_text(lines, "owner", kpi.who.empty() && !kpi.owners.empty() ? kpi.owners.front() : kpi.who);
  add_text(lines, "team", kpi.team);
  if (kpi.level) lines += toml_line("level", toml_string(word(*kpi.level)));
  add_text(lines, "triggered-by", kpi.id.text);
  if (runs(cycle)) lines += toml_line("state", toml_string(word(State::draft)));
  return lines;
}

/// Only what lies ahead of a running cycle's draft counts for it.
void add_start(std::string& lines, const Cycle& cycle, Date today) {
  if (const auto start = late_start(cycle, today)) lines += toml_line("start", store::toml_date(*start));
}

/// The KPI's own bound as it is; a mean in the digits that people are shown.
std::string target_number(const KpiBounds& bounds, double target, const std::string& shown) {
  const bool is_own = bounds.target == target || bounds.min == target || bounds.max == target;
  return is_own ? toml_number(target) : shown;
}

std::string unit_text(const Kpi& kpi) { return kpi.unit.empty() ? "" : " " + kpi.unit; }

/// From the value of the last period to a target.
std::string way_lines(const reports::Proposal& proposal, double target) {
  const std::string shown = display_together(std::vector{target, proposal.baseline}).front();
  std::string lines;
  add_text(lines, "title",
           fmt::format("{} {} to {}{}", proposal.kpi->title, target < proposal.baseline ? "down" : "up", shown,
                       unit_text(*proposal.kpi)));
  lines += toml_line("baseline", toml_number(proposal.baseline));
  lines += toml_line("target", target_number(proposal.bounds, target, shown));
  return lines;
}

std::string bound_title(const reports::ProposedBound& bound) {
  const std::string unit = unit_text(*bound.kpi);
  if (bound.min && bound.max)
    return fmt::format("{} stays between {} and {}{}", bound.kpi->title, display_value(*bound.min),
                       display_value(*bound.max), unit);
  const std::string limit = display_value(bound.min ? *bound.min : *bound.max) + unit;
  if (bound.strict) return fmt::format("{} stays {} {}", bound.kpi->title, bound.min ? "above" : "below", limit);
  return fmt::format("{} stays at {} or {}", bound.kpi->title, limit, bound.min ? "more" : "less");
}

/// The KPI's own bounds where there is nothing but them to hold.
reports::ProposedBound held_by(const reports::Proposal& proposal) {
  return {proposal.kpi, proposal.aim.min, proposal.aim.max, /*strict=*/true};
}

/// A bound, or two, to be held.
std::string hold_lines(const reports::ProposedBound& bound) {
  std::string lines;
  add_text(lines, "title", bound_title(bound));
  if (bound.min) lines += toml_line("min", toml_number(*bound.min));
  if (bound.max) lines += toml_line("max", toml_number(*bound.max));
  if (bound.strict) lines += toml_line("strict", "true");
  return lines;
}

std::string key_result_lines(const Cycle& cycle, const reports::Proposal& proposal, Date today) {
  const Kpi& kpi = *proposal.kpi;
  const auto& target = proposal.aim.target;
  std::string lines = target ? way_lines(proposal, *target) : hold_lines(held_by(proposal));
  add_start(lines, cycle, today);
  add_text(lines, "kpi", kpi.id.text);
  if (proposal.counter) add_text(lines, "counter", full_id(proposal.counter->kpi->id));
  lines += toml_line("initiatives", "[]");
  return lines;
}

std::string bound_lines(const Cycle& cycle, const reports::ProposedBound& bound, Date today) {
  std::string lines = hold_lines(bound);
  add_start(lines, cycle, today);
  add_text(lines, "kpi", bound.kpi->id.text);
  lines += toml_line("weight", "0");
  return lines;
}

// --- what is written and said --------------------------------------------------------------------------------------

using reports::Scorecard;
using reports::ScorecardRow;

bool is_named(const Scorecard& scorecard) { return !scorecard.question.filter.ids.empty(); }

/// An objective that is drafted for the KPI: anywhere, or in the cycle of --cycle; empty for none.
std::string draft_name(const Context& context, const KpiNumbers& numbers) {
  for (const KpiWorker& draft : numbers.drafts)
    if (!context.globals().cycle || draft.cycle->id.text == *context.globals().cycle)
      return full_id(*draft.cycle, *draft.objective);
  return {};
}

/// Why there is nothing to write for a KPI that was named.
std::string nothing_text(const Context& context, const ScorecardRow& row) {
  const KpiNumbers& numbers = row.numbers;
  const std::string& id = numbers.kpi->id.text;
  if (!numbers.workers.empty()) {
    const KpiWorker& worker = numbers.workers.front();
    return fmt::format("{}: {} works on it already", id, full_id(*worker.cycle, *worker.objective));
  }
  if (const std::string draft = draft_name(context, numbers); !draft.empty())
    return fmt::format("{}: {} is there already", id, draft);
  const std::string_view signal = numbers.signal == SignalMeaning::routine ? "routine variation" : word(numbers.signal);
  return fmt::format("{}: {} ({}, {})", id,
                     numbers.needs_objective() ? "no target lies ahead of it to draft" : "calls for no objective",
                     word(numbers.status), signal);
}

/// What was put into the file of a cycle.
struct Drafted {
  const Cycle* cycle = nullptr;
  draw::Table said = {};                ///< a line an objective
  std::vector<std::string> names = {};  ///< "2026-Q3/improve-sleep"
};

/// "6.1 → 7 h"; "Bugs stays below 7" where there is no way to go.
std::string change_text(const reports::Proposal& proposal) {
  if (!proposal.aim.target) return bound_title(held_by(proposal));
  const auto texts = draw::display_together({proposal.baseline, *proposal.aim.target});
  return fmt::format("{} → {}", texts[0], reports::with_unit(texts[1], proposal.kpi->unit));
}

Status add_draft(const Workspace& workspace, const reports::Proposal& proposal, std::string& text, Drafted& drafted,
                 Date today) {
  TRY_ASSIGN(const auto draft, with_draft(text, workspace, *drafted.cycle, proposal, today));
  text = draft.text;
  const std::string name = drafted.cycle->id.text + "/" + draft.objective;
  drafted.said.add_record(
      name, {draw::Cell(proposal.kpi->id.text, draw::Style::id), draw::Cell(change_text(proposal)), name});
  drafted.names.push_back(name);
  return {};
}

std::string drafts_text(const Context& context, const Drafted& drafted) {
  return drawn(context, draw::Document().add(drafted.said));
}

std::string start_text(const Context& context, const Drafted& drafted) {
  std::string text;
  if (const auto start = late_start(*drafted.cycle, context.today()))
    for (const std::string& name : drafted.names) text += late_start_text(name, *drafted.cycle, *start) + "\n";
  return text;
}

std::string next_text(const Drafted& drafted) {
  const std::string& name = drafted.names.front();
  return drafted.cycle->state == CycleState::active ? "Next: okr set " + name + ".state=active --why TEXT\n"
                                                    : "Next: okr edit " + name + "\n";
}

/// The rows whose proposals are to be written; of the others `reasons` tells why not, where they were named.
std::vector<const reports::Proposal*> proposals_of(const Context& context, const Scorecard& scorecard,
                                                   std::string& reasons) {
  std::vector<const reports::Proposal*> proposals;
  for (const ScorecardRow& row : scorecard.rows) {
    if (row.proposal && draft_name(context, row.numbers).empty())
      proposals.push_back(&*row.proposal);
    else if (is_named(scorecard))
      reasons += nothing_text(context, row) + "\n";
  }
  return proposals;
}

/// A KPI that was named and cannot be judged stops the command; others are none of its business. So does one that
/// somebody may work on already, where the files do not tell.
Status require_sound(const Scorecard& scorecard) {
  for (const ScorecardRow& row : scorecard.rows) {
    const std::string& id = row.numbers.kpi->id.text;
    if (is_named(scorecard) && row.numbers.status == Rag::not_available)
      return data_failure(fmt::format("{} is in error: nothing was written", id), "`okr check` says where");
    if (row.numbers.may_need_objective())
      return data_failure(fmt::format("{}: {}: nothing was written", id, reports::unknown_work_text(row.numbers)),
                          "`okr check` says what to mend there");
  }
  return {};
}

/// The cycle that drafts go to: the one of --cycle, else the next draft, else the shortest active one. Usage errors:
/// there is none, it is over or closed.
Result<const Cycle*> cycle_for_drafts(const Context& context, const Session& session) {
  const Date today = context.today();
  const Cycle* chosen = session.cycle;
  if (!context.globals().cycle) {
    TRY(check_choice(session));
    chosen = next_draft(session.workspace, today);
    const auto running =
        std::ranges::find_if(session.current, [&](const Cycle* cycle) { return !has_ended(*cycle, today); });
    if (!chosen && running != session.current.end()) chosen = *running;
  }
  if (!chosen)
    return usage_failure("there is no cycle to put an objective in",
                         cycle_to_add(session.workspace, today) + "; a draft (state = \"draft\") comes first");
  TRY(check_open(*chosen, today));
  return chosen;
}

/// Where the drafts stand already: a commit may still lack them.
void add_drafts_in_place(const Context& context, const Session& session, const Scorecard& scorecard, Action& action) {
  const bool has_any =
      std::ranges::any_of(scorecard.rows, [](const ScorecardRow& row) { return !row.numbers.drafts.empty(); });
  const auto cycle = cycle_for_drafts(context, session);
  if (!has_any || !cycle) return;
  action.transaction.in_place.push_back(cycle_path((*cycle)->folder));
  action.summary = "Draft what the KPIs call for";
}

}  // namespace

Result<KpiDraft> with_draft(const std::string& text, const Workspace& workspace, const Cycle& cycle,
                            const reports::Proposal& proposal, Date today) {
  KpiDraft draft{free_objective_id(cycle, *proposal.kpi), text};
  const auto add_table = [&](const store::KeyPath& path, const std::string& lines) -> Status {
    TRY_ASSIGN(draft.text, store::add_table(draft.text, path, lines));
    return {};
  };
  TRY(add_table({draft.objective}, objective_lines(workspace, cycle, proposal)));
  TRY(add_table({draft.objective, key_result_id(*proposal.kpi)}, key_result_lines(cycle, proposal, today)));
  if (proposal.counter)
    TRY(add_table({draft.objective, key_result_id(*proposal.counter->kpi)},
                  bound_lines(cycle, *proposal.counter, today)));
  return draft;
}

Result<Action> action_for_proposals(const Context& context, Session session, const Scorecard& scorecard) {
  TRY(require_sound(scorecard));
  Action action{Transaction::of(session.workspace)};
  for (const ScorecardRow& row : scorecard.rows)
    if (std::string name = draft_name(context, row.numbers); !name.empty()) action.about.push_back(std::move(name));
  const auto proposals = proposals_of(context, scorecard, action.unchanged);
  if (proposals.empty()) {
    add_drafts_in_place(context, session, scorecard, action);
    if (!is_named(scorecard)) action.unchanged = "No KPI calls for an objective that is not there.\n";
    return action;
  }
  TRY_ASSIGN(const auto cycle, cycle_for_drafts(context, session));
  Drafted drafted{cycle};
  drafted.said.columns = {{.name = "kpi"}, {.name = "change"}, {.name = "objective"}};
  drafted.said.header = false;
  drafted.said.indent = 2;
  TRY_ASSIGN(std::string* const text, action.transaction.draft(cycle_path(cycle->folder)));
  for (const reports::Proposal* proposal : proposals)
    TRY(add_draft(session.workspace, *proposal, *text, drafted, context.today()));
  action.summary = "Draft " + join(drafted.names, ", ");
  action.first = drafts_text(context, drafted) + action.unchanged;
  action.last = start_text(context, drafted);
  action.next = next_text(drafted);
  action.no_worse_than = std::move(session.workspace);
  return action;
}

}  // namespace okr::actions
