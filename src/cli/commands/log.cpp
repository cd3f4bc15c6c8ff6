// SPDX-License-Identifier: MIT
// okr log: what was said and changed, newest first.
#include <optional>
#include <span>
#include <string>

#include "cli/commands/table.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "reports/log/journal.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {
using namespace session;

namespace {

constexpr EnumChoice<Format> log_formats[] = {{"table", Format::table, "for people (the default)"},
                                              {"tsv", Format::tsv, "a line a fact"},
                                              {"csv", Format::csv, "for spreadsheets"},
                                              {"json", Format::json, "for programs"},
                                              {"jsonl", Format::jsonl, "an object an event, a line each"},
                                              {"md", Format::md, "Markdown"},
                                              {"html", Format::html, "one page, without scripts"}};

struct LogOptions {
  std::optional<std::string> id;
  std::optional<std::string> since;
  std::optional<int> limit;
  bool all = false;
  std::optional<Format> format;
};

void declare_log(Syntax& syntax, LogOptions& options) {
  syntax.argument(options.id, "ID", "a cycle, an objective, a key result or a KPI; without it the current cycle")
      .completes(Completes::any_id);
  syntax.value(options.since, "since", "DATE", "nothing before DATE").completes(Completes::date);
  syntax.value(options.limit, "limit", "N", "the N newest");
  syntax.flag(options.all, "all", "every cycle, and every KPI's readings");
  syntax.choice(options.format, "format", log_formats, "how the result is written").replaces_global().last_counts();
}

Result<Session> open(Context& context, const LogOptions& options) {
  if (options.all) return open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::all});
  if (options.id) {
    TRY_ASSIGN(
        const auto glance,
        open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::none, .kpis = store::Wanted::Kpis::none}));
    const std::string home = options.id->substr(0, options.id->find('/'));
    for (const KnownCycle& known : glance.workspace.known_cycles)
      if (known.id.text == home || is_cycle_word(home)) return open_session_with_cycle(context, {.cycle = home});
    return open_session_for(context, {}, std::span(&*options.id, 1));  // a KPI's needs no cycle
  }
  return open_session_with_cycle(context, {.kpis_alone = true});
}

Status check_log(const Context& context, const LogOptions& options) {
  if (options.limit && *options.limit < 1) return usage_failure("--limit must be 1 or more");
  if (options.all && (options.id || context.globals().cycle))
    return usage_failure("--all is every cycle: it stands without an id", "leave out one of them");
  return {};
}

Result<int> run_log(Context& context, const LogOptions& options) {
  TRY(check_log(context, options));
  TRY(take_format(context, options.format));
  TRY_ASSIGN(const auto session, open(context, options));
  reports::JournalQuery query;
  query.all = options.all || (!session.cycle && !options.id);  // readings of KPIs alone
  query.about.cycle = session.cycle;
  if (options.id) {
    const auto scope = session.scope();
    TRY_ASSIGN(const auto found, look_up(session.workspace, scope, *options.id));
    query.about = found;
  }
  TRY_ASSIGN(query.since, since_day(context, options.since, session.workspace.fiscal_start()));
  if (options.limit) query.most = static_cast<std::size_t>(*options.limit);
  const auto journal = reports::journal_of(session.workspace, query, context.today());
  Presentation shown = presentation("What was said and read", journal);
  shown.lines = [&] { return reports::journal_lines(journal); };
  present(context, shown);
  return report_faults(context, session.workspace);
}

constexpr Example log_examples[] = {
    {"okr log", "what was said and changed in the current cycle"},
    {"okr log ship.users --limit 3", "the last three words on a key result"},
    {"okr log kpi/sleep --since -30d", "a month of readings"},
    {"okr log --all --format jsonl", "every event of every cycle, a JSON object a line"},
    {"okr log --since mon --format md", "this week, to be pasted somewhere"},
};

}  // namespace

constinit const Command log_command{
    .name = "log",
    .group = Group::look,
    .formats = Formats::all,
    .summary = "check-ins, changes and readings as a journal",
    .examples = log_examples,
    .prepare = prepared_with_at<LogOptions, declare_log, run_log>,
};

}  // namespace okr::cli
