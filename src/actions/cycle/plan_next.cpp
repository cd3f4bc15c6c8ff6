// SPDX-License-Identifier: MIT
#include "actions/cycle/plan_next.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/cycle/carry_over.hpp"
#include "actions/cycle/result.hpp"
#include "actions/records/kpi_draft.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/store/load.hpp"
#include "reports/plan/document.hpp"
#include "reports/plan/keys.hpp"
#include "reports/plan/plan.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

/// The next cycle's main file on its way, and the workspace with it.
struct Draft {
  std::string file;
  std::optional<std::string> before;
  std::string after;
  Workspace workspace;
  std::vector<std::string> carried, drafted;
  std::vector<FileChange> others;  ///< more files of that cycle to which something is carried

  bool is_changed() const { return before != after; }
};

// --- which cycles --------------------------------------------------------------------------------------------------

/// The last cycle as long as the planned one before it, which need not be there.
const Cycle* cycle_before(const Workspace& workspace, const CycleId& next) {
  Cycle planned;
  planned.id = next;
  if (const Cycle* there = workspace.cycle(next))
    planned.period = there->period, planned.dated = there->dated;
  else if (const auto named = parse_period(next.text, workspace.fiscal_start()))
    planned.period = named->period, planned.dated = true;
  const auto before = cycles_before(workspace, planned);
  return before.empty() ? nullptr : workspace.cycle(before.front());
}

/// The current cycle where it ends before the planned one, else the one before that: a quarter that was closed, not the
/// year around it.
const Cycle* current_one(const Workspace& workspace, const CycleId& next, Date as_of) {
  const CurrentCycle current = current_cycle(workspace, as_of);
  if (!current.cycle) return nullptr;
  const Cycle* before = cycle_before(workspace, next);
  const bool is_around = before && current.cycle->dated && before->period.last <= current.cycle->period.last &&
                         current.cycle->period.first < before->period.first;
  return current.cycle->id == next || is_around ? before : current.cycle;
}

Result<const Cycle*> cycle_from(const Context& context, const Workspace& workspace, const PlanRequest& request) {
  const std::optional<std::string>& named = request.from ? request.from : context.globals().cycle;
  if (named) {
    TRY_ASSIGN(const auto found, look_up(workspace, Scope{{}, context.today()}, *named));
    if (found.cycle && !found.objective) return found.cycle;
    return failure(ErrorKind::usage, fmt::format("'{}' is no cycle", safe_for_terminal(*named)));
  }
  if (const Cycle* cycle = current_one(workspace, CycleId(request.next), context.today())) return cycle;
  return failure(ErrorKind::usage, fmt::format("there is no cycle before {}", safe_for_terminal(request.next)),
                 fmt::format("`okr new cycle {}` begins without one", safe_for_terminal(request.next)));
}

/// Final ones, or those it would be closed with today.
CycleNumbers numbers_at_end(Workspace& workspace, const Cycle& from, Date today) {
  return from.result ? numbers_of(workspace, from, today) : closing_numbers(workspace, from.id, today);
}

// --- the draft -----------------------------------------------------------------------------------------------------

Status reload(const Workspace& workspace, Draft& draft) {
  TRY_ASSIGN(auto loaded, store::load_with_replacement(workspace.root, draft.file, draft.after));
  draft.workspace = std::move(loaded);
  return {};
}

Result<Draft> begun_draft(const Workspace& workspace, const CycleNumbers& numbers, const NextCycle& next) {
  TRY_ASSIGN(auto carry, carry_over(workspace, numbers, next, CycleState::draft));
  Draft draft;
  draft.file = (next.cycle ? next.cycle->folder : next.id.text) + "/cycle.toml";
  draft.carried = std::move(carry.carried);
  for (FileChange& file : carry.files) {
    if (file.path != draft.file) {
      draft.others.push_back(std::move(file));
      continue;
    }
    draft.before = std::move(file.before);
    draft.after = std::move(file.after);
  }
  if (draft.after.empty()) {
    TRY_ASSIGN(auto text, file_text(workspace, draft.file));
    draft.before = draft.after = std::move(text);
  }
  TRY(reload(workspace, draft));
  return draft;
}

