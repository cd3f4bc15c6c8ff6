// SPDX-License-Identifier: MIT
// okr score: stretch goals and promises with their verdicts, and gates for scripts.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "reports/score/scores.hpp"
#include "reports/words.hpp"
#include "session/history/comparing.hpp"
#include "session/history/looking_back.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

constexpr EnumChoice<reports::Grouping> score_groupings[] = {
    {"team", reports::Grouping::team, "a line for each team"},
    {"owner", reports::Grouping::owner, "a line for each owner"},
    {"level", reports::Grouping::level, "a line for each level"},
    {"tag", reports::Grouping::tag, "a line for each tag"}};
enum class Scale { one, hundred };
constexpr EnumChoice<Scale> scales[] = {{"1", Scale::one, "0.70"}, {"100", Scale::hundred, "70"}};

/// Not a standing of today's files: git tells it.
constexpr std::string_view unexplained_change = "unexplained-change";

struct ScoreOptions {
  std::optional<std::string> cycle;
  reports::Grouping grouping = reports::Grouping::none;
  std::optional<int> last;
  bool at_close = false;
  bool total = false;
  bool forecast = false;
  bool titles = false;
  std::optional<Scale> scale;
  std::optional<double> fail_under;
  std::vector<std::string> fail_on;
};

void declare_score(Syntax& syntax, ScoreOptions& options) {
  syntax.argument(options.cycle, "CYCLE", "a cycle; without it the current one").completes(Completes::cycle);
  titles_flag(syntax, options.titles);
  syntax.choice(options.grouping, "by", score_groupings, "one line a group");
  syntax.value(options.last, "last", "N", "one line a cycle: this one and those of its length before it");
  syntax.flag(options.at_close, "at-close",
              "with --last: what each cycle closed with, and what today's files would give");
  syntax.flag(options.total, "total", "the mean over all objectives, one number alone");
  syntax.flag(options.forecast, "forecast", "beside each score the one it is expected to end with");
  syntax.choice(options.scale, "scale", scales, "how scores are printed; else as okr.toml says");
  syntax.value(options.fail_under, "fail-under", "X", "exit 1 when the printed total is less");
  syntax.value(options.fail_on, "fail-on", "WHAT", "exit 1 when there is one")
      .one_of({{"at-risk", "a key result or an objective that is at risk, or a promise that was missed"},
               {"behind", "one that is behind, without data, or at risk"},
               {"stale", "one that nobody spoke of for two cadences"},
               {"missed", "a committed objective that was not met, or cannot be any more"},
               {"warning", "a warning about the files or the readings"},
               {unexplained_change, "a definition that was moved since the cycle began, by git, without a reason"}});
}

Status check_score(const ScoreOptions& options) {
  const int layouts =
      (options.grouping != reports::Grouping::none ? 1 : 0) + (options.last ? 1 : 0) + (options.total ? 1 : 0);
  if (layouts > 1) return usage_failure("--by, --last and --total exclude each other");
  if (options.forecast && layouts > 0) return usage_failure("--forecast: not with --by, --last or --total");
  if (options.at_close && !options.last)
    return usage_failure("--at-close: only with --last", "`okr score --last 4 --at-close`");
  if (options.last && *options.last < 1) return usage_failure("--last must be 1 or more");
  return {};
}

/// Where nobody knows the scale, since okr.toml is broken, that is said, and not that the number is none.
Status check_fail_under(const ScoreOptions& options, const Workspace& workspace, int scale) {
  const bool is_known = options.scale || reports::unread_settings_text(workspace).empty();
  if (!is_known) scale = 100;
  if (!options.fail_under) return {};
  if (is_known && scale == 100 && *options.fail_under > 0 && *options.fail_under <= 1)
    return usage_failure(
        fmt::format("--fail-under: scores are printed from 0 to 100 here, which {} is hardly meant for",
                    shortest(*options.fail_under)),
        fmt::format("write --fail-under {}, or --scale 1 beside it", shortest(*options.fail_under * 100)));
  if (*options.fail_under >= 0 && *options.fail_under <= scale) return {};
  const std::string hint =
      scale == 1 ? "scores are printed from 0 to 1; --scale 100 changes that" : "scores are printed from 0 to 100";
  return usage_failure(fmt::format("--fail-under: {} is out of range", shortest(*options.fail_under)), hint);
}

// --- gates -----------------------------------------------------------------------------------------------------------

