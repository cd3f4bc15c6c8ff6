// SPDX-License-Identifier: MIT
// A draft on its way into the workspace: planned, its faults and remarks told, written.
#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "actions/import/draft.hpp"
#include "actions/import/draft_plan.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/lint.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/load.hpp"
#include "session/present.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr std::size_t most_remarks_shown = 20;  // of a sort

// --- faults that show only in the files as they would be -------------------------------------------------------------

/// Which record a place of the workspace is of.
class RecordsByPlace {
 public:
  explicit RecordsByPlace(const Workspace& workspace) : workspace_(workspace) {
    for (const Kpi& kpi : workspace.kpis) note(kpi.place, full_id(kpi.id));
    for (const Cycle& cycle : workspace.cycles)
      for (const Objective& objective : cycle.objectives) {
        note(objective.place, full_id(cycle, objective));
        for (const KeyResult& kr : objective.key_results) {
          note(kr.place, full_id(cycle, kr));
          for (const Entry& entry : kr.entries)
            note(entry.place, workspace.files[entry.place.file] + ":" + to_string(kr.id));
        }
      }
  }

  /// "2026-Q3/ship.users", "2026-Q3" in front of all headings, "FILE:ship.users" in a check-in, FILE in front of all
  /// that it says, "kpi/visits".
  std::string name_at(const Place& place) const {
    const auto behind = names_.upper_bound({place.file, place.line});
    if (behind != names_.begin() && std::prev(behind)->first.first == place.file) return std::prev(behind)->second;
    const std::string& file = workspace_.files[place.file];
    for (const Cycle& cycle : workspace_.cycles)
      if (file.starts_with(cycle.folder + "/")) return file == cycle_path(cycle.folder) ? cycle.id.text : file;
    return {};
  }

 private:
  void note(const Place& place, std::string name) { names_[{place.file, place.line}] = std::move(name); }

  const Workspace& workspace_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> names_;  ///< by file and line of their headings
};

/// Of the field that the finding is about, where it has a cell of its own; else of the record.
CsvPlace place_in_draft(const DraftPlan& plan, const std::string& record, std::string_view text, const Place& place) {
  const store::KeyPath path = store::path_at(text, place.line, place.column).value_or(store::KeyPath());
  for (auto key = path.rbegin(); key != path.rend(); ++key)
    if (const auto field = plan.field_places.find({record, *key}); field != plan.field_places.end())
      return field->second;
  return plan.places.at(record);
}

/// Whatever `okr check` would call an error of a record that is written, at the row that it came from.
Status add_found_faults(const Workspace& before, const Draft& draft, Date today, DraftPlan& plan) {
  if (!plan.faults.empty() || plan.transaction.files.empty()) return {};
  store::FileChanges changes;
  for (const FileChange& file : plan.transaction.files) changes[file.path] = file.after;
  TRY_ASSIGN(auto after, store::load_with_changes(before.root, changes));
  TRY(store::add_findings(after, lint_numbers(after, today), {.changes = &changes}));
  const RecordsByPlace records(after);
  for (const Diagnostic& finding : after.diagnostics) {
    if (finding.severity != Severity::error || !finding.place.known()) continue;
    const auto text = changes.find(after.files[finding.place.file]);
    if (text == changes.end()) continue;
    const auto record = plan.places.find(records.name_at(finding.place));
    if (record == plan.places.end()) continue;
    if (after.cycle(CycleId(record->first))) plan.bad_cycles.insert(record->first);
    plan.bad_records.insert(record->second);
    const CsvPlace place = place_in_draft(plan, record->first, text->second.value_or(""), finding.place);
    plan.faults.push_back(draft_fault(draft, place, finding.code, finding.message, finding.mend));
  }
  return {};
}

// --- one attempt -----------------------------------------------------------------------------------------------------

