// SPDX-License-Identifier: MIT
// okr review: the ritual's page, weekly, in the middle and at the end of a cycle. One function a kind of review.
#include <optional>
#include <string>

#include "actions/cycle/closing.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/try.hpp"
#include "reports/review/review.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct ReviewOptions {
  std::optional<std::string> cycle;
  bool weekly = false;
  bool mid = false;
  bool final = false;
  std::optional<std::string> plan;
  std::optional<std::string> since;
  bool titles = false;
  bool write = false;
  bool git_commit = false;
};

void declare_review(Syntax& syntax, ReviewOptions& options) {
  syntax.argument(options.cycle, "CYCLE", "a cycle; without it the current one").completes(Completes::cycle);
  syntax.flag(options.weekly, "weekly", "the week: what was meant, what moved, what comes (the default)");
  syntax.flag(options.mid, "mid", "half-way: forecasts, needed rates, said and computed, questions, decisions");
  syntax.flag(options.final, "final", "at the end: scores, verdicts, what was missed, what there is to learn");
  syntax.value(options.plan, "plan", "NEXT", "the next cycle: KPIs first, what carries, drafts, what to look at")
      .completes(Completes::cycle);
  syntax.value(options.since, "since", "DATE", "of the week: compare with DATE, not with a cadence ago")
      .completes(Completes::date);
  titles_flag(syntax, options.titles);
  syntax.flag(options.write, "write",
              "save it as Markdown in the cycle's folder, reviews/DATE-KIND.md; of a plan: make the draft of NEXT");
  git_commit_flag(syntax, options.git_commit);
}

// --- what every kind does --------------------------------------------------------------------------------------------

/// A review, ready to be shown or saved.
struct Review {
  std::string word;  ///< of its file: "weekly"
  Presentation presentation;
  const CycleNumbers& numbers;
};

Status check_review(const Context& context, const ReviewOptions& options) {
  const int kinds = (options.weekly ? 1 : 0) + (options.mid ? 1 : 0) + (options.final ? 1 : 0) + (options.plan ? 1 : 0);
  if (kinds > 1) return usage_failure("--weekly, --mid, --final and --plan exclude each other");
  if (options.since && (options.mid || options.final || options.plan))
    return usage_failure("--since: only the weekly review compares with a day");
  if (options.git_commit && !options.write)
    return usage_failure("--git-commit goes with --write",
                         "without it nothing is written but a file of -o, which is yours to commit");
  const auto& format = context.globals().format;
  if (options.write && format && *format != Format::md && *format != Format::json)
    return usage_failure("--write saves Markdown; another --format does not go with it",
                         "--json says what was written");
  return {};
}

/// Saved or shown; then what is broken, which is exit 3. A review with numbers in error is not saved.
Result<int> finish(Context& context, const ReviewOptions& options, Session& session, const Review& review) {
  const bool faulty = has_fault(review.numbers);
  if (faulty) note_computed_faults(context, session.workspace);
  if (!options.write) {
    Presentation presentation = review.presentation;
    presentation.titles = options.titles;
    present(context, presentation);
  }
  if (options.write && !faulty) {
    if (!session.is_named) TRY(check_choice(session));
    TRY(write_only(
        context,
        [&] { return actions::action_for_review(context, session, review.word, review.presentation.document()); },
        options.git_commit));
  }
  const int broken = report_faults(context, session.workspace);
  if (options.write && faulty)
    return data_failure("a record of " + session.cycle->id.text + " is in error: nothing was written");
  return broken;
}

// --- weekly ----------------------------------------------------------------------------------------------------------

Result<Date> since_of(const Context& context, const ReviewOptions& options, const Session& session) {
  if (!options.since) return reports::default_since(session.workspace.settings, *session.cycle, context.today());
  return past_date(context, "--since", *options.since, session.workspace.fiscal_start());
}

Result<int> review_week(Context& context, const ReviewOptions& options) {
  TRY_ASSIGN(auto session,
             open_session_with_cycle(context, {.cycle = options.cycle, .running = true, .kpis_alone = !options.write}));
  if (!session.cycle) return present_kpis_alone(context, session);
  TRY_ASSIGN(const auto since, since_of(context, options, session));
  const auto weekly = reports::weekly_of(session.workspace, *session.cycle, since, context.today());
  return finish(context, options, session,
                {"weekly", presentation(session.cycle->id.text, *weekly), weekly->board->numbers});
}

// --- mid-cycle -------------------------------------------------------------------------------------------------------

Result<int> review_middle(Context& context, const ReviewOptions& options) {
  TRY_ASSIGN(auto session,
             open_session_with_cycle(context, {.cycle = options.cycle, .running = true, .kpis_alone = !options.write}));
  if (!session.cycle) return present_kpis_alone(context, session);
  const auto review = reports::mid_review_of(session.workspace, *session.cycle, context.today());
  return finish(context, options, session,
                {"mid", presentation(session.cycle->id.text, *review), review->outlook->numbers});
}

// --- final -----------------------------------------------------------------------------------------------------------

Result<int> review_end(Context& context, const ReviewOptions& options) {
  TRY_ASSIGN(auto session,
             open_with_earlier(context, {.cycle = options.cycle, .running = true, .kpis_alone = !options.write}, 1));
  if (!session.cycle) return present_kpis_alone(context, session);
  const auto earlier = earlier_cycles(session, 1);
  const Cycle* previous = earlier.empty() ? nullptr : earlier.front();
  const auto review = reports::final_review_of(session.workspace, *session.cycle, previous, context.today());
  const CycleNumbers& numbers = review->scores->numbers;
  if (!has_fault(numbers)) forget_faults_elsewhere(session, earlier);
  return finish(context, options, session, {"final", presentation(session.cycle->id.text, *review), numbers});
}

Result<int> run_review(Context& context, const ReviewOptions& options) {
  TRY(check_review(context, options));
  if (options.mid) return review_middle(context, options);
  if (options.final) return review_end(context, options);
  if (options.plan)
    return actions::plan_next(context, {options.cycle, *options.plan, options.write, options.git_commit});
  return review_week(context, options);
}

constexpr Example review_examples[] = {
    {"okr review", "the page for Monday"},
    {"okr review --mid", "the page for the middle of the cycle"},
    {"okr review 2026-Q2 --final", "how a quarter ended, and what it taught"},
    {"okr review --since 2026-08-01", "what moved since then"},
    {"okr review --format html -o review.html", "the same as a page to send around"},
    {"okr review --plan 2026-Q4", "the page from which the next quarter is planned"},
    {"okr review --write", "kept in the cycle's folder, in git"},
};

}  // namespace

constinit const Command review_command{
    .name = "review",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "the page for Monday, for half-way and for the end",
    .examples = review_examples,
    .exit_1 = "with --write, when the review of that day was edited outside of its answers, or is none of okr's",
    .prepare = prepared_with_at<ReviewOptions, declare_review, run_review>,
};

}  // namespace okr::cli
