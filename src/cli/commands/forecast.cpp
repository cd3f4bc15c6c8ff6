// SPDX-License-Identifier: MIT
// okr forecast: will it land?
#include <string>
#include <vector>

#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/try.hpp"
#include "reports/forecast/outlook.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct ForecastOptions {
  std::vector<std::string> words;
  bool titles = false;
};

void declare_forecast(Syntax& syntax, ForecastOptions& options) {
  syntax.argument(options.words, "CYCLE|ID", "a cycle, objectives and key results; without them the current cycle")
      .completes(Completes::any_id);
  titles_flag(syntax, options.titles);
}

Result<int> run_forecast(Context& context, const ForecastOptions& options) {
  TRY_ASSIGN(auto choice, open_cycle_choice(context, options.words, {.kpis_alone = true}));
  Session& session = choice.session;
  if (!session.cycle) return present_nothing_of<reports::Outlook>(context, session);
  reports::CycleFilter filter;
  filter.ids = choice.ids;
  const auto outlook = reports::outlook_of(session.workspace, *session.cycle, filter, context.today());
  if (has_fault(outlook->numbers)) note_computed_faults(context, session.workspace);
  present(context, presentation(session.cycle->id.text, *outlook, options.titles));
  return report_faults(context, session.workspace);
}

constexpr Example forecast_examples[] = {
    {"okr forecast", "where every key result of the current cycle ends"},
    {"okr forecast ship.users", "one of them; okr show ship.users --why tells every step"},
    {"okr forecast --as-of 2026-08-10", "as it looked on that day"},
    {"okr forecast --json | jq -r '.objectives[].key_results[] | [.id, .p_target] | @tsv'",
     "ids and chances for a script"},
};

}  // namespace

constinit const Command forecast_command{
    .name = "forecast",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "where each key result ends, and how sure that is",
    .examples = forecast_examples,
    .prepare = prepared_with_at<ForecastOptions, declare_forecast, run_forecast>,
};

}  // namespace okr::cli
