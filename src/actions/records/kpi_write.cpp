// SPDX-License-Identifier: MIT
#include "actions/records/kpi_write.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/records/kpi_drafts.hpp"
#include "actions/records/late_start.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "reports/words.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/writing.hpp"

namespace okr::cli {
namespace {

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
  const std::string_view signal =
      numbers.signal == Meaning::routine ? "routine variation" : reports::words_of(numbers.signal);
  return fmt::format("{}: calls for no objective ({}, {})", id, reports::words_of(numbers.status), signal);
}

/// The file of a cycle on its way.
struct Changed {
  const Cycle* cycle = nullptr;
  std::string before, after;
  draw::Table said = {};                ///< a line an objective
  std::vector<std::string> names = {};  ///< "2026-Q3/improve-sleep"
};

Status add_draft(const Session& session, const reports::Proposal& proposal, Changed& changed, Date today) {
  TRY_ASSIGN(const auto draft, with_draft(changed.after, session.workspace, *changed.cycle, proposal, today));
  changed.after = draft.text;
  const std::string name = changed.cycle->id.text + "/" + draft.objective;
  changed.said.add_record(name, {draw::Cell(proposal.kpi->id.text, draw::Style::id),
                                 fmt::format("{} → {}", draw::display_value(proposal.baseline),
                                             reports::with_unit(proposal.target, proposal.kpi->unit)),
                                 name});
  changed.names.push_back(name);
  return {};
}

std::string drafts_text(const Context& context, const Changed& changed) {
  return drawn(context, draw::Document().add(changed.said));
}

std::string start_text(const Context& context, const Changed& changed) {
  std::string text;
  if (const auto start = late_start(*changed.cycle, context.today()))
    for (const std::string& name : changed.names) text += late_start_text(name, *changed.cycle, *start) + "\n";
  return text;
}

std::string next_text(const Changed& changed) {
  const std::string& name = changed.names.front();
  return changed.cycle->state == CycleState::active ? "Next: okr set " + name + ".state=active --why TEXT\n"
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

/// A KPI that was named and cannot be judged stops the command; others are none of its business.
Status require_sound(const Scorecard& scorecard) {
  for (const ScorecardRow& row : scorecard.rows)
    if (is_named(scorecard) && row.numbers.status == Rag::not_available)
      return failure(ErrorKind::data, fmt::format("{} is in error: nothing was written", row.numbers.kpi->id.text),
                     "`okr check` says where");
  return {};
}

}  // namespace

Result<Action> action_for_proposals(const Context& context, Session session, const Scorecard& scorecard) {
  TRY(require_sound(scorecard));
  Action action{{session.workspace.root}};
  const auto proposals = proposals_of(context, scorecard, action.unchanged);
  if (proposals.empty()) {
    if (!is_named(scorecard)) action.unchanged = "No KPI calls for an objective that is not there.\n";
    return action;
  }
  TRY_ASSIGN(const auto cycle, cycle_for_drafts(context, session));
  const std::string file = cycle->folder + "/cycle.toml";
  TRY_ASSIGN(auto text, file_text(session.workspace, file));
  Changed changed{cycle, text, text};
  changed.said.columns = {{.name = "kpi"}, {.name = "change"}, {.name = "objective"}};
  changed.said.header = false;
  changed.said.indent = 2;
  for (const reports::Proposal* proposal : proposals) TRY(add_draft(session, *proposal, changed, context.today()));
  action.transaction.replace(file, std::move(changed.before), std::move(changed.after));
  action.summary = "Draft " + join(changed.names, ", ");
  action.first = drafts_text(context, changed) + action.unchanged;
  action.last = start_text(context, changed);
  action.next = next_text(changed);
  action.no_worse_than = std::move(session.workspace);
  return action;
}

}  // namespace okr::cli