bool misses_total(Context& context, const ScoreOptions& options, const reports::Scores& scores, int scale) {
  if (!options.fail_under) return false;
  if (!scores.numbers.ended && !context.globals().quiet)
    context.say("okr: " + scores.numbers.cycle->id.text +
                " still runs: --fail-under compares with the score so far, --fail-on behind with its pace\n");
  const double printed = reports::printed_score(*scores.numbers.shown, scale);
  if (!(printed < *options.fail_under)) return false;
  say_gate_missed(context,
                  fmt::format("score {} is under {}", draw::bare(reports::score_text(scores.numbers.shown, scale)),
                              shortest(*options.fail_under)));
  return true;
}

/// "ship.users target", of each that nothing explains.
Result<std::vector<std::string>> unexplained_changes(Context& context, const Session& session) {
  const bool until_day = context.globals().as_of.has_value();
  TRY_ASSIGN(const auto goalposts, goalposts_of(session.workspace, *session.cycle, session.day, until_day));
  TRY(say_unknown_moves(context, goalposts, true));
  std::vector<std::string> names;
  for (const reports::MovedGoalpost& move : goalposts.moves)
    for (const reports::DifferenceCause& cause : move.row.causes)
      if (cause.unexplained)
        names.push_back(reports::goalpost_id(move.row) + " " + (cause.field.empty() ? "dropped" : cause.field));
  return names;
}

Result<int> gates(Context& context, const ScoreOptions& options, const Session& session, const reports::Scores& scores,
                  int scale) {
  bool missed = misses_total(context, options, scores, scale);
  for (const std::string& word : options.fail_on) {
    const auto gate = parse_word<reports::Gate>(word);
    if (!gate) {  // unexplained_change
      TRY_ASSIGN(const auto moved, unexplained_changes(context, session));
      if (!moved.empty()) say_gate_missed(context, word + ": " + some_of(moved));
      missed = missed || !moved.empty();
      continue;
    }
    const auto names = reports::failing(scores, *gate);
    if (names.empty()) continue;
    say_gate_missed(context, word == "missed" ? some_of(names) : fmt::format("{}: {}", word, some_of(names)));
    missed = true;
  }
  return missed ? 1 : 0;
}

// --- printing --------------------------------------------------------------------------------------------------------

void print_total(Context& context, const reports::Scores& scores, int scale) {
  const CycleNumbers& numbers = scores.numbers;
  present(context, context.format(),
          {numbers.cycle->id.text, [&] { return reports::total_document(numbers, scale); },
           [&] { return reports::total_records(numbers); }, [&] { return reports::total_json(numbers, scale); }});
}

/// One number says nothing of how old it is: that is said beside it, with -q too.
void say_stale(Context& context, const CycleNumbers& numbers) {
  int stale = 0, asked = 0;
  for (const ObjectiveNumbers& objective : numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results) {
      if (kr.recency.freshness == Freshness::not_asked) continue;
      ++asked;
      if (kr.recency.freshness == Freshness::stale) ++stale;
    }
  if (stale > 0)
    context.warn({ErrorKind::answer_no,
                  fmt::format("{} of {} of {} still asked about {} stale (okr status --due)", stale,
                              counted(asked, "key result"), numbers.cycle->id.text, stale == 1 ? "is" : "are"),
                  {},
                  "stale"});
}

void print(Context& context, const ScoreOptions& options, const reports::Scores& scores, int scale) {
  if (options.total) {
    say_stale(context, scores.numbers);
    return print_total(context, scores, scale);
  }
  present(context, presentation(scores.numbers.cycle->id.text, scores, options.titles));
}

Presentation history_of(const std::vector<CycleNumbers>& cycles, const Scoring& scoring, int scale, Date as_of) {
  return {"Scores of the last cycles",
          [&cycles, &scoring, scale] { return reports::score_history_document(cycles, scoring, scale); },
          [&cycles, as_of] { return reports::score_history_records(cycles, as_of); },
          [&cycles, as_of] { return reports::score_history_json(cycles, as_of); }};
}

Presentation closings_presentation(const std::vector<reports::AtClose>& closings, int scale, Date as_of) {
  return {"Scores at the close of cycles", [&closings, scale] { return reports::at_close_document(closings, scale); },
          [&closings, as_of] { return reports::at_close_records(closings, as_of); },
          [&closings, as_of] { return reports::at_close_json(closings, as_of); }};
}

void print_history(Context& context, const Session& session, const std::vector<const Cycle*>& earlier, int scale) {
  std::vector<CycleNumbers> cycles{numbers_of(session.workspace, *session.cycle, context.today())};
  for (const Cycle* cycle : earlier) cycles.push_back(numbers_of(session.workspace, *cycle, context.today()));
  present(context, history_of(cycles, session.workspace.settings.scoring, scale, context.today()));
}

