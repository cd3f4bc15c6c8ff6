// SPDX-License-Identifier: MIT
// okr new: one more cycle, objective, key result or KPI, at its place in the files.
#include <string>

#include <fmt/core.h>

#include "actions/records/addition.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/words.hpp"
#include "session/records.hpp"
#include "session/writing/editor.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct NewOptions {
  std::string kind;
  actions::NewRecord record;
  bool edit = false;
  bool git_commit = false;
};

void declare_new(Syntax& syntax, NewOptions& options) {
  actions::NewFlags& flags = options.record.flags;
  syntax.argument(options.kind, "KIND", "what to add: cycle, objective, kr (a key result) or kpi")
      .one_of({{"cycle", "a quarter, a year, ..."}, {"objective"}, {"kr", "a key result"}, {"kpi"}});
  syntax.argument(options.record.id, "ID", "its id: 2026-Q4, ship, ship.users, visits").completes(Completes::new_id);
  syntax.argument(options.record.words, "FIELD=VALUE", "any field by its name: why='...' weight=2 kpi=visits")
      .assigns()
      .completes(Completes::new_field);
  syntax.value(flags.title, "title", "TEXT", "what it is called");
  syntax.value(flags.from, "from", "CYCLE", "for a cycle: start with what is unfinished in that one")
      .completes(Completes::cycle);
  syntax.value(flags.type, "type", "", "for an objective: how ambitious it is").one_of(choices_of<ObjectiveType>());
  syntax.value(flags.owner, "owner", "NAME", "who answers for it").completes(Completes::person);
  syntax
      .value(flags.start, "start", "DATE",
             "first day of a cycle or a key result; in a cycle that runs a key result begins today")
      .completes(Completes::date);
  syntax.value(flags.end, "end", "DATE", "last day of a cycle, due day of a key result").completes(Completes::date);
  syntax.value(flags.due, "due", "DATE", "due day of a key result").completes(Completes::date);
  syntax.value(flags.kind, "kind", "", "for a key result: its kind, where the numbers do not tell")
      .one_of(choices_of<Kind>());
  syntax.value(flags.baseline, "baseline", "N", "value at the start");
  syntax.value(flags.target, "target", "N", "value to reach");
  syntax.value(flags.change, "change", "PERCENT", "target as a change of the baseline: +20%, -5%");
  syntax.value(flags.stretch, "stretch", "N", "value beyond the target that scores 1.0");
  syntax.value(flags.commit, "commit", "N", "value that scores 0.3, beside a stretch");
  syntax.value(flags.min, "min", "N", "lower bound");
  syntax.value(flags.max, "max", "N", "upper bound");
  syntax.value(flags.misses, "misses", "N", "periods that may miss the bound");
  syntax.value(flags.steps, "steps", "LIST", "milestones, parted by commas");
  syntax.value(flags.kpi, "kpi", "KPI", "for a key result: the KPI its values come from").completes(Completes::kpi);
  syntax.value(flags.unit, "unit", "TEXT", "unit of the values");
  syntax.value(flags.good, "good", "", "the direction that is better")
      .one_of({{"up"}, {"down"}, {"range", "KPIs only"}});
  syntax.value(flags.every, "every", "", "for a KPI: the period it is reported for").one_of(choices_of<PeriodUnit>());
  syntax.flag(flags.shared, "shared", "for a KPI: a folder, where each who records it has a file of their own");
  syntax.flag(options.edit, "edit", "open it in the editor afterwards");
  git_commit_flag(syntax, options.git_commit);
}

/// A title is asked for at a terminal; elsewhere it has to be there.
Status require_title(Context& context, actions::NewRecord& record) {
  if (actions::says_title(record) || record.kind == actions::NewKind::cycle) return {};
  std::optional<std::string>& title = record.flags.title;
  if (context.screen().interactive) {
    context.print("Title: ");
    Reply reply = context.reply({.is_recalled = true});
    if (reply.kind == Reply::Kind::interrupted)
      return failure(ErrorKind::interrupted, "interrupted: nothing was written");
    if (reply.kind == Reply::Kind::line) title = std::move(reply.line);
    if (title && !trim(*title).empty()) return {};
  }
  return usage_failure(fmt::format("{} needs a title", actions::article_and_name(record.kind)), "add --title \"...\"");
}

Result<int> edit_new(Context& context, const std::string& name, bool git_commit) {
  TRY_ASSIGN(const auto session, open_for_change(context));
  TRY_ASSIGN(const auto found, find_record(session, name));
  return edit_record(context, session.workspace.root, place_of(session.workspace, found), git_commit);
}

Result<int> run_new(Context& context, const NewOptions& options) {
  actions::NewRecord record = options.record;
  record.kind = *parse_word<actions::NewKind>(options.kind);
  TRY(actions::check_fields(record));
  std::string name;
  TRY_ASSIGN(const auto written, session::write(
                                     context,
                                     [&]() -> Result<Action> {
                                       TRY_ASSIGN(auto session, open_for_change(context));
                                       TRY(require_title(context, record));
                                       TRY_ASSIGN(auto addition,
                                                  actions::addition_of(context, std::move(session), record));
                                       name = addition.name;
                                       if (options.edit) addition.action.next.clear();
                                       return std::move(addition.action);
                                     },
                                     options.git_commit));
  return options.edit && written == Written::files ? edit_new(context, name, options.git_commit) : 0;
}

constexpr Example new_examples[] = {
    {"okr new cycle 2026-Q4 --from 2026-Q3", "the next quarter, with what is unfinished"},
    {"okr new objective ship --title 'People use the tool every week'", "at the end of the current cycle"},
    {"okr new kr ship.users --title 'Weekly users' --target 400", "behind the objective's last key result"},
    {"okr new kr fit.doctor --title 'Check-up done' --kind done --end 2026-08-31", "yes or no, with a due day"},
    {"okr new kr ship.signups --title 'Sign-ups' baseline=40 change=+20% why='The launch is in August'",
     "a fifth more; any field by its name"},
    {"okr new kr ship.release --title 'Version 1.0' --steps 'beta,man pages,1.0.0'", "milestones"},
    {"okr new kpi sleep --title Sleep --unit h --target 7 --every week", "the file kpi/sleep.toml"},
    {"okr new kpi visits --title Visits --every week aggregate=sum --shared",
     "the folder kpi/visits, for several writers"},
};

}  // namespace

constinit const Command new_command{
    .name = "new",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "add a cycle, objective, key result or KPI",
    .examples = new_examples,
    .prepare = prepared<NewOptions, declare_new, run_new>,
};

}  // namespace okr::cli
