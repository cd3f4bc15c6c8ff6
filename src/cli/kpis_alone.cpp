// SPDX-License-Identifier: MIT
#include "cli/kpis_alone.hpp"

#include <fmt/core.h>

#include "okr/model/current.hpp"
#include "reports/kpi/scorecard.hpp"
#include "session/present.hpp"

namespace okr::cli {
namespace {

void say_why(Context& context, const Session& session, std::string_view shown) {
  if (context.globals().quiet) return;
  context.say(fmt::format("okr: this workspace has KPIs and no cycle yet{}; {}\n", shown,
                          cycle_to_add(session.workspace, session.day)));
}

}  // namespace

int present_kpis_alone(Context& context, Session& session) {
  say_why(context, session, ": these are the KPIs");
  const auto scorecard = reports::scorecard_of(session.workspace, {}, context.today());
  present(context, {"KPIs", [&] { return reports::scorecard_document(*scorecard); },
                    [&] { return reports::scorecard_records(*scorecard); },
                    [&] { return reports::scorecard_json(*scorecard); }});
  return report_computed_faults(context, session.workspace);
}

Result<int> present_nothing(Context& context, const Session& session) {
  if (context.format() == Format::json)
    return failure(ErrorKind::usage, "this workspace has no cycle yet",
                   "`okr kpi` shows its KPIs; " + cycle_to_add(session.workspace, session.day));
  say_why(context, session, ": `okr kpi` shows them");
  return report_faults(context, session.workspace);
}

}  // namespace okr::cli
