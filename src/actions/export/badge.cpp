// SPDX-License-Identifier: MIT
#include "actions/export/exports.hpp"

#include "okr/base/try.hpp"
#include "reports/badge/badge.hpp"
#include "session/session.hpp"

namespace okr::cli {

Result<int> export_badge(Context& context, const ExportRequest& request) {
  TRY_ASSIGN(auto session, open_session_with_cycle(context, {}));
  const Settings& settings = session.workspace.settings;
  const CycleNumbers numbers = numbers_of(session.workspace, *session.cycle, context.today());
  const reports::Badge badge = reports::badge_of(numbers, settings.scoring);
  context.set_notation(request.svg ? Notation::markup : Notation::json);
  context.print(request.svg ? reports::badge_svg(badge) : draw::json_text(reports::badge_json(badge)));
  return has_fault(numbers) ? report_computed_faults(context, session.workspace)
                            : report_faults(context, session.workspace);
}

}  // namespace okr::cli
