// SPDX-License-Identifier: MIT
// okr kpi: the scorecard, its gates, and the objectives that breached KPIs call for.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/records/actions.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/model/workspace.hpp"
#include "reports/kpi/scorecard.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

using reports::KpiGate;
using reports::Scorecard;
using reports::ScorecardRow;

constexpr EnumChoice<PeriodUnit> periods[] = {
    {"day", PeriodUnit::day},     {"week", PeriodUnit::week, "ISO weeks"},
    {"month", PeriodUnit::month}, {"quarter", PeriodUnit::quarter, "of the fiscal year"},
    {"half", PeriodUnit::half},   {"year", PeriodUnit::year}};

struct KpiOptions {
  std::vector<std::string> words;
  std::optional<PeriodUnit> by;
  std::optional<std::string> since;
  std::string team;
  std::optional<Level> level;
  bool write = false;
  bool git_commit = false;
  std::vector<std::string> fail_on;
};

void declare_kpi(Syntax& syntax, KpiOptions& options) {
  syntax.argument(options.words, "ID", "KPIs; all without it").completes(Completes::kpi);
  syntax.choice(options.by, "by", periods, "values, comparisons and limits of other periods than each KPI's own");
  syntax.value(options.since, "since", "DATE", "where the row of periods begins; limits and comparisons do not move")
      .completes(Completes::date);
  syntax.value(options.team, "team", "NAME", "only this team's KPIs").completes(Completes::team);
  syntax.choice(options.level, "level", "only KPIs of this level");
  syntax.flag(options.write, "write",
              "draft the objectives that are called for, in the cycle of --cycle or the next draft");
  git_commit_flag(syntax, options.git_commit);
  syntax.value(options.fail_on, "fail-on", "WHAT", "exit 1 when there is one")
      .one_of({{"red", "a KPI off its target"},
               {"signal", "one that moved more than chance, and not for the better"},
               {"stale", "one of which two complete periods or more are missing"}});
}

Status check_kpi(const Context& context, const KpiOptions& options) {
  if (options.git_commit && !options.write)
    return usage_failure("--git-commit goes with --write",
                         "without it nothing is written but a file of -o, which is yours to commit");
  if (options.write && options.by)
    return usage_failure("--write and --by exclude each other", "an objective is called for by a KPI's own periods");
  if (options.write && !options.fail_on.empty()) return usage_failure("--write and --fail-on exclude each other");
  if (!options.write && context.globals().cycle)
    return usage_failure("--cycle says where --write puts a draft", "KPIs themselves belong to no cycle");
  return {};
}

// --- opening ---------------------------------------------------------------------------------------------------------

/// Those that have not ended, as far as their names tell, then those that are over and may still be in force.
std::vector<CycleId> cycles_with_work(const Workspace& workspace, Date today) {
  std::vector<CycleId> ids;
  for (const KnownCycle& known : workspace.known_cycles)
    if (!known.period || today <= known.period->last) ids.push_back(known.id);
  const std::vector<CycleSpan> spans = spans_of(workspace);
  for (const CycleSpan& span : spans)
    if (may_linger(span, spans, today)) ids.push_back(span.id);
  return ids;
}

/// KPIs, and the cycles in which somebody may work on them.
Result<Session> open_for_report(Context& context) {
  const auto peek = open_session(context, Needs::glance());
  if (!peek) return peek;
  Needs needs{.cycle = {}, .cycles = store::Wanted::Cycles::none};
  needs.also = cycles_with_work(peek->workspace, context.today());
  if (!needs.also.empty()) {
    needs.cycles = store::Wanted::Cycles::current;
    needs.cycle = needs.also.front().text;
  }
  auto session = open_session(context, needs);
  if (session) session->is_named = false;  // not by anybody who typed
  return session;
}

tl::unexpected<Error> unknown(const Session& session, const std::string& typed) {
  const std::string shown = safe_for_terminal(typed);
  if (const auto other = look_up(session.workspace, session.scope(), typed); other && !other->kpi)
    return usage_failure(fmt::format("'{}' is no KPI", shown), fmt::format("`okr show {}` shows it", shown));
  return tl::unexpected(unknown_kpi(session.workspace, typed, "`okr kpi` lists them"));
}

Result<reports::ScorecardQuestion> question_of(const Context& context, const Session& session,
                                               const KpiOptions& options) {
  reports::CycleFilter names;
  names.team = options.team;
  TRY(reports::check_names(session.workspace, names));
  reports::ScorecardQuestion question{{{}, options.team, options.level}, options.by, {}};
  for (const std::string& word : options.words) {
    const Kpi* kpi = kpi_called(session.workspace, word);
    if (!kpi) return unknown(session, word);
    question.filter.ids.push_back(kpi->id.text);
  }
  TRY_ASSIGN(question.since, since_day(context, options.since, session.workspace.fiscal_start()));
  return question;
}

// --- the report ------------------------------------------------------------------------------------------------------

int gates(Context& context, const KpiOptions& options, const Scorecard& scorecard) {
  bool missed = false;
  for (const std::string& word : options.fail_on) {
    const auto ids = reports::failing(scorecard, *parse_word<KpiGate>(word));
    if (ids.empty()) continue;
    say_gate_missed(context, fmt::format("{}: {}", word, some_of(ids)));
    missed = true;
  }
  return missed ? 1 : 0;
}

Result<int> run_report(Context& context, const KpiOptions& options) {
  TRY_ASSIGN(auto session, open_for_report(context));
  TRY_ASSIGN(const auto question, question_of(context, session, options));
  const auto scorecard = reports::scorecard_of(session.workspace, question, context.today());
  const bool broken = std::ranges::any_of(
      scorecard->rows, [](const ScorecardRow& row) { return row.numbers.status == Rag::not_available; });
  if (broken) note_computed_faults(context, session.workspace);
  present(context, presentation("KPIs", *scorecard));
  const int faults = report_faults(context, session.workspace);
  return faults != 0 ? faults : gates(context, options, *scorecard);
}

Result<Action> prepare(Context& context, const KpiOptions& options) {
  TRY_ASSIGN(auto session, open_for_change(context));
  TRY_ASSIGN(const auto question, question_of(context, session, options));
  const auto scorecard = reports::scorecard_of(session.workspace, question, context.today());
  return actions::action_for_proposals(context, std::move(session), *scorecard);
}

Result<int> run_write(Context& context, const KpiOptions& options) {
  return write_and_exit(
      context, [&] { return prepare(context, options); }, options.git_commit);
}

Result<int> run_kpi(Context& context, const KpiOptions& options) {
  TRY(check_kpi(context, options));
  return options.write ? run_write(context, options) : run_report(context, options);
}

constexpr Example kpi_examples[] = {
    {"okr kpi", "what needs a person, what to watch, what is fine"},
    {"okr kpi sleep deep-work --since 2026-06-01", "two of them, with their periods since June"},
    {"okr kpi --by quarter --level company", "the company's KPIs by quarter"},
    {"okr kpi turnover --write -n", "the objective that it calls for, as a diff"},
    {"okr kpi --fail-on signal --fail-on stale -q", "a gate for a pipeline"},
};

}  // namespace

constinit const Command kpi_command{
    .name = "kpi",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "the KPIs: what to decide, what to watch, what is fine",
    .examples = kpi_examples,
    .exit_1 = "when a gate (--fail-on) is missed",
    .prepare = prepared_with_at<KpiOptions, declare_kpi, run_kpi>,
};

}  // namespace okr::cli
