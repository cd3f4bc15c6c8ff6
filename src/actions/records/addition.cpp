// SPDX-License-Identifier: MIT
#include "actions/records/addition.hpp"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "actions/records/actions.hpp"
#include "actions/records/given_fields.hpp"
#include "actions/records/typed_value.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/lint.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/current.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/load.hpp"
#include "okr/store/toml_text.hpp"
#include "session/faults.hpp"
#include "session/records.hpp"

namespace okr::actions {
using namespace session;

namespace {

Addition named(const Workspace& workspace, std::string name) {
  return {{Transaction::of(workspace), "Add " + name}, std::move(name)};
}

// --- a cycle -------------------------------------------------------------------------------------------------------

Status require_days(const Workspace& workspace, const std::string& id, const GivenFields& given) {
  const bool has_start = given.find("start"), has_end = given.find("end");
  if (parse_period(id, workspace.fiscal_start()) || (has_start && has_end)) return {};
  return usage_failure(fmt::format("'{}' says no dates", id), fmt::format("add {}; {}",
                                                                          has_start ? "--end DATE"
                                                                          : has_end ? "--start DATE"
                                                                                    : "--start DATE --end DATE",
                                                                          names_with_dates));
}

Result<std::vector<CopiedTable>> copied_from(const Context& context, const Workspace& workspace, const CycleId& id,
                                             const std::optional<Period>& days) {
  if (const Cycle* cycle = workspace.cycle(id)) {
    TRY(check_unfinished_known(*cycle, "--from: "));
    return copy_of(workspace, *cycle, context.today(), days);
  }
  return no_such_cycle(workspace, "--from: ", id.text);
}

// --- what is there already: an earlier try wrote it ------------------------------------------------------------------

Addition standing(const Workspace& workspace, const std::string& name, const std::string& file) {
  Addition addition = named(workspace, name);
  addition.action.transaction.in_place.push_back(file);
  addition.action.about = {name};
  addition.action.unchanged = fmt::format("Unchanged: {} says this already\n", safe_for_terminal(file));
  return addition;
}

std::optional<Addition> file_as_said(const Workspace& workspace, const std::string& name, const std::string& file,
                                     const std::string& text) {
  const auto there = file_text(workspace, file);
  return there && store::says_the_same(*there, text) ? std::optional(standing(workspace, name, file)) : std::nullopt;
}

/// A heading and its lines, in a file.
struct SaidTable {
  std::string file;
  store::KeyPath path;
  std::string lines;
};

std::optional<Addition> table_as_said(const Workspace& workspace, const std::string& name, const SaidTable& said) {
  const auto there = file_text(workspace, said.file);
  const bool is_there = there && store::is_there(*there, said.path);
  return is_there && store::says_the_same(*there, said.path, said.lines)
             ? std::optional(standing(workspace, name, said.file))
             : std::nullopt;
}

/// What a new cycle takes over from another one.
struct TakenOver {
  std::string parent;      ///< its line; empty where it has none
  std::string objectives;  ///< their tables
  std::string left;        ///< for stderr: parents that do not go on
};

/// `has_parent`: somebody said one.
Result<TakenOver> taken_over(const Context& context, const Workspace& workspace, const NewRecord& record,
                             bool has_parent) {
  TRY_ASSIGN(const auto id, cycle_called(workspace, *record.flags.from, context.today()));
  const auto named = parse_period(record.id, workspace.fiscal_start());
  TRY_ASSIGN(const auto copied,
             copied_from(context, workspace, id, named ? std::optional(named->period) : std::nullopt));
  const Cycle& from = *workspace.cycle(id);
  TakenOver taken;
  std::vector<LeftParents> left;
  if (named && !has_parent) {
    const std::string parent = parent_of_next(workspace, from, CycleId(record.id), named->period);
    if (!parent.empty()) taken.parent = store::toml_line("parent", store::toml_string(parent));
    if (parent.empty() && !from.parent.empty()) note_left({{}, {from.parent.text}, {}}, record.id, left);
  }
  for (const CopiedTable& table : copied)
    note_left(table.parents, fmt::format("{}/{}", record.id, join(table.path, ".")), left);
  taken.left = left_parents_text(workspace, from, CycleId(record.id), left);
  if (!copied.empty())
    taken.objectives =
        fmt::format("\n# Unfinished in {}: look at each baseline and target before the cycle starts.\n{}", id.text,
                    text_of(copied));
  return taken;
}

Result<Addition> new_cycle(const Context& context, const Session& session, const NewRecord& record,
                           const GivenFields& given) {
  const Workspace& workspace = session.workspace;
  const bool is_there = workspace.cycle(CycleId(record.id)) != nullptr;
  if (!is_there) TRY(check_new_cycle_id(workspace, record.id));
  TRY(require_days(workspace, record.id, given));
  TRY_ASSIGN(auto lines, given.lines(context, workspace.fiscal_start()));
  TakenOver taken;
  if (record.flags.from) {
    TRY_ASSIGN(taken, taken_over(context, workspace, record, store::is_there(lines, {"parent"})));
  }
  std::string text = starter_cycle(lines + taken.parent, taken.objectives);
  if (auto same = file_as_said(workspace, record.id, cycle_path(record.id), text)) return *same;
  if (is_there) TRY(check_new_cycle_id(workspace, record.id));
  Addition addition = named(workspace, record.id);
  addition.action.transaction.create(cycle_path(record.id), std::move(text));
  addition.action.remark = std::move(taken.left);
  addition.action.next = fmt::format("Next: okr --cycle {} new objective ID --title TEXT\n", record.id);
  return addition;
}

// --- an objective, a key result ------------------------------------------------------------------------------------

struct IdInCycle {
  const Cycle* cycle = nullptr;
  std::string id;
  bool is_named = false;  ///< somebody said that this cycle is meant
};

/// Nothing begins in a cycle that is over, unless it was named.
Status check_not_over(const Session& session, const IdInCycle& place) {
  const Cycle& cycle = *place.cycle;
  if (place.is_named || !cycle.dated || session.day <= cycle.period.last) return {};
  const auto follower = follower_of(session.workspace, cycle.id);
  const std::string other = follower && !session.workspace.cycle(*follower)
                                ? fmt::format(", `okr new cycle {}` adds the next", follower->text)
                                : std::string(", or names another one");
  return usage_failure(fmt::format("{} ended on {}", cycle.id.text, to_string(cycle.period.last)),
                       fmt::format("--cycle {} adds to it all the same{}", cycle.id.text, other));
}

/// "2026-Q4/ship" as the cycle that is meant and the rest; without a slash the current one.
Result<IdInCycle> in_cycle(const Session& session, const std::string& typed) {
  const auto slash = typed.find('/');
  if (slash == std::string::npos) {
    if (!session.cycle) return no_cycle_yet(session.workspace, session.day);
    TRY(check_choice(session));
    return IdInCycle{session.cycle, typed, session.is_named};
  }
  TRY_ASSIGN(const auto called, cycle_called(session.workspace, typed.substr(0, slash), session.day));
  const Cycle* cycle = session.workspace.cycle(called);
  if (cycle) return IdInCycle{cycle, typed.substr(slash + 1), true};
  if (!parse_period(called.text, session.workspace.fiscal_start())) TRY(check_cycle_known(session.workspace, called));
  return usage_failure(fmt::format("no cycle '{}'", safe_for_terminal(typed.substr(0, slash))),
                       fmt::format("`okr new cycle {}` adds it", safe_for_terminal(typed.substr(0, slash))));
}

Result<Addition> new_objective(const Context& context, const Session& session, const NewRecord& record,
                               const GivenFields& given) {
  TRY_ASSIGN(const auto lines, given.lines(context, session.workspace.fiscal_start()));
  TRY_ASSIGN(const auto place, in_cycle(session, record.id));
  TRY(check_not_over(session, place));
  const Cycle* const cycle = place.cycle;
  const std::string& id = place.id;
  TRY(check_still_open(*cycle));
  if (id.find('.') != std::string::npos)
    return usage_failure(fmt::format("'{}' is the id of a key result", safe_for_terminal(id)),
                         fmt::format("okr new kr {} ...", safe_for_terminal(id)));
  const std::string file = cycle_path(cycle->folder);
  TRY(check_readable(session.workspace, file));
  if (auto same = table_as_said(session.workspace, cycle->id.text + "/" + id, {file, {id}, lines})) return *same;
  TRY(check_not_in_unread(session.workspace, *cycle, id));
  TRY(check_new_objective_id(*cycle, id));
  Addition addition = named(session.workspace, cycle->id.text + "/" + id);
  TRY_ASSIGN(std::string* const text, addition.action.transaction.draft(file));
  TRY_ASSIGN(*text, store::add_table(*text, {id}, lines));
  const std::string command = fmt::format("okr new kr {}.ID --title TEXT --target N",
                                          cycle == session.cycle && !session.is_named ? id : addition.name);
  const std::string* state = given.find("state");
  if (cycle->state == CycleState::draft || (state && *state == word(State::draft)))
    addition.action.next = fmt::format("Next: {}\n", command);
  else
    addition.action.remark =
        fmt::format("Next: {} (without a key result it is an error, {})\n", command, to_string(Code::E108));
  return addition;
}

constexpr std::string_view keys_of_kinds[] = {"kind", "target", "change", "min", "max", "steps", "rubric"};

/// What a kind cannot do without: one of the keys; and how it is typed.
struct KindNeed {
  std::string_view kind, what, way, key, other_key;
};
constexpr KindNeed kind_needs[] = {
    {"number", "a target", "--target N or --change +20%", "target", "change"},
    {"sum", "a target", "--target N", "target", "change"},
    {"hold", "a bound", "--min N or --max N", "min", "max"},
    {"milestones", "steps", "--steps first,second", "steps", "steps"},
    {"graded", "a rubric", "rubric=TEXT", "rubric", "rubric"},
};

Status require_kind(const GivenFields& given) {
  const std::string* kind = given.find("kind");
  for (const KindNeed& need : kind_needs)
    if (kind && *kind == need.kind && !given.find(need.key) && !given.find(need.other_key))
      return usage_failure(fmt::format("a key result of kind {} needs {}", need.kind, need.what),
                           fmt::format("add {}", need.way));
  const std::string* good = given.find("good");
  if (good && *good == "down" && given.find("target") && !given.find("baseline") && !given.find("kpi"))
    return usage_failure("a target below the value now needs that value", "add --baseline N");
  if (given.find("change") && !given.find("baseline") && !given.find("kpi"))
    return usage_failure("a change needs the value that it starts from", "add --baseline N");
  if (given.find("commit") && given.find("target") && !given.find("stretch"))
    return usage_failure("a commit stands beside a stretch", "add --stretch N, or leave --commit out");
  if (std::ranges::any_of(keys_of_kinds, [&](std::string_view key) { return given.find(key) != nullptr; })) return {};
  return usage_failure("the kind of the key result cannot be told",
                       "add --target N, --change +20%, --min N, --max N or --steps a,b, or --kind done, percent, ...");
}

/// What its kind needs first, else the first value.
std::string next_for(const Workspace& workspace, const GivenFields& given, const std::string& name) {
  const std::string* kind = given.find("kind");
  if (kind && *kind == "milestones" && !given.find("steps"))
    return fmt::format("Next: okr set {}.steps=first,second,third\n", name);
  if (kind && *kind == "graded" && !given.find("rubric")) return fmt::format("Next: okr set {}.rubric=TEXT\n", name);
  if (const std::string* typed = given.find("kpi")) {
    const Kpi* kpi = workspace.kpi(without_kpi_prefix(*typed));
    return kpi && !is_recorded(*kpi) ? fmt::format("Next: okr show {}\n", name)
                                     : fmt::format("Next: okr record {}=VALUE\n", *typed);
  }
  return fmt::format("Next: okr checkin {}=VALUE\n", name);
}

struct NewKeyResultPlace {
  const Cycle* cycle = nullptr;
  const Objective* objective = nullptr;
  std::string name;
  std::string file;
  bool is_there = false;  ///< perhaps in the very same words
};

/// Usage errors: no such objective, an id that cannot be.
Result<NewKeyResultPlace> place_of_new(const Session& session, const std::string& typed) {
  TRY_ASSIGN(const auto place, in_cycle(session, typed));
  const Cycle* const cycle = place.cycle;
  const std::string& id = place.id;
  const auto dot = id.find('.');
  if (dot == std::string::npos)
    return usage_failure(fmt::format("'{}' names no objective", safe_for_terminal(id)),
                         "a key result is OBJECTIVE.ID, such as ship.users");
  TRY_ASSIGN(const auto found, look_up(session.workspace, Scope{{cycle}, session.day}, id.substr(0, dot)));
  TRY(check_not_over(session, place));
  TRY(check_still_open(*cycle));
  if (!found.objective || found.key_result)
    return usage_failure(fmt::format("'{}' is no objective", safe_for_terminal(id.substr(0, dot))),
                         "a key result is OBJECTIVE.ID, such as ship.users");
  const std::string name = id.substr(dot + 1);
  const bool is_there = find_key_result(*cycle, id) != nullptr;
  if (!is_there) TRY(check_not_in_unread(session.workspace, *cycle, id));
  if (!is_there) TRY(check_new_key_result_id(*found.objective, name));
  return NewKeyResultPlace{cycle, found.objective, name, place_of(session.workspace, found).file, is_there};
}

/// What begins on the day it is added cannot be due before; when it really began, only a person knows.
Status check_not_due_before(const Context& context, const GivenFields& given, Date start, FiscalYear fiscal_year) {
  const std::string* due = given.find("due");
  if (!due) return {};
  const auto day = any_date(context, "due", *due, fiscal_year);
  if (!day || *day >= start) return {};
  return usage_failure(fmt::format("due {} has passed, and what is added today begins today", to_string(*day)),
                       "give a later day, or --start DATE where it began earlier");
}

Result<Addition> new_key_result(const Context& context, const Session& session, const NewRecord& record,
                                GivenFields given) {
  TRY_ASSIGN(const auto place, place_of_new(session, record.id));
  const auto& [cycle, parent, name, file, is_there] = place;
  const bool is_drafted = cycle->state == CycleState::draft || parent->state == State::draft ||
                          (given.find("state") && *given.find("state") == word(State::draft));
  if (auto fine = require_kind(given); !fine && !is_drafted) return tl::unexpected(fine.error());
  const std::string& objective = parent->id.text;
  const std::string full_name = fmt::format("{}/{}.{}", cycle->id.text, objective, name);
  Addition addition = named(session.workspace, full_name);
  const auto start = late_start(*cycle, context.today());
  if (start && !given.find("start")) {  // in a cycle that runs already
    TRY(check_not_due_before(context, given, *start, session.workspace.fiscal_start()));
    TRY(given.add("start", "start", to_string(*start)));
    addition.action.last = late_start_text(addition.name, *cycle, context.today()) + "\n";
  }
  TRY_ASSIGN(const auto lines, given.lines(context, session.workspace.fiscal_start()));
  if (auto same = table_as_said(session.workspace, full_name, {file, {objective, name}, lines})) return *same;
  if (is_there) TRY(check_new_key_result_id(*parent, name));
  TRY_ASSIGN(std::string* const text, addition.action.transaction.draft(file));
  TRY_ASSIGN(*text, store::add_table(*text, {objective, name}, lines));
  if (given.find("steps")) TRY(check_steps(session.workspace, addition.action.transaction, context.today()));
  addition.action.next =
      next_for(session.workspace, given, cycle == session.cycle ? objective + "." + name : addition.name);
  return addition;
}

// --- a KPI ---------------------------------------------------------------------------------------------------------

/// Its readings come from somewhere else: other KPIs, or a CSV.
bool is_fed(const GivenFields& given) { return given.find("formula") || given.find("values"); }

/// Usage errors: neither yes nor no, or a KPI that nobody writes readings of.
Result<bool> is_to_be_shared(const Context& context, const GivenFields& given) {
  const std::string* typed = given.find(shared_key);
  if (!typed) return false;
  const std::vector<FieldInfo> fields = fields_of(NewKind::kpi);
  const auto field = std::ranges::find(fields, shared_key, &FieldInfo::key);
  TRY_ASSIGN(const auto value, toml_of_typed(context, {shared_key, &*field}, *typed));
  const bool shared = value == store::toml_boolean(true);
  if (shared && is_fed(given))
    return usage_failure("a KPI that is computed, or reads a CSV file, has no readings to share",
                         "leave out --shared, or formula and values");
  return shared;
}

Result<Addition> new_kpi(const Context& context, const Session& session, const NewRecord& record,
                         const GivenFields& given) {
  const std::string id(without_kpi_prefix(record.id));
  TRY_ASSIGN(const auto lines, given.lines(context, session.workspace.fiscal_start()));
  TRY_ASSIGN(const auto shared, is_to_be_shared(context, given));
  std::string text = starter_kpi(id, lines, !is_fed(given) && !shared);
  const std::string file = shared ? shared_kpi_path(KpiId(id)) : kpi_path(KpiId(id));
  if (auto same = file_as_said(session.workspace, full_id(KpiId(id)), file, text)) return *same;
  TRY(check_new_kpi_id(session.workspace, id));
  Addition addition = named(session.workspace, full_id(KpiId(id)));
  addition.action.transaction.create(file, std::move(text));
  addition.action.next =
      is_fed(given) ? fmt::format("Next: okr kpi {}\n", id) : fmt::format("Next: okr record {}=VALUE\n", id);
  return addition;
}

Result<Addition> addition_to(const Context& context, const Session& session, const NewRecord& record) {
  TRY_ASSIGN(auto given, given_fields(record));
  switch (record.kind) {
    case NewKind::cycle: return new_cycle(context, session, record, given);
    case NewKind::objective: return new_objective(context, session, record, given);
    case NewKind::key_result: return new_key_result(context, session, record, std::move(given));
    case NewKind::kpi: return new_kpi(context, session, record, given);
  }
  return failure(ErrorKind::internal, "no such kind of record");
}

/// "has no steps", "has no step with weight": what an objective lacks before its first key result is none of them.
Diagnostics faults_of_steps(const Workspace& workspace, Date as_of) {
  Diagnostics faults;
  for (const Diagnostic& finding : lint_numbers(workspace, as_of)) {
    const bool is_of_objective = std::ranges::any_of(workspace.cycles, [&](const Cycle& cycle) {
      return contains(cycle.objectives, finding.place, &Objective::place);
    });
    if (finding.code == Code::E108 && finding.severity == Severity::error && !is_of_objective)
      faults.push_back(finding);
  }
  return faults;
}

}  // namespace

Status check_steps(const Workspace& before, const Transaction& transaction, Date as_of) {
  const Diagnostics known = faults_of_steps(before, as_of);
  for (const FileChange& file : transaction.files) {
    TRY_ASSIGN(const auto after, store::load_with_replacement(before.root, file.path, file.after));
    for (const Diagnostic& fault : faults_of_steps(after, as_of))
      if (const std::string code(to_string(fault.code)); !contains(known, fault.message, &Diagnostic::message))
        return tl::unexpected(placed({ErrorKind::usage, fmt::format("{} [{}]", fault.message, code),
                                      "write steps=first,second,third\nnothing was written", code},
                                     fault.place, after));
  }
  return {};
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

}  // namespace okr::actions
