// SPDX-License-Identifier: MIT
#include "actions/records/addition.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/core.h>

#include "actions/records/copy_cycle.hpp"
#include "actions/records/ids.hpp"
#include "actions/records/starter.hpp"
#include "actions/records/typed_value.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/model/fields.hpp"
#include "session/records.hpp"

namespace okr::cli {

namespace {

// --- flags and keys --------------------------------------------------------------------------------------------------

/// A flag and the key it fills in each record; empty where the record does not take it.
struct FlagKey {
  std::string_view flag;
  std::optional<std::string> NewFlags::*typed;
  std::array<std::string_view, 4> keys;  ///< by NewKind
};

constexpr auto flag_keys = std::to_array<FlagKey>({
    {"title", &NewFlags::title, {"title", "title", "title", "title"}},
    {"type", &NewFlags::type, {"", "type", "", ""}},
    {"kind", &NewFlags::kind, {"", "", "kind", ""}},
    {"baseline", &NewFlags::baseline, {"", "", "baseline", ""}},
    {"commit", &NewFlags::commit, {"", "", "commit", ""}},
    {"target", &NewFlags::target, {"", "", "target", "target"}},
    {"stretch", &NewFlags::stretch, {"", "", "stretch", ""}},
    {"min", &NewFlags::min, {"", "", "min", "min"}},
    {"max", &NewFlags::max, {"", "", "max", "max"}},
    {"unit", &NewFlags::unit, {"", "", "unit", "unit"}},
    {"good", &NewFlags::good, {"", "", "good", "good"}},
    {"every", &NewFlags::every, {"", "", "", "every"}},
    {"start", &NewFlags::start, {"start", "", "start", ""}},
    {"end", &NewFlags::end, {"end", "", "due", ""}},
});

constexpr std::string_view record_names[] = {"cycle", "objective", "key result", "KPI"};

std::string_view key_of(const FlagKey& flag, NewKind kind) { return flag.keys[static_cast<std::size_t>(kind)]; }

tl::unexpected<Error> not_taken(std::string_view flag, NewKind kind) {
  std::string taken;
  for (const FlagKey& other : flag_keys)
    if (!key_of(other, kind).empty()) taken += fmt::format("{}--{}", taken.empty() ? "" : ", ", other.flag);
  return failure(ErrorKind::usage, fmt::format("{} takes no --{}", article_and_name(kind), flag),
                 fmt::format("it takes {}", taken));
}

/// A kind that needs a key which no flag fills gets it empty, with the way to fill it.
std::string lines_of_kind(const std::string& kind) {
  if (kind == "\"milestones\"") return "steps = []\n";
  if (kind == "\"graded\"") return "kind = \"graded\"\nrubric = \"\"\n";
  return "kind = " + kind + "\n";
}

/// good = "range" goes without saying where a KPI has both ends.
std::string implied(NewKind kind, const NewFlags& flags) {
  return kind == NewKind::kpi && !flags.good && flags.min && flags.max ? "good = \"range\"\n" : "";
}

/// TOML lines, each with its end. Usage errors: a flag that this record does not take, a value that does not fit.
Result<std::string> lines_of(const Context& context, NewKind kind, const NewFlags& flags, FiscalYear fiscal_year) {
  if (flags.from && kind != NewKind::cycle) return not_taken("from", kind);
  const std::vector<FieldInfo> fields = fields_of(record_names[static_cast<std::size_t>(kind)]);
  std::string lines;
  for (const FlagKey& flag : flag_keys) {
    const std::optional<std::string>& typed = flags.*flag.typed;
    if (flag.flag == "good") lines += implied(kind, flags);
    if (!typed) continue;
    const std::string_view key = key_of(flag, kind);
    if (key.empty()) return not_taken(flag.flag, kind);
    const auto field = std::ranges::find(fields, key, &FieldInfo::key);
    if (trim(*typed).empty()) return failure(ErrorKind::usage, fmt::format("--{} is empty", flag.flag));
    const std::string label = fmt::format("--{}", flag.flag);
    const auto value = toml_of_typed(context, {label, &*field, fiscal_year}, trim(*typed));
    if (!value) return value;
    lines += flag.flag == "kind" ? lines_of_kind(*value) : fmt::format("{} = {}\n", key, *value);
  }
  return lines;
}

Addition named(const Workspace& workspace, std::string name) {
  return {{Transaction::of(workspace), "Add " + name}, std::move(name)};
}

// --- a cycle -------------------------------------------------------------------------------------------------------

Status require_days(const Workspace& workspace, const std::string& id, const NewFlags& flags) {
  if (parse_period(id, workspace.fiscal_start()) || (flags.start && flags.end)) return {};
  return failure(
      ErrorKind::usage, fmt::format("'{}' says no dates", id),
      fmt::format("add {}; names such as 2026-Q4, 2026-H2, 2026-08 say them", flags.start ? "--end DATE"
                                                                              : flags.end ? "--start DATE"
                                                                                          : "--start DATE --end DATE"));
}

Result<std::vector<CopiedTable>> copied_from(const Context& context, const Workspace& workspace, const CycleId& id) {
  const std::string& typed = id.text;
  if (const Cycle* cycle = workspace.cycle(id)) {
    if (cycle->unread.empty()) return copy_of(workspace, *cycle, context.today());
    return failure(ErrorKind::data,
                   fmt::format("--from: {} cannot be read", safe_for_terminal(cycle->unread.front().name)),
                   "what is unfinished there is not known; `okr check` says where, nothing was written");
  }
  const auto near = nearest_cycle(workspace, typed);
  return failure(ErrorKind::usage, fmt::format("--from: no cycle '{}'", safe_for_terminal(typed)),
                 near ? fmt::format("did you mean '{}'?", *near) : std::string());
}

// --- what is there already, word for word: an earlier try wrote it ----------------------------------------------------

Addition standing(const Workspace& workspace, const std::string& name, const std::string& file) {
  Addition addition = named(workspace, name);
  addition.action.transaction.in_place.push_back(file);
  addition.action.unchanged = fmt::format("Unchanged: {} says this already\n", safe_for_terminal(file));
  return addition;
}

std::optional<Addition> file_as_said(const Workspace& workspace, const std::string& name, const std::string& file,
                                     std::string_view text) {
  const auto there = file_text(workspace, file);
  return there && *there == text ? std::optional(standing(workspace, name, file)) : std::nullopt;
}

/// A heading and its lines, in a file.
struct SaidTable {
  std::string file;
  store::KeyPath path;
  std::string lines;
};

std::optional<Addition> table_as_said(const Workspace& workspace, const std::string& name, const SaidTable& said) {
  const auto there = file_text(workspace, said.file);
  const auto alone = store::add_table("", said.path, said.lines);
  if (!there || !alone) return std::nullopt;
  const std::string_view table = trim(*alone);
  const auto at = there->find(table);
  if (at == std::string::npos || (at > 0 && (*there)[at - 1] != '\n')) return std::nullopt;
  const std::string_view rest = std::string_view(*there).substr(at + table.size());
  const bool ends_there = trim(rest).empty() || rest.starts_with("\n\n") || rest.starts_with("\n[");
  return ends_there ? std::optional(standing(workspace, name, said.file)) : std::nullopt;
}

Result<Addition> new_cycle(const Context& context, const Session& session, const NewRecord& record,
                           const std::string& lines) {
  const Workspace& workspace = session.workspace;
  const bool is_there = workspace.cycle(CycleId(record.id)) != nullptr;
  if (!is_there) TRY(check_new_cycle_id(workspace, record.id));
  TRY(require_days(workspace, record.id, record.flags));
  std::string objectives;
  if (record.flags.from) {
    TRY_ASSIGN(const auto from, cycle_called(workspace, *record.flags.from, context.today()));
    TRY_ASSIGN(const auto copied, copied_from(context, workspace, from));
    if (!copied.empty())
      objectives = fmt::format("\n# Unfinished in {}: look at each baseline and target before the cycle starts.\n{}",
                               from.text, text_of(copied));
  }
  std::string text = starter_cycle(lines, objectives);
  if (auto same = file_as_said(workspace, record.id, record.id + "/cycle.toml", text)) return *same;
  if (is_there) TRY(check_new_cycle_id(workspace, record.id));
  Addition addition = named(workspace, record.id);
  addition.action.transaction.create(record.id + "/cycle.toml", std::move(text));
  addition.action.next = fmt::format("Next: okr --cycle {} new objective ID --title TEXT\n", record.id);
  return addition;
}

// --- an objective, a key result ------------------------------------------------------------------------------------

/// Nothing begins in a cycle that is over, unless somebody says that this one is meant.
Status check_not_over(const Session& session, const Cycle& cycle) {
  if (session.is_named || !cycle.dated || session.day <= cycle.period.last) return {};
  const auto follower = follower_of(session.workspace, cycle.id);
  const std::string other = follower && !session.workspace.cycle(*follower)
                                ? fmt::format(", `okr new cycle {}` adds the next", follower->text)
                                : std::string(", or names another one");
  return failure(ErrorKind::usage, fmt::format("{} ended on {}", cycle.id.text, to_string(cycle.period.last)),
                 fmt::format("--cycle {} adds to it all the same{}", cycle.id.text, other));
}

struct IdInCycle {
  const Cycle* cycle = nullptr;
  std::string id;
};

/// "2026-Q4/ship" as the cycle that is meant and the rest; without a slash the current one.
Result<IdInCycle> in_cycle(const Session& session, const std::string& typed) {
  const auto slash = typed.find('/');
  if (slash == std::string::npos) {
    if (!session.cycle)
      return failure(ErrorKind::usage, "this workspace has no cycle yet", "`okr new cycle 2026-Q3` adds one");
    TRY(check_choice(session));
    TRY(check_not_over(session, *session.cycle));
    return IdInCycle{session.cycle, typed};
  }
  TRY_ASSIGN(const auto called, cycle_called(session.workspace, typed.substr(0, slash), session.day));
  const Cycle* cycle = session.workspace.cycle(called);
  if (cycle) return IdInCycle{cycle, typed.substr(slash + 1)};
  return failure(ErrorKind::usage, fmt::format("no cycle '{}'", safe_for_terminal(typed.substr(0, slash))),
                 fmt::format("`okr new cycle {}` adds it", safe_for_terminal(typed.substr(0, slash))));
}

Result<Addition> new_objective(const Session& session, const NewRecord& record, const std::string& lines) {
  TRY_ASSIGN(const auto place, in_cycle(session, record.id));
  const auto& [cycle, id] = place;
  TRY(check_still_open(*cycle));
  if (id.find('.') != std::string::npos)
    return failure(ErrorKind::usage, fmt::format("'{}' is the id of a key result", safe_for_terminal(id)),
                   fmt::format("okr new kr {} ...", safe_for_terminal(id)));
  const std::string file = cycle->folder + "/cycle.toml";
  if (auto same = table_as_said(session.workspace, cycle->id.text + "/" + id, {file, {id}, lines})) return *same;
  TRY(check_new_objective_id(*cycle, id));
  Addition addition = named(session.workspace, cycle->id.text + "/" + id);
  TRY_ASSIGN(std::string* const text, addition.action.transaction.draft(file));
  TRY_ASSIGN(*text, store::add_table(*text, {id}, lines));
  addition.action.next =
      fmt::format("Next: okr new kr {}.ID --title TEXT --target N\n", cycle == session.cycle ? id : addition.name);
  return addition;
}

Status require_kind(const NewFlags& flags) {
  if (flags.kind || flags.target || flags.min || flags.max) return {};
  return failure(ErrorKind::usage, "the kind of the key result cannot be told",
                 "add --target N, --min N or --max N, or --kind done, percent, milestones, ...");
}

std::string next_for(const NewFlags& flags, const std::string& name) {
  if (flags.kind == "milestones") return fmt::format("Next: okr set {}.steps=first,second,third\n", name);
  if (flags.kind == "graded") return fmt::format("Next: okr set {}.rubric=TEXT\n", name);
  return fmt::format("Next: okr checkin {}=VALUE\n", name);
}

/// In a cycle that runs already it begins today, unless --start says another day.
NewRecord with_start(const Context& context, const Cycle& cycle, NewRecord record) {
  if (const auto start = late_start(cycle, context.today()); start && !record.flags.start)
    record.flags.start = to_string(*start);
  return record;
}

Result<Addition> new_key_result(const Context& context, const Session& session, const NewRecord& record) {
  TRY_ASSIGN(const auto place, in_cycle(session, record.id));
  const auto& [cycle, id] = place;
  TRY(check_still_open(*cycle));
  const auto dot = id.find('.');
  if (dot == std::string::npos)
    return failure(ErrorKind::usage, fmt::format("'{}' names no objective", safe_for_terminal(id)),
                   "a key result is OBJECTIVE.ID, such as ship.users");
  const Cycle* const only[] = {cycle};
  TRY_ASSIGN(const auto found, look_up(session.workspace, only, id.substr(0, dot)));
  if (!found.objective || found.key_result)
    return failure(ErrorKind::usage, fmt::format("'{}' is no objective", safe_for_terminal(id.substr(0, dot))),
                   "a key result is OBJECTIVE.ID, such as ship.users");
  const std::string name = id.substr(dot + 1);
  const bool is_there = find_key_result(*cycle, id) != nullptr;
  if (!is_there) TRY(check_new_key_result_id(*found.objective, name));
  const bool is_drafted = cycle->state == CycleState::draft || found.objective->state == State::draft;
  if (auto fine = require_kind(record.flags); !fine && !is_drafted) return tl::unexpected(fine.error());
  const std::string objective = found.objective->id.text;
  const NewRecord started = with_start(context, *cycle, record);
  TRY_ASSIGN(const auto lines, lines_of(context, started.kind, started.flags, session.workspace.fiscal_start()));
  const std::string full_name = fmt::format("{}/{}.{}", cycle->id.text, objective, name);
  const std::string file = place_of(session.workspace, found).file;
  if (auto same = table_as_said(session.workspace, full_name, {file, {objective, name}, lines})) return *same;
  if (is_there) TRY(check_new_key_result_id(*found.objective, name));
  Addition addition = named(session.workspace, full_name);
  TRY_ASSIGN(std::string* const text, addition.action.transaction.draft(file));
  TRY_ASSIGN(*text, store::add_table(*text, {objective, name}, lines));
  if (!record.flags.start && started.flags.start)
    addition.action.last = late_start_text(addition.name, *cycle, context.today()) + "\n";
  addition.action.next = next_for(record.flags, cycle == session.cycle ? objective + "." + name : addition.name);
  return addition;
}

// --- a KPI ---------------------------------------------------------------------------------------------------------

Result<Addition> new_kpi(const Session& session, const NewRecord& record, const std::string& lines) {
  const std::string id = record.id.substr(record.id.starts_with("kpi/") ? 4 : 0);
  std::string text = starter_kpi(id, lines);
  const std::string file = fmt::format("kpi/{}.toml", id);
  if (auto same = file_as_said(session.workspace, "kpi/" + id, file, text)) return *same;
  TRY(check_new_kpi_id(session.workspace, id));
  Addition addition = named(session.workspace, "kpi/" + id);
  addition.action.transaction.create(file, std::move(text));
  addition.action.next = fmt::format("Next: okr record {}=VALUE\n", id);
  return addition;
}

Result<Addition> addition_to(const Context& context, const Session& session, const NewRecord& record) {
  TRY_ASSIGN(const auto lines, lines_of(context, record.kind, record.flags, session.workspace.fiscal_start()));
  switch (record.kind) {
    case NewKind::cycle: return new_cycle(context, session, record, lines);
    case NewKind::objective: return new_objective(session, record, lines);
    case NewKind::key_result: return new_key_result(context, session, record);
    case NewKind::kpi: return new_kpi(session, record, lines);
  }
  return failure(ErrorKind::internal, "no such kind of record");
}

}  // namespace

std::string_view article_and_name(NewKind kind) {
  switch (kind) {
    case NewKind::cycle: return "a cycle";
    case NewKind::objective: return "an objective";
    case NewKind::key_result: return "a key result";
    case NewKind::kpi: return "a KPI";
  }
  return "";
}

std::optional<Date> late_start(const Cycle& cycle, Date today) {
  const bool runs_already = cycle.dated && cycle.period.first < today && today <= cycle.period.last;
  return runs_already ? std::optional(today) : std::nullopt;
}

std::string late_start_text(const std::string& name, const Cycle& cycle, Date start) {
  return fmt::format("{} begins on {}: {} has run since {}", name, to_string(start), cycle.id.text,
                     to_string(cycle.period.first));
}

Result<Addition> addition_of(const Context& context, Session session, const NewRecord& record) {
  TRY_ASSIGN(auto addition, addition_to(context, session, record));
  addition.action.no_worse_than = std::move(session.workspace);
  return addition;
}

}  // namespace okr::cli
