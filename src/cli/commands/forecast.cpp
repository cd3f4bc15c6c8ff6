// SPDX-License-Identifier: MIT
// okr forecast: will it land?
#include <string>
#include <vector>

#include "cli/commands/table.hpp"
#include "okr/base/try.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/views.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
namespace {

struct Options {
  std::vector<std::string> words;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.words, "CYCLE|ID", "a cycle, objectives and key results; without them the current cycle")
      .completes(Completes::any_id);
}

Result<int> run(Context& context, const Options& options) {
  TRY_ASSIGN(auto choice, open_cycle_choice(context, options.words));
  Session& session = choice.session;
  reports::CycleFilter filter;
  filter.ids = choice.ids;
  const auto outlook = reports::outlook_of(session.workspace, *session.cycle, filter, context.today());
  const reports::ScoreOptions shown{session.workspace.settings.scoring.scale};
  if (has_fault(outlook->numbers)) note_computed_faults(context, session.workspace);
  present(context,
          {session.cycle->id.text, [&] { return reports::outlook_document(*outlook, shown); },
           [&] { return reports::outlook_records(*outlook); }, [&] { return reports::outlook_json(*outlook); }});
  return report_faults(context, session.workspace);
}

constexpr Example examples[] = {
    {"okr forecast", "where every key result of the current cycle ends"},
    {"okr forecast ship.users", "one of them; okr show ship.users --why tells every step"},
    {"okr forecast --as-of 2026-08-10", "as it looked on that day"},
    {"okr forecast --format tsv | cut -f1,9", "ids and chances for a script"},
};

}  // namespace

constinit const Command forecast_command{
    .name = "forecast",
    .group = Group::look,
    .summary = "where each key result ends, and how sure that is",
    .description =
        "Projects every key result with readings to its last day: the value it ends near, the interval that holds four "
        "of five such ends, and the chance that it ends at or beyond its target, at 0.7 of the way (aspirational ones "
        "without a stretch), its commit and its stretch. The word stands for the chance of success, which is 0.7 of "
        "the way "
        "where that is shown, else the target: likely from 70 % on, unlikely below 30 %. An interval that lies wholly "
        "beyond what cannot be passed is \"at its floor\" or \"at its ceiling\". Below stand those that are less than "
        "likely to succeed, with the rate they had and the one they need from today on.\n\n"
        "The forecast is a drift with the uncertainty of Student's t and a weak prior: before there are readings a key "
        "result is believed to move at half the rate it needs (a sum at eight tenths), give or take three quarters; "
        "each "
        "reading weighs more, and a first step far off that is half taken for noise. What is in hand of a sum or of "
        "the "
        "best reading is not lost again, and the best reading need touch its target only once. It knows no seasons and "
        "no plans, and what it says is as true as the past is like the future: after one reading it says \"early\", "
        "and "
        "where the last reading is stale, of which day it is (\"as of 14 Sep\"), without word and arrival. "
        "`okr show ID --why` tells every step.\n\n"
        "Bounds to hold have no end value: with six periods and more, natural limits tell whether they are kept by "
        "more "
        "than luck. For what is done or not the stated confidence stands. An objective's expected score is the "
        "weighted "
        "mean of its key results' scores at those values, with today's score where there is no forecast; chances are "
        "never multiplied, since key results hang together.",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
