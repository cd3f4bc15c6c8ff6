// SPDX-License-Identifier: MIT
// okr calibration: do I judge well?
#include <optional>
#include <string>

#include "cli/commands/table.hpp"
#include "okr/base/try.hpp"
#include "reports/calibration/calibration.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct CalibrationOptions {
  std::optional<std::string> since;
};

void declare_calibration(Syntax& syntax, CalibrationOptions& options) {
  syntax.value(options.since, "since", "DATE", "only cycles that ended on that day or later")
      .completes(Completes::date);
}

Result<int> run_calibration(Context& context, const CalibrationOptions& options) {
  TRY_ASSIGN(const auto session, open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::all}));
  TRY_ASSIGN(const auto since, since_day(context, options.since, session.workspace.fiscal_start()));
  const reports::Calibration calibration = reports::calibration_of(session.workspace, since, context.today());
  present(context, presentation("Stated and true", calibration));
  return report_faults(context, session.workspace);
}

constexpr Example calibration_examples[] = {
    {"okr calibration", "over all closed cycles"},
    {"okr calibration --since 2026-01-01", "only this year's"},
    {"okr calibration --json", "every number, unrounded"},
};

}  // namespace

constinit const Command calibration_command{
    .name = "calibration",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "whether your confidence holds: Brier score, levels, bias",
    .examples = calibration_examples,
    .prepare = prepared<CalibrationOptions, declare_calibration, run_calibration>,
};

}  // namespace okr::cli
