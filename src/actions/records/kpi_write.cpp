// SPDX-License-Identifier: MIT
#include "actions/records/kpi_write.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/records/kpi_draft.hpp"
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

/// What was drafted, before the names of the files.
void print_drafts(Context& context, const Changed& changed) {
  if (context.globals().quiet) return;
  const std::string written = context.take_printed();
  draw::Document document;
  document.add(changed.said);
  context.print(drawn(context, document));
  context.print(written);
}

void say_start(Context& context, const Changed& changed) {
  const auto start = late_start(*changed.cycle, context.today());
  if (!start || context.globals().quiet) return;
  for (const std::string& name : changed.names) context.print(late_start_text(name, *changed.cycle, *start) + "\n");
}

void hint_next(Context& context, const Changed& changed) {
  const std::string& name = changed.names.front();
  if (changed.cycle->state == CycleState::active)
    context.hint("Next: okr set " + name + ".state=active --why TEXT\n");
  else
    context.hint("Next: okr edit " + name + "\n");
}

Result<int> write_drafts(Context& context, const Session& session, Changed& changed) {
  const std::string file = changed.cycle->folder + "/cycle.toml";
  TRY(check_no_worse(session.workspace, file, changed.after, context.today()));
  Transaction transaction{session.workspace.root};
  transaction.replace(file, changed.before, changed.after);
  TRY_ASSIGN(const auto outcome, carry_out(context, transaction, {"Draft " + join(changed.names, ", ")}));
  if (outcome != Outcome::written) return 0;
  print_drafts(context, changed);
  say_start(context, changed);
  hint_next(context, changed);
  return 0;
}

/// The rows whose proposals are to be written; the others are told why not, where they were named.
std::vector<const reports::Proposal*> proposals_of(Context& context, const Scorecard& scorecard) {
  std::vector<const reports::Proposal*> proposals;
  for (const ScorecardRow& row : scorecard.rows) {
    if (row.proposal && draft_name(context, row.numbers).empty())
      proposals.push_back(&*row.proposal);
    else if (!context.globals().quiet && is_named(scorecard))
      context.print(nothing_text(context, row) + "\n");
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

Result<int> write_proposals(Context& context, const Session& session, const Scorecard& scorecard) {
  TRY(require_sound(scorecard));
  const auto proposals = proposals_of(context, scorecard);
  if (proposals.empty()) {
    if (!is_named(scorecard) && !context.globals().quiet)
      context.print("No KPI calls for an objective that is not there.\n");
    return 0;
  }
  TRY_ASSIGN(const auto cycle, cycle_for_drafts(context, session));
  TRY_ASSIGN(auto text, file_text(session.workspace, cycle->folder + "/cycle.toml"));
  Changed changed{cycle, text, text};
  changed.said.columns = {{.name = "kpi"}, {.name = "change"}, {.name = "objective"}};
  changed.said.header = false;
  changed.said.indent = 2;
  for (const reports::Proposal* proposal : proposals) TRY(add_draft(session, *proposal, changed, context.today()));
  return write_drafts(context, session, changed);
}

}  // namespace okr::cli