Status print_closings(Context& context, const Session& session, const std::vector<const Cycle*>& earlier, int scale) {
  std::vector<const Cycle*> cycles{session.cycle};
  cycles.insert(cycles.end(), earlier.begin(), earlier.end());
  TRY_ASSIGN(const auto closings, closings_of(context, session, cycles));
  present(context, closings_presentation(closings, scale, context.today()));
  return {};
}

/// KPIs and no cycle yet: nothing in it misses a gate, and a number that was asked for is not there.
Result<int> present_no_score(Context& context, const Session& session, const ScoreOptions& options) {
  const Date as_of = context.today();
  if (options.total || options.fail_under)
    return data_failure("this workspace has no cycle yet, and so no score",
                        cycle_to_add(session.workspace, session.day));
  if (options.at_close) return present_nothing(context, session, closings_presentation({}, 1, as_of));
  if (options.last)
    return present_nothing(context, session, history_of({}, session.workspace.settings.scoring, 1, as_of));
  reports::Scores none;
  none.grouping = options.grouping;
  return present_nothing_of(context, session, std::move(none));
}

/// Why there is no total, as an error where one was asked for.
Status require_total(const ScoreOptions& options, const reports::Scores& scores) {
  if (scores.numbers.shown || !(options.total || options.fail_under)) return {};
  return data_failure(
      fmt::format("{} has no score: {}", scores.numbers.cycle->id.text, word(scores.numbers.score.absence)),
      "`okr score` shows what is there, `okr check` what is broken");
}

Result<int> run_score(Context& context, const ScoreOptions& options) {
  TRY(check_score(options));
  const bool asks_git = contains(options.fail_on, unexplained_change);
  if (asks_git && context.past())
    return usage_failure("--fail-on unexplained-change: not with --at", "it looks at all commits");
  const std::size_t count = options.last ? static_cast<std::size_t>(*options.last - 1) : 1;
  TRY_ASSIGN(auto session, open_with_earlier(context, {.cycle = options.cycle, .kpis_alone = true}, count));
  if (!session.cycle) return present_no_score(context, session, options);
  int& scale = session.workspace.settings.scoring.scale;
  if (options.scale) scale = *options.scale == Scale::hundred ? 100 : 1;
  TRY(check_fail_under(options, session.workspace, scale));
  const auto earlier = earlier_cycles(session, count);
  const Cycle* previous = options.last || earlier.empty() ? nullptr : earlier.front();
  const auto scores = reports::scores_of(
      session.workspace, {session.cycle, previous, options.grouping, options.forecast}, context.today());
  if (!has_fault(scores->numbers))
    forget_faults_elsewhere(session, earlier);
  else
    note_computed_faults(context, session.workspace);
  const auto required = require_total(options, *scores);
  if (options.at_close)
    TRY(print_closings(context, session, earlier, scale));
  else if (options.last)
    print_history(context, session, earlier, scale);
  else if (!(options.total && !required))
    print(context, options, *scores, scale);
  const int broken = report_faults(context, session.workspace);
  if (!required) return tl::unexpected<Error>(required.error());
  if (broken != 0) return broken;
  return gates(context, options, session, *scores, scale);
}

constexpr Example score_examples[] = {
    {"okr score", "how it stands so far"},
    {"okr score 2026-Q2", "how a quarter ended"},
    {"okr score previous --fail-on missed", "for a job on the first day of a quarter"},
    {"okr score --by team --fail-on missed", "a line a team; exit 1 when a promise was not kept"},
    {"okr score --last 4", "the last four quarters"},
    {"okr score --last 4 --at-close", "whether they would still close with the score that they closed with"},
    {"okr score --forecast", "with the scores that are expected at the end"},
    {"okr score --total --scale 100", "one number, for a badge"},
    {"okr score --fail-on behind --fail-on stale -q", "a gate for a pipeline"},
    {"okr score --fail-on unexplained-change -q", "exit 1 when a target was moved and nothing says why"},
};

}  // namespace

constinit const Command score_command{
    .name = "score",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "stretch-goal scores with verdicts, gates for scripts",
    .examples = score_examples,
    .exit_1 = "when a gate (--fail-under, --fail-on) is missed",
    .prepare = prepared_with_at<ScoreOptions, declare_score, run_score>,
};

}  // namespace okr::cli