bool is_drafted(const KpiNumbers& numbers, const CycleId& next) {
  return std::ranges::any_of(numbers.drafts, [&](const KpiWorker& worker) { return worker.cycle->id == next; });
}

/// An objective for each KPI that calls for one and has none there.
Status add_proposals(const Workspace& workspace, const CycleId& next, Date today, Draft& draft) {
  const Cycle* cycle = draft.workspace.cycle(next);
  if (!cycle) return {};
  const auto scorecard = reports::scorecard_of(workspace, {}, today);
  for (const reports::ScorecardRow& row : scorecard->rows) {
    if (!row.proposal || is_drafted(row.numbers, next)) continue;
    TRY_ASSIGN(auto added, with_draft(draft.after, draft.workspace, *cycle, *row.proposal, today));
    draft.after = std::move(added.text);
    draft.drafted.push_back(std::move(added.objective));
  }
  return draft.drafted.empty() ? Status() : reload(workspace, draft);
}

// --- writing -------------------------------------------------------------------------------------------------------

Result<int> write_draft(Context& context, const Session& session, const CycleId& next, const Draft& draft) {
  Transaction transaction{session.workspace.root};
  if (draft.is_changed()) transaction.files.push_back({draft.file, draft.before, draft.after});
  for (const FileChange& file : draft.others) transaction.files.push_back(file);
  for (const FileChange& file : transaction.files)
    TRY(check_no_worse(session.workspace, file.path, file.after, context.today()));
  TRY_ASSIGN(const auto outcome, carry_out(context, transaction, {"Draft " + next.text}));
  const bool says = !context.globals().quiet;
  if (outcome == Outcome::unchanged && says) context.print(fmt::format("Unchanged: {} holds all of it\n", next.text));
  if (outcome != Outcome::written) return 0;
  if (says && !draft.carried.empty()) context.print("Carried: " + join(draft.carried, ", ") + "\n");
  if (says && !draft.drafted.empty()) context.print("Drafted: " + join(draft.drafted, ", ") + "\n");
  const Cycle* cycle = draft.workspace.cycle(next);
  if (cycle && cycle->state == CycleState::draft)
    context.hint(fmt::format("Next: okr edit {0}, and when it is agreed: okr set {0}.state=active\n", next.text));
  return 0;
}

Result<int> show(Context& context, Session& session, const CycleNumbers& numbers, const NextCycle& next, Draft& draft) {
  const Cycle* planned = draft.workspace.cycle(next.id);
  if (!planned) return failure(ErrorKind::internal, "the planned cycle cannot be read back");
  const reports::Plan plan =
      reports::plan_of(session.workspace, numbers, {draft.workspace, *planned, next.cycle}, context.today());
  const int scale = session.workspace.settings.scoring.scale;
  if (has_fault(numbers)) note_computed_faults(context, session.workspace);
  present(context, {"Plan of " + next.id.text, [&] { return reports::plan_document(plan, scale); },
                    [&] { return reports::plan_records(plan); }, [&] { return reports::plan_json(plan); }});
  return report_faults(context, session.workspace);
}

}  // namespace

Result<int> plan_next(Context& context, PlanRequest request) {
  TRY_ASSIGN(auto session, open_for_change(context));
  TRY_ASSIGN(const auto from, cycle_from(context, session.workspace, request));
  TRY_ASSIGN(const auto called, request.next == "next"
                                    ? cycle_behind(session.workspace, *from)
                                    : cycle_called(session.workspace, request.next, context.today()));
  request.next = called.text;
  TRY_ASSIGN(const auto next, next_cycle(session.workspace, *from, request.next));
  const CycleNumbers numbers = numbers_at_end(session.workspace, *from, context.today());
  if (request.write && has_fault(numbers)) {
    report_computed_faults(context, session.workspace);
    return failure(ErrorKind::data, fmt::format("a record of {} is in error: nothing was written", from->id.text));
  }
  TRY_ASSIGN(auto draft, begun_draft(session.workspace, numbers, next));
  TRY(add_proposals(session.workspace, next.id, context.today(), draft));
  if (request.write) return write_draft(context, session, next.id, draft);
  return show(context, session, numbers, next, draft);
}

}  // namespace okr::cli