/// Where it could not be left out, or was already, the rest cannot be written either.
bool leave_out(const DraftPlan& plan, LeftOut& left_out) {
  const std::size_t before = left_out.size();
  for (const Diagnostic& fault : plan.faults) left_out.places.insert({fault.place.line, fault.place.column});
  left_out.places.insert(plan.bad_records.begin(), plan.bad_records.end());
  left_out.cycles.insert(plan.bad_cycles.begin(), plan.bad_cycles.end());
  return left_out.size() > before &&
         std::ranges::none_of(plan.faults, [](const Diagnostic& fault) { return fault.place.line == 0; });
}

/// The key results of other rows, that fall with an objective which is left out.
void add_fallen(const Draft& draft, LeftOut& left_out, Diagnostics& faults) {
  for (const DraftCycle& cycle : draft.cycles)
    for (const DraftObjective& objective : cycle.objectives) {
      if (left_out.cycles.contains(cycle.id) || !left_out.contains(objective.place)) continue;
      for (const DraftKeyResult& kr : objective.key_results)
        if (kr.place.line != objective.place.line && left_out.places.insert(kr.place).second)
          faults.push_back(draft_fault(draft, kr.place, Code::E107, "the objective of this row cannot be used",
                                       fmt::format("line {} says why", objective.place.line)));
    }
}

/// The plan, and everything that was found to be no use on the way to it.
struct Planned {
  DraftPlan plan;
  FileFaults faults;
};

Result<Planned> planned(const DraftScene& scene, const Draft& draft) {
  Planned result;
  Diagnostics faults = draft.faults;
  LeftOut left_out;
  bool is_usable = true;
  while (true) {
    TRY_ASSIGN(result.plan, plan_draft(scene, draft, left_out));
    TRY(add_found_faults(scene.workspace, draft, scene.today, result.plan));
    std::ranges::move(result.plan.lacking, std::back_inserter(result.plan.faults));
    if (result.plan.faults.empty()) break;
    faults.insert(faults.end(), result.plan.faults.begin(), result.plan.faults.end());
    is_usable = leave_out(result.plan, left_out);
    add_fallen(draft, left_out, faults);
    if (!scene.options.skip_bad || !is_usable) break;
  }
  sort_and_unify(faults);
  const std::size_t count = faults.size();
  result.faults = {draft.name, std::move(faults), count, is_usable && draft.is_whole};
  return result;
}

// --- what is said ----------------------------------------------------------------------------------------------------

std::string counts_text(const DraftCounts& counts) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) parts.push_back(counted(static_cast<long long>(count), one, many));
  };
  add(counts.cycles, "cycle", "cycles");
  add(counts.objectives, "objective", "objectives");
  add(counts.key_results, "key result", "key results");
  add(counts.checkins, "check-in", "check-ins");
  add(counts.readings, "value", "values");
  add(counts.kpis, "KPI", "KPIs");
  add(counts.kpi_readings, "reading", "readings");
  add(counts.results, "result", "results");
  return join(parts, ", ");
}

std::string summary_of(const Context& context, const DraftPlan& plan) {
  draw::Table table = draw::list_table("import", {{.name = "what"}, {.name = "records"}}, 2);
  for (const auto& [word, counts] : {std::pair("new", &plan.added), std::pair("unchanged", &plan.unchanged)})
    if (!counts->is_zero()) table.add_record(word, {draw::Cell(std::string(word)), draw::Cell(counts_text(*counts))});
  draw::Document document;
  if (!table.rows.empty()) document.add(std::move(table));
  return drawn(context, document);
}

/// Where it says none: its words in front of a colon, without what stands in quotes, ids and numbers.
std::string sort_of(const DraftRemark& remark) {
  if (!remark.sort.empty()) return remark.sort;
  std::string text = remark.text;
  const auto first = text.find('\''), last = text.rfind('\'');
  if (first != last) text.erase(first, last - first + 1);
  std::string sort;
  for (const std::string_view word : split(std::string_view(text).substr(0, text.find(": ")), ' '))
    if (word.find_first_of("0123456789/") == std::string_view::npos) sort += fmt::format("{} ", word);
  return sort;
}

