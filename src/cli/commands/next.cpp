// SPDX-License-Identifier: MIT
// okr next: what to do by when?
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/try.hpp"
#include "reports/next/next.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct NextOptions {
  std::vector<std::string> words;
  std::optional<int> limit;
};

void declare_next(Syntax& syntax, NextOptions& options) {
  syntax.argument(options.words, "CYCLE|ID", "a cycle, objectives and key results; without them the current cycle")
      .completes(Completes::any_id);
  syntax.value(options.limit, "limit", "N", "the N least safe ones");
}

Result<int> run_next(Context& context, const NextOptions& options) {
  if (options.limit && *options.limit < 1) return usage_failure("--limit must be 1 or more");
  TRY_ASSIGN(auto choice, open_cycle_choice(context, options.words, {.kpis_alone = true}));
  Session& session = choice.session;
  if (!session.cycle) return present_nothing_of<reports::NextMoves>(context, session);
  reports::CycleFilter filter;
  filter.ids = choice.ids;
  const auto moves = reports::next_moves_of(session.workspace, *session.cycle, filter, options.limit, context.today());
  if (has_fault(moves->numbers)) note_computed_faults(context, session.workspace);
  present(context, presentation("What to do next", *moves));
  return report_faults(context, session.workspace);
}

constexpr Example next_examples[] = {
    {"okr next", "what keeps every key result of the current cycle on pace, the least safe first"},
    {"okr next --limit 3", "where to begin this week"},
    {"okr next ship.users", "one of them"},
    {"okr next --format tsv", "days and amounts for a script"},
};

}  // namespace

constinit const Command next_command{
    .name = "next",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "what to do by when to stay on track",
    .examples = next_examples,
    .prepare = prepared_with_at<NextOptions, declare_next, run_next>,
};

}  // namespace okr::cli
