// SPDX-License-Identifier: MIT
// okr diff: what changed between two commits, or since one, in terms of OKRs.
#include <optional>
#include <string>

#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "reports/diff/diff.hpp"
#include "session/history/comparing.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct DiffOptions {
  std::optional<std::string> range;
  bool stat = false;
  bool exit_code = false;
  bool goalposts = false;
};

void declare_diff(Syntax& syntax, DiffOptions& options) {
  syntax
      .argument(options.range, "REV[..REV]",
                "a commit, a tag, HEAD~7 or @{2026-08-01} against the work tree, or two of them; without it HEAD")
      .completes(Completes::revision);
  syntax.flag(options.stat, "stat", "one line a record, and how many differ");
  syntax.flag(options.exit_code, "exit-code", "exit 1 when something differs; of --goalposts, without a reason");
  syntax.flag(options.goalposts, "goalposts", "every definition that was moved since the cycle began, by whom and why");
}

Result<int> show_goalposts(Context& context, const DiffOptions& options) {
  if (options.range || options.stat)
    return usage_failure("--goalposts: not with REV or --stat", "it looks at all commits since the cycle began");
  TRY_ASSIGN(const auto session, open_session_with_cycle(context, {.kpis_alone = true}));
  if (!session.cycle) {
    const reports::Goalposts none{.as_of = session.day, .workspace = &session.workspace};
    return present_nothing(context, session, presentation({}, none));
  }
  const bool until_day = context.globals().as_of.has_value();
  TRY_ASSIGN(const auto goalposts, goalposts_of(session.workspace, *session.cycle, session.day, until_day));
  present(context, presentation("Definitions that moved", goalposts));
  TRY(say_unknown_moves(context, goalposts, options.exit_code));
  if (const int broken = report_faults(context, session.workspace); broken != 0) return broken;
  return options.exit_code && reports::count_unexplained(goalposts) > 0 ? 1 : 0;
}

/// One that either side has.
Result<CycleId> cycle_asked(const TwoStates& states, std::string_view typed, Date today) {
  TRY_ASSIGN(auto id, cycle_called(states.after, typed, today));
  if (!check_cycle_known(states.before, id)) TRY(check_cycle_known(states.after, id));
  return id;
}

Result<int> run_diff(Context& context, const DiffOptions& options) {
  if (options.goalposts) return show_goalposts(context, options);
  TRY_ASSIGN(const auto states, open_two_states(context, options.range));
  reports::DiffSides sides{states.before, states.after, states.from, states.to, std::nullopt};
  if (const auto& cycle = context.globals().cycle) {
    TRY_ASSIGN(sides.only, cycle_asked(states, *cycle, context.today()));
  }
  const reports::Differences differences = reports::differences_of(sides, context.today());
  Presentation shown = presentation("What changed", differences);
  if (options.stat) shown.document = [&] { return reports::diff_stat_document(differences); };
  present(context, shown);
  if (const int broken = report_faults(context, states.after); broken != 0) return broken;
  return options.exit_code && !differences.rows.empty() ? 1 : 0;
}

constexpr Example diff_examples[] = {
    {"okr diff", "what was changed since the last commit"},
    {"okr diff HEAD~4", "since four commits ago"},
    {"okr diff main...", "what this branch does to the goals"},
    {"okr diff main... --format md", "the same as a comment on a pull request"},
    {"okr diff @{2026-08-01} --stat", "a line a record since the first of August"},
    {"okr diff --goalposts", "which targets were moved in this cycle, by whom, and what it did to the score"},
    {"okr diff --exit-code -q && echo unchanged", "for a script"},
};

}  // namespace

constinit const Command diff_command{
    .name = "diff",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "what changed between commits, and by what cause",
    .examples = diff_examples,
    .exit_1 = "with --exit-code, when something differs",
    .prepare = prepared<DiffOptions, declare_diff, run_diff>,
};

}  // namespace okr::cli