void say_remark(Context& context, const Draft& draft, const DraftRemark& said) {
  context.warn(error_in(draft.name, said.place, {ErrorKind::usage, safe_for_terminal(said.text), ""}));
}

/// In the order of the file; of a comment that a record takes no more none says that it is kept.
std::vector<DraftRemark> remarks_of(const Draft& draft, const DraftPlan& plan) {
  std::map<std::string, int> refused;
  for (const DraftRemark& remark : plan.remarks)
    if (!remark.comment.empty()) ++refused[remark.comment];
  std::vector<DraftRemark> remarks;
  for (const DraftRemark& remark : draft.remarks) {
    const auto known = remark.comment.empty() ? refused.end() : refused.find(remark.comment);
    if (known == refused.end() || known->second-- <= 0) remarks.push_back(remark);
  }
  remarks.insert(remarks.end(), plan.remarks.begin(), plan.remarks.end());
  std::ranges::stable_sort(remarks, {}, &DraftRemark::place);
  return remarks;
}

/// For a person the first ones of each sort, so that many of one hide no other.
void say_remarks(Context& context, const Draft& draft, const DraftPlan& plan) {
  struct Sort {
    std::size_t count = 0;
    std::size_t last_line = 0;  ///< of those that are said
  };
  std::map<std::string, Sort> sorts;
  std::vector<DraftRemark> remarks = remarks_of(draft, plan);
  if (!context.speaks_json()) remarks = gathered(draft.text, std::move(remarks));
  for (const DraftRemark& remark : remarks) {
    Sort& sort = sorts[sort_of(remark)];
    if (++sort.count > most_remarks_shown && !context.speaks_json()) continue;
    sort.last_line = remark.place.line;
    say_remark(context, draft, remark);
  }
  if (context.speaks_json()) return;
  for (const auto& named : sorts)
    if (const Sort& sort = named.second; sort.count > most_remarks_shown)
      context.say(fmt::format("okr: and {} more like the one of line {}: --json lists all\n",
                              sort.count - most_remarks_shown, sort.last_line));
}

Action action_of(const Context& context, const Draft& draft, DraftPlan plan) {
  const std::string name = safe_for_terminal(draft.name);
  const bool is_new = !plan.added.is_zero();
  Action action{std::move(plan.transaction),
                fmt::format("Import {}: {}", name, counts_text(is_new ? plan.added : plan.unchanged))};
  action.about = std::move(plan.about);
  action.first = summary_of(context, plan);
  action.unchanged = plan.unchanged.is_zero()
                         ? fmt::format("Unchanged: {} holds nothing to import\n", name)
                         : fmt::format("Unchanged: {} of {} are here already\n", counts_text(plan.unchanged), name);
  return action;
}

Result<Action> prepared(Context& context, const Draft& draft, const DraftOptions& options, bool is_first) {
  TRY_ASSIGN(auto workspace, open_everything(context));
  TRY_ASSIGN(auto author, author_of(context, workspace.root, options.source));
  const DraftScene scene{workspace, options, std::move(author), context.today(), context.now()};
  TRY_ASSIGN(auto made, planned(scene, draft));
  if (is_first || !options.skip_bad) TRY(settle_faults(context, std::move(made.faults), options.skip_bad));
  if (!made.plan.conflicts.empty()) return refuse_conflicts(context, made.plan.conflicts, made.plan.conflicts.size());
  if (is_first) say_remarks(context, draft, made.plan);
  Action action = action_of(context, draft, std::move(made.plan));
  if (context.globals().dry_run) {  // a difference alone on stdout can be applied
    context.hint(action.first);
    action.unchanged.clear();
  }
  action.no_worse_than = std::move(workspace);
  return action;
}

}  // namespace

Status write_draft(Context& context, const Draft& draft, const DraftOptions& options) {
  bool is_first = true;
  TRY_ASSIGN([[maybe_unused]] const auto written,
             session::write(
                 context, [&] { return prepared(context, draft, options, std::exchange(is_first, false)); },
                 options.git_commit));
  return {};
}

}  // namespace okr::actions
