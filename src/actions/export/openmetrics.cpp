// SPDX-License-Identifier: MIT
#include "actions/export/exports.hpp"

#include "okr/base/try.hpp"
#include "reports/metrics/metrics.hpp"

namespace okr::cli {

Result<int> export_openmetrics(Context& context, const ExportRequest& request) {
  if (request.all && request.no_timestamps)
    return failure(ErrorKind::usage, "--all and --no-timestamps exclude each other",
                   "--all writes the past, and only its timestamps tell the days apart");
  TRY_ASSIGN(auto session, open_for_export(context, request.all));
  const reports::MetricsQuestion question{exported_cycles(session, request.all), !request.no_timestamps, request.all};
  context.set_notation(Notation::data);
  context.print(reports::metrics_text(session.workspace, question, context.today()));
  return report_computed_faults(context, session.workspace);
}

}  // namespace okr::cli
