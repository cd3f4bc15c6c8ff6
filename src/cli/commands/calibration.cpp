// SPDX-License-Identifier: MIT
// okr calibration: do I judge well?
#include <optional>
#include <string>

#include "cli/commands/table.hpp"
#include "session/present.hpp"
#include "session/session.hpp"
#include "reports/views.hpp"
#include "reports/calibration/calibration.hpp"

namespace okr::cli {
namespace {

struct Options {
  std::optional<std::string> since;
};

void declare(Syntax& syntax, Options& options) {
  syntax.value(options.since, "since", "DATE", "only cycles that ended on that day or later").completes(Completes::date);
}

Result<int> run(Context& context, const Options& options) {
  const auto session = open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::all});
  if (!session) return tl::unexpected<Error>(session.error());
  std::optional<Date> since;
  if (options.since) {
    const auto date = past_date(context, "--since", *options.since, session->workspace.fiscal_start());
    if (!date) return tl::unexpected<Error>(date.error());
    since = *date;
  }
  const report::Calibration calibration = report::calibration_of(session->workspace, since, context.today());
  present(context, {"okr calibration", [&] { return render::calibration_document(calibration); }, [&] { return render::calibration_records(calibration); },
                    [&] { return render::calibration_json(calibration, context.today()); }});
  return report_faults(context, session->workspace);
}

constexpr Example examples[] = {
    {"okr calibration", "over all closed cycles"},
    {"okr calibration --since 2026-01-01", "only this year's"},
    {"okr calibration --json", "every number, unrounded"},
};

}  // namespace

constinit const Command calibration_command{
    .name = "calibration",
    .group = Group::look,
    .summary = "whether your confidence holds: Brier score, levels, bias",
    .description =
        "Compares the confidence that was stated in the check-ins of closed cycles with what happened: 7 of 10 should be "
        "reached 7 times of 10. Key results count once each, however often they were judged; \"reached\" is the whole "
        "target, also of aspirational goals.\n\n"
        "The bar of a level shows how often it happened, its mark what was said. Fewer than ten key results, or five of "
        "a level, are too few to tell; \"that can be chance\" stands where a difference lies within two standard errors. "
        "The Brier score is the mean square of what was said minus what happened. It is the distance of the levels from "
        "what happened, less how well they tell the reached from the missed, plus how far the outcomes differ. Skill is "
        "the share of that last part which was foreseen; where everything ended alike there is none to have. Beside it "
        "stands the forecast of the same days (okr forecast), over the key results that have one: whether the people or "
        "the formula knew better. First, mid-cycle and last are the confidences stated first, last up to half of the "
        "cycle, and last of all.",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
