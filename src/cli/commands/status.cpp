// SPDX-License-Identifier: MIT
// okr status: the board.
#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/try.hpp"
#include "okr/model/look_up.hpp"
#include "reports/status/board.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

constexpr EnumChoice<reports::Grouping> status_groupings[] = {
    {"team", reports::Grouping::team, "a block for each team"},
    {"owner", reports::Grouping::owner, "a block for each owner"},
    {"level", reports::Grouping::level, "a block for each level"},
    {"tag", reports::Grouping::tag, "a block for each tag"}};
constexpr EnumChoice<reports::Sorting> sortings[] = {{"file", reports::Sorting::file, "as in the files"},
                                                     {"risk", reports::Sorting::risk, "the worst first"}};

struct StatusOptions {
  std::vector<std::string> words;
  bool due = false;
  bool titles = false;
  reports::BoardQuestion question;
};

void declare_status(Syntax& syntax, StatusOptions& options) {
  syntax.argument(options.words, "CYCLE|ID", "a cycle, objectives and key results; without them the current cycle")
      .completes(Completes::any_id);
  syntax.flag(options.due, "due",
              "only what waits for a check-in or to be closed, in all cycles in force; exit 1 if something does");
  titles_flag(syntax, options.titles);
  syntax.choice(options.question.grouping, "by", status_groupings, "group the objectives");
  syntax.choice(options.question.sorting, "sort", sortings, "which order; file unless said");
  syntax.value(options.question.filter.owner, "owner", "NAME", "only what this person answers for")
      .completes(Completes::person);
  syntax.value(options.question.filter.team, "team", "NAME", "only this team's objectives").completes(Completes::team);
  syntax.value(options.question.filter.tag, "tag", "WORD", "only what bears this tag").completes(Completes::tag);
  syntax.choice(options.question.filter.level, "level", "only objectives of this level");
}

/// Pages that are sent around name no commands.
bool shows_commands(const Context& context) { return context.format() == Format::table; }

/// The board of a filter shows nothing else to people; programs get the numbers of the whole cycle beside it.
bool shows_few(const Context& context, const reports::CycleFilter& filter) {
  const Format format = context.format();
  return (format == Format::table || format == Format::md || format == Format::html) && filter.ids.empty() &&
         !is_everything(filter);
}

Result<reports::DueQuestion> due_question(const Session& session, const StatusOptions& options) {
  reports::DueQuestion question{options.question.filter, {}};
  LookUp names(session.workspace);
  for (const std::string& word : options.words) {
    TRY_ASSIGN(const auto found, names.of(session.scope(), word));
    question.named.push_back(found);
  }
  return question;
}

Result<int> run_due(Context& context, const StatusOptions& options) {
  TRY_ASSIGN(auto session, open_session_for(context, {.ended = true}, options.words));
  TRY_ASSIGN(const auto question, due_question(session, options));
  TRY(reports::check_names(session.workspace, question.filter));
  const Workspace& workspace = session.workspace;
  const auto items = reports::due_items(workspace, session.current, question, context.today());
  auto ended = unclosed_cycles(workspace, context.today());
  std::erase_if(ended, [&](const EndedCycle& one) { return !reports::asks_for(question, one); });
  if (!context.globals().quiet)
    present(context, {"What is due",
                      [&] { return reports::due_document(session.current, items, ended, shows_commands(context)); },
                      [&] { return reports::due_records(items, ended, context.today()); },
                      [&] { return reports::due_json(items, ended, session.current, context.today()); }});
  const int broken = report_computed_faults(context, session.workspace);
  const bool is_due = !items.empty() || std::ranges::any_of(ended, &EndedCycle::in_force);
  return broken != 0 ? broken : is_due ? 1 : 0;
}

/// What was typed; alone, `okr` shows the board too.
std::string board_command(const Context& context) {
  const std::vector<std::string>& words = context.world().words;
  const bool is_named = std::ranges::any_of(
      words, [](const std::string& word) { return word == status_command.name || word == status_command.alias; });
  return typed_command(context) + (is_named ? "" : " status");
}

Result<int> run_status(Context& context, const StatusOptions& options) {
  if (options.due) return run_due(context, options);
  reports::BoardQuestion question = options.question;
  Needs needs{.ended = true, .due = is_everything(question.filter), .kpis_alone = true};
  if (shows_few(context, question.filter))
    needs.shows = [&](const Settings& settings, const Objective& objective) {
      return may_show(question.filter, settings, objective);
    };
  TRY_ASSIGN(auto choice, open_cycle_choice(context, options.words, needs));
  Session& session = choice.session;
  if (!session.cycle && !is_everything(question.filter)) return present_nothing_of<reports::Board>(context, session);
  if (!session.cycle) return present_kpis_alone(context, session);
  TRY(reports::check_names(session.workspace, question.filter));
  question.filter.ids = choice.ids;
  question.shown_alone = shows_few(context, question.filter);
  question.with_others = is_everything(question.filter);
  question.command = board_command(context);
  const auto board = reports::board_of(session.workspace, *session.cycle, question, context.today());
  Presentation shown = presentation(session.cycle->id.text, *board, options.titles);
  shown.document = [&] {
    draw::Document page = document_of(*board);
    reports::add_ended(page, board->ended, shows_commands(context));
    reports::add_board_legend(page, *board);
    return page;
  };
  if (has_fault(board->numbers)) note_computed_faults(context, session.workspace);
  present(context, shown);
  return report_faults(context, session.workspace);
}

constexpr Example status_examples[] = {
    {"okr status", "the current cycle, with what needs you on top"},
    {"okr status ship --sort risk", "one objective, the worst first"},
    {"okr status previous", "the cycle that ended last"},
    {"okr status 2026-Q2 --as-of 2026-05-31", "an earlier quarter as it stood on that day"},
    {"okr status --due -q || okr checkin", "for a shell's start-up file: only bother me when something is due"},
    {"okr status --json | jq -r '.objectives[].key_results[] | [.id, .status] | @tsv'", "ids and status for a script"},
};

}  // namespace

constinit const Command status_command{
    .name = "status",
    .alias = "st",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "the board: what to look at, key results against pace",
    .examples = status_examples,
    .exit_1 = "with --due, when something is due",
    .prepare = prepared_with_at<StatusOptions, declare_status, run_status>,
};

}  // namespace okr::cli
