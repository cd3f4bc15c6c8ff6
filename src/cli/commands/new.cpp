// SPDX-License-Identifier: MIT
// okr new: one more cycle, objective, key result or KPI, at its place in the files.
#include <string>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "cli/copy_cycle.hpp"
#include "cli/edit_record.hpp"
#include "cli/new_id.hpp"
#include "cli/new_record.hpp"
#include "cli/records.hpp"
#include "cli/starter.hpp"
#include "okr/base/text.hpp"
#include "okr/cli/writing.hpp"
#include "okr/store/load.hpp"

namespace okr::cli {

namespace {

struct Options {
  NewKind kind = NewKind::objective;
  std::string kind_word;
  std::string id;
  NewFlags flags;
  bool edit = false;
};

void declare(Syntax& syntax, Options& options) {
  NewFlags& flags = options.flags;
  syntax.argument(options.kind_word, "KIND", "what to add: cycle, objective, kr (a key result) or kpi")
      .one_of({{"cycle", "a quarter, a year, ..."}, {"objective"}, {"kr", "a key result"}, {"kpi"}});
  syntax.argument(options.id, "ID", "its id: 2026-Q4, ship, ship.users, visits");
  syntax.value(flags.title, "title", "TEXT", "what it is called");
  syntax.value(flags.from, "from", "CYCLE", "for a cycle: start with what is unfinished in that one").completes(Completes::cycle);
  syntax.value(flags.type, "type", "", "for an objective: how ambitious it is")
      .one_of({{"committed"}, {"aspirational"}, {"learning"}});
  syntax.value(flags.start, "start", "DATE", "first day of a cycle or a key result").completes(Completes::date);
  syntax.value(flags.end, "end", "DATE", "last day of a cycle, due day of a key result").completes(Completes::date);
  syntax.value(flags.kind, "kind", "", "for a key result: its kind, where the numbers do not tell")
      .one_of({{"number"}, {"sum"}, {"hold"}, {"percent"}, {"milestones"}, {"done"}, {"graded"}, {"measure"}});
  syntax.value(flags.baseline, "baseline", "N", "value at the start");
  syntax.value(flags.target, "target", "N", "value to reach");
  syntax.value(flags.stretch, "stretch", "N", "value beyond the target that scores 1.0");
  syntax.value(flags.commit, "commit", "N", "value that scores 0.3, beside a stretch");
  syntax.value(flags.min, "min", "N", "lower bound");
  syntax.value(flags.max, "max", "N", "upper bound");
  syntax.value(flags.unit, "unit", "TEXT", "unit of the values");
  syntax.value(flags.good, "good", "", "the direction that is better").one_of({{"up"}, {"down"}, {"range", "KPIs only"}});
  syntax.value(flags.every, "every", "", "for a KPI: the period it is reported for")
      .one_of({{"day"}, {"week"}, {"month"}, {"quarter"}, {"half"}, {"year"}});
  syntax.flag(options.edit, "edit", "open it in the editor afterwards");
}

/// What is to be written: the file, its old text where there is one, and how the record is called then.
struct Addition {
  std::string file;
  std::optional<std::string> before;
  std::string after;
  std::string name;
  std::string next;  ///< a hint on what comes next
};

/// A title is asked for at a terminal; elsewhere it has to be there.
Status require_title(Context& context, NewKind kind, NewFlags& flags) {
  if (flags.title || kind == NewKind::cycle) return {};
  if (context.screen().interactive) {
    context.print("Title: ");
    flags.title = context.read_line();
    if (flags.title && !trim(*flags.title).empty()) return {};
  }
  return failure(ErrorKind::usage, fmt::format("{} needs a title", article_and_name(kind)), "add --title \"...\"");
}

// --- a cycle -----------------------------------------------------------------------------------------------------------

Status require_days(const Workspace& workspace, const std::string& id, const NewFlags& flags) {
  if (parse_period(id, workspace.fiscal_start()) || (flags.start && flags.end)) return {};
  return failure(ErrorKind::usage, fmt::format("'{}' says no dates", id),
                 fmt::format("add {}; names such as 2026-Q4, 2026-H2, 2026-08 say them",
                             flags.start ? "--end DATE" : flags.end ? "--start DATE" : "--start DATE --end DATE"));
}

Result<CycleCopy> copied_from(const Context& context, const Workspace& workspace, const std::string& typed) {
  for (const Cycle& cycle : workspace.cycles)
    if (cycle.id.text == typed) return copy_of(workspace, cycle, context.today());
  std::vector<std::string_view> names;
  for (const Cycle& cycle : workspace.cycles) names.push_back(cycle.id.text);
  const auto near = nearest(typed, names);
  return failure(ErrorKind::usage, fmt::format("--from: no cycle '{}'", safe_for_terminal(typed)),
                 near ? fmt::format("did you mean '{}'?", *near) : std::string());
}

Result<Addition> new_cycle(const Context& context, const Session& session, const Options& options,
                           const std::string& lines) {
  const Workspace& workspace = session.workspace;
  if (auto fine = check_new_cycle_id(workspace, options.id); !fine) return tl::unexpected(fine.error());
  if (auto days = require_days(workspace, options.id, options.flags); !days) return tl::unexpected(days.error());
  CycleCopy copy;
  if (options.flags.from) {
    auto copied = copied_from(context, workspace, *options.flags.from);
    if (!copied) return tl::unexpected(copied.error());
    copy = std::move(*copied);
  }
  std::string objectives;
  if (copy.objectives > 0)
    objectives = fmt::format("\n# Unfinished in {}: look at each baseline and target before the cycle starts.\n{}",
                             *options.flags.from, copy.tables);
  Addition addition;
  addition.file = options.id + "/cycle.toml";
  addition.after = starter_cycle(lines, objectives);
  addition.name = options.id;
  addition.next = fmt::format("okr --cycle {} new objective ID --title TEXT", options.id);
  return addition;
}

// --- an objective, a key result ---------------------------------------------------------------------------------------

/// "2026-Q4/ship" as the cycle that is meant and the rest; without a slash the current one.
Result<std::pair<const Cycle*, std::string>> in_cycle(const Session& session, const std::string& typed) {
  const auto slash = typed.find('/');
  if (slash == std::string::npos) {
    if (session.cycle) return std::pair(session.cycle, typed);
    return failure(ErrorKind::usage, "this workspace has no cycle yet", "`okr new cycle 2026-Q3` adds one");
  }
  const Cycle* cycle = session.workspace.cycle(CycleId(typed.substr(0, slash)));
  if (cycle) return std::pair(cycle, typed.substr(slash + 1));
  return failure(ErrorKind::usage, fmt::format("no cycle '{}'", safe_for_terminal(typed.substr(0, slash))),
                 fmt::format("`okr new cycle {}` adds it", safe_for_terminal(typed.substr(0, slash))));
}

Result<Addition> with_table(const Workspace& workspace, std::string file, const store::KeyPath& path,
                            const std::string& lines) {
  Addition addition;
  addition.file = std::move(file);
  auto text = file_text(workspace, addition.file);
  if (!text) return tl::unexpected(text.error());
  auto after = store::add_table(*text, path, lines);
  if (!after) return tl::unexpected(after.error());
  addition.before = std::move(*text);
  addition.after = std::move(*after);
  return addition;
}

Result<Addition> new_objective(const Session& session, const Options& options, const std::string& lines) {
  const auto place = in_cycle(session, options.id);
  if (!place) return tl::unexpected(place.error());
  const auto& [cycle, id] = *place;
  if (id.find('.') != std::string::npos)
    return failure(ErrorKind::usage, fmt::format("'{}' is the id of a key result", safe_for_terminal(id)),
                   fmt::format("okr new kr {} ...", safe_for_terminal(id)));
  if (auto fine = check_new_objective_id(*cycle, id); !fine) return tl::unexpected(fine.error());
  auto addition = with_table(session.workspace, cycle->folder + "/cycle.toml", {id}, lines);
  if (!addition) return addition;
  addition->name = cycle->id.text + "/" + id;
  addition->next = fmt::format("okr new kr {}.ID --title TEXT --target N", cycle == session.cycle ? id : addition->name);
  return addition;
}

Status require_kind(const NewFlags& flags) {
  if (flags.kind || flags.target || flags.min || flags.max) return {};
  return failure(ErrorKind::usage, "the kind of the key result cannot be told",
                 "add --target N, --min N or --max N, or --kind done, percent, milestones, ...");
}

std::string next_for(const NewFlags& flags, const std::string& name) {
  if (flags.kind == "milestones") return fmt::format("okr set {}.steps=first,second,third", name);
  if (flags.kind == "graded") return fmt::format("okr set {}.rubric=TEXT", name);
  return fmt::format("okr checkin {}=VALUE", name);
}

Result<Addition> new_key_result(const Session& session, const Options& options, const std::string& lines) {
  const auto place = in_cycle(session, options.id);
  if (!place) return tl::unexpected(place.error());
  const auto& [cycle, id] = *place;
  const auto dot = id.find('.');
  if (dot == std::string::npos)
    return failure(ErrorKind::usage, fmt::format("'{}' names no objective", safe_for_terminal(id)),
                   "a key result is OBJECTIVE.ID, such as ship.users");
  const Cycle* const only[] = {cycle};
  const auto found = look_up(session.workspace, only, id.substr(0, dot));
  if (!found) return tl::unexpected(found.error());
  if (!found->objective || found->key_result)
    return failure(ErrorKind::usage, fmt::format("'{}' is no objective", safe_for_terminal(id.substr(0, dot))),
                   "a key result is OBJECTIVE.ID, such as ship.users");
  const std::string name = id.substr(dot + 1);
  if (auto fine = check_new_key_result_id(*found->objective, name); !fine) return tl::unexpected(fine.error());
  if (auto fine = require_kind(options.flags); !fine) return tl::unexpected(fine.error());
  const std::string objective = found->objective->id.text;
  auto addition = with_table(session.workspace, place_of(session.workspace, *found).file, {objective, name}, lines);
  if (!addition) return addition;
  addition->name = fmt::format("{}/{}.{}", cycle->id.text, objective, name);
  addition->next = next_for(options.flags, cycle == session.cycle ? objective + "." + name : addition->name);
  return addition;
}

// --- a KPI -------------------------------------------------------------------------------------------------------------

Result<Addition> new_kpi(const Session& session, const Options& options, const std::string& lines) {
  const bool prefixed = options.id.starts_with("kpi/");
  const std::string id = prefixed ? options.id.substr(4) : options.id;
  if (auto fine = check_new_kpi_id(session.workspace, id); !fine) return tl::unexpected(fine.error());
  Addition addition;
  addition.file = "kpi/" + id + ".toml";
  addition.after = starter_kpi(id, lines);
  addition.name = "kpi/" + id;
  addition.next = fmt::format("okr record {}=VALUE", id);
  return addition;
}

Result<Addition> addition_of(const Context& context, const Session& session, const Options& options) {
  const auto lines = lines_of(context, options.kind, options.flags, session.workspace.fiscal_start());
  if (!lines) return tl::unexpected(lines.error());
  switch (options.kind) {
    case NewKind::cycle: return new_cycle(context, session, options, *lines);
    case NewKind::objective: return new_objective(session, options, *lines);
    case NewKind::key_result: return new_key_result(session, options, *lines);
    case NewKind::kpi: return new_kpi(session, options, *lines);
  }
  return failure(ErrorKind::internal, "no such kind of record");
}

Result<int> edit_new(Context& context, const Addition& addition) {
  const auto session = open_for_change(context);
  if (!session) return tl::unexpected(session.error());
  const auto found = find_record(*session, addition.name);
  if (!found) return tl::unexpected(found.error());
  return edit_record(context, session->workspace.root, place_of(session->workspace, *found));
}

NewKind kind_of(const std::string& word) {
  if (word == "cycle") return NewKind::cycle;
  if (word == "kr") return NewKind::key_result;
  return word == "kpi" ? NewKind::kpi : NewKind::objective;
}

Result<int> run(Context& context, const Options& given) {
  Options options = given;
  options.kind = kind_of(options.kind_word);
  const auto session = open_for_change(context);
  if (!session) return tl::unexpected(session.error());
  if (auto title = require_title(context, options.kind, options.flags); !title) return tl::unexpected(title.error());
  auto addition = addition_of(context, *session, options);
  if (!addition) return tl::unexpected(addition.error());
  if (auto fine = check_no_worse(session->workspace, addition->file, addition->after); !fine)
    return tl::unexpected(fine.error());
  Transaction transaction{session->workspace.root};
  transaction.files.push_back({addition->file, addition->before, addition->after});
  WriteOptions how;
  how.summary = "Add " + addition->name;
  const auto outcome = carry_out(context, transaction, how);
  if (!outcome) return tl::unexpected(outcome.error());
  if (*outcome != Outcome::written) return 0;
  if (options.edit) return edit_new(context, *addition);
  context.hint("Next: " + addition->next + "\n");
  return 0;
}

constexpr Example examples[] = {
    {"okr new cycle 2026-Q4 --from 2026-Q3", "the next quarter, with what is unfinished"},
    {"okr new objective ship --title 'People use the tool every week'", "at the end of the current cycle"},
    {"okr new kr ship.users --title 'Weekly users' --target 400", "behind the objective's last key result"},
    {"okr new kr fit.doctor --title 'Check-up done' --kind done --end 2026-08-31", "yes or no, with a due day"},
    {"okr new kpi sleep --title Sleep --unit h --target 7 --every week", "the file kpi/sleep.toml"},
};

}  // namespace

constinit const Command new_command{
    .name = "new",
    .group = Group::write,
    .summary = "add a cycle, objective, key result or KPI",
    .description =
        "Adds one record at its place: an objective at the end of its cycle's cycle.toml, a key result behind the last "
        "one of its objective, a KPI and a cycle in a file of their own. Every other byte stays as it is. The cycle is "
        "the current one, that of --cycle, or the one in the id: 2026-Q4/ship.\n"
        "\n"
        "The kind of a key result follows from its numbers: --target is a number to reach, --min and --max are bounds to "
        "hold; --kind says the others. --from copies the titles and the unfinished key results of another cycle without "
        "their state, changes and days.\n"
        "\n"
        "Nothing is written when the id is taken or the result would bring an error into the workspace.",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
