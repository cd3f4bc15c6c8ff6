// SPDX-License-Identifier: MIT
#include "actions/export/exports.hpp"

#include "okr/base/try.hpp"
#include "reports/calendar/calendar.hpp"

namespace okr::cli {

Result<int> export_ics(Context& context, const ExportRequest& request) {
  TRY_ASSIGN(auto session, open_for_export(context, request.all));
  context.set_notation(Notation::data);
  context.print(reports::calendar_text(session.workspace, exported_cycles(session, request.all),
                                       workspace_name(session.workspace), context.today()));
  return report_faults(context, session.workspace);
}

}  // namespace okr::cli
